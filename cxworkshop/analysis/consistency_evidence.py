"""From a firm's survey and requests to the evidence on consistency that enters the workshop's log."""

from collections.abc import Callable, Iterator

import pandas as pd

from cxworkshop.analysis.consistency import consistency
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.response_times import response_times
from cxworkshop.analysis.survey_answers import touchpoint_labels
from cxworkshop.domain.consistency import Consistency, ResponseTimes
from cxworkshop.domain.evidence import ConsistencyEvidence
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role, spoken_name
from cxworkshop.errors import EmptyTableError, MissingStepError, UndefinedMeasureError
from cxworkshop.inputs.firm import Firm

DAY = "Day"

_Progress = Callable[[float], None]


def consistency_evidence(
    firm: Firm, *, journey_map: JourneyMap | None = None, progress: _Progress | None = None
) -> ConsistencyEvidence:
    """Return how much the outcome and each touchpoint's score depend on who serves, where, when and how.

    Parameters
    ----------
    firm
        With a survey that has factors (agent, site, channel …) or a date, or requests with their times.
    journey_map
        What touchpoints are called; without one as in the journey table.
    progress
        Called with the share of the work done (0–1).

    Raises
    ------
    MissingStepError
        Neither is attached.
    EmptyTableError, UndefinedMeasureError
        Nothing of what is attached can be told.
    """
    surveyed, requested = _tells_factors(firm), firm.has(Role.REQUESTS)
    if not surveyed and not requested:
        msg = (
            "Consistency needs a survey with a column that says who served, where, when or by which channel, "
            "or a table of requests with their response times; attach one of them."
        )
        raise MissingStepError(msg)
    notes: list[str] = []
    labels, scores = _scores(firm, journey_map, notes, progress) if surveyed else ({}, ())
    times = _times(firm, notes) if requested else None
    if not scores and times is None:
        raise UndefinedMeasureError(notes[0])
    if progress:
        progress(1.0)
    return ConsistencyEvidence(
        labels=labels,
        scores=scores,
        times=times,
        unit=firm.request_unit() if requested else "",
        notes=tuple(notes),
        provenance=tuple(_provenance(firm, surveyed=surveyed, requested=requested)),
    )


def _tells_factors(firm: Firm) -> bool:
    if not firm.has(Role.SURVEY):
        return False
    attached = firm.attached(Role.SURVEY)
    return bool(attached.columns("factor") or attached.column("date"))


def _scores(
    firm: Firm, journey_map: JourneyMap | None, notes: list[str], progress: _Progress | None
) -> tuple[dict[str, str], tuple[Consistency, ...]]:
    """Return what scores and factors are called, and what each score depends on."""
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - takes a while to import

    attached, survey = firm.attached(Role.SURVEY), firm.survey()
    outcome, date = str(attached.column("outcome")), attached.column("date")
    touchpoints, factors = attached.columns("touchpoint"), attached.columns("factor")
    days = {date: survey["date"].dt.normalize()} if date else {}
    answers = pd.DataFrame(
        {outcome: survey["outcome"]} | dict(survey[[*touchpoints, *factors]].items()) | days
    )
    labels = {name: spoken_name(name) for name in (outcome, *factors)}
    labels |= touchpoint_labels(firm, journey_map) | dict.fromkeys(days, DAY)
    found = []
    # Several threads wait for each other here, where other programs run beside: thirty times as long.
    with threadpool_limits(1, user_api="blas"):
        for place, score in enumerate((outcome, *touchpoints)):
            try:
                found.append(consistency(answers, score, [*factors, *days], labels=labels, level=LEVEL))
            except (EmptyTableError, UndefinedMeasureError) as error:
                notes.append(f"{labels[score]} is left out: {error}")
            if progress:
                progress((place + 1) / (len(touchpoints) + 2))
    return labels, tuple(found)


def _times(firm: Firm, notes: list[str]) -> ResponseTimes | None:
    try:
        return response_times(firm.requests(), "channel", "time", level=LEVEL)
    except (EmptyTableError, UndefinedMeasureError) as error:
        notes.append(f"Response times are left out: {error}")
        return None


def _provenance(firm: Firm, *, surveyed: bool, requested: bool) -> Iterator[Provenance]:
    if surveyed:
        yield firm.provenance(Role.SURVEY, ("outcome", "touchpoint", "factor", "date"))
    if requested:
        yield firm.provenance(Role.REQUESTS, ("channel", "time"))

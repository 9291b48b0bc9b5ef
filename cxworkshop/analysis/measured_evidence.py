"""From a firm's dated metrics, survey and comments to the evidence that enters the workshop's log."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxworkshop.analysis.complaints import complains, complaint_words
from cxworkshop.analysis.gaming import can_heap, heap
from cxworkshop.analysis.gaming_answers import (
    ceiling,
    rising_scores,
    top_rated,
    touchpoints_at_ceiling,
    trend_step,
)
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.lagged import lagged_correlations
from cxworkshop.analysis.levels import measured_metric
from cxworkshop.analysis.month_ends import can_bunch, month_end
from cxworkshop.analysis.survey_answers import survey_touchpoints, touchpoint_labels
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.measured import GamingSign, LaggedMetric, MeasuredEvidence, MeasuredMetric, Sign
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role, spoken_name
from cxworkshop.errors import InvalidChoiceError, MissingStepError, UndefinedMeasureError
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.scales import usual_scale
from cxworkshop.settings import SEED

Progress = Callable[[float], None]


class _Looked(NamedTuple):
    """What was looked for, and what was found."""

    kinds: tuple[Sign, ...] = ()
    signs: tuple[GamingSign, ...] = ()


class _Measured(NamedTuple):
    """The metrics that have a level, and the values of each by its name."""

    metrics: tuple[MeasuredMetric, ...]
    rows: dict[str, pd.DataFrame]
    notes: tuple[str, ...]


class _Tables(NamedTuple):
    """The firm's tables as far as they tell something: dated metrics and survey, rated comments."""

    metrics: pd.DataFrame | None
    survey: pd.DataFrame | None
    comments: pd.DataFrame | None

    @property
    def staying(self) -> bool:
        """Whether the survey knows when who stayed."""
        return self.survey is not None and "stayed" in self.survey


def measured_evidence(
    firm: Firm, *, journey_map: JourneyMap | None = None, progress: Progress | None = None
) -> MeasuredEvidence:
    """Return where the firm's own metrics stand, what they run ahead of, and what looks like gaming.

    Parameters
    ----------
    firm
        With dated metrics, a dated survey that knows who stayed, or comments with ratings; any will do.
    journey_map
        What touchpoints are called; without one as in the journey table.
    progress
        Called with the share of the work done (0–1).

    Raises
    ------
    MissingStepError
        None of these is attached.
    """
    tables = _tables(firm)
    if tables.metrics is None and tables.comments is None and not tables.staying:
        msg = (
            "Metrics and signs of gaming need a table of the firm's dated metrics, a survey with dates and "
            "who stayed, or comments with touchpoint and rating; attach one of them, the metrics with: "
            "cxworkshop attach FILE metrics SOURCE"
        )
        raise MissingStepError(msg)
    measured = _measured(firm, tables.metrics)
    lagged = tuple(_lagged(tables.survey, measured, progress))
    looked = [
        _heaps(measured),
        _month_ends(measured),
        _ceilings(tables.comments),
        _rising(firm, tables.survey),
    ]
    if progress:
        progress(1.0)
    return MeasuredEvidence(
        labels=_labels(firm, journey_map, tables),
        metrics=measured.metrics,
        lagged=lagged,
        looked_for=tuple(kind for found in looked for kind in found.kinds),
        signs=tuple(sign for found in looked for sign in found.signs),
        notes=measured.notes,
        lag_notes=tuple(_lag_notes(tables, lagged)),
        level=LEVEL,
        seed=SEED,
        provenance=tuple(_provenance(firm, tables)),
    )


def _tables(firm: Firm) -> _Tables:
    def maps(role: Role, *columns: str) -> bool:
        return firm.has(role) and all(firm.attached(role).column(name) is not None for name in columns)

    return _Tables(
        metrics=firm.metrics() if firm.has(Role.METRICS) else None,
        survey=firm.survey() if maps(Role.SURVEY, "date") else None,
        comments=firm.verbatims() if maps(Role.VERBATIMS, "rating", "touchpoint") else None,
    )


def _measured(firm: Firm, table: pd.DataFrame | None) -> _Measured:
    if table is None:
        return _Measured((), {}, ())
    rows = table[np.isfinite(table["value"])]
    left_out = firm.attached(Role.METRICS).rows - len(rows)
    notes = [f"Rows of the metrics without name, date or value, left out: {left_out}."] if left_out else []
    # Capitals and blanks don't make another metric.
    plain = rows["metric"].str.split().str.join(" ").str.casefold()
    metrics, by_name = [], {}
    for _, own in rows.groupby(plain, sort=False):
        name = " ".join(str(own["metric"].iloc[0]).split())
        try:
            metrics.append(measured_metric(own, name, level=LEVEL))
        except (InvalidChoiceError, UndefinedMeasureError) as error:
            notes.append(f"Left out: {error}")
        else:
            by_name[name] = own
    return _Measured(tuple(metrics), by_name, tuple(notes))


def _lagged(
    survey: pd.DataFrame | None, measured: _Measured, progress: Progress | None
) -> Iterator[LaggedMetric]:
    if survey is None:
        return
    for place, (name, values) in enumerate(measured.rows.items()):
        if progress:
            progress(place / (len(measured.rows) + 1))
        yield lagged_correlations(values, survey, name=name, level=LEVEL, looks=len(measured.rows))


def _heaps(measured: _Measured) -> _Looked:
    aimed = [
        (metric.name, metric.target, measured.rows[metric.name]["value"].to_numpy())
        for metric in measured.metrics
        if metric.target is not None
    ]
    asked = [(name, target, values) for name, target, values in aimed if can_heap(values, target)]
    found = (heap(values, target, about=name, looks=len(asked)) for name, target, values in asked)
    return _Looked(("heap",) if asked else (), tuple(filter(None, found)))


def _month_ends(measured: _Measured) -> _Looked:
    asked = {
        name: values["date"]
        for name, values in measured.rows.items()
        if can_bunch(values["date"], values["site"])
    }
    found = (month_end(days, about=name, looks=len(asked)) for name, days in asked.items())
    return _Looked(("month_end",) if asked else (), tuple(filter(None, found)))


def _ceilings(comments: pd.DataFrame | None) -> _Looked:
    if comments is None or comments["rating"].isna().all():
        return _Looked()
    scale = usual_scale(float(comments["rating"].min()), float(comments["rating"].max()))
    if not any(touchpoints_at_ceiling(top_rated(comments, scale))):
        return _Looked()
    words = complaint_words()
    return _Looked(("ceiling",), ceiling(comments, scale, lambda text: complains(text, words)))


def _rising(firm: Firm, survey: pd.DataFrame | None) -> _Looked:
    if survey is None or "stayed" not in survey or trend_step(survey) is None:
        return _Looked()
    attached = firm.attached(Role.SURVEY)
    rated = {name: column for name in ("outcome", "satisfaction") if (column := attached.column(name))}
    scores = (*rated.values(), *survey_touchpoints(firm))
    return _Looked(("rising_scores",), rising_scores(survey.rename(columns=rated), scores))


def _lag_notes(tables: _Tables, lagged: tuple[LaggedMetric, ...]) -> Iterator[str]:
    if tables.metrics is not None and tables.survey is None:
        yield "Without a survey with dates nobody can tell whether a metric runs ahead of the outcome."
    if any(found.lags for found in lagged):
        yield (
            "Before a metric is set against the outcome, a steady rise or fall is taken out of both. Seasons "
            "are not: what both do every summer looks like one going along with the other."
        )


def _labels(firm: Firm, journey_map: JourneyMap | None, tables: _Tables) -> dict[str, str]:
    labels: dict[str, str] = {}
    if tables.comments is not None:
        labels |= {name: spoken_name(name) for name in tables.comments["touchpoint"].unique() if name}
    if firm.has(Role.SURVEY):
        attached = firm.attached(Role.SURVEY)
        ends = filter(None, (attached.column("outcome"), attached.column("satisfaction")))
        labels |= {name: spoken_name(name) for name in ends} | touchpoint_labels(firm, journey_map)
    return labels


def _provenance(firm: Firm, tables: _Tables) -> Iterator[Provenance]:
    if tables.metrics is not None:
        yield firm.provenance(Role.METRICS, ("metric", "date", "value", "target", "unit", "site"))
    if tables.staying or (tables.survey is not None and tables.metrics is not None):
        columns = ("date", "outcome", "satisfaction", "stayed", "weight", "touchpoint")
        yield firm.provenance(Role.SURVEY, columns)
    if tables.comments is not None:
        yield firm.provenance(Role.VERBATIMS, ("touchpoint", "rating", "text"))

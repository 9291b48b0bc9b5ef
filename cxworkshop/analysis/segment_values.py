"""What each segment's customers value, from the survey."""

from collections.abc import Iterator, Sequence

import pandas as pd

from cxworkshop.analysis.firm_segments import segments_of
from cxworkshop.analysis.survey_answers import (
    Progress,
    too_few_answers,
    touchpoint_labels,
    usable_answers,
)
from cxworkshop.analysis.survey_evidence import survey_drivers
from cxworkshop.domain.profit import SegmentValues, Valued
from cxworkshop.domain.tables import Role
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.firm import Firm

MOST_VALUED = 3
_BOOTSTRAP = 200


def segment_values(
    firm: Firm, by: str, names: Sequence[str], *, progress: Progress | None = None
) -> tuple[SegmentValues, ...]:
    """Return the three touchpoints that count most for each segment, by relative importance.

    Parameters
    ----------
    firm
        With a survey that names customers; without one the result is empty.
    by, names
        What the segments are made of, and which are asked for, called as in the profit by segment.
    progress
        Called with the share of the work done (0–1).

    Returns
    -------
    tuple of SegmentValues
        In the order of ``names``; with a refusal where a segment has too few answers, or answers that can't
        carry the measure.
    """
    if not firm.has(Role.SURVEY) or firm.attached(Role.SURVEY).column("customer") is None:
        return ()
    survey = firm.survey().dropna(subset="customer")
    segments = segments_of(firm, survey["customer"], by, names)
    return tuple(_valued(firm, survey, segments, names, progress))


def _valued(
    firm: Firm, survey: pd.DataFrame, segments: pd.Series, names: Sequence[str], progress: Progress | None
) -> Iterator[SegmentValues]:
    labels = touchpoint_labels(firm)
    for done, name in enumerate(names):
        yield _values_of(firm, survey[segments == name], name, labels)
        if progress:
            progress((done + 1) / len(names))


def _values_of(firm: Firm, answers: pd.DataFrame, segment: str, labels: dict[str, str]) -> SegmentValues:
    n = usable_answers(firm, answers)
    if too_few := too_few_answers(firm, answers, (segment,)):
        return SegmentValues(segment=segment, n=n, refusal=f"{too_few}.")
    try:
        found = survey_drivers(firm, answers, _BOOTSTRAP, None)
    except UndefinedMeasureError as error:
        return SegmentValues(
            segment=segment, n=n, refusal=f"What counts for {segment} can't be told: {error}"
        )
    return SegmentValues(
        segment=segment,
        n=found.n,
        valued=tuple(
            Valued(
                touchpoint=driver.name,
                label=labels[driver.name],
                share=driver.share,
                low=driver.low,
                high=driver.high,
            )
            for driver in found.drivers[:MOST_VALUED]
        ),
    )

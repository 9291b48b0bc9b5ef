"""What each segment's customers value, from the survey."""

from collections.abc import Iterator, Sequence

import pandas as pd

from cxworkshop.analysis.asked_drivers import Asked, asked_drivers
from cxworkshop.analysis.driver_answers import Rows
from cxworkshop.analysis.firm_segments import segments_of
from cxworkshop.analysis.survey_answers import Progress
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
    asked = asked_drivers(firm)
    known = asked.survey["customer"].dropna()
    segments = segments_of(firm, known, by, names).astype(object).reindex(asked.survey.index)
    return tuple(_valued(asked, segments, names, progress))


def _valued(
    asked: Asked, segments: pd.Series, names: Sequence[str], progress: Progress | None
) -> Iterator[SegmentValues]:
    for done, name in enumerate(names):
        yield _values_of(asked, (segments == name).to_numpy(), name)
        if progress:
            progress((done + 1) / len(names))


def _values_of(asked: Asked, rows: Rows, segment: str) -> SegmentValues:
    answers = asked.answers.of(rows)
    n = int(answers.usable.sum())
    if too_few := answers.too_few(segment):
        return SegmentValues(segment=segment, n=n, refusal=f"{too_few}.")
    try:
        found = answers.compared(_BOOTSTRAP)
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
                label=asked.labels[driver.name],
                share=driver.share,
                low=driver.low,
                high=driver.high,
            )
            for driver in found.drivers[:MOST_VALUED]
        ),
    )

"""What moves the outcome of one segment's customers, beside all the others."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.at_once import at_once
from cxworkshop.analysis.driver_answers import DriverAnswers, Rows
from cxworkshop.analysis.drivers import DrawnShares, drawn_shares, ranked_drivers
from cxworkshop.analysis.importance import Importance
from cxworkshop.analysis.intervals import LEVEL, check_resamples
from cxworkshop.analysis.survey_answers import Progress
from cxworkshop.domain.drivers import DriverDifference, SegmentDrivers, too_weak
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SEED, SMALLEST_GROUP

Floats = NDArray[np.float64]

MOST_SEGMENTS = 8
"""Most segments that are compared with the rest."""


def segment_drivers(
    answers: DriverAnswers,
    segments: pd.Series,
    *,
    bootstrap: int = 200,
    level: float = LEVEL,
    progress: Progress | None = None,
) -> tuple[SegmentDrivers, ...]:
    """Return each segment's drivers, and how their shares differ from those of the rest.

    The segment's rows and those of the rest are drawn again by themselves, so that the interval of a
    difference is that of two independent groups. A share that comes out small by chance also varies little in
    them; so as many rows are drawn from all answers too, and the larger deviation counts. The intervals of
    all drivers in all segments hold at once (Bonferroni): the difference, give or take a normal error as wide
    as the draws; Student's where answers belong together. The fit is the linear one.

    Parameters
    ----------
    answers
        All answers.
    segments
        Each row's segment, shape (rows,); a row without one belongs to none, nor to the rest.
    bootstrap, level
        Resamples of each group (at least 50), and the level of the intervals (0–1).
    progress
        Called with the share of the work done (0–1).

    Returns
    -------
    tuple of SegmentDrivers
        The 8 segments with most answers, by name. A segment whose answers are too few (5 per driver), or
        can't carry the measure, or say too little of the outcome, or leave no rest that does better, has a
        sentence instead; one of fewer than 3 answers isn't there at all.
    """
    check_resamples(bootstrap)
    linear = replace(answers, fit="linear")
    names, sizes = np.unique(segments[answers.usable].dropna().astype(str), return_counts=True)
    most = sorted(zip(-sizes, names, strict=True))[:MOST_SEGMENTS]
    shown = sorted(str(name) for size, name in most if -size >= SMALLEST_GROUP)
    told = []
    for done, name in enumerate(shown, start=1):
        inside = (segments == name).to_numpy(dtype=bool, na_value=False)
        rest = ~inside & segments.notna().to_numpy()
        told.append(_segment(name, _Groups(linear, inside, rest), bootstrap, level))
        if progress:
            progress(done / len(shown))
    looks = sum(len(found.apart) for found in told)
    return tuple(found.bounded(level, looks) for found in told)


class _Compared(NamedTuple):
    """A segment before it is known how many differences are looked at: each with the draws' deviation."""

    found: SegmentDrivers
    clusters: int | None = None
    apart: Mapping[str, tuple[float, float]] = {}

    def bounded(self, level: float, looks: int) -> SegmentDrivers:
        """Return the segment with intervals that hold for so many differences at once."""
        if self.found.drivers is None:
            return self.found
        width = at_once(level, looks, self.clusters)
        differences = tuple(
            DriverDifference(
                name=driver.name,
                difference=difference,
                low=difference - width * deviation,
                high=difference + width * deviation,
            )
            for driver in self.found.drivers.drivers
            for difference, deviation in (self.apart[driver.name],)
        )
        return self.found.model_copy(update={"differences": differences})


class _Groups:
    """The answers of a segment, of the rest, and of both together."""

    def __init__(self, answers: DriverAnswers, inside: Rows, rest: Rows) -> None:
        self.inside, self.rest = answers.of(inside), answers.of(rest)
        self.both = answers.of(inside | rest)


def _segment(name: str, groups: _Groups, bootstrap: int, level: float) -> _Compared:
    inside, rest = groups.inside, groups.rest
    n, n_rest = int(inside.usable.sum()), int(rest.usable.sum())
    found = SegmentDrivers(segment=name, n=n, n_rest=n_rest)
    others = f"all others than {name}"
    if too_few := inside.too_few(name) or rest.too_few(others):
        return _Compared(found.model_copy(update={"refusal": f"{too_few}."}))
    try:
        own, other, both = inside.importance(), rest.importance(), groups.both.importance()
        _expect_explained(own, name)
        _expect_explained(other, others)
        drawn = drawn_shares(own, bootstrap, SEED)
        apart = drawn_shares(other, bootstrap, [SEED, 1, *name.encode()])
        alike = [
            drawn_shares(both, bootstrap, [SEED, side, *name.encode()], draws=group.clusters or group.n)
            for side, group in enumerate((own, other), start=2)
        ]
    except UndefinedMeasureError as error:
        refusal = f"The drivers of {name} can't be compared: {error}"
        return _Compared(found.model_copy(update={"refusal": refusal}))
    differences = own.of_all / own.of_all.sum() - other.of_all / other.of_all.sum()
    deviations = np.maximum(_deviations(drawn, apart), _deviations(*alike))
    return _Compared(
        found.model_copy(update={"drivers": ranked_drivers(own, drawn, seed=SEED, level=level)}),
        min((group.clusters for group in (own, other) if group.clusters is not None), default=None),
        dict(zip(own.names, zip(differences.tolist(), deviations.tolist(), strict=True), strict=True)),
    )


def _deviations(one: DrawnShares, other: DrawnShares) -> Floats:
    """Return the deviations of differences of independent draws, shape (drivers,)."""
    found: Floats = np.hypot(one.shares.std(axis=0), other.shares.std(axis=0))
    return found


def _expect_explained(group: Importance, who: str) -> None:
    if too_weak(group.r2, group.by_chance):
        msg = f"in the answers of {who}, the drivers explain hardly more than chance would."
        raise UndefinedMeasureError(msg)

"""What moves the outcome of one segment's customers, beside all the others."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.driver_answers import DriverAnswers
from cxworkshop.analysis.importance import solved
from cxworkshop.analysis.intervals import LEVEL, tails
from cxworkshop.analysis.survey_answers import Progress
from cxworkshop.domain.drivers import DriverDifference, Drivers, SegmentDrivers
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
    difference is that of two independent groups. It is given for each driver by itself: of many differences
    some are apart by chance. The fit is the linear one.

    Parameters
    ----------
    answers
        All answers.
    segments
        Each row's segment, shape (rows,); a row without one belongs to none, nor to the rest.
    bootstrap, level
        Resamples of each group (at least 50), and the level of the percentile intervals (0–1).
    progress
        Called with the share of the work done (0–1).

    Returns
    -------
    tuple of SegmentDrivers
        The 8 segments with most answers, by name. A segment whose answers are too few (5 per driver), or
        can't carry the measure, or leave no rest that can, has a sentence instead; one of fewer than 3
        answers isn't there at all.
    """
    linear = replace(answers, fit="linear")
    names, sizes = np.unique(segments[answers.usable].dropna().astype(str), return_counts=True)
    most = sorted(zip(-sizes, names, strict=True))[:MOST_SEGMENTS]
    shown = sorted(str(name) for size, name in most if -size >= SMALLEST_GROUP)
    told = []
    for done, name in enumerate(shown, start=1):
        inside = (segments == name).to_numpy(dtype=bool, na_value=False)
        rest = ~inside & segments.notna().to_numpy()
        told.append(_segment(name, linear.of(inside), linear.of(rest), bootstrap, level))
        if progress:
            progress(done / len(shown))
    return tuple(told)


def _segment(
    name: str, inside: DriverAnswers, rest: DriverAnswers, bootstrap: int, level: float
) -> SegmentDrivers:
    n, n_rest = int(inside.usable.sum()), int(rest.usable.sum())
    found = SegmentDrivers(segment=name, n=n, n_rest=n_rest)
    if too_few := inside.too_few(name) or rest.too_few(f"all others than {name}"):
        return found.model_copy(update={"refusal": f"{too_few}."})
    try:
        drivers = inside.compared(bootstrap, level=level)
        differences = tuple(_differences(name, drivers, inside, rest, level))
    except UndefinedMeasureError as error:
        return found.model_copy(update={"refusal": f"The drivers of {name} can't be compared: {error}"})
    return found.model_copy(update={"drivers": drivers, "differences": differences})


def _differences(
    name: str, drivers: Drivers, inside: DriverAnswers, rest: DriverAnswers, level: float
) -> Iterator[DriverDifference]:
    """Yield the differences of shares, in the order of the segment's drivers."""
    (share, draws), (rest_share, rest_draws) = (
        _shares(group, drivers.bootstrap, side, name) for side, group in enumerate((inside, rest))
    )
    both = min(len(draws), len(rest_draws))
    lows, highs = np.quantile(draws[:both] - rest_draws[:both], tails(level), axis=0)
    places = {driver: place for place, driver in enumerate(sorted(inside.drivers))}
    for driver in drivers.drivers:
        place = places[driver.name]
        yield DriverDifference(
            name=driver.name,
            difference=float(share[place] - rest_share[place]),
            low=float(lows[place]),
            high=float(highs[place]),
        )


def _shares(group: DriverAnswers, bootstrap: int, side: int, name: str) -> tuple[Floats, Floats]:
    """Return shares, shape (drivers,), and draws of them, shape (draws, drivers), by drivers' names."""
    analysis = group.importance()
    drawn = analysis.resamples(bootstrap, [SEED, side, *name.encode()])
    importance = np.concatenate([part.importance for part in drawn])
    importance = importance[solved(importance)]
    shares: Floats = importance / importance.sum(axis=1, keepdims=True)
    whole: Floats = analysis.of_all / analysis.of_all.sum()
    return whole, shares

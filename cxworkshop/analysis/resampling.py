"""The bootstrap of a mean, and what it says about the order of several."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.intervals import normal_quantile, tails
from cxworkshop.settings import SEED

Floats = NDArray[np.float64]

MOST_RESAMPLED = 20_000
"""Above so many values the bootstrap's own limit stands in for the resamples."""

_DRAWS_AT_A_TIME = 1_000_000
_SURE = 3
"""So many standard errors of the draws away, other draws say the same."""


class BootstrapMean(NamedTuple):
    """A mean's interval, and the ``draws`` of it, shape (bootstrap,)."""

    low: float
    high: float
    draws: Floats


def bootstrap_mean(
    values: Floats, *, bootstrap: int = 1000, seed: int = SEED, level: float = 0.95, name: str = ""
) -> BootstrapMean:
    """Bound a mean by its bootstrap.

    Values are sorted first and the seed goes with the ``name``, so that neither the order of rows nor
    another group changes anything, and groups are drawn independently of each other.

    Parameters
    ----------
    values
        At least one number, shape (n,). Up to 20,000 are drawn again with replacement and the interval holds
        the percentiles of the means. Above, the distribution of such means is normal to all purposes (Singh
        1981, Annals of Statistics 9(6)): the interval is mean ± z·s/√n, and the draws come from it.
    bootstrap, seed, level
        Resamples, their seed, and the interval's level (0–1).
    name
        What the values are of: draws of different names are independent.
    """
    random = np.random.default_rng([seed, *name.encode()])
    if len(values) > MOST_RESAMPLED:
        mean, error = float(values.mean()), float(values.std() / np.sqrt(len(values)))
        half = normal_quantile(level) * error
        return BootstrapMean(mean - half, mean + half, random.normal(mean, error, bootstrap))
    means = np.concatenate(list(_means(np.sort(values), bootstrap, random)))
    low, high = np.quantile(means, tails(level))
    return BootstrapMean(float(low), float(high), means)


def _means(ordered: Floats, bootstrap: int, random: np.random.Generator) -> Iterator[Floats]:
    """Yield the means of resamples, some at a time."""
    at_a_time = max(1, _DRAWS_AT_A_TIME // len(ordered))
    for start in range(0, bootstrap, at_a_time):
        size = (min(at_a_time, bootstrap - start), len(ordered))
        yield ordered[random.integers(len(ordered), size=size, dtype=np.int32)].mean(axis=1)


def rank_bounds(draws: Floats, interval: tuple[float, float]) -> tuple[tuple[int, int], ...]:
    """Return the lowest and highest rank (1 = the largest) of each column.

    Parameters
    ----------
    draws
        Draws of several figures, shape (bootstrap, figures), those in one row belonging together.
    interval
        Lower and upper tail (0–1).
    """
    ranks = 1 + np.argsort(np.argsort(-draws, axis=1, kind="stable"), axis=1)
    lows, highs = np.quantile(ranks, interval, axis=0, method="inverted_cdf")
    return tuple((int(low), int(high)) for low, high in zip(lows, highs, strict=True))


def groups_apart(draws: Floats, interval: tuple[float, float]) -> Iterator[int]:
    """Yield each column's group: a new one starts where a column is apart from the group's first.

    Two columns are apart where their mean difference is more standard deviations from 0 than the interval
    reaches for the largest of all the differences between so many columns (Tukey's studentised range: since
    the first is the largest by chance too, any two may come to be compared). It must be beyond that by three
    standard errors of that ratio, √((1 + z²/2) / bootstrap): what hangs on the seed doesn't count as apart.

    Parameters
    ----------
    draws
        Draws of several figures, shape (bootstrap, figures), the largest figure first.
    interval
        Lower and upper tail (0–1) that no difference of equal figures should lie in.

    References
    ----------
    Tukey (1953), The problem of multiple comparisons; Kramer (1956), Biometrics 12(3), for unequal spreads.
    """
    figures = draws.shape[1]
    reach = _range_quantile(interval[1] - interval[0], figures)
    reach += _SURE * np.sqrt((1 + reach**2 / 2) / len(draws))
    group, first = 1, 0
    for figure in range(figures):
        differences = draws[:, first] - draws[:, figure]
        if abs(differences.mean()) > reach * differences.std():
            group, first = group + 1, figure
        yield group


@cache
def _range_quantile(level: float, figures: int) -> float:
    """Return below how many standard deviations the largest difference of equal figures stays.

    For two figures that is the normal quantile: 1.96 at 95 %.
    """
    from scipy.stats import studentized_range  # noqa: PLC0415 - scipy only where it is used

    return float(studentized_range.ppf(level, max(figures, 2), np.inf) / np.sqrt(2))

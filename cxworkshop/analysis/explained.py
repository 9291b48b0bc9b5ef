"""How much of the differences in a figure groups explain: ε², its uncertainty, and what chance would do."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.integer[Any]]

_ROUNDING, _TIES = 1e-12, 1e-9


def epsilon_squared(profit: Floats, codes: Codes) -> float:
    """Return ε²: (between − (k − 1) · mean square within) / total, for k groups, at most 1.

    Parameters
    ----------
    profit, codes
        Each customer's profit and the number of their group (0, 1, …), shape (n,), with n > k. Below 0 the
        groups differ less than chance makes them; where profit never varies it is 0.
    """
    sizes = np.bincount(codes)
    centred = profit - profit.mean()
    between = _between(centred, codes, sizes)
    total, groups, n = float(centred @ centred), int((sizes > 0).sum()), len(profit)
    within = max(total - between, 0.0) / (n - groups)
    return (between - (groups - 1) * within) / total if total > 0 else 0.0


def resampled_deviations(
    profit: Floats, groupings: Sequence[Codes], random: np.random.Generator, resamples: int
) -> Floats:
    """Return how far ε² of resamples lies from the share that groups have of these customers' differences.

    From the share as it is, without the correction for chance, since that is the truth in the world that
    resamples are drawn from.

    Parameters
    ----------
    profit, groupings
        Each customer's profit, which varies, and for each attribute the numbers of their groups, shape (n,).
    random, resamples
        Where customers are drawn from, with replacement, and how often.

    Returns
    -------
    array of float
        Shape (resamples, attributes).
    """
    n, shares = len(profit), _shares(profit, groupings)
    drawn = (random.integers(n, size=n) for _ in range(resamples))
    found = [[epsilon_squared(profit[rows], codes[rows]) for codes in groupings] for rows in drawn]
    deviations: Floats = np.array(found) - shares
    return deviations


def chances(
    profit: Floats, groupings: Sequence[Codes], random: np.random.Generator, permutations: int
) -> Floats:
    """Return how often an attribute, the best of all of them, does as well where profit is shuffled.

    Attributes are compared by the tail of F, so that many groups are no head start; the smallest tail of a
    shuffle is what each attribute is held against.

    Parameters
    ----------
    profit, groupings
        As for :func:`resampled_deviations`.
    random, permutations
        What shuffles, and how often.

    Returns
    -------
    array of float
        One p per attribute, the data as they are counted as one of the shuffles (never 0).

    References
    ----------
    Westfall & Young (1993), Resampling-based Multiple Testing, single step; Phipson & Smyth (2010),
    Statistical Applications in Genetics and Molecular Biology 9(1), on counting the data.
    """
    from scipy.special import fdtrc  # noqa: PLC0415 - takes a while to import

    n, shuffled = len(profit), (random.permutation(profit) for _ in range(permutations))
    shares = np.array([_shares(values, groupings) for values in chain([profit], shuffled)])
    freedom = np.array([max(len(np.unique(codes)) - 1, 1) for codes in groupings])
    within = np.maximum(1 - shares, _ROUNDING) / (n - 1 - freedom)
    tails = fdtrc(freedom, n - 1 - freedom, shares / freedom / within)
    best = tails[1:].min(axis=1, initial=1.0)
    as_good = best[:, None] <= tails[0] * (1 + _TIES)
    found: Floats = (1 + as_good.sum(axis=0)) / (1 + permutations)
    return found


def _shares(profit: Floats, groupings: Sequence[Codes]) -> Floats:
    """Return the share of variance between each attribute's groups, not corrected for chance."""
    centred = profit - profit.mean()
    between = [_between(centred, codes, np.bincount(codes)) for codes in groupings]
    shares: Floats = np.array(between) / (centred @ centred)
    return shares


def _between(centred: Floats, codes: Codes, sizes: NDArray[np.intp]) -> float:
    """Return the sum of squares between groups of profit with mean 0."""
    sums = np.bincount(codes, centred, minlength=len(sizes))
    return float((sums**2 / np.maximum(sizes, 1)).sum())

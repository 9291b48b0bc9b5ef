"""LMG: R² shared out among correlated drivers, exact, from correlations alone."""

from math import factorial

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_STACK = 32
"""Matrices worked on at a time: wide enough for NumPy, small enough for the processor's cache."""


def lmg(correlations: ArrayLike) -> Floats:
    """Share R² out among the drivers: each one's mean gain in R² over all orders of entering the model.

    Parameters
    ----------
    correlations
        Correlation matrix of shape (p + 1, p + 1), the outcome first; or a stack of them, shape
        (n, p + 1, p + 1). Drivers must not be exactly collinear.

    Returns
    -------
    ndarray
        Importance of each driver, shape (p,) or (n, p); at least 0, and adding up to R².

    References
    ----------
    Lindeman, Merenda & Gold (1980); Grömping (2006), Journal of Statistical Software 17(1).
    The Shapley value of R² and the general dominance of Azen & Budescu (2003) are the same figure.
    """
    matrices = np.asarray(correlations, dtype=float)
    stacked = matrices[None] if matrices.ndim == 2 else matrices  # noqa: PLR2004 - one matrix, not a stack
    weights = _shapley_weights(stacked.shape[-1] - 1)
    importance = np.empty((len(stacked), len(weights)))
    for start in range(0, len(stacked), _STACK):
        part = slice(start, start + _STACK)
        importance[part] = (weights @ _r2_of_subsets(stacked[part])).T
    # Rounding alone can put a driver without any importance below 0.
    importance = np.maximum(importance, 0)
    return importance[0] if matrices.ndim == 2 else importance  # noqa: PLR2004


def _r2_of_subsets(matrices: Floats) -> Floats:
    """Return R² of every subset of drivers, shape (2**p, n): bit k of the row is driver k.

    Drivers are taken one after the other; each state, the covariances of what is left given the drivers
    taken in, splits into two: the driver stays out (drop it) or comes in (partial it out). What is left at
    the end is the outcome's variance that the subset doesn't explain. All subsets take 12 · 2**p
    operations rather than one regression each.
    """
    outcome_last = np.roll(matrices, -1, axis=(1, 2))
    states = np.ascontiguousarray(np.moveaxis(outcome_last, 0, -1))[None]
    while states.shape[1] > 1:
        left = states[:, 1:, 1:]
        split = np.empty((2, *left.shape))
        split[0] = left
        np.multiply(states[:, 1:, :1] / states[:, :1, :1], states[:, :1, 1:], out=split[1])
        np.subtract(left, split[1], out=split[1])
        states = split.reshape(-1, *left.shape[1:])
    explained: Floats = 1 - states[:, 0, 0]
    return explained


def _shapley_weights(drivers: int) -> Floats:
    """Return the weight of each subset's R² in each driver's importance, shape (p, 2**p)."""
    subsets = np.arange(2**drivers)
    contains = (subsets >> np.arange(drivers)[:, None]) & 1 == 1
    others = contains.sum(axis=0) - contains
    weight_by_size = np.array(
        [factorial(size) * factorial(drivers - size - 1) / factorial(drivers) for size in range(drivers)]
    )
    weights: Floats = np.where(contains, 1, -1) * weight_by_size[others]
    return weights

"""Conditional dominance: what drivers add to R², by how many others are in already."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.lmg import r2_of_subsets

Floats = NDArray[np.float64]


def conditional_dominance(correlations: ArrayLike) -> Floats:
    """Return each driver's mean gain in R² over all sets of so many other drivers.

    A driver dominates another one conditionally where it gains more in every column. The mean over the
    columns is general dominance, which is LMG.

    Parameters
    ----------
    correlations
        Correlation matrix of shape (p + 1, p + 1), the outcome first. Drivers, at most 20, must not be
        exactly collinear.

    Returns
    -------
    ndarray
        Shape (p, p): drivers down, the number of drivers already in (0 … p − 1) across.

    References
    ----------
    Azen & Budescu (2003), The dominance analysis approach for comparing predictors in multiple regression,
    Psychological Methods 8(2).
    """
    explained = r2_of_subsets(np.asarray(correlations, dtype=float)[None])[:, 0]
    drivers = len(explained).bit_length() - 1
    subsets = np.arange(len(explained))
    sizes = np.bitwise_count(subsets)
    gains = np.empty((drivers, drivers))
    for driver in range(drivers):
        without = subsets[(subsets >> driver) & 1 == 0]
        gained = explained[without | (1 << driver)] - explained[without]
        among = sizes[without]
        gains[driver] = np.bincount(among, gained) / np.bincount(among)
    return gains

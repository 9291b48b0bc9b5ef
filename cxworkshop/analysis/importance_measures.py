"""Quick measures of importance, from correlations alone: first, last, squared slope, Pratt's.

Each takes a correlation matrix of shape (p + 1, p + 1), the outcome first, or a stack of them, shape
(n, p + 1, p + 1), whose drivers aren't exactly collinear, and returns shape (p,) or (n, p).

References
----------
Darlington (1968), Psychological Bulletin 69(3); Pratt (1987), Dividing the indivisible; compared by Grömping
(2006), Journal of Statistical Software 17(1).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def standard_slopes(correlations: ArrayLike) -> Floats:
    """Return each driver's slope, all drivers together, in standard deviations of outcome and driver."""
    matrices = np.asarray(correlations, dtype=float)
    slopes: Floats = np.linalg.solve(matrices[..., 1:, 1:], matrices[..., 1:, :1])[..., 0]
    return slopes


def explained(correlations: ArrayLike) -> Floats:
    """Return R² of all drivers together, shape () or (n,): 0–1."""
    total: Floats = pratt(correlations).sum(axis=-1)
    return total


def first(correlations: ArrayLike) -> Floats:
    """Return what each driver explains alone: its squared correlation with the outcome (0–1)."""
    alone: Floats = np.asarray(correlations, dtype=float)[..., 1:, 0] ** 2
    return alone


def last(correlations: ArrayLike) -> Floats:
    """Return what each driver adds to R² when all others are in already (0–1)."""
    matrices = np.asarray(correlations, dtype=float)
    own: Floats = np.diagonal(np.linalg.inv(matrices[..., 1:, 1:]), axis1=-2, axis2=-1)
    return betasq(matrices) / own


def betasq(correlations: ArrayLike) -> Floats:
    """Return each driver's squared standardised slope, all drivers together (0 or more)."""
    return standard_slopes(correlations) ** 2


def pratt(correlations: ArrayLike) -> Floats:
    """Return each driver's standardised slope times its correlation: adds up to R², may be below 0."""
    alone: Floats = np.asarray(correlations, dtype=float)[..., 1:, 0]
    return standard_slopes(correlations) * alone

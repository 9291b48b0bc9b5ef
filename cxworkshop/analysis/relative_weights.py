"""Relative weights: R² shared out among many correlated drivers, close to LMG and quick."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def relative_weights(correlations: ArrayLike) -> Floats:
    """Share R² out among the drivers by way of their nearest uncorrelated stand-ins.

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
    Johnson (2000), A heuristic method for estimating the relative weight of predictor variables in multiple
    regression, Multivariate Behavioral Research 35(1).
    """
    matrices = np.asarray(correlations, dtype=float)
    sizes, directions = np.linalg.eigh(matrices[..., 1:, 1:])
    roots = np.sqrt(sizes)[..., None, :]
    turned = np.swapaxes(directions, -1, -2)
    loadings = directions * roots @ turned
    on_stand_ins = (directions / roots @ turned) @ matrices[..., 1:, :1]
    weights: Floats = (loadings**2 @ on_stand_ins**2)[..., 0]
    return weights

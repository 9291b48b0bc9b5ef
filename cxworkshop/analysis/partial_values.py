"""Partial value functions: what a measurement of one criterion is worth, along straight pieces."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxworkshop.errors import UndefinedMeasureError

Floats = NDArray[np.float64]


def partial_value(
    measured: ArrayLike, cutoffs: Sequence[float], values: Sequence[float], *, beyond: bool = False
) -> Floats:
    """Return what measurements are worth, by straight lines between the cutoffs.

    Parameters
    ----------
    measured
        Measurements in their own unit, any shape.
    cutoffs, values
        At least two measurements, rising, and what each is worth (0–1 as a rule; falling where less is
        better).
    beyond
        Outside the cutoffs go on along the first and the last piece, instead of staying at their ends.

    Returns
    -------
    array of float
        Same shape as ``measured``.

    Raises
    ------
    UndefinedMeasureError
        There aren't as many values as cutoffs, fewer than two, or cutoffs that don't rise.
    """
    places, worth = np.asarray(cutoffs, dtype=float), np.asarray(values, dtype=float)
    if len(places) != len(worth) or len(places) < 2 or not (np.diff(places) > 0).all():  # noqa: PLR2004
        msg = (
            "A partial value needs at least two cutoffs, each above the one before, and a value for each, "
            f"but cutoffs {list(cutoffs)} and values {list(values)} came."
        )
        raise UndefinedMeasureError(msg)
    at = np.asarray(measured, dtype=float)
    found: Floats = np.interp(at, places, worth)
    if beyond:
        slopes = np.diff(worth) / np.diff(places)
        found = (
            found + slopes[0] * np.minimum(at - places[0], 0) + slopes[-1] * np.maximum(at - places[-1], 0)
        )
    return found

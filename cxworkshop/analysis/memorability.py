"""What makes a touchpoint memorable: its moment, strength of feeling, and standing out from the others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_ROUNDING = 1e-9


def intensities(extremes: Floats) -> Floats:
    """Return the strength of feeling (0–1): the calmest touchpoint has 0, the strongest 1.

    Parameters
    ----------
    extremes
        Share of answers at either end of the scale, touchpoints along the last axis. Where they don't
        differ, all are in the middle.
    """
    low, high = extremes.min(axis=-1, keepdims=True), extremes.max(axis=-1, keepdims=True)
    apart = high - low > _ROUNDING
    found: Floats = np.where(apart, (extremes - low) / np.where(apart, high - low, 1), 0.5)
    return np.clip(found, 0, 1)


def standing_out(means: Floats) -> Floats:
    """Return how far each mean is from the mean of all (last axis), as a share of the greatest distance.

    Peak and pain are what is remembered (peak–end rule). Where all means are equal nothing stands out.
    """
    distances = np.abs(means - means.mean(axis=-1, keepdims=True))
    greatest = distances.max(axis=-1, keepdims=True)
    found: Floats = np.where(greatest > _ROUNDING, distances / np.where(greatest > _ROUNDING, greatest, 1), 0)
    return found


def memorability(moments: Sequence[float | None], extremes: Floats, means: Floats) -> Floats:
    """Return the mean of moment (left out where it isn't known), strength of feeling and standing out.

    Touchpoints run along the last axis of ``extremes`` and ``means``, draws along others.
    """
    parts = [intensities(extremes), standing_out(means)]
    if all(moment is not None for moment in moments):
        parts.append(np.broadcast_to(np.array(moments, dtype=float), means.shape))
    found: Floats = np.mean(parts, axis=0)
    return found

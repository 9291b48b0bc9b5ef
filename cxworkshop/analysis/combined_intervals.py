"""The interval of a sum or difference of figures that each have one."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Combined(NamedTuple):
    """A combination of figures and its interval."""

    value: float
    low: float
    high: float


def combined(coefficients: ArrayLike, values: ArrayLike, lows: ArrayLike, highs: ArrayLike) -> Combined:
    """Return a linear combination of independent figures, with an interval of the same level as theirs.

    Distances from the figures to the ends of their intervals are squared and added up, each on the side that
    it moves the combination to, so lopsided intervals stay lopsided.

    Parameters
    ----------
    coefficients, values, lows, highs
        What each figure is multiplied by, the figures, and the ends of their intervals, shape (figures,).

    References
    ----------
    Zou & Donner (2008), Construction of confidence limits about effect measures, Statistics in Medicine
    27(10): variance estimates recovered from intervals (MOVER).
    """
    factors, figures = np.asarray(coefficients, dtype=float), np.asarray(values, dtype=float)
    below, above = factors * (figures - np.asarray(lows)), factors * (np.asarray(highs) - figures)
    value = float(factors @ figures)
    down = np.where(factors > 0, below, above)
    up = np.where(factors > 0, above, below)
    return Combined(value, value - float(np.sqrt(down @ down)), value + float(np.sqrt(up @ up)))

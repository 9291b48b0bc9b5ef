"""What gaming would leave behind in a metric's values: heaps just within a target."""

from math import exp, sqrt
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.intervals import normal_quantile, wilson
from cxworkshop.analysis.rounding import rounding_unit
from cxworkshop.domain.measured import GamingSign

Floats = NDArray[np.float64]

Side = Literal["below", "above"]

SIGN_LEVEL = 0.99
"""Of the intervals of all signs of one kind together: one false alarm in a hundred, of each kind."""

FEWEST_VALUES = 100
"""Fewest values of a metric whose heaps are looked for."""

_REACH = 0.25
_BINS = 4
_FEWEST_FLANK = 3
_NEAR = 1e-9
_ROUNDS = 50


class _Windows(NamedTuple):
    """Values in the windows beside a target, and the share of them expected within it, as log odds."""

    within: int
    beyond: int
    log_odds: float
    error: float


def heap(values: Floats, target: float, *, about: str, looks: int = 1) -> GamingSign | None:
    """Return that values heap just within a target, on either side of it, or None where they don't.

    Values are counted in bins of equal width on both sides of the target. The two bins that touch it are
    left out of a smooth curve through the others; what the curve says of them is what was to be expected.
    The width is a quarter of how far a quarter of the values reach, brought to whole multiples of what
    people round to, so that each bin holds as many round numbers. Which side is good isn't known, so both
    are looked at; a value right at the target counts as within it.

    Parameters
    ----------
    values
        Shape (n,), finite.
    target
        In the values' unit.
    about
        The metric's name.
    looks
        How many metrics are looked at.

    Returns
    -------
    GamingSign or None
        Share of the values in both windows that lie within the target (Wilson's interval), against the share
        expected. None too for fewer than 100 values, or where the target lies at the edge of what occurs.

    References
    ----------
    Chetty, Friedman, Olsen & Pistaferri (2011), Quarterly Journal of Economics 126(2), on the excess above a
    smooth curve fitted without the windows; McCrary (2008), Journal of Econometrics 142(2), on the jump of a
    density at a threshold; Newcombe (1998), Statistics in Medicine 17, on joining two intervals.
    """
    if len(values) < FEWEST_VALUES:
        return None
    level = 1 - (1 - SIGN_LEVEL) / looks
    sides: tuple[Side, Side] = ("below", "above")
    found = [windows for side in sides if (windows := _windows(values, target, side))]
    signs = [sign for windows in found if (sign := _heap_sign(windows, about, target, level))]
    return max(signs, key=lambda sign: sign.found - sign.expected, default=None)


def can_heap(values: Floats, target: float) -> bool:
    """Tell whether there are values enough on both sides of a target for heaps to be looked for."""
    return len(values) >= FEWEST_VALUES and any(_windows(values, target, side) for side in ("below", "above"))


def _heap_sign(windows: _Windows, about: str, target: float, level: float) -> GamingSign | None:
    n = windows.within + windows.beyond
    share, expected = windows.within / n, _chance(windows.log_odds)
    low, high = wilson(share, n, level)
    most = _chance(windows.log_odds + normal_quantile(level) * windows.error)
    if share - expected <= sqrt((share - low) ** 2 + (most - expected) ** 2):
        return None
    return GamingSign(
        kind="heap", about=about, n=n, found=share, low=low, high=high, expected=expected, at=target
    )


def _windows(values: Floats, target: float, side: Side) -> _Windows | None:
    """Return the windows where values within the target lie on ``side`` of it."""
    inwards = target - values if side == "below" else values - target
    tied = _NEAR * max(abs(target), float(np.ptp(values)))
    inwards = np.where(np.abs(inwards) <= tied, 0.0, inwards)
    width = _width(values, inwards, target)
    if width == 0:
        return None
    # Bins are closed on the target's side: 0 is the first bin within, -1 the first beyond.
    bins = np.floor(inwards / width + _NEAR).astype(int)
    counts = np.array([(bins == place).sum() for place in range(-_BINS, _BINS)], dtype=float)
    near = slice(_BINS - 1, _BINS + 1)
    flanks = np.delete(counts, [_BINS - 1, _BINS])
    if counts[near].sum() == 0 or flanks.min() < _FEWEST_FLANK:
        return None
    log_odds, error = _expected(flanks)
    return _Windows(int(counts[_BINS]), int(counts[_BINS - 1]), log_odds, error)


def _width(values: Floats, inwards: Floats, target: float) -> float:
    """Return the width of a bin, 0 where bins don't fit between the smallest and the largest value."""
    edge = min(float(inwards.max()), float(-inwards.min()))
    if edge <= 0:
        return 0.0
    reach = min(
        float(np.quantile(side, min(_REACH * len(values) / len(side), 1.0)))
        for side in (inwards[inwards >= 0], -inwards[inwards < 0])
    )
    width = reach / _BINS
    unit = rounding_unit(values, target, width)
    if unit:
        width = max(float(np.rint(width / unit)), 1.0) * unit
    return width if _BINS * width <= edge + (unit or 0.0) else 0.0


def _expected(flanks: Floats) -> tuple[float, float]:
    """Return log odds of lying within rather than beyond, and their error, by the flanking bins.

    A Poisson regression of counts on place and its square, by iteratively reweighted least squares.
    """
    place = np.delete(np.arange(-_BINS, _BINS) + 0.5, [_BINS - 1, _BINS])
    design = np.column_stack([np.ones_like(place), place, place**2])
    logs = np.log(flanks)
    for _ in range(_ROUNDS):
        rate = np.exp(logs)
        information = design.T @ (rate[:, None] * design)
        weights = np.linalg.solve(information, design.T @ (rate * logs + flanks - rate))
        step, logs = np.abs(design @ weights - logs).max(), design @ weights
        if step < _NEAR:
            break
    # From half a bin beyond to half a bin within the target is one step; squares cancel.
    return float(weights[1]), float(sqrt(np.linalg.inv(information)[1, 1]))


def _chance(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))

"""What the ranking does where a believed cost is otherwise."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.customer_money import CustomerMoney
from cxworkshop.analysis.whale import settled
from cxworkshop.domain.costs import Believed, Costs
from cxworkshop.domain.profit import Crossing, SegmentRange, Sensitivity

Floats = NDArray[np.float64]

_ROUNDING = 1e-12


def sensitivity(money: CustomerMoney, costs: Costs | None, segments: pd.Series) -> tuple[Sensitivity, ...]:
    """Say for each believed figure what its range does, the other figures as they are.

    Profit is a straight line in each figure, so its two ends tell all between.

    Parameters
    ----------
    money
        What each customer brings and costs.
    costs
        The believed figures; by default the usual ones.
    segments
        The name of each customer's segment, shape (n,), as :func:`segment_names` gives it.

    Returns
    -------
    tuple of Sensitivity
        In the order of the figures. A crossing's ``first`` earns more per customer than its ``second`` where
        the figure is now (at its low end, where they are equal now); the nearest crossing comes first.
    """
    profit, figures = money.profit(costs), money.believing(costs).believed
    return tuple(_over_range(profit, money.effect(figure), figure, segments) for figure in figures)


def _over_range(profit: Floats, effect: Floats, figure: Believed, segments: pd.Series) -> Sensitivity:
    ends = [settled(profit + (end - figure.value) * effect) for end in (figure.low, figure.high)]
    losing = [end < 0 for end in ends]
    names = [str(name) for name in segments.cat.categories]
    means = [_means(end, segments) for end in ends]
    return Sensitivity(
        believed=figure,
        losers_low=int(losing[0].sum()),
        losers_high=int(losing[1].sum()),
        change_sides=int((losing[0] != losing[1]).sum()),
        total_low=float(ends[0].sum()),
        total_high=float(ends[1].sum()),
        segments=tuple(
            SegmentRange(name=name, at_low=float(low), at_high=float(high))
            for name, low, high in zip(names, *means, strict=True)
        ),
        crossings=tuple(
            sorted(_crossings(names, means, figure), key=lambda found: abs(found.at - figure.value))
        ),
    )


def _means(profit: Floats, segments: pd.Series) -> Floats:
    codes = segments.cat.codes.to_numpy()
    return np.bincount(codes, profit) / np.bincount(codes)


def _crossings(names: Sequence[str], means: Sequence[Floats], figure: Believed) -> Iterator[Crossing]:
    """Yield where two lines cross within the range; whoever cross are next to each other there."""
    lows, highs = means
    least = _ROUNDING * max(np.abs(lows).max(), np.abs(highs).max())
    now = (figure.value - figure.low) / (figure.high - figure.low) if figure.high > figure.low else 0.0
    for one, other in combinations(range(len(names)), 2):
        low, high = lows[one] - lows[other], highs[one] - highs[other]
        if min(abs(low), abs(high)) <= least or (low > 0) == (high > 0):
            continue
        ahead = (1 - now) * low + now * high
        first, second = (one, other) if (ahead if abs(ahead) > least else low) > 0 else (other, one)
        at = figure.low + (figure.high - figure.low) * float(low / (low - high))
        yield Crossing(first=names[first], second=names[second], at=at)

"""Profit by segment, with the uncertainty of it; profit per customer and the whale curve by their names."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.customer_profit import customer_profit
from cxworkshop.analysis.intervals import check_resamples, tails
from cxworkshop.analysis.resampling import (
    MOST_RESAMPLED,
    BootstrapMean,
    bootstrap_mean,
    groups_apart,
    rank_bounds,
)
from cxworkshop.analysis.segment_names import segment_names
from cxworkshop.analysis.whale import settled, whale_curve
from cxworkshop.domain.profit import SegmentProfit
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SEED, SMALLEST_GROUP

__all__ = ["customer_profit", "segment_profit", "whale_curve"]

Floats = NDArray[np.float64]


class _Segment(NamedTuple):
    name: str
    profit: Floats
    revenue: float
    mean: BootstrapMean


def segment_profit(  # noqa: PLR0913 - what to split, and how the intervals are made
    profits: pd.DataFrame,
    by: str,
    *,
    bootstrap: int = 1000,
    seed: int = SEED,
    level: float = 0.95,
    progress: Callable[[float], None] | None = None,
) -> tuple[SegmentProfit, ...]:
    """Add up profit by segment, with a bootstrap interval of profit per customer, most profit first.

    Parameters
    ----------
    profits
        One row per customer, with columns revenue, profit and ``by``.
    by
        The attribute that makes the segments. A customer without one is "Not known"; segments of fewer
        than 3 customers are pooled.
    bootstrap, seed, level
        Resamples of a segment's customers (at least 50), their seed, and the interval's level (0–1).
    progress
        Called with the share of the work done (0–1).

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        There is no customer, or there are fewer than a group must have.

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap.
    """
    check_resamples(bootstrap)
    interval = tails(level)
    money = settled(profits["profit"])
    if len(money) < SMALLEST_GROUP:
        msg = f"Segments need at least {SMALLEST_GROUP} customers, but there are {len(money)}."
        raise UndefinedMeasureError(msg)
    found = []
    for name, profit, revenue in _split(segment_names(profits[by], profits[by]), money, profits["revenue"]):
        mean = bootstrap_mean(profit, bootstrap=bootstrap, seed=seed, level=level, name=name)
        found.append(_Segment(name, profit, revenue, mean))
        if progress:
            progress(sum(len(segment.profit) for segment in found) / len(money))
    return _ranked(found, interval)


def _split(names: pd.Series, money: Floats, revenue: pd.Series) -> Iterator[tuple[str, Floats, float]]:
    """Yield each segment's name, profits and revenue; profits sorted, so that rows' order is forgotten.

    Where they are many it shows in the last digits only, and sorting takes long.
    """
    codes = names.cat.codes.to_numpy()
    revenues = revenue.to_numpy(dtype=float)
    for code, name in enumerate(names.cat.categories):
        members = codes == code
        profit = money[members]
        if len(profit) <= MOST_RESAMPLED:
            profit.sort()
        yield name, profit, float(revenues[members].sum())


def _ranked(found: list[_Segment], interval: tuple[float, float]) -> tuple[SegmentProfit, ...]:
    """Rank segments by profit per customer, and return them by profit."""
    total = float(sum(segment.profit.sum() for segment in found))
    by_mean = sorted(found, key=lambda segment: (-segment.profit.mean(), segment.name))
    draws = np.column_stack([segment.mean.draws for segment in by_mean])
    segments = [
        SegmentProfit(
            name=segment.name,
            customers=len(segment.profit),
            revenue=segment.revenue,
            profit=float(segment.profit.sum()),
            share=float(segment.profit.sum() / total) if total > 0 else None,
            profit_per_customer=float(segment.profit.mean()),
            low=segment.mean.low,
            high=segment.mean.high,
            losers=int((segment.profit < 0).sum()),
            rank_low=rank_low,
            rank_high=rank_high,
            group=group,
        )
        for segment, (rank_low, rank_high), group in zip(
            by_mean, rank_bounds(draws, interval), groups_apart(draws, interval), strict=True
        )
    ]
    return tuple(sorted(segments, key=lambda segment: (-segment.profit, segment.name)))

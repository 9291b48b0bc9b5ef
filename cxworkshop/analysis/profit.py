"""Profit per customer: the whale curve, and segments with the uncertainty of their profit."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.customer_profit import customer_profit
from cxworkshop.analysis.intervals import check_resamples, tails
from cxworkshop.domain.profit import SegmentProfit, WhaleCurve, WhalePoint
from cxworkshop.errors import EmptyTableError, UndefinedMeasureError
from cxworkshop.settings import SEED, SMALLEST_GROUP

__all__ = ["NOT_KNOWN", "SMALL_GROUPS", "customer_profit", "segment_names", "segment_profit", "whale_curve"]

Floats = NDArray[np.float64]

SMALL_GROUPS = "Other (small groups)"
NOT_KNOWN = "Not known"

_TOP = {"0.1": 10, "0.2": 5, "0.5": 2}
_MOST_POINTS = 101
_DRAWS_AT_A_TIME = 2_000_000


def whale_curve(profit: ArrayLike) -> WhaleCurve:
    """Rank customers by profit and cumulate it.

    Parameters
    ----------
    profit
        Profit of each customer, shape (n,).

    Returns
    -------
    WhaleCurve
        With at most 101 points, among them the start, the peak and the end. Where the total isn't positive,
        shares of it mean nothing: they are None, the curve is empty and ``refusal`` says so.

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        There is no customer, or a profit is missing.

    References
    ----------
    Kaplan & Narayanan (2001), Measuring and managing customer profitability.
    """
    ranked = _ranked(profit)
    total = float(ranked.sum())
    losers = ranked < 0
    cumulated = np.concatenate([[0.0], ranked.cumsum()])
    peak_at = int(cumulated.argmax())
    positive = total > 0
    return WhaleCurve(
        customers=len(ranked),
        total=total,
        losers=int(losers.sum()),
        losers_sum=float(ranked[losers].sum()),
        peak_share=float(cumulated[peak_at] / total) if positive else None,
        peak_at=peak_at,
        top={key: float(cumulated[len(ranked) // part] / total) for key, part in _TOP.items()}
        if positive
        else None,
        curve=_points(cumulated / total, peak_at) if positive else (),
        refusal=None
        if positive
        else f"Together the customers make no profit (total {total:,.2f}), so shares of it mean nothing.",
    )


def segment_profit(
    profits: pd.DataFrame, by: str, *, bootstrap: int = 1000, seed: int = SEED, level: float = 0.95
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

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        There is no customer, or there are fewer than a group must have.
    """
    check_resamples(bootstrap)
    interval = tails(level)
    total = float(_ranked(profits["profit"]).sum())
    if len(profits) < SMALLEST_GROUP:
        msg = f"Segments need at least {SMALLEST_GROUP} customers, but there are {len(profits)}."
        raise UndefinedMeasureError(msg)
    names = segment_names(profits[by], profits[by])
    segments = [
        _segment(
            str(name), customers, total, _means(customers["profit"].to_numpy(), bootstrap, seed), interval
        )
        for name, customers in profits.groupby(names, sort=True)
    ]
    return tuple(sorted(segments, key=lambda segment: -segment.profit))


def segment_names(values: pd.Series, counted: pd.Series) -> pd.Series:
    """Return what each customer's segment is called when it is shown.

    Parameters
    ----------
    values
        The customers' values of the attribute; one without is "Not known".
    counted
        The values that say how large a segment is: one per customer whose profit is known. Segments of
        fewer than 3 are "Other (small groups)".
    """
    names = _known(values)
    return names.where(~names.isin(_too_small(_known(counted).value_counts())), SMALL_GROUPS)


def _ranked(profit: ArrayLike) -> Floats:
    """Return profits from the highest to the lowest; what is only rounding counts as 0."""
    values = np.asarray(profit, dtype=float)
    if not values.size:
        msg = "There are no customers to rank; check the table of transactions."
        raise EmptyTableError(msg)
    if not np.isfinite(values).all():
        msg = "Every customer needs a profit, but some have none; fill in revenue and cost."
        raise UndefinedMeasureError(msg)
    ranked = np.sort(values)[::-1]
    return np.where(np.abs(ranked) > 1e-12 * np.abs(ranked).max(), ranked, 0.0)


def _points(shares: Floats, peak_at: int) -> tuple[WhalePoint, ...]:
    customers = len(shares) - 1
    if customers < _MOST_POINTS:
        at = np.arange(customers + 1)
    else:
        percentiles = np.linspace(0, customers, _MOST_POINTS - 1).round().astype(int)
        at = np.unique(np.append(percentiles, peak_at))
    return tuple(WhalePoint(customers=float(i / customers), profit=float(shares[i])) for i in at)


def _known(values: pd.Series) -> pd.Series:
    return values.astype(object).where(values.notna(), NOT_KNOWN).astype(str)


def _too_small(sizes: pd.Series) -> pd.Index:
    """Return the segments too small to be shown, with the next smallest where they aren't enough together."""
    ordered = sizes.sort_index().sort_values(kind="stable")
    small = int((ordered < SMALLEST_GROUP).sum())
    enough = int((ordered.cumsum() < SMALLEST_GROUP).sum()) + 1
    return ordered.index[: max(enough, small) if small else 0]


def _means(profit: Floats, bootstrap: int, seed: int) -> Floats:
    """Return the mean of resamples of a segment's customers, shape (bootstrap,).

    Sorted first and seeded anew, so that neither the order of rows nor another segment changes it.
    """
    ordered, random = np.sort(profit), np.random.default_rng(seed)
    at_a_time = max(1, _DRAWS_AT_A_TIME // len(ordered))
    sizes = [min(at_a_time, bootstrap - start) for start in range(0, bootstrap, at_a_time)]
    return np.concatenate(
        [ordered[random.integers(len(ordered), size=(size, len(ordered)))].mean(axis=1) for size in sizes]
    )


def _segment(
    name: str, customers: pd.DataFrame, total: float, means: Floats, interval: tuple[float, float]
) -> SegmentProfit:
    profit = customers["profit"].to_numpy()
    low, high = np.quantile(means, interval)
    return SegmentProfit(
        name=name,
        customers=len(customers),
        revenue=float(customers["revenue"].sum()),
        profit=float(profit.sum()),
        share=float(profit.sum() / total) if total > 0 else None,
        profit_per_customer=float(profit.mean()),
        low=float(low),
        high=float(high),
        losers=int((_ranked(profit) < 0).sum()),
    )

"""The whale curve: customers ranked by profit, cumulated, and cut into three groups."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.segment_names import SMALL_GROUPS
from cxworkshop.domain.profit import Part, WhaleCurve, WhaleGroup, WhaleGroupName, WhalePoint
from cxworkshop.errors import EmptyTableError, UndefinedMeasureError
from cxworkshop.settings import SMALLEST_GROUP

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Codes = NDArray[np.integer[Any]]

BUILT = 0.8
"""The part of the peak that the builders build."""

_TOP = {"0.1": 10, "0.2": 5, "0.5": 2}
_MOST_POINTS = 101
_ROUNDING = 1e-12


def whale_curve(profit: ArrayLike) -> WhaleCurve:
    """Rank customers by profit and cumulate it.

    Parameters
    ----------
    profit
        Profit of each customer, shape (n,).

    Returns
    -------
    WhaleCurve
        With at most 101 points, at least 3 customers apart, so that none tells one customer's profit: the
        start, the end, and the peak unless it is too near to them. Where the total isn't positive,
        shares of it mean nothing: they are None, the curve is empty and ``refusal`` says so.

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        There is no customer, or a profit is missing.

    References
    ----------
    Kaplan & Narayanan (2001), Measuring and managing customer profitability.
    """
    ranked = _ranked(settled(profit))
    cumulated = ranked.cumsum()
    total, peak_at = float(cumulated[-1]), _peak_at(cumulated)
    losers = ranked[_first_below_zero(ranked) :]
    positive = total > 0
    return WhaleCurve(
        customers=len(ranked),
        total=total,
        losers=len(losers),
        losers_sum=float(losers.sum()),
        peak_share=_at(cumulated, peak_at) / total if positive else None,
        peak_at=peak_at,
        top={key: _at(cumulated, len(ranked) // part) / total for key, part in _TOP.items()}
        if positive
        else None,
        curve=_points(cumulated, peak_at) if positive else (),
        refusal=None
        if positive
        else f"Together the customers make no profit (total {total:,.2f}), so shares of it mean nothing.",
    )


def whale_groups(profit: ArrayLike, segments: pd.Series | None = None) -> tuple[WhaleGroup, ...]:
    """Cut the customers where the whale curve has risen to 80 % of its peak, and at its peak.

    Parameters
    ----------
    profit
        Profit of each customer, shape (n,).
    segments
        The name of each customer's segment, shape (n,), as :func:`segment_names` gives it.

    Returns
    -------
    tuple of WhaleGroup
        Builders (the fewest customers who make 80 % of the peak), the rest up to the peak (who breaks even
        included) and eroders (who lose money), empty ones too. In their makeup no part has 1 or 2
        customers, nor can one be found by subtracting.

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        As in :func:`whale_curve`.
    """
    money = settled(profit)
    ranked = _ranked(money)
    cumulated = ranked.cumsum()
    peak, total = _at(cumulated, _peak_at(cumulated)), float(cumulated[-1])
    builders = int(np.searchsorted(cumulated[: _peak_at(cumulated)], BUILT * peak * (1 - _ROUNDING)) + 1)
    cuts = (0, builders if peak > 0 else 0, _first_below_zero(ranked), len(ranked))
    names: tuple[WhaleGroupName, ...] = ("builders", "rest", "eroders")
    makeups = ((),) * len(names) if segments is None else _makeups(money, ranked, cuts[1], segments)
    return tuple(
        WhaleGroup(
            name=name,
            customers=end - start,
            profit=earned,
            share=earned / total if total > 0 else None,
            makeup=makeup,
        )
        for name, start, end, makeup in zip(names, cuts, cuts[1:], makeups, strict=False)
        for earned in (_at(cumulated, end) - _at(cumulated, start),)
    )


def ranking_notes(profit: ArrayLike) -> tuple[str, ...]:
    """Return why a ranking of these profits, shape (n,), says nothing, in a sentence; none where it does."""
    money = settled(profit)
    if len(money) == 1:
        return ("There is only one customer and so nothing to rank; attach the table of all customers.",)
    if money.max() - money.min() > _ROUNDING * np.abs(money).max():
        return ()
    same = f"All {len(money):,} customers make the same profit ({money[0]:,.2f} each)"
    return (f"{same}, so their order says nothing; check the columns of revenue and cost.",)


def settled(profit: ArrayLike) -> Floats:
    """Return profits with 0 for what is only rounding.

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        There is none, or one is missing.
    """
    values = np.asarray(profit, dtype=float)
    if not values.size:
        msg = "There are no customers to rank; check the table of transactions."
        raise EmptyTableError(msg)
    largest = max(values.max(), -values.min())
    if not np.isfinite(largest):
        msg = "Every customer needs a profit, but some have none; fill in revenue and cost."
        raise UndefinedMeasureError(msg)
    return np.where(np.abs(values) > _ROUNDING * largest, values, 0.0)


def _ranked(money: Floats) -> Floats:
    return np.sort(money)[::-1]


def _at(cumulated: Floats, customers: int) -> float:
    """Return what the best customers make together."""
    return float(cumulated[customers - 1]) if customers else 0.0


def _peak_at(cumulated: Floats) -> int:
    highest = int(cumulated.argmax())
    return highest + 1 if cumulated[highest] > 0 else 0


def _first_below_zero(ranked: Floats) -> int:
    return len(ranked) - int(np.searchsorted(ranked[::-1], 0.0))


def _points(cumulated: Floats, peak_at: int) -> tuple[WhalePoint, ...]:
    customers = len(cumulated)
    stretches = max(1, min(_MOST_POINTS - 2, customers // SMALLEST_GROUP))
    at = np.floor(np.linspace(0, customers, stretches + 1)).astype(int)
    if SMALLEST_GROUP <= peak_at <= customers - SMALLEST_GROUP:
        apart = np.abs(at - peak_at) >= SMALLEST_GROUP
        at = np.unique(np.append(at[apart], peak_at))
    total = float(cumulated[-1])
    return tuple(WhalePoint(customers=k / customers, profit=_at(cumulated, k) / total) for k in at.tolist())


def _makeups(money: Floats, ranked: Floats, builders: int, segments: pd.Series) -> Iterator[tuple[Part, ...]]:
    """Yield the makeup of each group, the largest part first."""
    categories = segments.astype("category").cat
    names, codes = [str(name) for name in categories.categories], categories.codes.to_numpy()
    counts = _counts(money, ranked, builders, codes, len(names))
    sizes = counts.sum(axis=0)
    pooled = _pooled(counts, names)
    for group in counts:
        enough = group.sum() >= SMALLEST_GROUP
        parts = [
            Part(
                segment=name,
                customers=int(group[chosen].sum()),
                share=float(group[chosen].sum() / group.sum()),
                usual=float(sizes[chosen].sum() / sizes.sum()),
            )
            for name, chosen in _shown(names, pooled)
            if enough and group[chosen].any()
        ]
        yield tuple(sorted(parts, key=lambda part: (-part.customers, part.segment)))


def _counts(money: Floats, ranked: Floats, builders: int, codes: Codes, segments: int) -> Counts:
    """Return how many customers of each segment each group has, shape (3, segments).

    Of customers who earn exactly the same, some may be builders and others not: each segment then gives its
    share of them, since who comes first would be the order of rows.
    """

    def count(chosen: NDArray[np.bool_]) -> Counts:
        return np.bincount(codes[chosen], minlength=segments)

    last = ranked[builders - 1] if builders else np.inf
    above, tied = count(money > last), count(money == last)
    built = above + _shared(builders - int(above.sum()), tied)
    eroding = count(money < 0)
    return np.stack([built, np.bincount(codes, minlength=segments) - built - eroding, eroding])


def _shared(places: int, among: Counts) -> Counts:
    """Share out places in proportion: whole ones first, then the largest remainders."""
    quotas = places * among / max(int(among.sum()), 1)
    whole = np.floor(quotas).astype(np.int64)
    next_ones = np.argsort(whole - quotas, kind="stable")[: places - int(whole.sum())]
    whole[next_ones] += 1
    return whole


def _pooled(counts: Counts, names: list[str]) -> NDArray[np.bool_]:
    """Return which segments must be put together, shape (segments,), all or none of each.

    A part of 1 or 2 customers would give them away. So would the segment's total less its parts in the other
    groups, or the group's less its other parts: hence a segment is pooled in all groups, never alone, and
    with further ones, the smallest first, until no group's pool is of 1 or 2 customers out of more.
    """
    few = (counts > 0) & (counts < SMALLEST_GROUP)
    pooled = np.asarray(few.any(axis=0))
    if not pooled.any():
        return pooled
    pooled |= np.array([name == SMALL_GROUPS for name in names])
    for segment in np.argsort(counts.sum(axis=0), kind="stable"):
        pool = counts[:, pooled].sum(axis=1)
        gives_away = (pool > 0) & (pool < SMALLEST_GROUP) & (pool < counts.sum(axis=1))
        if pooled.sum() > 1 and not gives_away.any():
            break
        pooled[segment] = True
    return pooled


def _shown(names: list[str], pooled: NDArray[np.bool_]) -> Iterator[tuple[str, NDArray[np.intp]]]:
    """Yield what is shown: single segments, and the pool where it isn't everything."""
    if pooled.all():
        return
    for place in np.flatnonzero(~pooled):
        yield names[place], np.array([place])
    if pooled.any():
        yield SMALL_GROUPS, np.flatnonzero(pooled)

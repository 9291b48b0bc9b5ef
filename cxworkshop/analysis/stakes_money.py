"""How many customers a move concerns, and what one of them brings a year."""

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.intervals import normal_quantile
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.stakes import StakeAssumptions

SHORTEST = 90
"""Days that the transactions must span for a profit per year to be made of them."""

_DAYS_A_YEAR = 365.25


class Money(NamedTuple):
    """Customers concerned, draws of what one brings a year, and why where either isn't known.

    ``earns`` says whether the middle of the draws is a gain.
    """

    customers: int | None
    per_customer: NDArray[np.float64] | None
    earns: bool
    refusals: tuple[str, ...]


class _Found(NamedTuple):
    """Segments of the profit evidence that the targets name; without any, the reason."""

    segments: tuple[SegmentProfit, ...]
    refusal: str | None


def money_of(
    profit: ProfitEvidence | None,
    target: TargetSegments | None,
    assumed: StakeAssumptions,
    *,
    draws: int,
    seed: int,
) -> Money:
    """Return what is assumed about customers and profit, and what the evidence says of the rest.

    Profit per customer and year is the mean of the target segments, weighted by their customers; each varies
    like a normal with the interval of the evidence, independently.
    """
    found = _segments(profit, target)
    customers = assumed.customers
    if customers is None and found.segments:
        customers = sum(segment.customers for segment in found.segments)
    per_customer, refusal = _per_customer(profit, found, assumed, draws, seed)
    refusals = [found.refusal if customers is None else None, refusal]
    earns = per_customer is not None and bool(np.median(per_customer) > 0)
    if per_customer is not None and not earns:
        refusals.append(
            f"{_whose(target)} bring a loss, so keeping more of them is worth nothing yet; "
            "mend what they cost first, or choose other segments."
        )
    return Money(customers, per_customer, earns, tuple(dict.fromkeys(filter(None, refusals))))


def _segments(profit: ProfitEvidence | None, target: TargetSegments | None) -> _Found:
    if profit is None or not profit.segments:
        return _Found(
            (),
            "Profit per customer isn't known, so nothing can be said about profit; show it at the step on "
            "profitable segments, or say how many customers it concerns and what one brings a year.",
        )
    if target is None or not target.targets:
        return _Found(profit.segments, None)
    if profit.by != target.by:
        return _Found(
            (),
            f"Profit is known by {profit.by}, but the target segments are by {target.by}; show profit by "
            f"{target.by}, or say how many customers it concerns and what one brings a year.",
        )
    known = tuple(segment for segment in profit.segments if segment.name in target.targets)
    missing = sorted(set(target.targets) - {segment.name for segment in known})
    if missing:
        return _Found(
            (),
            f"Profit isn't known for {' and '.join(missing)}; choose segments whose profit is known, or say "
            "how many customers it concerns and what one brings a year.",
        )
    return _Found(known, None)


def _per_customer(
    profit: ProfitEvidence | None, found: _Found, assumed: StakeAssumptions, draws: int, seed: int
) -> tuple[NDArray[np.float64] | None, str | None]:
    if assumed.profit is not None:
        return np.full(draws, assumed.profit), None
    if profit is None or found.refusal:
        return None, found.refusal
    if profit.first_day is None or profit.last_day is None:
        return None, (
            "The transactions have no dates, so profit per customer can't be told for a year; "
            "map their date column, or say what one customer brings a year."
        )
    days = (profit.last_day - profit.first_day).days + 1
    if days < SHORTEST:
        return None, (
            f"The transactions span {days} days, too few to tell a year's profit ({SHORTEST} are needed); "
            "attach a longer time, or say what one customer brings a year."
        )
    sizes = np.array([segment.customers for segment in found.segments], dtype=float)
    if not sizes.sum():
        return None, "The target segments have no customers; choose others."
    weights = sizes / sizes.sum()
    means = np.array([segment.profit_per_customer for segment in found.segments])
    spreads = np.array([segment.high - segment.low for segment in found.segments]) / 2
    error = sqrt(((weights * spreads) ** 2).sum()) / normal_quantile(profit.level)
    drawn = np.random.default_rng(seed).normal(weights @ means, error, draws)
    return drawn * _DAYS_A_YEAR / days, None


def _whose(target: TargetSegments | None) -> str:
    return " and ".join(target.targets) if target and target.targets else "Customers as a whole"

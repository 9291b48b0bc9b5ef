"""Profit per unit of revenue after all that customers cost, of a firm and of each of its segments."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxworkshop.analysis.customer_money import CustomerMoney
from cxworkshop.analysis.sentences import listed
from cxworkshop.domain.costs import Costs
from cxworkshop.errors import UndefinedMeasureError


class Margins(NamedTuple):
    """``overall`` and by segment, and what must be said of them; 1 each where no profit can be told."""

    overall: float
    segments: dict[str, float]
    notes: tuple[str, ...]


def find_margins(
    money: CustomerMoney, segments: pd.Series | None = None, costs: Costs | None = None
) -> Margins:
    """Return (revenue − cost − cost to serve − acquisition) / revenue of all customers, and by segment.

    Parameters
    ----------
    money
        What customers bring and cost.
    segments
        The name of each customer's segment, n rows; customers without one count overall alone.
    costs
        The believed figures; the usual ones where none are given. A usual gross margin doesn't count: where
        the transactions have no cost and nobody says what is believed, all margins are 1.

    Raises
    ------
    UndefinedMeasureError
        An amount isn't finite.
    """
    profit, revenue = money.profit(costs), money.revenue
    if not (np.isfinite(profit.sum()) and np.isfinite(revenue.sum())):
        msg = "Some revenue or cost is infinite or far too large to add up; check those columns."
        raise UndefinedMeasureError(msg)
    sums = pd.DataFrame({"profit": profit, "revenue": revenue})
    by_segment = sums.iloc[:0] if segments is None else sums.groupby(segments.to_numpy(), sort=True).sum()
    if reason := _no_profit(money, costs):
        return Margins(1.0, dict.fromkeys(map(str, by_segment.index), 1.0), (reason,))
    overall = float(profit.sum() / revenue.sum())
    own = by_segment["profit"].div(by_segment["revenue"].where(by_segment["revenue"] > 0)).fillna(overall)
    margins = {str(name): float(margin) for name, margin in own.items()}
    return Margins(overall, margins, tuple(_notes(overall, margins)))


def _no_profit(money: CustomerMoney, costs: Costs | None) -> str:
    """Return why value is in revenue, "" where it needn't be."""
    if money.costs.of("margin") and costs is None:
        return "Value is in revenue, because the transactions have no cost."
    if money.revenue.sum() <= 0:
        return "Value is in revenue, because as much came back as went out over the whole table."
    return ""


def _notes(overall: float, margins: dict[str, float]) -> Iterator[str]:
    whose = "each segment's own margin" if margins else f"the firm's margin of {overall:.1%}"
    yield (
        f"Value is in profit, at {whose} after all costs in the tables. Margins are taken as known, so "
        "the intervals hold only what is unsure about buying."
    )
    losing = [name for name, margin in margins.items() if margin < 0]
    if losing or (not margins and overall < 0):
        who = listed(losing) if losing else "Customers"
        yield f"{who} cost more than they bring, so the more they buy, the more is lost."

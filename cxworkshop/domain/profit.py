"""Who earns the profit: aggregates with their n and their uncertainty, as they enter the log."""

from datetime import date
from typing import Literal

from cxworkshop.domain.costs import Believed, Costs
from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Provenance, Share

WhaleGroupName = Literal["builders", "rest", "eroders"]
"""In order of profit: customers who build the first 80 % of the peak, the rest up to it, those beyond."""

RFM = "Recency, frequency, money"
"""The ready-made attribute: how recently, how often and for how much customers bought."""


class WhalePoint(Model):
    """``customers`` (0–1, the most profitable first) make ``profit`` (share of the total) together."""

    customers: Share
    profit: float


class WhaleCurve(Model):
    """Customers ranked by profit, cumulated.

    ``losers`` customers lose ``losers_sum`` in total. ``peak_share`` is the highest cumulated profit as a
    share of the total, reached at the ``peak_at``-th customer. ``top`` gives the share that the best
    10, 20 and 50 % of customers make. Shares are None where the total isn't positive; ``refusal`` says why.
    """

    customers: Count
    total: float
    losers: Count
    losers_sum: float
    peak_share: float | None
    peak_at: Count
    top: dict[str, float] | None
    curve: tuple[WhalePoint, ...]
    refusal: str | None = None


class Part(Model):
    """How many of a group's customers belong to one segment.

    ``share`` is of the group's customers, ``usual`` the segment's share of all customers.
    """

    segment: str
    customers: Count
    share: Share
    usual: Share


class WhaleGroup(Model):
    """One of the three cuts of the whale curve and its makeup, the largest part first.

    ``share`` is of the total profit (None where that isn't positive).
    """

    name: WhaleGroupName
    customers: Count
    profit: float
    share: float | None
    makeup: tuple[Part, ...] = ()


class SegmentProfit(Model):
    """Profit of one segment, with a bootstrap interval of its profit per customer.

    Money is in the table's own currency; ``share`` is of the total profit (None where that isn't positive).
    ``growth`` compares revenue of the last twelve months with the twelve before (0.1 = 10 % more; None where
    the dates can't tell). ``rank_low``–``rank_high`` bound the segment's rank by profit per customer
    (1 = first); segments of the same ``group`` (1 = first) can't be told apart from the group's first.
    """

    name: str
    customers: Count
    revenue: float
    profit: float
    share: float | None
    profit_per_customer: float
    low: float
    high: float
    losers: Count
    growth: float | None = None
    rank_low: Count = 1
    rank_high: Count = 1
    group: Count = 1


class SegmentRange(Model):
    """A segment's profit per customer where a believed figure is at its ``low`` and at its ``high`` end."""

    name: str
    at_low: float
    at_high: float


class Crossing(Model):
    """At the figure's value ``at``, ``first`` and ``second`` earn the same per customer and change places."""

    first: str
    second: str
    at: float


class Sensitivity(Model):
    """What the ranking does over a believed figure's range, the other figures as they are.

    ``change_sides`` customers are at a loss at one end and not at the other. Profit moves along a straight
    line between the ends.
    """

    believed: Believed
    losers_low: Count
    losers_high: Count
    change_sides: Count
    total_low: float
    total_high: float
    segments: tuple[SegmentRange, ...]
    crossings: tuple[Crossing, ...] = ()


class AttributeSplit(Model):
    """How much of the differences in profit between customers one attribute explains.

    ``explained`` is ε² (0 = nothing beyond chance, 1 = all) with its bootstrap interval; ``p`` the chance of
    as much in shuffled data, all attributes looked at counted in.
    """

    attribute: str
    groups: Count
    n: Count
    explained: float
    low: float
    high: float
    p: Share


class Condition(Model):
    """``attribute`` is one of ``values``."""

    attribute: str
    values: tuple[str, ...]


class Proposal(Model):
    """A segment that the data propose: who belongs to it, how many they are, and what they earn.

    Found on one half of the customers, measured on the other: shares are of that half.
    """

    conditions: tuple[Condition, ...]
    customers: Count
    share_of_customers: Share
    profit: float
    share_of_profit: float | None
    profit_per_customer: float
    low: float
    high: float


class Splits(Model):
    """Which attributes split profit, most first, and the segments proposed, most profit per customer first.

    ``n`` customers were looked at, ``measured`` of them are the half that the proposals are measured on.
    """

    ranked: tuple[AttributeSplit, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    n: Count = 0
    measured: Count = 0
    notes: tuple[str, ...] = ()


class Valued(Model):
    """A touchpoint that counts for a segment: its share of what the touchpoints explain, with interval."""

    touchpoint: str
    label: str
    share: float
    low: float
    high: float


class SegmentValues(Model):
    """What a segment's customers value, from ``n`` survey answers; ``refusal`` where that can't be told."""

    segment: str
    n: Count
    valued: tuple[Valued, ...] = ()
    refusal: str | None = None


class ProfitEvidence(Model):
    """Profit per customer: whale curve, and by the attribute ``by``, interval ``level`` (0–1).

    ``first_day``–``last_day`` is the time the transactions span, ``currency`` what the table says it is.
    """

    kind: Literal["profit"] = "profit"
    by: str
    whale: WhaleCurve
    segments: tuple[SegmentProfit, ...]
    cost_to_serve: float
    acquisition: float = 0.0
    currency: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    costs: Costs = Costs()
    groups: tuple[WhaleGroup, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
    splits: Splits = Splits()
    values: tuple[SegmentValues, ...] = ()
    notes: tuple[str, ...] = ()
    level: Share
    bootstrap: Count
    seed: int
    provenance: tuple[Provenance, ...]

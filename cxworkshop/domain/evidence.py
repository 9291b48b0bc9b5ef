"""What the analysis found, as it enters the log: aggregates with their n and their uncertainty.

These are the results of :mod:`cxworkshop.analysis` too: one shape for computing, showing and keeping.
"""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.tables import Role

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Provenance(Model):
    """The table behind a figure: source, mapped columns, rows and SHA-256 as attached."""

    role: Role
    source: str
    columns: tuple[str, ...]
    rows: Count
    sha256: str


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


class SegmentProfit(Model):
    """Profit of one segment, with a bootstrap interval of its profit per customer.

    Money is in the table's own currency; ``share`` is of the total profit (None where that isn't positive).
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


class ProfitEvidence(Model):
    """Profit per customer: whale curve, and by the attribute ``by``, interval ``level`` (0–1)."""

    kind: Literal["profit"] = "profit"
    by: str
    whale: WhaleCurve
    segments: tuple[SegmentProfit, ...]
    cost_to_serve: float
    level: Share
    bootstrap: Count
    seed: int
    provenance: tuple[Provenance, ...]


class TouchpointScore(Model):
    """One touchpoint on the survey and on the three criteria.

    ``mean`` on the survey's scale with interval ``low``–``high``; ``top_box`` the share of the highest two
    answers. ``value`` is the relative importance as a share of R² (0–1), ``memorability`` 0–1
    (docs/methods.md). The third criterion, differentiation, is the team's own (``Hallmarks.ratings``).
    """

    name: str
    label: str
    stage: str | None
    position: Count
    n: Count
    mean: float
    low: float
    high: float
    top_box: Share
    value: float
    value_low: float
    value_high: float
    memorability: Share


class TouchpointEvidence(Model):
    """Touchpoint scores for ``segment`` (empty: all customers), most valuable to the customer first.

    ``asked_for`` are the target segments at that time, values of the attribute ``asked_by``; where too few
    of their customers answered, all customers are scored instead and a note says so.
    """

    kind: Literal["touchpoints"] = "touchpoints"
    asked_by: str | None = None
    asked_for: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    n: Count
    weighted: bool
    scale_low: float
    scale_high: float
    touchpoints: tuple[TouchpointScore, ...]
    notes: tuple[str, ...] = ()
    level: Share
    bootstrap: Count
    seed: int
    provenance: tuple[Provenance, ...]


class DriverImportance(Model):
    """One driver's relative importance: ``importance`` adds up to R² over drivers, ``share`` to 1.

    ``low``–``high`` bound the share (bootstrap percentiles), ``rank_low``–``rank_high`` the rank (1 = first).
    Drivers of the same ``group`` (1 = first) can't be told apart from the group's first.
    """

    name: str
    importance: float
    share: float
    low: float
    high: float
    rank_low: Count
    rank_high: Count
    group: Count


class Drivers(Model):
    """Relative importance of drivers for one group of answers, most important first."""

    n: Count
    n_complete: Count
    r2: float
    drivers: tuple[DriverImportance, ...]
    method: str
    level: Share
    bootstrap: Count
    seed: int
    notes: tuple[str, ...] = ()


class DriverEvidence(Model):
    """Drivers of ``outcome`` for all customers and, where chosen, for the target segments.

    These are ``asked_for``, values of the attribute ``asked_by``.
    """

    kind: Literal["drivers"] = "drivers"
    outcome: str
    labels: dict[str, str]
    everyone: Drivers
    asked_by: str | None = None
    asked_for: tuple[str, ...] = ()
    target: Drivers | None = None
    refusal: str | None = None
    provenance: tuple[Provenance, ...]


class NetPromoterScore(Model):
    """Net promoter score (−100 to 100) with its adjusted-Wald interval, clipped to ±100."""

    n: Count
    promoters: Count
    passives: Count
    detractors: Count
    nps: float
    low: float
    high: float


Evidence = Annotated[ProfitEvidence | TouchpointEvidence | DriverEvidence, Field(discriminator="kind")]

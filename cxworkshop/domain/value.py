"""What customers will be worth: models of buying, and what they expect, as they enter the log."""

from datetime import date
from typing import Literal

from cxworkshop.domain.costs import Costs
from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Provenance, Share

Unit = Literal["day", "week", "month", "year"]

CohortUnit = Literal["month", "quarter", "year"]


class BgNbd(Model):
    """Fitted BG/NBD: ``r``, ``alpha`` (in the time unit) for buying, ``a``, ``b`` for dropping out."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float


class GammaGamma(Model):
    """Fitted gamma-gamma of spend per purchase, from the ``n`` customers who bought again."""

    p: float
    q: float
    v: float
    log_likelihood: float
    n: Count


class ExpectedValue(Model):
    """Expected profit to the ``horizon`` (in the time unit), discounted: mean per customer, and total."""

    mean: float
    total: float
    horizon: float
    low: float | None = None
    high: float | None = None


class SegmentValue(Model):
    """What one segment's ``customers`` are expected to be worth to the horizon.

    ``alive`` is the mean probability that a customer still buys; ``low``–``high`` bound the mean.
    ``margin`` is the segment's own profit per unit of revenue (negative where it loses money, 1 where value
    is in revenue); ``kept_customer`` is as for everyone.
    """

    name: str
    customers: Count
    alive: Share
    mean: float
    low: float
    high: float
    total: float
    margin: float
    kept_customer: float


class Cohort(Model):
    """Customers who first bought in one period, and the share of them who bought in each period after.

    ``start`` is the period: 2026-03, 2026-Q1 or 2026. The first of ``kept`` is that period, always 1.
    """

    start: str
    customers: Count
    kept: tuple[Share, ...]


class ValueEvidence(Model):
    """Forward value by BG/NBD and gamma-gamma, calibrated up to and including ``until``.

    ``margin`` is profit per unit of revenue after all costs, service too (1 where value is in revenue), each
    segment's own where there are segments, over which the total is summed, at the believed ``costs``;
    ``discount`` the yearly rate;
    ``kept_customer`` the mean over customers of what they would be worth if they were known to be alive,
    less what they are worth as they are, who may have left. ``held_out`` compares purchases expected and
    made after ``until``, where the table goes on. ``bootstrap`` counts the models drawn for the intervals.
    """

    kind: Literal["value"] = "value"
    by: str | None = None
    until: date
    unit: Unit
    n: Count
    bg_nbd: BgNbd
    gamma_gamma: GammaGamma
    expected_value: ExpectedValue
    discount: float
    margin: float = 1.0
    costs: Costs = Costs()
    alive: Share
    kept_customer: float
    held_out: tuple[float, float] | None = None
    segments: tuple[SegmentValue, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    cohort_unit: CohortUnit = "month"
    currency: str | None = None
    notes: tuple[str, ...] = ()
    level: Share
    bootstrap: Count
    seed: int
    provenance: tuple[Provenance, ...]

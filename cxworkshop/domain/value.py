"""What customers will be worth: models of buying, and what they expect, as they enter the log."""

from datetime import date
from typing import Literal

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Provenance, Share

Unit = Literal["day", "week", "month", "year"]


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
    """

    name: str
    customers: Count
    alive: Share
    mean: float
    low: float
    high: float
    total: float


class Cohort(Model):
    """Customers who first bought in one period, and the share of them who bought in each period after.

    The first of ``kept`` is the first period itself, always 1.
    """

    start: str
    customers: Count
    kept: tuple[Share, ...]


class ValueEvidence(Model):
    """Forward value by BG/NBD and gamma-gamma, calibrated up to and including ``until``.

    ``margin`` is profit per unit of revenue (1 where value is in revenue); ``discount`` the yearly rate;
    ``kept_customer`` what a customer known to be alive is worth more than an average one who may have left.
    ``held_out`` compares purchases expected and made after ``until``, where the table goes on.
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
    alive: Share
    kept_customer: float
    held_out: tuple[float, float] | None = None
    segments: tuple[SegmentValue, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    cohort_unit: Unit = "month"
    currency: str | None = None
    notes: tuple[str, ...] = ()
    level: Share
    bootstrap: Count
    seed: int
    provenance: tuple[Provenance, ...]

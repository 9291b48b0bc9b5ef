"""What the firm's own dated metrics say: where they stand, what they run ahead of, and what looks odd."""

from datetime import date
from typing import Literal

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Provenance, Share

Sign = Literal["heap", "month_end", "ceiling", "rising_scores"]
"""Values heap just within a target; cases close at the month's end; top ratings with contrary comments;
scores rise while fewer customers stay."""


class Level(Model):
    """A metric's mean in one quarter or at one site, with its interval; ``n`` are the values it rests on."""

    name: str
    n: Count
    mean: float
    low: float
    high: float


class MeasuredMetric(Model):
    """One metric as the firm measures it.

    ``today`` is its latest full quarter, ``quarters`` in order of time, ``sites`` over the last four
    quarters; only those with at least 3 values are there. ``target`` is the firm's own, None where none is.
    """

    name: str
    unit: str = ""
    n: Count
    first_day: date
    last_day: date
    target: float | None = None
    today: Level
    quarters: tuple[Level, ...]
    sites: tuple[Level, ...] = ()


class Lag(Model):
    """Correlation of the metric with the outcome ``lag`` steps later, with its interval.

    ``n`` pairs count as ``n_effective``, since neighbours in time are alike; the interval allows for the
    number of lags tried and of metrics looked at.
    """

    lag: Count
    r: float
    low: float
    high: float
    n: Count
    n_effective: float


class LaggedMetric(Model):
    """Whether a metric runs ahead of the outcome: all lags tried, and the one that stands out, if any.

    ``step`` is the length of a lag. Where it can't be told, ``refusal`` says why and ``lags`` is empty.
    """

    metric: str
    step: Literal["week", "month"]
    lags: tuple[Lag, ...] = ()
    best: Count | None = None
    refusal: str | None = None


class GamingSign(Model):
    """Something in the data that gaming would leave behind, and that may have another reason.

    ``about`` is the metric's or touchpoint's name. ``found`` (``low``–``high``) is set against
    ``expected``: shares (0–1) of ``n`` values, cases or comments; for rising scores the change of the score
    per year. ``also`` is the change of the share that stays, per year, beside it. ``at`` is the target.
    """

    kind: Sign
    about: str
    n: Count
    found: float
    low: float
    high: float
    expected: float
    at: float | None = None
    also: float | None = None
    also_low: float | None = None
    also_high: float | None = None


class MeasuredEvidence(Model):
    """The firm's own metrics. ``looked_for`` are the signs of gaming that the tables allow to look for.

    ``lag_notes`` are about what runs ahead, ``notes`` about all of it.
    """

    kind: Literal["measured"] = "measured"
    labels: dict[str, str]
    metrics: tuple[MeasuredMetric, ...] = ()
    lagged: tuple[LaggedMetric, ...] = ()
    looked_for: tuple[Sign, ...] = ()
    signs: tuple[GamingSign, ...] = ()
    notes: tuple[str, ...] = ()
    lag_notes: tuple[str, ...] = ()
    level: Share
    seed: int
    provenance: tuple[Provenance, ...]

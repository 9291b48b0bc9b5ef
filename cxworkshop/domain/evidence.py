"""What the analysis found, as it enters the log: aggregates with their n and their uncertainty.

These are the results of :mod:`cxworkshop.analysis` too: one shape for computing, showing and keeping.
"""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.consistency import Consistency, ResponseTimes
from cxworkshop.domain.drivers import DriverEvidence
from cxworkshop.domain.measured import MeasuredEvidence
from cxworkshop.domain.model import Model
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.provenance import Count, Provenance, Share
from cxworkshop.domain.value import ValueEvidence


class TouchpointScore(Model):
    """One touchpoint on the survey and on the three criteria.

    ``mean`` on the survey's scale with interval ``low``–``high``; ``top_box`` the share of the highest two
    answers, with its interval. ``value`` is the relative importance as a share of R² (0–1). ``memorability``
    (0–1) is the mean of what it is made of: ``moment`` (where in the journey; None where that isn't known),
    ``intensity`` of feeling, and ``standing_out`` from the other touchpoints (docs/methods.md). The third
    criterion, differentiation, is the team's own (``Hallmarks.ratings``).

    ``comments`` are customers' comments on it; ``volume`` (contacts a year) and ``cost`` (of one contact) are
    the firm's own figures, None where it gave none.
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
    top_low: Share
    top_high: Share
    value: float
    value_low: float
    value_high: float
    memorability: Share
    moment: Share | None
    intensity: Share
    standing_out: Share
    comments: Count = 0
    volume: float | None = None
    cost: float | None = None


class ScoreDraws(Model):
    """Bootstrap draws of what is uncertain, one row per resample, in the order of the touchpoints.

    Kept with the evidence, so that rankings and their uncertainty can be told without the firm's rows.
    """

    value: tuple[tuple[float, ...], ...]
    memorability: tuple[tuple[float, ...], ...]
    mean: tuple[tuple[float, ...], ...]


class ScoredGroup(Model):
    """Touchpoint scores of one group of answers, most valuable to these customers first."""

    n: Count
    touchpoints: tuple[TouchpointScore, ...]
    draws: ScoreDraws


class TouchpointEvidence(Model):
    """Touchpoint scores for ``segment`` (empty: all customers), most valuable to the customer first.

    ``asked_for`` are the target segments at that time, values of the attribute ``asked_by``; where too few
    of their customers answered, all customers are scored instead and a note says so. Where ``weights`` are
    there, ``value`` weighs the segments by their share of the profit (``asked_weights`` are those that were
    to be used). ``everyone`` are all customers, each counting the same; None where these are scored anyway.
    """

    kind: Literal["touchpoints"] = "touchpoints"
    asked_by: str | None = None
    asked_for: tuple[str, ...] = ()
    asked_weights: dict[str, Share] = Field(default_factory=dict)
    segment: tuple[str, ...] = ()
    weights: dict[str, Share] = Field(default_factory=dict)
    n: Count
    weighted: bool
    scale_low: float
    scale_high: float
    touchpoints: tuple[TouchpointScore, ...]
    draws: ScoreDraws
    everyone: ScoredGroup | None = None
    currency: str | None = None
    notes: tuple[str, ...] = ()
    level: Share
    bootstrap: Count
    seed: int
    provenance: tuple[Provenance, ...]


class ConsistencyEvidence(Model):
    """How much the experience depends on who serves, where, when and by which channel.

    ``scores`` has one entry per score that could be looked at, by its column; ``labels`` what scores and
    factors are called. ``times`` are the channels' response times in ``unit``, None where no requests are
    attached.
    """

    kind: Literal["consistency"] = "consistency"
    labels: dict[str, str]
    scores: tuple[Consistency, ...]
    times: ResponseTimes | None = None
    unit: str = ""
    notes: tuple[str, ...] = ()
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


Evidence = Annotated[
    ProfitEvidence
    | ValueEvidence
    | TouchpointEvidence
    | ConsistencyEvidence
    | DriverEvidence
    | MeasuredEvidence,
    Field(discriminator="kind"),
]

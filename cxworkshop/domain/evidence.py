"""What the analysis found, as it enters the log: aggregates with their n and their uncertainty.

These are the results of :mod:`cxworkshop.analysis` too: one shape for computing, showing and keeping.
"""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.provenance import Count, Provenance, Share
from cxworkshop.domain.value import ValueEvidence


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


Evidence = Annotated[
    ProfitEvidence | ValueEvidence | TouchpointEvidence | DriverEvidence, Field(discriminator="kind")
]

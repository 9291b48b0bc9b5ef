"""The fitness test of a metric, as it turned out."""

from typing import Literal

from cxworkshop.domain.metrics import Criterion
from cxworkshop.domain.model import Model

Questioned = Literal["nps", "csat", "ces", "loyalty", "overall"]
"""End results that are often taken for drivers.

Net promoter score, satisfaction, customer effort, what customers say of coming back, and overall ratings.
"""

Verdict = Literal["met", "not_met", "open"]


class CriterionResult(Model):
    """One criterion's verdict; ``why`` is the key of its reason in ``templates/texts/metrics.yaml``."""

    criterion: Criterion
    verdict: Verdict
    why: str


class Fitness(Model):
    """A metric's verdict on each criterion, and which end result it is, if any, that only follows."""

    criteria: tuple[CriterionResult, ...]
    questioned: Questioned | None = None

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(found.verdict == "met" for found in self.criteria)

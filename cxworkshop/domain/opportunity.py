"""Where better experiences pay: opportunity scores, and importance against performance."""

from typing import Literal

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share

Quadrant = Literal["improve", "keep_up", "low_priority", "overkill"]
"""High importance and low satisfaction, both high, both low, low importance and high satisfaction."""


class Opportunity(Model):
    """One touchpoint's importance and satisfaction (0–10 each), and what follows from them.

    ``score`` is importance + max(importance − satisfaction, 0), 0–20, with its interval; ``attractive`` the
    share of the draws in which it is above 15. ``sure`` is the share of the draws in which the touchpoint is
    in this ``quadrant``.
    """

    name: str
    importance: float
    satisfaction: float
    score: float
    low: float
    high: float
    attractive: Share
    quadrant: Quadrant
    sure: Share


class Opportunities(Model):
    """Touchpoints, the greatest opportunity first, and where the quadrants are cut.

    ``importance_cut`` and ``satisfaction_cut`` are the means over touchpoints unless they were given.
    """

    touchpoints: tuple[Opportunity, ...]
    importance_cut: float
    satisfaction_cut: float
    draws: Count
    level: Share

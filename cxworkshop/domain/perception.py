"""What leaders believe customers feel, set against what customers said."""

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share


class Gap(Model):
    """How far the leaders of one function (None: all) are from the customers at one touchpoint.

    ``leaders`` is the mean of what ``n`` of them believe, ``customers`` the customers' own; ``gap`` is the
    first less the second, above 0 where leaders believe it better than it is, with its interval.
    """

    touchpoint: str
    label: str
    function: str | None
    n: Count
    leaders: float
    customers: float
    gap: float
    low: float
    high: float

    @property
    def beyond_uncertainty(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


class PerceptionGaps(Model):
    """Gaps by touchpoint, and by function within touchpoint, the largest first.

    ``n`` leaders answered. ``withheld`` names functions that are too small to be shown at some touchpoint.
    """

    n: Count
    gaps: tuple[Gap, ...]
    by_function: tuple[Gap, ...]
    withheld: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    level: Share

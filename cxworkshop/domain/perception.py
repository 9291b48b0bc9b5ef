"""What leaders believe customers feel, set against what customers said."""

from typing import Annotated

from pydantic import Field

from cxworkshop.domain.map_words import Mention
from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share
from cxworkshop.domain.statements import Phrase


class Beliefs(Model):
    """How one leader believes customers score the touchpoints, on the customers' scale.

    ``person`` is a name or initials, ``function`` what the leader is responsible for ("" where nobody said),
    ``scores`` a figure by touchpoint, for those that the leader scored.
    """

    person: Annotated[Mention, Field(min_length=1, max_length=80)]
    function: Annotated[Mention, Field(max_length=80)] = ""
    scores: Annotated[dict[Phrase, float], Field(min_length=1)]


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

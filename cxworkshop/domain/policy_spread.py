"""How leaders' placements of the policies fall together and apart."""

from typing import Annotated

from pydantic import Field

from cxworkshop.domain.agreement import MOST_DISSENT
from cxworkshop.domain.model import Model
from cxworkshop.domain.policies import Policy, Position
from cxworkshop.domain.provenance import Count, Share


class FunctionPlace(Model):
    """Where the ``n`` people of one function see a policy, on average."""

    function: str
    n: Count
    mean: Position


class PolicyStanding(Model):
    """Where ``n`` people place one policy, 0 anything goes to 100 by the book.

    ``positions`` are all of them, ascending, without names. ``mean`` has its interval. ``dissent`` is their
    spread: 0 all the same, 1 half at either end. ``withheld`` functions are too small to be shown.
    """

    policy: Policy
    n: Count
    positions: Annotated[tuple[Position, ...], Field(min_length=1)]
    mean: Position
    low: Position
    high: Position
    dissent: Share
    functions: tuple[FunctionPlace, ...] = ()
    withheld: tuple[str, ...] = ()

    @property
    def flagged(self) -> bool:
        """Whether people are too far apart for the mean to stand for them."""
        return round(self.dissent, 9) > MOST_DISSENT


class PolicySpread(Model):
    """All policies that at least 3 of the ``n`` people placed, the widest spread first.

    ``too_few`` names the others.
    """

    n: Count
    standings: tuple[PolicyStanding, ...]
    too_few: tuple[Policy, ...] = ()
    level: Share

"""How safe a ranking is: how often each alternative takes which rank, over weightings and uncertain data."""

from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share


class Acceptability(Model):
    """How often one alternative takes each rank (``ranks[0]`` is the first), as shares of the draws.

    ``central_weights`` is the average weighting that puts it first, one weight per criterion, together 1;
    ``confidence`` how often it is first where exactly these weights hold and only the data are uncertain.
    Both are None where it is never first.
    """

    name: str
    ranks: tuple[Share, ...]
    central_weights: tuple[Share, ...] | None
    confidence: Share | None

    def among_first(self, k: int) -> float:
        """Return how often it is among the first ``k``."""
        return min(sum(self.ranks[:k]), 1.0)


class Robustness(Model):
    """Rank acceptability of alternatives, in the order they were given.

    ``entropy`` says in bits how open the first place is: 0 where one alternative always takes it, log2 of
    their number where all take it equally often. ``draws`` is the number of weightings tried, each with its
    own draw of the data.
    """

    criteria: tuple[str, ...]
    alternatives: tuple[Acceptability, ...]
    entropy: float
    draws: Count
    seed: int

"""The ranking of candidates and how safe it is: computed once for all who show it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.robustness import Acceptability, Robustness
from cxworkshop.errors import WorkshopError

if TYPE_CHECKING:
    from cxworkshop.analysis.touchpoints import HallmarkCandidate


class Standing(NamedTuple):
    """The candidates, best first, and how often each takes which rank; None where there is one only.

    ``everyone`` are the candidates where all customers count alike, empty where these are scored anyway.
    """

    candidates: "tuple[HallmarkCandidate, ...]"
    everyone: "tuple[HallmarkCandidate, ...]"
    robustness: Robustness | None

    def of(self, touchpoint: str) -> Acceptability | None:
        """Return how often this touchpoint takes which rank."""
        found = self.robustness.alternatives if self.robustness else ()
        return next((one for one in found if one.name == touchpoint), None)


class Ranking:
    """Ranks by evidence and ratings, and remembers the last ranking."""

    def __init__(self) -> None:
        self._basis: tuple[TouchpointEvidence, dict[str, float]] | None = None
        self._standing = Standing((), (), None)

    def standing(self, found: TouchpointEvidence, ratings: Mapping[str, float]) -> Standing:
        """Return where the touchpoints stand; ratings of others are left out."""
        from cxworkshop.analysis.touchpoints import hallmarks  # noqa: PLC0415 - NumPy is heavy

        known = {score.name for score in found.touchpoints}
        rated = {name: mark for name, mark in ratings.items() if name in known}
        if self._basis != (found, rated):
            everyone = hallmarks(found.everyone, rated) if found.everyone else ()
            self._standing = Standing(hallmarks(found, rated), everyone, _robustness(found, rated))
            self._basis = (found, rated)
        return self._standing


def _robustness(found: TouchpointEvidence, ratings: Mapping[str, float]) -> Robustness | None:
    from cxworkshop.analysis.hallmark_robustness import hallmark_robustness  # noqa: PLC0415 - NumPy is heavy

    try:
        return hallmark_robustness(found, ratings)
    except WorkshopError:
        return None

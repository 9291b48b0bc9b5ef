"""Touchpoints on the three criteria of a hallmark: value, memorability, differentiation."""

from collections.abc import Mapping
from statistics import fmean

from cxworkshop.analysis.peak_end import peak_end as peak_end  # noqa: PLC0414 - its public name
from cxworkshop.analysis.perception import perception_gap as perception_gap  # noqa: PLC0414 - its public name
from cxworkshop.domain.evidence import ScoredGroup, TouchpointEvidence, TouchpointScore
from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Share
from cxworkshop.errors import InvalidChoiceError

HIGHEST_DIFFERENTIATION = 10
UNRATED = 5.0
"""What a touchpoint counts as where others are rated and it isn't: the middle."""


class HallmarkCandidate(Model):
    """One touchpoint on the three criteria, each 0–1; ``score`` is their mean.

    ``value`` is relative to the most valuable touchpoint. ``differentiation`` is None until the team has
    rated the touchpoint; it counts as the middle then, or not at all where none is rated.
    """

    name: str
    label: str
    value: Share
    memorability: Share
    differentiation: Share | None
    score: Share


def hallmarks(
    scored: TouchpointEvidence | ScoredGroup, ratings: Mapping[str, float]
) -> tuple[HallmarkCandidate, ...]:
    """Rank touchpoints as candidates for a hallmark, the highest score first.

    Parameters
    ----------
    scored
        The touchpoints' scores.
    ratings
        The team's rating of differentiation, 0–10, by touchpoint name. Where some touchpoints are rated the
        others count as 5; where none is, the score is the mean of the other two criteria.

    Raises
    ------
    InvalidChoiceError
        A rating is outside 0–10 or of a touchpoint that isn't scored.
    """
    check_ratings(ratings, {touchpoint.name for touchpoint in scored.touchpoints})
    greatest = max((touchpoint.value for touchpoint in scored.touchpoints), default=0) or 1
    candidates = [_candidate(touchpoint, greatest, ratings) for touchpoint in scored.touchpoints]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.name)))


def check_ratings(ratings: Mapping[str, float], known: set[str]) -> None:
    """Refuse ratings outside 0–10 or of touchpoints that aren't known."""
    for name, rating in ratings.items():
        if name not in known:
            msg = f"There is no touchpoint {name} in the evidence; rate one of {', '.join(sorted(known))}."
            raise InvalidChoiceError(msg)
        if not 0 <= rating <= HIGHEST_DIFFERENTIATION:
            msg = (
                f"Differentiation of {name} must be rated from 0 to {HIGHEST_DIFFERENTIATION}, "
                f"but {rating:g} came; rate it again."
            )
            raise InvalidChoiceError(msg)


def _candidate(
    touchpoint: TouchpointScore, greatest: float, ratings: Mapping[str, float]
) -> HallmarkCandidate:
    rating, value = ratings.get(touchpoint.name), touchpoint.value / greatest
    counted = [ratings.get(touchpoint.name, UNRATED) / HIGHEST_DIFFERENTIATION] if ratings else []
    return HallmarkCandidate(
        name=touchpoint.name,
        label=touchpoint.label,
        value=value,
        memorability=touchpoint.memorability,
        differentiation=None if rating is None else rating / HIGHEST_DIFFERENTIATION,
        score=fmean([value, touchpoint.memorability, *counted]),
    )

"""How far a target lies from what was ever seen: at the best site, in the best quarter, or nowhere yet."""

from typing import Literal, NamedTuple

from cxworkshop.domain.measured import Level, MeasuredMetric
from cxworkshop.domain.metrics import Better

Reach = Literal["worse_than_today", "reached_here", "reached_by_site", "reached_in_quarter", "never_seen"]


class TargetReach(NamedTuple):
    """Whether a target was ever reached, and the best that was: a site's or a quarter's level.

    Where the target asks for no more than there is, ``best`` is today's level.
    """

    reach: Reach
    best: Level


def is_worse(target: float, today: float, better: Better) -> bool:
    """Return whether a target lies on the wrong side of today's level."""
    return target < today if better == "up" else target > today


def reach_of(measured: MeasuredMetric, target: float, better: Better) -> TargetReach:
    """Return how far others already are; a site or quarter has reached the target where its mean has."""

    def best(levels: tuple[Level, ...]) -> Level:
        return (max if better == "up" else min)(levels, key=lambda level: level.mean)

    def reached(level: Level) -> bool:
        return not is_worse(level.mean, target, better)

    if is_worse(target, measured.today.mean, better):
        return TargetReach("worse_than_today", measured.today)
    if reached(measured.today):
        return TargetReach("reached_here", measured.today)
    if measured.sites and reached(best(measured.sites)):
        return TargetReach("reached_by_site", best(measured.sites))
    if reached(best(measured.quarters)):
        return TargetReach("reached_in_quarter", best(measured.quarters))
    return TargetReach("never_seen", best((*measured.sites, *measured.quarters)))


def measured_as(metrics: tuple[MeasuredMetric, ...], name: str) -> MeasuredMetric | None:
    """Return the metric of that name, whatever its case and spaces, or None."""
    wanted = " ".join(name.casefold().split())
    return next((found for found in metrics if " ".join(found.name.casefold().split()) == wanted), None)

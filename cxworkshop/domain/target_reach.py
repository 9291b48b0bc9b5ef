"""How far a target lies from what was ever seen: at the best site, in the best quarter, or nowhere yet."""

from typing import Literal, NamedTuple

from cxworkshop.domain.measured import Level, MeasuredMetric

Reach = Literal["reached_here", "reached_by_site", "reached_in_quarter", "never_seen"]


class TargetReach(NamedTuple):
    """Whether a target was ever reached, and the best that was: a site's or a quarter's level."""

    reach: Reach
    best: Level


def reach_of(measured: MeasuredMetric, target: float) -> TargetReach:
    """Return how far others already are.

    Better is the side of today's mean on which the target lies. A site or quarter has reached it where its
    mean has.
    """
    up = target >= measured.today.mean

    def reached(level: Level) -> bool:
        return level.mean >= target if up else level.mean <= target

    def best(levels: tuple[Level, ...]) -> Level:
        return (max if up else min)(levels, key=lambda level: level.mean)

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

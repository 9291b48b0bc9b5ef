"""What the map of tomorrow changes against the map of today."""

from bisect import bisect_left
from collections.abc import Sequence

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.map_words import Name, PartId
from cxworkshop.domain.model import Model
from cxworkshop.domain.touchpoint import Touchpoint

LANES = tuple(lane for lane in Touchpoint.model_fields if lane not in {"id", "column"})
"""What can change at a touchpoint. Which column rates it in the survey says nothing about the experience."""


class MapChanges(Model):
    """What differs between two maps; touchpoints are the same where they have the same id.

    ``new``, ``moved`` and ``changed`` are ids of the later map, in its order; ``changed`` gives the lanes
    that read differently, in the order of :data:`LANES`. ``gone`` are names of touchpoints that only the
    earlier map has.
    """

    new: tuple[PartId, ...]
    moved: tuple[PartId, ...]
    changed: dict[PartId, tuple[str, ...]]
    gone: tuple[Name, ...]


def compare(today: JourneyMap, tomorrow: JourneyMap) -> MapChanges:
    """Return what ``tomorrow`` changes against ``today``.

    A touchpoint has moved where its stage is another one, or where it stands elsewhere among the touchpoints
    that both maps have. As few as possible are taken to have moved: where one passes three others, it is the
    one.
    """
    before = {touchpoint.id: touchpoint for touchpoint in today.touchpoints}
    after = {touchpoint.id: touchpoint for touchpoint in tomorrow.touchpoints}
    lanes = {part: _changed(before[part], found) for part, found in after.items() if part in before}
    return MapChanges(
        new=tuple(part for part in after if part not in before),
        moved=_moved(_stages(today), _stages(tomorrow)),
        changed={part: found for part, found in lanes.items() if found},
        gone=tuple(found.name for part, found in before.items() if part not in after),
    )


def _changed(before: Touchpoint, after: Touchpoint) -> tuple[str, ...]:
    return tuple(lane for lane in LANES if getattr(before, lane) != getattr(after, lane))


def _stages(journey_map: JourneyMap) -> dict[str, str]:
    """Return touchpoint → stage, in the order of the map."""
    return {found.id: stage.id for stage in journey_map.stages for found in stage.touchpoints}


def _moved(before: dict[str, str], after: dict[str, str]) -> tuple[str, ...]:
    places = {part: place for place, part in enumerate(before)}
    stayed = [part for part in after if before.get(part) == after[part]]
    in_order = {stayed[place] for place in _longest_rising([places[part] for part in stayed])}
    return tuple(part for part in after if part in before and part not in in_order)


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest rising subsequence of different numbers (patience sorting)."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else None)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [place]
    found: list[int] = []
    last = at[-1] if at else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]

"""Surgery on a map's tree: change a part, take one out, put one in. Nothing here checks the map's rules."""

from collections.abc import Callable
from typing import Any

from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.touchpoint import Touchpoint

Part = Journey | Stage | Touchpoint
Holder = JourneyMap | Part

_HOLDS: dict[type[Holder], tuple[str, type[Part]]] = {
    JourneyMap: ("journeys", Journey),
    Journey: ("stages", Stage),
    Stage: ("touchpoints", Touchpoint),
}


def change_part(
    journey_map: JourneyMap, part: str, change: Callable[[Holder], Holder | None]
) -> JourneyMap | None:
    """Return the map with one part, or the map itself, changed.

    Parameters
    ----------
    part
        The id of what is changed.
    change
        Gets the part, returns the part that takes its place, or None where the change doesn't fit it.

    Returns
    -------
    JourneyMap or None
        None where no part has this id or the change doesn't fit.
    """
    changed = _change(journey_map, part, change)
    return changed if isinstance(changed, JourneyMap) else None


def _change(holder: Holder, part: str, change: Callable[[Holder], Holder | None]) -> Holder | None:
    if holder.id == part:
        return change(holder)
    held = _held(holder)
    for place, child in enumerate(held):
        if (changed := _change(child, part, change)) is not None:
            return _holding(holder, (*held[:place], changed, *held[place + 1 :]))
    return None


def take_out(journey_map: JourneyMap, part: str) -> tuple[JourneyMap, Part] | None:
    """Return the map without one part and all below it, and that part; None where it isn't on the map."""
    taken: list[Part] = []

    def without(holder: Any) -> Any:  # noqa: ANN401 - the same kind of part comes and goes
        for place, child in enumerate(held := _held(holder)):
            if child.id == part:
                taken.append(child)
                return _holding(holder, (*held[:place], *held[place + 1 :]))
            if (changed := without(child)) is not child:
                return _holding(holder, (*held[:place], changed, *held[place + 1 :]))
        return holder

    left = without(journey_map)
    return (left, taken[0]) if taken else None


def put_in(journey_map: JourneyMap, to: str, part: Part, position: int | None) -> JourneyMap | None:
    """Return the map with a part put into another.

    Parameters
    ----------
    to
        The id of the part (or the map) that it goes into.
    position
        How many of its kind stand before it there; None, or more than there are, puts it last.

    Returns
    -------
    JourneyMap or None
        None where nothing has the id ``to``, or where it holds no parts of this kind.
    """

    def insert(holder: Holder) -> Holder | None:
        if type(holder) not in _HOLDS or not isinstance(part, _HOLDS[type(holder)][1]):
            return None
        held = _held(holder)
        place = len(held) if position is None else position
        return _holding(holder, (*held[:place], part, *held[place:]))

    return change_part(journey_map, to, insert)


def _held(holder: Holder) -> tuple[Part, ...]:
    if type(holder) not in _HOLDS:
        return ()
    held: tuple[Part, ...] = getattr(holder, _HOLDS[type(holder)][0])
    return held


def _holding(holder: Holder, held: tuple[Holder, ...]) -> Holder:
    return holder.model_copy(update={_HOLDS[type(holder)][0]: held})

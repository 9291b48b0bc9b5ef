"""Numbers on points: as near to their places as they can be without lying on each other."""

from collections.abc import Sequence
from math import cos, hypot, sin

Place = tuple[float, float]

_ROUNDS = 300


def push_apart(places: Sequence[Place], apart: float, room: Place) -> list[Place]:
    """Return places moved until none is nearer to another than ``apart``, if the room allows it.

    Parameters
    ----------
    places
        Where the middles would best be, across and down (px).
    apart
        Least distance between two middles (px).
    room
        Width and height (px) within which all are kept, half of ``apart`` from the edge.
    """
    moved = [_within(place, apart / 2, room) for place in places]
    for _ in range(_ROUNDS):
        if not _one_round(moved, apart, room):
            break
    return moved


def _one_round(moved: list[Place], apart: float, room: Place) -> bool:
    """Push every pair that is too near apart by half of what it lacks; return whether there was one."""
    pushed = False
    for first in range(len(moved)):
        for second in range(first + 1, len(moved)):
            across, down = (moved[second][way] - moved[first][way] for way in (0, 1))
            distance = hypot(across, down)
            if distance >= apart - 0.01:
                continue
            pushed = True
            # Points in the very same place go different ways, the same each time.
            turn = float(first + 7 * second)
            way = (across / distance, down / distance) if distance else (cos(turn), sin(turn))
            step = (apart - distance) / 2
            moved[first] = _within(_step(moved[first], way, -step), apart / 2, room)
            moved[second] = _within(_step(moved[second], way, step), apart / 2, room)
    return pushed


def _step(place: Place, way: Place, length: float) -> Place:
    return place[0] + way[0] * length, place[1] + way[1] * length


def _within(place: Place, edge: float, room: Place) -> Place:
    across, down = (min(max(place[way], edge), room[way] - edge) for way in (0, 1))
    return across, down

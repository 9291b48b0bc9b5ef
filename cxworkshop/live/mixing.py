"""The order of what is committed together, so that it tells nothing of who was first."""

from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import groupby
from random import SystemRandom

from cxworkshop.domain.events import Event
from cxworkshop.domain.room import Room
from cxworkshop.domain.room_events import ActivityAnswered, SeatTaken

_chance = SystemRandom()


def mixed(events: Sequence[Event], room: Room) -> list[Event]:
    """Return events with the answers to anonymous questions in an order of chance, the rest in their places.

    What the events add up to stays the same: answers of one token keep their order, and none passes an event
    that an answer may depend on (a question that turns, an undo). Joining isn't one: a token has no seat.
    """
    runs = groupby(events, key=lambda event: isinstance(event, ActivityAnswered | SeatTaken))
    return [event for moves, run in runs for event in (_mix(list(run), room) if moves else run)]


def _mix(run: list[Event], room: Room) -> list[Event]:
    by_token: defaultdict[tuple[str, str], deque[Event]] = defaultdict(deque)
    places = []
    tokens = []
    for place, event in enumerate(run):
        if isinstance(event, ActivityAnswered) and _is_anonymous(event, room):
            places.append(place)
            tokens.append((event.activity, event.who))
            by_token[event.activity, event.who].append(event)
    _chance.shuffle(tokens)
    for place, token in zip(places, tokens, strict=True):
        run[place] = by_token[token].popleft()
    return run


def _is_anonymous(event: ActivityAnswered, room: Room) -> bool:
    activity = room.activities.get(event.activity)
    return activity is not None and activity.ask.privacy == "anonymous"

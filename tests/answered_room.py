"""A room of made-up people who answered on their phones: questions of every kind, in one round or more."""

from collections.abc import Iterable, Sequence
from typing import Any

from phone_questions import ITEMS, asked

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.events import Event
from cxworkshop.domain.fold import replay
from cxworkshop.domain.people import Seat
from cxworkshop.domain.room_events import (
    ActivityAnswered,
    ActivityDrafted,
    ActivityTurned,
    OutcomeNoted,
    SeatTaken,
)
from cxworkshop.domain.workshop import Workshop

PEOPLE = tuple(f"Zyx{letter}marker" for letter in "abcdefg")
"""Names that stand nowhere by chance."""

FUNCTIONS = ("Operations",) * 3 + ("Marketing",) * 4
SEATS = tuple(f"{number:02x}".rjust(32, "e") for number in range(len(PEOPLE)))
TOKENS = tuple(f"{number:02x}".rjust(32, "d") for number in range(len(PEOPLE)))

KINDS = ("text", "grid", "dots", "consent")
"""Those that could name somebody: by texts, functions, reasons."""

Given = Sequence[dict[str, Any]]

_TEXTS = ("The queue at night", "Nobody calls back", "The queue, after nine", "Forms", "Too many forms")
_DESK, _BREAKFAST, _BILL = (item.id for item in ITEMS)
_ORDERS = ([_BILL, _DESK, _BREAKFAST], [_DESK, _BILL, _BREAKFAST])
_MANY = ([_BILL], [_BILL, _DESK], [_DESK], [_BILL], [_BREAKFAST])

ANSWERS: dict[str, Given] = {
    "text": [{"text": text} for text in _TEXTS],
    "texts": [{"texts": {_DESK: text, _BILL: text.upper()}} for text in _TEXTS],
    "one": [{"choice": which} for which in (_BILL, _BILL, _DESK, _BILL, _BREAKFAST)],
    "many": [{"choices": which} for which in _MANY],
    "grid": [{"ratings": {_DESK: level, _BILL: 2, _BREAKFAST: None}} for level in (0, 3, 3, 1, 0)],
    "points": [{"points": {_BILL: share, _DESK: 100 - share}} for share in (60, 70, 50, 80, 90)],
    "dots": [{"dots": {_DESK: dots, _BILL: 1}} for dots in (3, 2, 1, 3, 2)],
    "ranking": [{"order": _ORDERS[place // 3]} for place in range(5)],
    "axes": [{"places": {_DESK: (place, 50), _BILL: (90, place)}} for place in (0, 20, 60, 80, 100)],
    "line": [{"places": {_DESK: place, _BILL: 50}} for place in (0, 10, 90, 100, 50)],
    "guess": [{"value": value} for value in (40, 55, 60, 65, 900)],
    "consent": [
        {"stance": "agree"},
        {"stance": "agree"},
        {"stance": "can_live"},
        {"stance": "block", "reason": "The night shift can't keep it"},
        {"stance": "agree"},
    ],
}
"""By kind, what five people answer."""


def seated(people: Sequence[str] = PEOPLE, functions: Sequence[str] = FUNCTIONS) -> list[Event]:
    """Everybody sits down."""
    seats = zip(SEATS, people, functions, strict=False)
    return [SeatTaken(seat=Seat(id=seat, name=name, function=function)) for seat, name, function in seats]


def session(ask: Ask, *rounds: Given, outcome: str = "", more: Iterable[Event] = ()) -> list[Event]:
    """Return a question from its draft to its last reveal; ``more`` happens before that one."""
    who = TOKENS if ask.privacy == "anonymous" else SEATS
    events: list[Event] = [ActivityDrafted(ask=ask)]
    events += [OutcomeNoted(activity=ask.id, outcome=outcome)] if outcome else []
    for number, given in enumerate(rounds, start=1):
        events.append(ActivityTurned(activity=ask.id, to="open"))
        for one, said in zip(who, given, strict=False):
            answer = {"kind": ask.question.kind, **said}
            events.append(ActivityAnswered(activity=ask.id, round=number, who=one, answer=answer))
        events.append(ActivityTurned(activity=ask.id, to="closed"))
        events += more if number == len(rounds) else ()
        events.append(ActivityTurned(activity=ask.id, to="revealed"))
    return events


def put(
    kind: str, *rounds: Given, outcome: str = "", more: Iterable[Event] = (), **changes: object
) -> Workshop:
    """Return a workshop in which the room answered one question of that kind."""
    given = rounds or (ANSWERS[kind],)
    return replay([*seated(), *session(asked(kind, **changes), *given, outcome=outcome, more=more)])


def told(privacy: str = "unnamed") -> Workshop:
    """Return a workshop in which the room answered questions of the kinds that could name somebody."""
    asks = (
        session(asked(kind, privacy=privacy), ANSWERS[kind]) for kind in ("text", "grid", "dots", "consent")
    )
    return replay([*seated(), *(event for one in asks for event in one)])

"""A workshop in memory with an open room, and what happens in it."""

import json

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.domain.people import Seat
from cxworkshop.domain.questions import Item, TextQuestion, TextsQuestion
from cxworkshop.domain.responses import TextAnswer
from cxworkshop.domain.room_events import ActivityAnswered, RoomOpened, SeatTaken
from cxworkshop.live.memory import MemoryStore
from cxworkshop.live.session import Session
from cxworkshop.settings import ROOM

PORT = 8899
OPENED = RoomOpened(code="ABC234", address=f"http://192.168.0.2:{PORT}")
FUNCTIONS = ("Marketing", "Operations", "HR")


def serve(monkeypatch):
    """Say in the environment that a room is served."""
    monkeypatch.setenv(ROOM, json.dumps({"port": PORT, "screen_key": "the-key"}))


def seat(number):
    """The seat of this number, from 1: its phone's key tells the number."""
    return Seat(
        id=f"{number:032x}", name=f"Person {number}", function=FUNCTIONS[number % 3], key=f"{number:064x}"
    )


def session(*events, seats=4, opened=True):
    """A session with these seats and events."""
    room = [OPENED] if opened else []
    taken = (SeatTaken(seat=seat(number)) for number in range(1, seats + 1))
    return Session(MemoryStore([WorkshopCreated(name="Acme"), *room, *taken, *events]))


def ask(**changes):
    """A question that takes a text."""
    told = {"id": "f" * 32, "title": "What now?", "question": TextQuestion(), **changes}
    return Ask.model_validate(told)


TWO_TEXTS = TextsQuestion(items=(Item(id="a", label="First"), Item(id="b", label="Second")))


def answer(at, *answers, number=1):
    """Answers on phones to what the room is asked, of the first seats."""
    told = [TextAnswer(text=one) if isinstance(one, str) else one for one in answers]
    which = next(one for one in reversed(at.workshop.room.activities.values()) if one.phase == "open")
    at.record(
        *(
            ActivityAnswered(activity=which.ask.id, round=number, who=f"{place:032x}", answer=one)
            for place, one in enumerate(told, 1)
        )
    )


def outcome(action):
    """What a press has said."""
    return action.row.children[-1].value

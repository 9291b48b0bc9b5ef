"""What phones and the big screen show, as JSON, drawn anew only when it has changed."""

import json
from typing import Any

from cxworkshop.domain.activity import Activity
from cxworkshop.domain.results import by_function, result_of, shift_of
from cxworkshop.domain.room import Room
from cxworkshop.domain.workshop import Workshop
from cxworkshop.room.countdown import Countdown

View = dict[str, Any]


class PhoneView:
    """What every phone shows: the same for all, and nothing of a round that isn't revealed.

    ``seq`` is the event after which it last changed.
    """

    def __init__(self) -> None:
        self.seq = 0
        self._of: tuple[object, ...] = ()
        self._still: View = {}
        self._room = Room()
        self._countdown = Countdown()
        self._drawn: tuple[int, int | None, bytes] = (-1, None, b"")

    def look(self, seq: int, workshop: Workshop) -> bool:
        """Take over the state after event ``seq``; return whether phones show something else now."""
        room = workshop.room
        self._room = room
        shows = _shows(workshop)
        if shows == self._of:
            return False
        stage = stage_of(room)
        self._of, self.seq = shows, seq
        self._still = {
            "open": room.code is not None,
            "workshop": workshop.name,
            "stage": _stage(stage, room) if stage else None,
        }
        return True

    @property
    def still(self) -> View:
        """All of it but the timer."""
        return self._still

    def timer(self) -> View | None:
        """Return the timer with the seconds that are left now."""
        timer = self._room.timer
        return {"left": self._countdown.left(timer), "label": timer.label} if timer else None

    def body(self) -> bytes:
        """Return it as JSON, the very same bytes for all who ask within a second."""
        timer = self.timer()
        left = timer["left"] if timer else None
        if self._drawn[:2] != (self.seq, left):
            self._drawn = (self.seq, left, as_json({**self._still, "timer": timer}))
        return self._drawn[2]


class ScreenView:
    """What the big screen shows: what phones do, how to join, how many answered, the result by function."""

    def __init__(self, phones: PhoneView) -> None:
        self.seq = 0
        self._phones = phones
        self._of: tuple[object, ...] = ()
        self._still: View = {}
        self._split: tuple[tuple[object, ...], View | None] = ((), None)

    def look(self, seq: int, workshop: Workshop) -> bool:
        """Take over the state after event ``seq``; return whether the screen shows something else now."""
        room = workshop.room
        stage = stage_of(room)
        answered = len(stage.current.answers) if stage else 0
        split = self._by_function(stage, room)
        shows = (self._phones.seq, room.code, room.address, room.locked, answered, len(room.seats), split)
        if shows == self._of:
            return False
        self._of, self.seq = shows, seq
        self._still = {
            **self._phones.still,
            "code": room.code,
            "address": room.address,
            "locked": room.locked,
            "answered": answered,
            "seats": len(room.seats),
            "by_function": split,
        }
        return True

    def body(self) -> bytes:
        """Return it as JSON."""
        return as_json({**self._still, "timer": self._phones.timer()})

    def _by_function(self, stage: Activity | None, room: Room) -> View | None:
        if stage is None or stage.phase != "revealed":
            return None
        of = (stage.ask, stage.current, room.seats)
        if of != self._split[0]:
            found = by_function(*of)
            self._split = (of, found.model_dump(mode="json") if found else None)
        return self._split[1]


def stage_of(room: Room) -> Activity | None:
    """Return the question that phones and screen show: none while the room is shut, nor a draft."""
    stage = room.stage
    return stage if stage and room.code is not None and stage.phase != "draft" else None


def as_json(view: View) -> bytes:
    """Return a view as JSON on one line."""
    return json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()


def _shows(workshop: Workshop) -> tuple[object, ...]:
    # Parts that didn't change are the same objects, so that comparing them costs nothing.
    room = workshop.room
    stage = stage_of(room)
    if stage is None:
        return (room.code is None, workshop.name, room.timer)
    seats = room.seats if stage.shown else None  # results may show names
    return (False, workshop.name, room.timer, stage.ask, stage.phase, stage.round, stage.shown, seats)


def _stage(stage: Activity, room: Room) -> View:
    ask = stage.ask
    shift = shift_of(stage, room.seats)
    return {
        "id": ask.id,
        "round": stage.round,
        "title": ask.title,
        "explain": ask.explain,
        "phase": stage.phase,
        "privacy": ask.privacy,
        "purpose": ask.purpose,
        "question": ask.question.model_dump(mode="json"),
        "results": [
            result_of(ask, told, room.seats, beside=stage.shown).model_dump(mode="json")
            for told in stage.shown
        ],
        "shift": shift.model_dump(mode="json") if shift else None,
    }

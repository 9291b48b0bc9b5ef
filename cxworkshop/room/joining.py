"""Sitting down: what a phone sends, and what comes of it."""

import hmac
from typing import Annotated
from uuid import uuid4

from pydantic import Field

from cxworkshop.domain.map_words import Mention
from cxworkshop.domain.model import Model
from cxworkshop.domain.people import MOST_SEATS, Seat
from cxworkshop.domain.room import Room
from cxworkshop.domain.room_events import SeatTaken
from cxworkshop.domain.seat_names import SeatName
from cxworkshop.domain.seating import Seating
from cxworkshop.domain.workshop import Workshop
from cxworkshop.room.refusals import RefusedError

RECORDER = "room"
"""Who the room's own events say recorded them."""


class JoinForm(Model):
    """What somebody fills in to join."""

    code: Annotated[str, Field(max_length=40)]
    name: SeatName
    function: Annotated[Mention, Field(max_length=60)] = ""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"


def expect_welcome(room: Room, form: JoinForm) -> None:
    """Check that somebody may join as they ask.

    Raises
    ------
    RefusedError
        The room is shut or locked, the code isn't its, the name somebody else's, or there are no seats left.
    """
    if room.code is None:
        msg = "The room isn't open; wait until the facilitator opens it."
        raise RefusedError(msg, status=403, code="shut")
    typed = "".join(sign for sign in form.code.upper() if sign.isalnum())
    if not hmac.compare_digest(typed.encode(), room.code.encode()):
        msg = "That isn't the room's code; type the six letters and digits on the big screen."
        raise RefusedError(msg, status=403, code="wrong_code")
    if room.locked:
        msg = "Nobody new may join any more; ask the facilitator."
        raise RefusedError(msg, status=403, code="locked")
    if Seating.of(room.seats).name_taken(form.name):
        msg = f"“{form.name}” sits here already; choose another name, or ask the facilitator for your seat."
        raise RefusedError(msg, status=409, code="name_taken")
    if len(room.seats) >= MOST_SEATS:
        msg = f"All {MOST_SEATS} seats are taken; ask the facilitator."
        raise RefusedError(msg, status=403, code="full")


def sit_down(workshop: Workshop, form: JoinForm, key: str) -> list[SeatTaken]:
    """Return what happens when the device with ``key`` joins: nothing where it sits already.

    Raises
    ------
    RefusedError
        As :func:`expect_welcome` says.
    """
    if workshop.room.seat_of_key(key):
        return []
    expect_welcome(workshop.room, form)
    seat = Seat(id=uuid4().hex, name=form.name, function=form.function, language=form.language, key=key)
    return [SeatTaken(seat=seat, by=RECORDER)]

"""What people are called in the room: names that can be read and told apart."""

import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.same_person import is_unseen

LONGEST_SEAT_NAME = 40

_JOINERS = "\u200c\u200d"
"""Signs that shape those beside them: letters in Persian and Hindi, emoji."""


def readable(name: str) -> str:
    """Return a name as it is shown: composed, on one line, without signs that nobody sees.

    "" where nothing of it can be seen.
    """
    shown = unicodedata.normalize("NFC", one_line(name))
    kept = "".join(sign for sign in shown if sign in _JOINERS or unicodedata.category(sign) != "Cf")
    if all(sign in _JOINERS or sign.isspace() or is_unseen(sign) for sign in kept):
        return ""
    return one_line(kept.strip(f"{_JOINERS} "))


def _readable(value: object) -> object:
    if not isinstance(value, str):
        return value
    name = readable(value)
    if not name:
        kind, msg = "name", "a name needs a letter, a digit or another sign that can be seen; write one"
        raise PydanticCustomError(kind, msg)
    return name


SeatName = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_SEAT_NAME), BeforeValidator(_readable)
]
"""What a seat is called."""

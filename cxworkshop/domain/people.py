"""The people in the room: their seats, the code by which they join, and the time on the clock."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from cxworkshop.domain.map_words import Mention
from cxworkshop.domain.model import Model
from cxworkshop.domain.seat_names import SeatName

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What a room's code is made of: nothing that is mistaken for something else when read aloud."""

CODE_LENGTH = 6

Code = Annotated[str, Field(pattern=rf"^[{CODE_LETTERS}]{{{CODE_LENGTH}}}$")]

Address = Annotated[str, Field(pattern=r"^https?://[\w.:\[\]-]{1,120}$")]
"""Where phones reach the room: scheme, host and port, without a path."""

Seconds = Annotated[int, Field(ge=0, le=36_000)]

MOST_SEATS = 5_000


class Seat(Model):
    """A place in the room; its name is nobody else's.

    ``key`` is the SHA-256 (hex) of the secret in the device's cookie, "" while no device holds the seat.
    ``language`` is that of the phone's own words ("en", "de").
    """

    id: Id
    name: SeatName
    function: Annotated[Mention, Field(max_length=60)] = ""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"
    key: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class Timer(Model):
    """A countdown of ``seconds`` from ``started``, by the clock of the machine that started it."""

    started: AwareDatetime
    seconds: Seconds
    label: Mention = ""

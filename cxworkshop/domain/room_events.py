"""What happens in the live room: people sit down, questions are asked, answered and revealed."""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.activity import Ask, MergedTexts, Phase, TextKey
from cxworkshop.domain.event import BaseEvent
from cxworkshop.domain.map_words import Mention, Note
from cxworkshop.domain.people import Address, Code, Id, Seat, Seconds
from cxworkshop.domain.responses import Answer
from cxworkshop.domain.seat_names import SeatName


class RoomOpened(BaseEvent):
    """People may join with this code, at this address; another code shuts out nobody who sits already."""

    kind: Literal["room_opened"] = "room_opened"
    code: Code
    address: Address


class RoomShut(BaseEvent):
    """The room is over: phones say good-bye."""

    kind: Literal["room_shut"] = "room_shut"


class RoomLocked(BaseEvent):
    """Nobody new may join, or they may again."""

    kind: Literal["room_locked"] = "room_locked"
    locked: bool


class SeatTaken(BaseEvent):
    """Somebody sat down."""

    kind: Literal["seat_taken"] = "seat_taken"
    seat: Seat


class SeatKeyed(BaseEvent):
    """The seat goes to the device with this key ("": to none); the earlier device has it no longer."""

    kind: Literal["seat_keyed"] = "seat_keyed"
    seat: Id
    key: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]


class SeatRemoved(BaseEvent):
    """Somebody's seat is taken away, with its answers of rounds that weren't revealed yet.

    Their anonymous answers stay: nothing tells which they are.
    """

    kind: Literal["seat_removed"] = "seat_removed"
    seat: Id


class SeatRenamed(BaseEvent):
    """A seat's name or function was put right."""

    kind: Literal["seat_renamed"] = "seat_renamed"
    seat: Id
    name: SeatName
    function: Annotated[Mention, Field(max_length=60)] = ""


class ActivityDrafted(BaseEvent):
    """A question was prepared, or changed while it is a draft."""

    kind: Literal["activity_drafted"] = "activity_drafted"
    ask: Ask


class ActivityTurned(BaseEvent):
    """A question was opened, closed, revealed, or opened for another round; phones and screen show it."""

    kind: Literal["activity_turned"] = "activity_turned"
    activity: Id
    to: Phase


class ActivityAnswered(BaseEvent):
    """Somebody answered; their last answer of the round counts.

    ``who`` is the seat; of an anonymous question a token that doesn't lead to it.
    """

    kind: Literal["activity_answered"] = "activity_answered"
    activity: Id
    round: Annotated[int, Field(ge=1, le=9)]
    who: Id
    answer: Answer


class TextHidden(BaseEvent):
    """A text of the current round isn't shown."""

    kind: Literal["text_hidden"] = "text_hidden"
    activity: Id
    text: TextKey


class TextsMerged(BaseEvent):
    """Texts of the current round stand under one wording; of one text alone: it stands alone again."""

    kind: Literal["texts_merged"] = "texts_merged"
    activity: Id
    merged: MergedTexts


class OutcomeNoted(BaseEvent):
    """The team wrote down what it takes from a question."""

    kind: Literal["outcome_noted"] = "outcome_noted"
    activity: Id
    outcome: Note


class StageCleared(BaseEvent):
    """Phones and screen show no question, until the next one is opened."""

    kind: Literal["stage_cleared"] = "stage_cleared"


class TimerSet(BaseEvent):
    """The clock runs for this long from now; 0 takes it away."""

    kind: Literal["timer_set"] = "timer_set"
    seconds: Seconds
    label: Mention = ""


class TimerExtended(BaseEvent):
    """The clock runs longer: from its end, or from now where that is past."""

    kind: Literal["timer_extended"] = "timer_extended"
    seconds: Seconds


class AgendaMoved(BaseEvent):
    """The workshop is at this slot of its agenda, counted from 0."""

    kind: Literal["agenda_moved"] = "agenda_moved"
    slot: Annotated[int, Field(ge=0, le=200)]


RoomEvent = (
    RoomOpened
    | RoomShut
    | RoomLocked
    | SeatTaken
    | SeatKeyed
    | SeatRemoved
    | SeatRenamed
    | ActivityDrafted
    | ActivityTurned
    | ActivityAnswered
    | TextHidden
    | TextsMerged
    | OutcomeNoted
    | StageCleared
    | TimerSet
    | TimerExtended
    | AgendaMoved
)

QUIET = frozenset(
    {"activity_answered", "seat_taken", "seat_keyed", "seat_removed", "timer_set", "timer_extended"}
)
"""Kinds of event that change nothing on a step's page: only the desk and the room look at them."""

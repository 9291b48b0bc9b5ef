"""Answering: what a phone sends, and what of it the log keeps."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field

from cxworkshop.domain.activity import Activity
from cxworkshop.domain.model import Model
from cxworkshop.domain.people import Id
from cxworkshop.domain.responses import Answer, check_answer
from cxworkshop.domain.room_events import ActivityAnswered
from cxworkshop.domain.seat_keys import key_of
from cxworkshop.domain.workshop import Workshop
from cxworkshop.room.joining import RECORDER
from cxworkshop.room.refusals import RefusedError
from cxworkshop.room.seats import answer_id, token_of


class SentAnswer(Model):
    """An answer as a phone sends it; ``id`` is the same however often it is sent."""

    id: Id
    seat: Id
    activity: Id
    round: Annotated[int, Field(ge=1, le=9)]
    answer: Answer


def record_answer(
    workshop: Workshop, sent: SentAnswer, secret: str, known: Callable[[str], bool]
) -> list[ActivityAnswered]:
    """Return what the log keeps of an answer: nothing more where it has it already.

    Of an anonymous one it keeps no seat, and as its time when the round began.

    Parameters
    ----------
    secret
        The cookie of the device that sent it.
    known
        Whether the log has an event of this id.

    Raises
    ------
    RefusedError
        The question takes no answers now, or the seat is another's by now.
    InvalidAnswerError
        The answer breaks a rule of the question.
    """
    room = workshop.room
    activity = room.activities.get(sent.activity)
    who = sent.seat if activity is None else who_answers(activity, sent.round, sent.seat, secret)
    made = answer_id(who, sent.activity, sent.round, sent.id)
    if known(made):
        return []
    seat = room.seats.get(sent.seat)
    if seat is None or seat.key != key_of(secret):
        msg = "This seat is on another device now; ask the facilitator."
        raise RefusedError(msg, status=401, code="no_seat")
    if activity is None or activity.phase != "open" or activity.round != sent.round or room.code is None:
        msg = "This question takes no answers any more; go on with the next one."
        raise RefusedError(msg, status=409, code="closed")
    if room.answers_wait(activity, sent.seat):
        msg = "This question is anonymous and began before you came; you are in from the next one on."
        raise RefusedError(msg, status=409, code="waits")
    check_answer(activity.ask.question, sent.answer)
    anonymous = activity.ask.privacy == "anonymous"
    at = activity.current.opened if anonymous else datetime.now(UTC)
    return [
        ActivityAnswered(
            id=made,
            at=at or datetime.fromtimestamp(0, UTC),
            by=RECORDER,
            activity=sent.activity,
            round=sent.round,
            who=who,
            answer=sent.answer,
        )
    ]


def who_answers(activity: Activity, number: int, seat: str, secret: str) -> str:
    """Return what an answer in round ``number`` is kept under: the seat, or a token where anonymous."""
    return token_of(secret, activity.ask.id, number) if activity.ask.privacy == "anonymous" else seat

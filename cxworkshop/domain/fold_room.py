"""The fold of the live room."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil

from cxworkshop.domain.activity import Activity, Ask, MergedTexts, TextKey
from cxworkshop.domain.deliver import deliver
from cxworkshop.domain.people import MOST_SEATS, Id, Seat, Timer
from cxworkshop.domain.questions import Question
from cxworkshop.domain.responses import Answer, check_answer
from cxworkshop.domain.room import Room
from cxworkshop.domain.room_events import (
    ActivityAnswered,
    ActivityDrafted,
    ActivityTurned,
    AgendaMoved,
    OutcomeNoted,
    RoomEvent,
    RoomLocked,
    RoomOpened,
    RoomShut,
    SeatKeyed,
    SeatRemoved,
    SeatRenamed,
    SeatTaken,
    StageCleared,
    TextHidden,
    TextsMerged,
    TimerExtended,
    TimerSet,
)
from cxworkshop.domain.seating import Seating
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidAnswerError


def fold_room(workshop: Workshop, event: RoomEvent) -> Workshop:
    """Return ``workshop`` after ``event``; what comes too late, or for what isn't there, changes nothing."""
    if isinstance(event, ActivityTurned):
        return _turn(workshop, event)
    return _with_room(workshop, _fold(workshop.room, event))


def fold_answered(workshop: Workshop, events: Sequence[ActivityAnswered]) -> Workshop:
    """Return ``workshop`` after answers to one question in one round, at least one of them.

    The same as folding one after the other, without a copy of all answers for each.
    """
    return _with_room(workshop, _answered(workshop.room, events))


def fold_seated(workshop: Workshop, events: Iterable[SeatTaken]) -> Workshop:
    """Return ``workshop`` after people sat down: as one after the other, and quicker."""
    return _with_room(workshop, _seated(workshop.room, (event.seat for event in events)))


def _with_room(workshop: Workshop, room: Room) -> Workshop:
    return workshop if room is workshop.room else workshop.model_copy(update={"room": room})


def _turn(workshop: Workshop, event: ActivityTurned) -> Workshop:
    activity = workshop.room.activities.get(event.activity)
    if activity is None:
        return workshop
    turned = activity.turned(event.to)
    too_many = event.to == "open" and not workshop.room.opens(activity)
    if turned.phase != event.to or event.to == "draft" or too_many:
        return workshop
    if turned.round > activity.round:
        turned = turned.with_current(opened=event.at, seated=len(workshop.room.seats))
    room = _with_activity(workshop.room, turned).model_copy(update={"showing": event.activity})
    workshop = workshop.model_copy(update={"room": room})
    revealed = event.to == "revealed" and activity.phase == "closed"
    return deliver(workshop, turned) if revealed else workshop


def _fold(room: Room, event: RoomEvent) -> Room:  # noqa: C901, PLR0911, PLR0912 - one case per event
    match event:
        case RoomOpened(code=code, address=address):
            return _with(room, code=code, address=address)
        case RoomShut():
            return _with(room, code=None, showing=None, timer=None)
        case RoomLocked(locked=locked):
            return _with(room, locked=locked)
        case SeatTaken(seat=seat):
            return _seated(room, [seat])
        case SeatKeyed(seat=who, key=key):
            held = room.seats.get(who)
            if held is None or room.anonymity_at_stake:
                return room
            return _with_seat(room, held.model_copy(update={"key": key}))
        case SeatRemoved(seat=who):
            return _left(room, who) if who in room.seats else room
        case SeatRenamed(seat=who, name=name, function=function):
            known = room.seats.get(who)
            if known is None or Seating.of(room.seats).name_taken(name, who):
                return room
            return _with_seat(room, known.model_copy(update={"name": name, "function": function}))
        case ActivityDrafted(ask=ask):
            return _drafted(room, ask)
        case ActivityAnswered():
            return _answered(room, [event])
        case TextHidden(activity=which, text=text):
            return _hide(room, which, text)
        case TextsMerged(activity=which, merged=merged):
            return _merge(room, which, merged)
        case OutcomeNoted(activity=which, outcome=outcome):
            activity = room.activities.get(which)
            return (
                room
                if activity is None
                else _with_activity(room, activity.model_copy(update={"outcome": outcome}))
            )
        case StageCleared():
            return _with(room, showing=None)
        case TimerSet(seconds=seconds, label=label, at=at):
            return _with(room, timer=Timer(started=at, seconds=seconds, label=label) if seconds else None)
        case TimerExtended(seconds=more, at=at):
            return _with(room, timer=room.timer and _longer(room.timer, at, more))
        case AgendaMoved(slot=slot):
            return _with(room, slot=slot)
        case ActivityTurned():
            return room


def _longer(timer: Timer, at: datetime, more: int) -> Timer:
    """Return the clock with more time: from its end, or from now where that is past."""
    run = max(timer.seconds, ceil((at - timer.started).total_seconds()))
    return timer.model_copy(update={"seconds": min(run + more, 36_000)})


def _seated(room: Room, newcomers: Iterable[Seat]) -> Room:
    before = Seating.of(room.seats)
    seats = before.joined(newcomers, MOST_SEATS)
    return room if seats is before else _with(room, seats=seats)


def _left(room: Room, who: Id) -> Room:
    place = list(room.seats).index(who)
    activities = {
        which: _without(activity, who, early=place < activity.current.seated)
        for which, activity in room.activities.items()
    }
    seats = Seating({other: seat for other, seat in room.seats.items() if other != who})
    return _with(room, seats=seats, activities=activities)


def _without(activity: Activity, who: Id, *, early: bool) -> Activity:
    """Return a question without somebody's answer, if nobody has seen it; ``early``: they sat in time."""
    if not activity.sealed:
        return activity
    told = activity.current
    merged = (
        one.model_copy(update={"texts": tuple(text for text in one.texts if text.who != who)})
        for one in told.merged
    )
    return activity.with_current(
        # Else somebody who came late would count as one who was there when it began.
        seated=told.seated - early,
        answers={other: answer for other, answer in told.answers.items() if other != who},
        hidden=tuple(text for text in told.hidden if text.who != who),
        merged=tuple(one for one in merged if len(one.texts) > 1),
    )


def _drafted(room: Room, ask: Ask) -> Room:
    known = room.activities.get(ask.id)
    return room if known and known.phase != "draft" else _with_activity(room, Activity(ask=ask))


def _answered(room: Room, events: Sequence[ActivityAnswered]) -> Room:
    activity = room.activities.get(events[0].activity)
    if activity is None or activity.phase != "open" or events[0].round != activity.round:
        return room
    question, anyone = activity.ask.question, activity.ask.privacy == "anonymous"
    taken = {
        event.who: event.answer
        for event in events
        if (anyone or event.who in room.seats) and _fits(question, event.answer)
    }
    if not taken:
        return room
    return _with_activity(room, activity.with_current(answers=activity.current.answers | taken))


def _fits(question: Question, answer: Answer) -> bool:
    try:
        check_answer(question, answer)
    except InvalidAnswerError:
        return False
    return True


def _hide(room: Room, which: str, text: TextKey) -> Room:
    activity = room.activities.get(which)
    if activity is None or text.who not in activity.current.answers:
        return room
    hidden = tuple(dict.fromkeys((*activity.current.hidden, text)))
    return _with_activity(room, activity.with_current(hidden=hidden))


def _merge(room: Room, which: str, merged: MergedTexts) -> Room:
    activity = room.activities.get(which)
    if activity is None:
        return room
    moved = {text for text in merged.texts if text.who in activity.current.answers}
    if not moved:
        return room
    left = (
        other.model_copy(update={"texts": tuple(one for one in other.texts if one not in moved)})
        for other in activity.current.merged
    )
    kept = [other for other in left if len(other.texts) > 1]
    if len(moved) > 1:
        texts = tuple(one for one in dict.fromkeys(merged.texts) if one in moved)
        kept.append(merged.model_copy(update={"texts": texts}))
    return _with_activity(room, activity.with_current(merged=tuple(kept)))


def _with_activity(room: Room, activity: Activity) -> Room:
    return _with(room, activities={**room.activities, activity.ask.id: activity})


def _with_seat(room: Room, seat: Seat) -> Room:
    return _with(room, seats=Seating({**room.seats, seat.id: seat}))


def _with(room: Room, **changes: object) -> Room:
    return room.model_copy(update=changes)

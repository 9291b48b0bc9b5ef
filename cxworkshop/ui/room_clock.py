"""The room's one clock: the agenda's slot has it, unless a question has borrowed it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from cxworkshop.domain.agenda_plans import AgendaSlot
from cxworkshop.domain.event import now
from cxworkshop.domain.events import Event
from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.people import Timer
from cxworkshop.domain.room import Room
from cxworkshop.domain.room_events import AgendaMoved, TimerExtended, TimerSet


class SlotClock(NamedTuple):
    """What the agenda's slot is called on the clock, and when it ends."""

    label: str
    ends: datetime


def begun(number: int, slot: AgendaSlot) -> tuple[AgendaMoved, TimerSet]:
    """Return what happens when the workshop comes to a slot of its agenda."""
    return AgendaMoved(slot=number), TimerSet(seconds=slot.minutes * 60, label=slot.title)


def slot_clock(events: Sequence[Event]) -> SlotClock | None:
    """Return the clock of the slot that the workshop is at; None before the first.

    A question's clock leaves the slot's end where it is; what is added to it moves that end as well.
    """
    place = max((at for at, event in enumerate(events) if isinstance(event, AgendaMoved)), default=None)
    found: SlotClock | None = None
    shown = ""
    for event in events[place:] if place is not None else ():
        if isinstance(event, TimerSet):
            shown = event.label
            if event.seconds and (found is None or shown == found.label):
                found = SlotClock(shown, event.at + timedelta(seconds=event.seconds))
        elif isinstance(event, TimerExtended) and found:
            found = found._replace(ends=max(found.ends, event.at) + timedelta(seconds=event.seconds))
    return found


def resumed(events: Sequence[Event]) -> TimerSet:
    """Return the agenda's clock with what is left of it; no clock where there is none, or nothing left."""
    found = slot_clock(events)
    if found is None:
        return TimerSet(seconds=0)
    return TimerSet(seconds=max(0, ceil((found.ends - now()).total_seconds())), label=found.label)


def longer(room: Room, events: Sequence[Event], slot: AgendaSlot, seconds: int) -> TimerSet | TimerExtended:
    """Return what gives a slot more time, and the question that has borrowed the clock: from its end.

    Where no clock runs, it is the slot's again, with what is left of it and ``seconds`` more.
    """
    if room.timer:
        return TimerExtended(seconds=seconds)
    return TimerSet(seconds=resumed(events).seconds + seconds, label=one_line(slot.title))


def ends_at(timer: Timer) -> datetime:
    """Return when a timer's time is up."""
    return timer.started + timedelta(seconds=timer.seconds)

"""The plan for the day as the home page shows it: times, what to say, and what to cut when late."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from cxworkshop.domain.agenda_plans import AgendaSession, AgendaSlot
from cxworkshop.errors import WorkshopError
from cxworkshop.inputs.agendas import agenda_called
from cxworkshop.settings import texts


def shown_plan(name: str) -> dict[str, Any] | None:
    """Return the plan of this id in words; a ``fault`` where it can't be read, None where none is chosen."""
    if not name:
        return None
    try:
        plan = agenda_called(name)
    except WorkshopError as error:
        return {"fault": str(error)}
    return {
        "fault": "",
        "title": texts("home")["plan"]["title"].format(name=plan.name, minutes=plan.minutes),
        "fits": plan.fits,
        "sessions": [_session(session, several=len(plan.sessions) > 1) for session in plan.sessions],
    }


def planned_minutes(name: str) -> dict[str, int]:
    """Return the minutes of the plan's steps; none where no plan is chosen or it can't be read."""
    try:
        return agenda_called(name).minutes_by_step if name else {}
    except WorkshopError:
        return {}


def _session(session: AgendaSession, *, several: bool) -> dict[str, Any]:
    """Return one sitting; its title is the plan's where there is one alone."""
    pattern: str = texts("home")["plan"]["session"]
    ends = list(accumulate(slot.minutes for slot in session.slots))
    return {
        "title": pattern.format(title=session.title, minutes=session.minutes) if several else "",
        "before": list(session.before),
        "slots": _slots(session.slots, ends),
    }


def _slots(slots: Sequence[AgendaSlot], ends: Sequence[int]) -> list[dict[str, Any]]:
    pattern: str = texts("home")["plan"]["time"]
    return [
        {
            "time": pattern.format(begin=_clock(end - slot.minutes), end=_clock(end)),
            "title": slot.title,
            "say": slot.say,
            "materials": list(slot.materials),
            "when_late": slot.when_late,
        }
        for slot, end in zip(slots, ends, strict=True)
    ]


def _clock(minutes: int) -> str:
    """Return a time since the beginning in hours and minutes: 1:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"

"""From the log to the workshop: pure and total."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import groupby

from cxworkshop.domain.events import (
    AgendaChosen,
    BeliefsGiven,
    Event,
    EventRevoked,
    EvidenceRecorded,
    HallmarksChosen,
    MapDrawn,
    MapEdited,
    MetricsChosen,
    MissionStated,
    PersonaDescribed,
    PredictionMade,
    SegmentsChosen,
    StakesAssumed,
    SuccessDefined,
    TableAttached,
    WorkshopCreated,
)
from cxworkshop.domain.fold_answers import fold_answers
from cxworkshop.domain.fold_room import fold_answered, fold_room, fold_seated
from cxworkshop.domain.map_editing import edit_map
from cxworkshop.domain.room_events import ActivityAnswered, RoomEvent, SeatTaken
from cxworkshop.domain.same_person import answered_again, same_person
from cxworkshop.domain.workshop import Workshop


def fold(workshop: Workshop, event: Event) -> Workshop:  # noqa: C901, PLR0911, PLR0912 - one case per event
    """Return ``workshop`` after ``event``; every event has an effect on every workshop, none fails.

    A revocation changes nothing here, since it concerns the past: :func:`replay` leaves out what it revokes.
    """
    match event:
        case WorkshopCreated():
            return _with(workshop, name=event.name)
        case AgendaChosen():
            return _with(workshop, agenda=event.agenda)
        case TableAttached():
            return _with(workshop, tables={**workshop.tables, event.table.role: event.table})
        case EvidenceRecorded():
            return _with(workshop, evidence={**workshop.evidence, event.evidence.kind: event.evidence})
        case PredictionMade():
            told = workshop.predictions.get(event.question, {})
            others = {who: answer for who, answer in told.items() if not same_person(who, event.person)}
            guessed = {**others, event.person: event.answer}
            return _with(workshop, predictions={**workshop.predictions, event.question: guessed})
        case MissionStated():
            return _with(workshop, mission=event.mission)
        case SuccessDefined():
            return _with(workshop, success=event.success)
        case SegmentsChosen():
            return _with(workshop, segments=event.segments)
        case PersonaDescribed(persona=persona):
            about = (persona.by, persona.segment)
            rest = (other for other in workshop.personas if (other.by, other.segment) != about)
            return _with(workshop, personas=(*rest, persona))
        case MapDrawn(map=drawn):
            return _with(workshop, maps={**workshop.maps, drawn.state: drawn})
        case MapEdited(state=state, edit=edit):
            before = workshop.maps.get(state)
            return (
                _with(workshop, maps={**workshop.maps, state: edit_map(before, edit)}) if before else workshop
            )
        case BeliefsGiven(beliefs=beliefs):
            return _with(workshop, beliefs=answered_again(workshop.beliefs, beliefs))
        case HallmarksChosen():
            return _with(workshop, hallmarks=event.hallmarks)
        case MetricsChosen():
            return _with(workshop, metrics=event.metrics)
        case StakesAssumed():
            return _with(workshop, stakes=event.assumptions)
        case EventRevoked():
            return workshop
        case _ if isinstance(event, RoomEvent):
            return fold_room(workshop, event)
        case _:
            return fold_answers(workshop, event)


def fold_all(workshop: Workshop, events: Iterable[Event]) -> Workshop:
    """Return ``workshop`` after ``events``, in order, as :func:`fold` does; quick where many answer."""
    for _, alike in groupby(events, key=_kind):
        run = list(alike)
        if answers := [event for event in run if isinstance(event, ActivityAnswered)]:
            workshop = fold_answered(workshop, answers)
        elif seats := [event for event in run if isinstance(event, SeatTaken)]:
            workshop = fold_seated(workshop, seats)
        else:
            workshop = reduce(fold, run, workshop)
    return workshop


def _kind(event: Event) -> tuple[str, ...]:
    return (
        (event.kind, event.activity, str(event.round))
        if isinstance(event, ActivityAnswered)
        else (event.kind,)
    )


def in_effect(events: Sequence[Event]) -> list[Event]:
    """Return the events that count: those that no later counting revocation names."""
    revoked: set[str] = set()
    counting: list[Event] = []
    for event in reversed(events):
        if event.id in revoked:
            continue
        if isinstance(event, EventRevoked):
            revoked.add(event.event_id)
        counting.append(event)
    return counting[::-1]


def replay(events: Iterable[Event]) -> Workshop:
    """Return the workshop that a whole log adds up to."""
    return fold_all(Workshop(), in_effect(list(events)))


def _with(workshop: Workshop, **changes: object) -> Workshop:
    return workshop.model_copy(update=changes)

"""From the log to the workshop: pure and total."""

from collections.abc import Iterable, Sequence
from functools import reduce

from cxworkshop.domain.events import (
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
from cxworkshop.domain.map_editing import edit_map
from cxworkshop.domain.workshop import Workshop


def fold(workshop: Workshop, event: Event) -> Workshop:  # noqa: C901, PLR0911, PLR0912 - one case per event
    """Return ``workshop`` after ``event``; every event has an effect on every workshop, none fails.

    A revocation changes nothing here, since it concerns the past: :func:`replay` leaves out what it revokes.
    """
    match event:
        case WorkshopCreated():
            return _with(workshop, name=event.name)
        case TableAttached():
            return _with(workshop, tables={**workshop.tables, event.table.role: event.table})
        case EvidenceRecorded():
            return _with(workshop, evidence={**workshop.evidence, event.evidence.kind: event.evidence})
        case PredictionMade():
            answers = workshop.predictions.get(event.question, {}) | {event.person: event.answer}
            return _with(workshop, predictions={**workshop.predictions, event.question: answers})
        case MissionStated():
            return _with(workshop, mission=event.mission)
        case SuccessDefined():
            return _with(workshop, success=event.success)
        case SegmentsChosen():
            return _with(workshop, segments=event.segments)
        case PersonaDescribed(persona=persona):
            told = (persona.by, persona.segment)
            others = (other for other in workshop.personas if (other.by, other.segment) != told)
            return _with(workshop, personas=(*others, persona))
        case MapDrawn(map=drawn):
            return _with(workshop, maps={**workshop.maps, drawn.state: drawn})
        case MapEdited(state=state, edit=edit):
            before = workshop.maps.get(state)
            return (
                _with(workshop, maps={**workshop.maps, state: edit_map(before, edit)}) if before else workshop
            )
        case BeliefsGiven(beliefs=beliefs):
            rest = (other for other in workshop.beliefs if other.person != beliefs.person)
            return _with(workshop, beliefs=(*rest, beliefs))
        case HallmarksChosen():
            return _with(workshop, hallmarks=event.hallmarks)
        case MetricsChosen():
            return _with(workshop, metrics=event.metrics)
        case StakesAssumed():
            return _with(workshop, stakes=event.assumptions)
        case EventRevoked():
            return workshop
        case _:
            return fold_answers(workshop, event)


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
    return reduce(fold, in_effect(list(events)), Workshop())


def _with(workshop: Workshop, **changes: object) -> Workshop:
    return workshop.model_copy(update=changes)

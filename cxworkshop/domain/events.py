"""What can happen in a workshop.

The log of these events is the workshop: :mod:`cxworkshop.domain.fold` turns it into today's state. Each
event says with its ``version`` which shape it has; :func:`read_event` lifts older shapes to today's.
"""

import json
import reprlib
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from cxworkshop.domain.answer_events import AnswerEvent
from cxworkshop.domain.event import BaseEvent
from cxworkshop.domain.evidence import Evidence
from cxworkshop.domain.journey import Hallmarks
from cxworkshop.domain.journey_map import JourneyMap, MapState
from cxworkshop.domain.map_edits import MapEdit
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.room_events import RoomEvent
from cxworkshop.domain.segments import Persona, TargetSegments
from cxworkshop.domain.stakes import StakeAssumptions
from cxworkshop.domain.statements import Mission, Phrase, Success
from cxworkshop.domain.tables import AttachedTable
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError

VERSION = 1
"""The events' shape that this program writes."""

_LONGEST_REASON = 150


class WorkshopCreated(BaseEvent):
    """The workshop begins."""

    kind: Literal["workshop_created"] = "workshop_created"
    name: Phrase


class AgendaChosen(BaseEvent):
    """The day follows the plan of this id, one of those in ``templates/agendas``; the last one counts."""

    kind: Literal["agenda_chosen"] = "agenda_chosen"
    agenda: Phrase


class TableAttached(BaseEvent):
    """A firm's table serves as evidence from now on; one table per role, the last one counts."""

    kind: Literal["table_attached"] = "table_attached"
    table: AttachedTable


class EvidenceRecorded(BaseEvent):
    """Aggregates were computed and shown."""

    kind: Literal["evidence_recorded"] = "evidence_recorded"
    evidence: Evidence


class PredictionMade(BaseEvent):
    """Somebody guessed before the data showed; without a ``person`` it is the team's guess."""

    kind: Literal["prediction_made"] = "prediction_made"
    question: Phrase
    answer: Phrase
    person: Annotated[str, Field(max_length=80)] = ""


class MissionStated(BaseEvent):
    """Decision 1, first half."""

    kind: Literal["mission_stated"] = "mission_stated"
    mission: Mission


class SuccessDefined(BaseEvent):
    """Decision 1, second half."""

    kind: Literal["success_defined"] = "success_defined"
    success: Success


class SegmentsChosen(BaseEvent):
    """Decision 2."""

    kind: Literal["segments_chosen"] = "segments_chosen"
    segments: TargetSegments


class PersonaDescribed(BaseEvent):
    """A target segment was given a face; the last one per segment counts."""

    kind: Literal["persona_described"] = "persona_described"
    persona: Persona


class MapDrawn(BaseEvent):
    """A journey map is laid out, in the place of an earlier one of the same state."""

    kind: Literal["map_drawn"] = "map_drawn"
    map: JourneyMap


class MapEdited(BaseEvent):
    """The map of this state was changed by one step."""

    kind: Literal["map_edited"] = "map_edited"
    state: MapState
    edit: MapEdit


class BeliefsGiven(BaseEvent):
    """A leader said how customers score the touchpoints, before the reveal; the last ones count."""

    kind: Literal["beliefs_given"] = "beliefs_given"
    beliefs: Beliefs


class HallmarksChosen(BaseEvent):
    """Decision 3."""

    kind: Literal["hallmarks_chosen"] = "hallmarks_chosen"
    hallmarks: Hallmarks


class MetricsChosen(BaseEvent):
    """Decision 4."""

    kind: Literal["metrics_chosen"] = "metrics_chosen"
    metrics: Metrics


class StakesAssumed(BaseEvent):
    """The team said what it assumes about the value at stake; the last one counts."""

    kind: Literal["stakes_assumed"] = "stakes_assumed"
    assumptions: StakeAssumptions


class EventRevoked(BaseEvent):
    """An earlier event no longer counts (undo); revoking a revocation brings it back (redo)."""

    kind: Literal["event_revoked"] = "event_revoked"
    event_id: str


Event = Annotated[
    WorkshopCreated
    | AgendaChosen
    | TableAttached
    | EvidenceRecorded
    | PredictionMade
    | MissionStated
    | SuccessDefined
    | SegmentsChosen
    | PersonaDescribed
    | MapDrawn
    | MapEdited
    | BeliefsGiven
    | HallmarksChosen
    | MetricsChosen
    | StakesAssumed
    | AnswerEvent
    | RoomEvent
    | EventRevoked,
    Field(discriminator="kind"),
]

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)

LIFTS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""(kind, version) → function that turns such an event into the next version's shape."""


def read_object(text: str | bytes, where: str) -> dict[str, Any]:
    """Read one stored JSON object.

    Parameters
    ----------
    text
        JSON.
    where
        What a message calls it, e.g. ``Line 3 of acme.jsonl``.

    Raises
    ------
    NotAWorkshopError
        It is no JSON object, or one that nobody writes: nested too deep, a number of thousands of digits.
    """
    try:
        found = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        found = None
    if not isinstance(found, dict):
        msg = f"{where} isn't a JSON object that can be read; the file is damaged or was edited by hand."
        raise NotAWorkshopError(msg)
    return found


def read_event(raw: dict[str, Any], where: str = "An event") -> Event:
    """Turn a stored event of any version up to today's into an event.

    Parameters
    ----------
    raw
        The event as JSON object, as :func:`write_event` made it in this or an older version.
    where
        What a message calls it, e.g. ``Event 7 of acme.cxw``.

    Raises
    ------
    NewerWorkshopError
        The event's version is newer than this program's.
    NotAWorkshopError
        The object is no event.
    """
    version = raw.get("version")
    if not isinstance(version, int):
        msg = f"{where} needs a whole-number version, but has {reprlib.repr(version)}; the file is damaged."
        raise NotAWorkshopError(msg)
    if version > VERSION:
        msg = (
            f"The workshop was written by a newer version of cxworkshop (event version {version}, "
            f"this program reads up to {VERSION}); update cxworkshop to open it."
        )
        raise NewerWorkshopError(msg)
    while isinstance(kind := raw.get("kind"), str) and (lift := LIFTS.get((kind, raw["version"]))):
        raw = lift(raw)
    try:
        return _ADAPTER.validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the event"
        why = f"{field}: {first['msg']}"[:_LONGEST_REASON]
        msg = f"{where} can't be read ({why}); the file is damaged or was edited by hand."
        raise NotAWorkshopError(msg) from error


def write_event(event: Event) -> dict[str, Any]:
    """Turn an event into a JSON object."""
    body: dict[str, Any] = event.model_dump(mode="json")
    return body

"""Changes of the journey maps, asked before they are recorded."""

from typing import NamedTuple

from cxworkshop.domain.events import Event, MapDrawn, MapEdited
from cxworkshop.domain.journey_map import MapState, map_ids
from cxworkshop.domain.map_editing import edit_map, refusal
from cxworkshop.domain.map_words import NewIds
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidJourneyError, MissingStepError
from cxworkshop.inputs.journey_reading import CLAIM_WORDS
from cxworkshop.live.session import Session
from cxworkshop.settings import texts


class Place(NamedTuple):
    """A touchpoint on one of the two maps."""

    state: MapState
    touchpoint: str

    def on(self, workshop: Workshop) -> Touchpoint | None:
        """Return the touchpoint as it stands, None where it is gone."""
        found = workshop.maps.get(self.state)
        return found.touchpoint(self.touchpoint) if found else None


def record_edits(session: Session, *events: MapEdited) -> None:
    """Record changes of the maps, all or none; those that change nothing are left out.

    Raises
    ------
    MissingStepError
        The map was taken back meanwhile.
    InvalidJourneyError
        A change doesn't apply; nothing was recorded.
    NotWritableError
        The file can't be written.
    """
    session.refresh()
    maps = dict(session.workshop.maps)
    telling = []
    for event in events:
        before = maps.get(event.state)
        if before is None:
            raise MissingStepError(texts("journey")["no_map"])
        if said := refusal(before, event.edit):
            raise InvalidJourneyError(said)
        maps[event.state] = edit_map(before, event.edit)
        if maps[event.state] != before:
            telling.append(event)
    if telling:
        session.record(*telling)


def undo_edit(session: Session, state: MapState) -> bool:
    """Take back the latest change of one map, or its drawing; return whether there was one."""

    def of_map(event: Event) -> bool:
        match event:
            case MapDrawn():
                return event.map.state == state
            case MapEdited():
                return event.state == state
        return False

    return session.undo("map_drawn", "map_edited", matching=of_map)


def new_claim_id(workshop: Workshop, place: Place, lane: str) -> str:
    """Return an id for a claim in a lane, or for a cause, that nothing else on the map has."""
    found = workshop.maps.get(place.state)
    taken = NewIds(part for part, _ in map_ids(found)) if found else NewIds()
    return taken.new(f"{place.touchpoint}_{CLAIM_WORDS[lane]}", CLAIM_WORDS[lane])

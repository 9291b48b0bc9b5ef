"""The journey map of today and of tomorrow, what is known on it, and everything around it."""

from itertools import chain
from typing import Any

import ipywidgets as w

from cxworkshop.domain.events import MapDrawn
from cxworkshop.domain.journey_map import MapState
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.hallmarks.editing import Place
from cxworkshop.ui.steps.hallmarks.map_files import MapFiles, Writers
from cxworkshop.ui.steps.hallmarks.map_start import MapStart
from cxworkshop.ui.steps.hallmarks.map_view import MapView
from cxworkshop.ui.steps.hallmarks.touchpoint_panel import TouchpointPanel
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.prose import empty_html

VIEWS: dict[str, tuple[MapState, ...]] = {
    "today": ("as_is",),
    "tomorrow": ("to_be",),
    "both": ("as_is", "to_be"),
}


class MapSection:
    """The map, or where it begins.

    Parameters
    ----------
    session
        The workshop.
    words
        ``templates/texts/journey.yaml``.
    writers
        Suffix → what writes a map as such a file.

    Attributes
    ----------
    view
        Which map is shown: today's, tomorrow's, or both.
    maps
        State → its map on the page.
    start, again, close, begin
        Where a map begins, the buttons that ask for another one and leave it, the one that begins
        tomorrow's.
    panel, files
        What stands at the touchpoint chosen; the map as a file.
    """

    def __init__(self, session: Session, words: dict[str, Any], writers: Writers) -> None:
        self._session, self._words = session, words["views"]
        self._place: Place | None = None
        self._asked = False
        views = [(self._words[name], name) for name in VIEWS]
        self.view = views_field(self._words["label"], views, "today").add_class("cx-tabs")
        self.view.observe(lambda _: self._turn(), "value")
        self.maps = {state: MapView(session, words, state, self._choose) for state in self._words["names"]}
        self.start = MapStart(session, words["start"], self._drawn)
        self.again = Action(self._words["again"], self._ask, primary=False)
        self.close = Action(self._words["close"], self._close, primary=False)
        self.begin = Action(self._words["begin"], self._begin)
        self.panel, self.files = TouchpointPanel(session, words), MapFiles(session, words, writers)
        self._missing, self._shown = w.HTML(), w.VBox()
        self.box = w.VBox()

    def show(self, workshop: Workshop) -> None:
        """Bring everything up to the workshop."""
        states = VIEWS[self.view.value]
        beside = workshop.today if self.view.value == "both" else None
        for state, view in self.maps.items():
            view.show(workshop, beside=beside if state == "to_be" else None)
        self.start.show(workshop, states[0])
        self.files.show(workshop, states[-1])
        self._show_panel(workshop)
        if not workshop.maps:
            put_children(self.box, self.start.box)
            return
        put_children(self._shown, *chain.from_iterable(self._of_state(workshop, state) for state in states))
        put_children(self.box, self.view, self.start.told, self._shown, *self._around(workshop, states))

    def _of_state(self, workshop: Workshop, state: MapState) -> tuple[w.Widget, ...]:
        """Return the map of a state, or what to do where there is none."""
        if state in workshop.maps:
            return (self.maps[state].box,)
        if state == "to_be":
            self._missing.value = empty_html(self._words["no_tomorrow"])
            return (self._missing, self.begin.row)
        return (self.start.box,)

    def _around(self, workshop: Workshop, states: tuple[MapState, ...]) -> tuple[w.Widget, ...]:
        """Return what stands below the maps shown."""
        if not any(state in workshop.maps for state in states):
            return ()
        other = (self.start.box, self.close.row) if self._asked else (self.again.row,)
        return (self.panel.box, self.files.box, *(other if len(states) == 1 else ()))

    def _show_panel(self, workshop: Workshop) -> None:
        place = self._place if self._place and self._place.state in VIEWS[self.view.value] else None
        on_it = self.maps[place.state].canvas.overlay.get(place.touchpoint, {}) if place else {}
        self.panel.show(workshop, place, on_it)

    def _turn(self) -> None:
        """Turn to another map; the touchpoint looked at stays, where that map has it."""
        self._asked = False
        states, place = VIEWS[self.view.value], self._place
        if place and place.state not in states:
            there = Place(states[0], place.touchpoint)
            self._place = there if there.on(self._session.workshop) else None
        self._select()
        self.show(self._session.workshop)

    def _choose(self, state: MapState, touchpoint: str) -> None:
        if touchpoint:
            self._place = Place(state, touchpoint)
        elif self._place and self._place.state == state:
            self._place = None
        self._select()
        self._show_panel(self._session.workshop)

    def _select(self) -> None:
        """Mark the touchpoint looked at on its map, and none on the other."""
        for state, view in self.maps.items():
            chosen = self._place.touchpoint if self._place and self._place.state == state else ""
            if view.canvas.selected != chosen:
                view.canvas.selected = chosen

    def _ask(self, _: Action) -> str:
        self._asked = True
        self.show(self._session.workshop)
        return ""

    def _drawn(self) -> None:
        self._asked = False
        self.show(self._session.workshop)

    def _close(self, _: Action) -> str:
        self._drawn()
        return ""

    def _begin(self, _: Action) -> str:
        self._session.refresh()
        workshop = self._session.workshop
        if workshop.today is None:
            raise MissingStepError(self._words["no_today"])
        if "to_be" not in workshop.maps:
            self._session.record(MapDrawn(map=workshop.today.model_copy(update={"state": "to_be"})))
        return ""

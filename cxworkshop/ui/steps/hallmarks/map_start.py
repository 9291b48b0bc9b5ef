"""Where a map begins: the firm's journey table, a starter journey, or a file."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as w

from cxworkshop.domain.events import MapDrawn
from cxworkshop.domain.journey_map import JourneyMap, MapState
from cxworkshop.domain.tables import Role, short_name
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.inputs.journey_files import LARGEST, READERS, read_journey_map, starter_map, starter_names
from cxworkshop.inputs.journey_reading import Found
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.hallmarks.map_sources import map_of_table
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import choice_field, views_field
from cxworkshop.ui.widgets.prose import heading_html, list_html, prose_html, small_html

_MOST_MB = LARGEST // 10**6

_NONE = ""
"""Stands in the list of starters for "none chosen yet": a list shows no label for None."""


class MapStart:
    """Chooses what the map begins with. A map that is there is replaced only on a second press.

    Parameters
    ----------
    session
        The workshop.
    words
        ``start`` of ``templates/texts/journey.yaml``.
    drawn
        Called when a map has been drawn.

    Attributes
    ----------
    how, starter, upload
        What it begins with, which starter, which file.
    draw, keep
        The button that draws it, and the one that leaves the old one alone.
    told
        What came of it: what the file holds that a map has no place for.
    """

    def __init__(self, session: Session, words: dict[str, Any], drawn: Callable[[], None]) -> None:
        self._session, self._words, self._drawn = session, words, drawn
        self._state: MapState = "as_is"
        self._sure_about: JourneyMap | None = None
        self._told_of: JourneyMap | None = None
        ways = self._ways(session.workshop)
        self.how = views_field(words["how"], ways, ways[0][1])
        starters = [(name, key) for key, name in starter_names().items()]
        self.starter = choice_field(words["which"], [(words["choose"], _NONE), *starters], _NONE)
        self.upload = w.FileUpload(description=words["upload"], accept=",".join(READERS), multiple=False)
        self._chosen = w.HTML()
        self.draw = Action(words["draw"], self._draw)
        self.keep = Action(words["keep"], self._keep, primary=False)
        self.told, self._title, self._inside = w.HTML(), w.HTML(), w.VBox()
        self._parts: dict[str, tuple[w.Widget, ...]] = {
            "table": (),
            "starter": (self.starter, w.HTML(small_html(words["starter_hint"]))),
            "file": (
                w.HTML(small_html(words["upload_hint"].format(most=_MOST_MB))),
                self.upload,
                self._chosen,
            ),
        }
        for field in (self.how, self.starter, self.upload):
            field.observe(lambda _: self._turn(), "value")
        buttons = w.HBox([self.draw.row, self.keep.row]).add_class("cx-decision-bar")
        about = w.HTML(prose_html(words["explain"]))
        self.box = w.VBox([self._title, about, self.how, self._inside, buttons]).add_class("cx-card")
        self._turn()

    def show(self, workshop: Workshop, state: MapState) -> None:
        """Offer what there is to begin the map of this state with."""
        there = workshop.maps.get(state)
        if (state, there) != (self._state, self._sure_about):
            self._calm()
        if there != self._told_of:
            self.told.value = ""
        self._state = state
        self._title.value = heading_html(self._words["again_title" if there else "title"])
        ways = self._ways(workshop)
        if tuple(ways) != tuple(self.how.options):
            chosen, known = self.how.value, [way for _, way in ways]
            self.how.options = ways
            self.how.value = chosen if chosen in known else known[0]

    def _ways(self, workshop: Workshop) -> list[tuple[str, str]]:
        words, table = self._words, workshop.tables.get(Role.JOURNEY)
        own = [(words["table"].format(file=short_name(table.source)), "table")] if table else []
        return [*own, (words["starter"], "starter"), (words["file"], "file")]

    def _turn(self) -> None:
        """Show what is asked for the way chosen; whoever chooses anew has to be sure anew."""
        self._calm()
        put_children(self._inside, *self._parts[self.how.value])
        file = next(iter(self.upload.value), None)
        said = self._words["chosen"].format(**_size(file)) if file else ""
        self._chosen.value = prose_html(said) if said else ""

    def _calm(self) -> None:
        self._sure_about = None
        self.draw.clear()
        self.draw.button.description = self._words["draw"]
        self.keep.row.layout.display = "none"

    def _draw(self, action: Action) -> str:
        action.progress(0.3)
        found = self._read()
        drawn = found.journey_map.model_copy(update={"state": self._state})
        self._session.refresh()
        there = self._session.workshop.maps.get(self._state)
        if there and there != self._sure_about:
            return self._ask(there, drawn)
        self._calm()
        self._session.record(MapDrawn(map=drawn))
        self.upload.value = ()
        self._told_of, lost = drawn, list_html(found.left_out) if found.left_out else ""
        words = self._words
        said = words["drawn"].format(name=drawn.name, touchpoints=len(drawn.touchpoints))
        self.told.value = prose_html(said) + (prose_html(words["left_out"]) + lost if lost else "")
        self._drawn()
        return ""

    def _ask(self, there: JourneyMap, drawn: JourneyMap) -> str:
        self._sure_about = there
        self.draw.button.description = self._words["replace"]
        self.keep.row.layout.display = ""
        return str(
            self._words["sure"].format(
                new=drawn.name,
                touchpoints=len(drawn.touchpoints),
                old=there.name,
                before=len(there.touchpoints),
            )
        )

    def _keep(self, _: Action) -> str:
        self._calm()
        self.draw.say(self._words["kept"])
        return ""

    def _read(self) -> Found:
        match self.how.value:
            case "table":
                return map_of_table(self._session.workshop, self._words)
            case "starter":
                if self.starter.value == _NONE:
                    raise InvalidChoiceError(self._words["no_starter"])
                return Found(starter_map(self.starter.value))
        file = next(iter(self.upload.value), None)
        if file is None:
            raise InvalidChoiceError(self._words["no_file"].format(most=_MOST_MB))
        return read_journey_map(file["name"], bytes(file["content"]))


def _size(file: Mapping[str, Any]) -> dict[str, str]:
    return {"file": file["name"], "size": f"{max(1, file['size'] // 1000):,}"}

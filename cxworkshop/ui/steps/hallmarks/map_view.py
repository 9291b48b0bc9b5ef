"""One map on the page: the picture, what customers say on it, and what tomorrow changes."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, listed
from cxworkshop.domain.events import MapEdited
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.journey_map import JourneyMap, MapState
from cxworkshop.domain.map_compare import MapChanges, compare
from cxworkshop.domain.map_edits import MapEdit
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.evidence_notes import source_line, stale_html
from cxworkshop.ui.steps.hallmarks.editing import record_edits, undo_edit
from cxworkshop.ui.steps.hallmarks.overlay import overlay, unasked
from cxworkshop.ui.steps.hallmarks.sources import answers_words
from cxworkshop.ui.widgets.journey_canvas import JourneyCanvas
from cxworkshop.ui.widgets.prose import callout_html, heading_html, prose_html, small_html

_MOST_NAMED = 6


class MapView:
    """The canvas of one state, kept up to the workshop; what is done on it is recorded.

    Parameters
    ----------
    session
        The workshop.
    words
        ``templates/texts/journey.yaml``.
    state
        Which map it is.
    choose
        Called with the touchpoint chosen on it, "" where none is.
    """

    def __init__(
        self,
        session: Session,
        words: dict[str, Any],
        state: MapState,
        choose: Callable[[MapState, str], None],
    ) -> None:
        self._session, self._words, self._state = session, words, state
        self._shown: tuple[object, ...] = ()
        self._title, self._notes, self._source = w.HTML(), w.HTML(), w.HTML()
        label = words["views"]["picture"].format(
            label=words["canvas"]["label"], state=words["views"]["names"][state]
        )
        self.canvas = JourneyCanvas(words["canvas"] | {"label": label}, self._edit, self._undo)
        self.canvas.observe(lambda change: choose(state, change["new"]), "selected")
        self.box = w.VBox([self._title, self._notes, self.canvas, self._source])

    def show(self, workshop: Workshop, *, beside: JourneyMap | None = None) -> None:
        """Bring the picture up to the workshop; what changes against the map ``beside`` is marked."""
        found, said = workshop.maps.get(self._state), workshop.touchpoints
        basis = (found, beside, said, workshop.tables, workshop.segments)
        if found is None or basis == self._shown:
            return
        self._shown = basis
        self.canvas.map = found.model_dump(mode="json")
        self.canvas.overlay = overlay(found, said, self._words["evidence"])
        changes = compare(beside, found) if beside else None
        self.canvas.marks = {**_marks(changes), "gone": list(changes.gone)} if changes else {}
        self._title.value = self._title_html(found, changes)
        self._notes.value = self._notes_html(workshop, found, said)
        self._source.value = self._source_html(said)

    def _title_html(self, found: JourneyMap, changes: MapChanges | None) -> str:
        words = self._words["views"]
        head = heading_html(words["title"].format(state=words["names"][self._state], name=found.name))
        if changes is None:
            return head
        counts = {name: len(getattr(changes, name)) for name in words["change"]}
        told = [words["change"][name].format(n=count(many)) for name, many in counts.items() if many]
        said = words["changes"].format(said=", ".join(told)) if told else words["no_changes"]
        return head + prose_html(said)

    def _notes_html(self, workshop: Workshop, found: JourneyMap, said: TouchpointEvidence | None) -> str:
        stale = stale_html(workshop, said) if said else ""
        silent = unasked(workshop, found)
        if not silent:
            return stale
        words, names = (
            self._words["evidence"],
            [f"“{touchpoint.name}”" for touchpoint in silent[:_MOST_NAMED]],
        )
        if more := len(silent) - len(names):
            names.append(words["more"].format(n=count(more)))
        return stale + callout_html(words["unasked"].format(names=listed(names)), "warn")

    def _source_html(self, said: TouchpointEvidence | None) -> str:
        if said is None:
            return ""
        pattern: str = self._words["evidence"]["source"]
        detail = pattern.format(answers=answers_words(said), level=f"{said.level * 100:.0f}")
        return small_html(source_line(said.provenance, detail))

    def _edit(self, edit: MapEdit) -> None:
        record_edits(self._session, MapEdited(state=self._state, edit=edit))

    def _undo(self) -> None:
        if not undo_edit(self._session, self._state):
            raise MissingStepError(texts("common")["nothing_to_undo"])


def _marks(changes: MapChanges) -> dict[str, list[str]]:
    """Return touchpoint → what is marked on it: "new", "moved", and the lanes that read differently."""
    marks = {part: ["new"] for part in changes.new}
    for part in (*changes.moved, *changes.changed):
        marks[part] = [*(["moved"] if part in changes.moved else []), *changes.changed.get(part, ())]
    return marks

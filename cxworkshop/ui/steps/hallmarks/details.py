"""What is too long to edit on the map: the survey's column, and what happens behind the scenes."""

from collections.abc import Mapping
from typing import Any

import ipywidgets as w

from cxworkshop.domain.events import MapEdited
from cxworkshop.domain.map_edits import ChangeText
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.tables import Role, spoken_name
from cxworkshop.domain.touchpoint import NOT_ASKED, TextLane, Touchpoint, text_of
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.hallmarks.editing import Place, record_edits
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action, saved
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import area_field, choice_field, text_field
from cxworkshop.ui.widgets.form import Form

LANES: tuple[TextLane, ...] = ("backstage", "owner", "systems", "trends")

_UNKNOWN = ""
"""Stands in the list of columns for a touchpoint whose column nobody has chosen yet."""


class DetailsForm:
    """A form for each touchpoint looked at; every field follows the map until somebody changes it.

    Attributes
    ----------
    forms
        Touchpoint → lane → its field.
    save
        The button that records what was changed.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._place: Place | None = None
        self.forms: dict[Place, dict[TextLane, Form]] = {}
        self._fields = w.Box().add_class("cx-grid").add_class("cx-behind")
        self.save = Action(words["save"], self._save)
        self.box = w.VBox([self._fields, self.save.row])

    def show(self, workshop: Workshop, place: Place) -> None:
        """Bring the fields up to the touchpoint looked at."""
        if place != self._place:
            self._place = place
            self.save.clear()
        touchpoint = place.on(workshop)
        if touchpoint is None:
            return
        if place not in self.forms:
            self.forms[place] = {lane: Form({lane: field}) for lane, field in self._new_fields().items()}
        forms = self.forms[place]
        columns = _columns(workshop)
        _offer_columns(forms["column"].fields["column"], columns, self._words)
        for lane, form in forms.items():
            stands = _chosen(touchpoint, columns) if lane == "column" else text_of(touchpoint, lane)
            form.fill({lane: stands})
        shown = [lane for lane in forms if lane != "column" or columns]
        put_children(self._fields, *(forms[lane].fields[lane] for lane in shown))

    def _new_fields(self) -> dict[TextLane, w.DOMWidget]:
        words = self._words
        return {
            "column": choice_field(words["fields"]["column"], [(words["unknown"], _UNKNOWN)], _UNKNOWN),
            **{
                lane: (text_field if lane == "owner" else area_field)(
                    words["fields"][lane], words["hints"][lane]
                )
                for lane in LANES
            },
        }

    def _save(self, _: Action) -> str:
        place = self._place
        if place is None:
            return ""
        changed: dict[TextLane, str] = {}
        for lane, form in self.forms[place].items():
            if form.touched:
                field = form.fields[lane]
                field.value = changed[lane] = tidy(field.value)
        if not changed:
            return str(self._words["nothing"])
        record_edits(self._session, *self._events(place, changed))
        return saved()

    def _events(self, place: Place, changed: Mapping[TextLane, str]) -> list[MapEdited]:
        """Return a step for each lane; a touchpoint has one column of the survey on both maps."""
        steps = []
        for lane, text in changed.items():
            label = {"text": self._words["fields"][lane]}
            told = "" if (lane, text) == ("column", place.touchpoint) else text
            edit = checked(ChangeText, label, target=place.touchpoint, lane=lane, text=told)
            states = [place.state]
            if lane == "column":
                maps = self._session.workshop.maps.items()
                states = [state for state, found in maps if found.touchpoint(place.touchpoint)]
            steps += [MapEdited(state=state, edit=edit) for state in states]
        return [step.model_copy(update={"at": steps[0].at}) for step in steps]


def _columns(workshop: Workshop) -> dict[str, str]:
    """Return the survey's columns of touchpoints → what they are called; none where no survey is attached."""
    survey, found = workshop.tables.get(Role.SURVEY), workshop.touchpoints
    labels = {score.name: score.label for score in found.touchpoints} if found else {}
    columns = survey.columns("touchpoint") if survey else ()
    return {column: labels.get(column) or spoken_name(column) for column in columns}


def _offer_columns(field: w.Dropdown, columns: Mapping[str, str], words: dict[str, Any]) -> None:
    options = (
        (words["unknown"], _UNKNOWN),
        (words["not_asked"], NOT_ASKED),
        *((f"{label} ({column})", column) for column, label in columns.items()),
    )
    if field.options != options:
        chosen = field.value
        field.options = options
        field.value = chosen if chosen in {value for _, value in options} else _UNKNOWN


def _chosen(touchpoint: Touchpoint, columns: Mapping[str, str]) -> str:
    """Return what the list of columns shows for a touchpoint."""
    column = touchpoint.survey_column
    return column if column in columns or column == NOT_ASKED else _UNKNOWN

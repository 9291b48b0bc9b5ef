"""The card of one hallmark: a field for each of its lanes, followed one by one."""

from typing import Any

import ipywidgets as w

from cxworkshop.domain.map_edits import ChangeText
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.touchpoint import TextLane, Touchpoint, text_of
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.fields import area_field
from cxworkshop.ui.widgets.prose import heading_html

GROUPS: dict[str, tuple[TextLane, ...]] = {
    "recovery": ("recovery.notice", "recovery.own_up", "recovery.mend", "recovery.tell"),
    "triad": ("triad.marketing", "triad.operations", "triad.hr"),
    "personalisation": ("personalisation",),
}
LANES: tuple[TextLane, ...] = tuple(lane for lanes in GROUPS.values() for lane in lanes)
"""The lanes of a touchpoint that make its design."""


class DesignCard:
    """Fields of one touchpoint. A field follows the map until somebody types in it.

    So two people may write in different fields of the same card, and neither wipes the other's.
    """

    def __init__(self, words: dict[str, Any]) -> None:
        self._labels = words["fields"]
        self.fields = {lane: area_field(self._labels[lane], words["hints"][lane]) for lane in LANES}
        self._followed = dict.fromkeys(LANES, "")
        self._target = ""
        groups = []
        for group, lanes in GROUPS.items():
            fields = w.Box([self.fields[lane] for lane in lanes]).add_class("cx-grid")
            groups.extend([w.HTML(heading_html(words["groups"][group])), fields])
        self.box = w.VBox(groups)

    def follow(self, touchpoint: Touchpoint) -> None:
        """Bring the fields that nobody is typing in up to the touchpoint."""
        self._target = touchpoint.id
        for lane, field in self.fields.items():
            stands, typed = text_of(touchpoint, lane), tidy(field.value)
            if typed in {self._followed[lane], stands}:
                self._followed[lane] = stands
                if typed != stands:
                    field.value = stands

    def edits(self) -> tuple[ChangeText, ...]:
        """Return an edit for each field that was changed.

        Raises
        ------
        InvalidChoiceError
            A text is too long; the message names its field.
        """
        return tuple(
            checked(
                ChangeText, {"text": self._labels[lane]}, target=self._target, lane=lane, text=field.value
            )
            for lane, field in self.fields.items()
            if tidy(field.value) != self._followed[lane]
        )

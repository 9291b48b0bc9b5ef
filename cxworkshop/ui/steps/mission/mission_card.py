"""The mission: three fields that grow into its sentence, or a sentence in the team's own words."""

import re
from typing import Any

import ipywidgets as w

from cxworkshop.domain.events import MissionStated
from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.statements import Mission, assemble
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.mission.review_view import Draft, ReviewView
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.fields import area_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import empty_html, sentence_html

_OWN = "sentence"
"""The field for a sentence in the team's own words; empty where the three others make it."""


class MissionCard:
    """The form of the mission, its sentence, what could be said better, and the decision bar.

    Attributes
    ----------
    form
        The fields.
    review
        What could be said better.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._words = words
        self._mission_words: dict[str, Any] = words["mission"]
        self._shown: Mission | None = None
        hints, labels = self._mission_words["hints"], self._mission_words["fields"]
        self.form = Form({name: area_field(label, hints.get(name, "")) for name, label in labels.items()})
        self._preview = w.HTML()
        self.review = ReviewView("mission", words["review"], self._draft)
        for field in self.form.fields.values():
            field.observe(lambda _: self._follow(), "value")
        grid = w.Box(list(self.form.fields.values())).add_class("cx-grid").add_class("cx-pairs")
        bar = decision_bar(session, self._state, "mission_stated")
        self.box = w.VBox([grid, self._preview, self.review.box, bar]).add_class("cx-card")
        self._follow()

    @property
    def sentence(self) -> str:
        """The sentence as it stands, with gaps where fields are empty."""
        values = self.form.values()
        return str(values[_OWN] or self._assembled(values))

    def show(self, workshop: Workshop) -> None:
        """Fill the form from the decision, where that has changed."""
        mission = workshop.mission
        if mission is not None and mission != self._shown:
            values = {name: getattr(mission, name) for name in self.form.fields}
            if mission.sentence == self._assembled(values):
                values[_OWN] = ""
            self.form.fill(values)
        self._shown = mission

    def take(self, wording: str) -> None:
        """Put a wording into the fields: into the three where it reads like them, else as the sentence."""
        fields = self.form.fields
        if found := self._read(one_line(wording)):
            for name, value in found.items():
                fields[name].value = value
        fields[_OWN].value = "" if found else wording

    def _read(self, wording: str) -> dict[str, str] | None:
        """Return the fields of a wording made by the pattern; who they are must be as in the form.

        Where one field ends and the next begins can't be told from the text alone.
        """
        values = self.form.values()
        pattern = re.escape(self._mission_words["pattern"].strip())
        for name in self._mission_words["hints"]:
            known = str(values[name]).rstrip(".") if name == "customers" else ""
            inside = re.escape(known) if known else ".+"
            pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>{inside})")
        found = re.fullmatch(pattern, wording) if values["customers"] else None
        return found.groupdict() if found else None

    def _assembled(self, values: dict[str, Any]) -> str:
        return assemble(self._mission_words["pattern"], **values)

    def _draft(self) -> Draft:
        return Draft("" if self.form.empty else self.sentence, {})

    def _follow(self) -> None:
        self._preview.value = (
            empty_html(self._words["preview_empty"]) if self.form.empty else sentence_html(self.sentence)
        )
        self.review.ask()

    def _state(self) -> MissionStated:
        values = self.form.values() | {_OWN: self.sentence}
        return MissionStated(mission=checked(Mission, self._mission_words["fields"], **values))

"""Step 02: the CX mission and the CX success statement."""

from datetime import UTC, datetime

import ipywidgets as w

from cxworkshop.domain.events import MissionStated, SuccessDefined
from cxworkshop.domain.statements import Mission, Success, assemble, spoken
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.step import StepView, checked
from cxworkshop.ui.widgets.fields import area_field, date_field, number_field, text_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import empty_html, sentence_html


class MissionStep(StepView):
    """Guided fields that grow into two sentences.

    Attributes
    ----------
    mission, success
        The two forms, each with its sentence and its decision bar.
    slide
        What the deck will say.
    """

    name = "mission"

    def _build(self) -> None:
        self._shown: tuple[Mission | None, Success | None] = (None, None)
        self.mission_form, self.success_form = self._fields("mission"), self._fields("success")
        self._mission_preview, self._success_preview = w.HTML(), w.HTML()
        for form in (self.mission_form, self.success_form):
            for field in form.fields.values():
                field.observe(lambda _: self._preview(), "value")
        self.mission = self._form(
            self.mission_form,
            self._mission_preview,
            decision_bar(self.session, self._state_mission, "mission_stated"),
        )
        self.success = self._form(
            self.success_form,
            self._success_preview,
            decision_bar(self.session, self._define_success, "success_defined"),
        )

    def _fields(self, part: str) -> Form:
        hints = self.texts[part]["hints"]
        labels = self.texts[part]["fields"]
        return Form({name: _field(name, label, hints.get(name, "")) for name, label in labels.items()})

    def _form(self, form: Form, preview: w.HTML, bar: w.HBox) -> w.VBox:
        grid = w.Box(list(form.fields.values())).add_class("cx-grid")
        return w.VBox([grid, preview, bar]).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Fill the forms from the decisions, where they have changed."""
        decisions = (workshop.mission, workshop.success)
        forms = (self.mission_form, self.success_form)
        for decision, before, form in zip(decisions, self._shown, forms, strict=True):
            if decision is not None and decision != before:
                form.fill({name: getattr(decision, name) for name in form.fields})
        self._shown = decisions
        self._preview()
        sentences = [sentence_html(decision.sentence) for decision in decisions if decision]
        self._show_slide("".join(sentences))

    def _preview(self) -> None:
        self._mission_preview.value = self._growing("mission", self.mission_form)
        self._success_preview.value = self._growing("success", self.success_form)

    def _growing(self, part: str, form: Form) -> str:
        if form.empty:
            return empty_html(self.texts["preview_empty"])
        return sentence_html(self._sentence(part, form))

    def _sentence(self, part: str, form: Form) -> str:
        return assemble(self.texts[part]["pattern"], **form.values())

    def _state_mission(self) -> MissionStated:
        sentence = self._sentence("mission", self.mission_form)
        labels = self.texts["mission"]["fields"]
        mission = checked(Mission, labels, **self.mission_form.values(), sentence=sentence)
        return MissionStated(mission=mission)

    def _define_success(self) -> SuccessDefined:
        sentence = self._sentence("success", self.success_form)
        labels = self.texts["success"]["fields"]
        success = checked(Success, labels, **self.success_form.values(), sentence=sentence)
        if success.due <= datetime.now(UTC).date():
            raise InvalidChoiceError(self.texts["not_ahead"].format(due=spoken(success.due)))
        if success.target == success.baseline:
            raise InvalidChoiceError(self.texts["no_change"].format(value=spoken(success.target)))
        return SuccessDefined(success=success)


def _field(name: str, label: str, hint: str) -> w.DOMWidget:
    match name:
        case "baseline" | "target":
            return number_field(label)
        case "due":
            return date_field(label)
        case "owner":
            return text_field(label, hint)
        case _:
            return area_field(label, hint)

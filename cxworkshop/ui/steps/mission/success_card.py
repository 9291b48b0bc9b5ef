"""The success statement: three outcomes, a measure, a target, a day, an owner, and its sentence."""

from datetime import UTC, datetime
from typing import Any

import ipywidgets as w

from cxworkshop.domain.events import SuccessDefined
from cxworkshop.domain.metrics import Metric
from cxworkshop.domain.statements import Success, assemble, spoken
from cxworkshop.domain.target_reach import measured_as
from cxworkshop.domain.wording import Stated
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.mission.metric_pointer import MetricPointer
from cxworkshop.ui.steps.mission.review_view import Draft, ReviewView
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.fields import area_field, date_field, enter, number_field, text_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import empty_html, sentence_html


class SuccessCard:
    """The form of the success statement, its sentence, what could be said better, and the decision bar.

    Attributes
    ----------
    form
        The fields.
    review
        What could be said better.
    metrics
        The metrics of step 5, to take over from.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._success_words: dict[str, Any] = words["success"]
        self._shown: Success | None = None
        hints, labels = self._success_words["hints"], self._success_words["fields"]
        self.form = Form({name: _field(name, label, hints.get(name, "")) for name, label in labels.items()})
        self._preview = w.HTML()
        self.review = ReviewView("success", words["review"], self._draft)
        self.metrics = MetricPointer(self._success_words["metrics"], self._take)
        for field in self.form.fields.values():
            field.observe(lambda _: self._follow(), "value")
        fields = self.form.fields.values()
        told = [field for field in fields if isinstance(field, w.Textarea)]
        said = w.Box(told).add_class("cx-grid").add_class("cx-pairs")
        facts = w.Box([field for field in fields if field not in told]).add_class("cx-grid")
        bar = decision_bar(session, self._define, "success_defined")
        inside = [w.VBox([said, facts]), self._preview, self.metrics.box, self.review.box, bar]
        self.box = w.VBox(inside).add_class("cx-card")
        self._follow()

    def show(self, workshop: Workshop) -> None:
        """Fill the form from the decision, where that has changed; point to the metrics chosen."""
        success = workshop.success
        if success is not None and success != self._shown:
            self.form.fill({name: getattr(success, name) for name in self.form.fields})
        self._shown = success
        self.metrics.show(workshop)

    def _take(self, metric: Metric) -> None:
        """Put a metric's measure, level, target, day and owner into the fields; the outcomes stay."""
        fields = self.form.fields
        fields["measure"].value = metric.name
        for name in ("baseline", "target", "due", "owner"):
            enter(fields[name], getattr(metric, name))

    @property
    def _sentence(self) -> str:
        return assemble(self._success_words["pattern"], **self.form.values())

    def _draft(self) -> Draft:
        values = self.form.values()
        stated = Stated(
            business_outcome=str(values["business_outcome"]),
            customer_outcome=str(values["customer_outcome"]),
            employee_outcome=str(values["employee_outcome"]),
            measure=str(values["measure"]),
            due=self.form.fields["due"].value,
            owner=str(values["owner"]),
        )
        if isinstance(baseline := values["baseline"], float):
            stated["baseline"] = baseline
        if isinstance(target := values["target"], float):
            stated["target"] = target
        measured = self._session.workshop.measured
        if measured and (found := measured_as(measured.metrics, stated["measure"] or "")):
            stated["history"] = [quarter.mean for quarter in found.quarters]
        return Draft("" if self.form.empty else self._sentence, stated)

    def _follow(self) -> None:
        self._preview.value = (
            empty_html(self._words["preview_empty"]) if self.form.empty else sentence_html(self._sentence)
        )
        self.review.ask()

    def _define(self) -> SuccessDefined:
        labels = self._success_words["fields"]
        success = checked(Success, labels, **self.form.values(), sentence=self._sentence)
        if success.due <= datetime.now(UTC).date():
            raise InvalidChoiceError(self._words["not_ahead"].format(due=spoken(success.due)))
        if success.target == success.baseline:
            raise InvalidChoiceError(self._words["no_change"].format(value=spoken(success.target)))
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

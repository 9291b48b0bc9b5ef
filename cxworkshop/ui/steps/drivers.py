"""Step 05: which touchpoints move recommendation, and the metrics that watch over them."""

import ipywidgets as w

from cxworkshop.domain.events import EvidenceRecorded, MetricsChosen, PredictionMade
from cxworkshop.domain.evidence import DriverEvidence, Drivers
from cxworkshop.domain.journey import Hallmarks
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.predictions import FIRST_DRIVER, guesses
from cxworkshop.domain.tables import Role, spoken_name
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.ui.steps.decision_bar import decision_bar
from cxworkshop.ui.steps.evidence_notes import source_line, stale_html
from cxworkshop.ui.steps.metric_form import MetricForm, metric_line
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.actions import Action, saved
from cxworkshop.ui.widgets.fields import choice_field
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    exhibit_html,
    heading_html,
    list_html,
    prose_html,
)


class DriversStep(StepView):
    """Predict, reveal, choose metrics.

    Attributes
    ----------
    predict, evidence, decide, slide
        The widgets of the step's sections.
    """

    name = "drivers"

    def _build(self) -> None:
        self._guess_shown: tuple[object, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._filled_with: tuple[object, ...] = ()
        self._clean: list[dict[str, object]] = []
        self.forms: list[MetricForm] = []
        predict, decide = self.texts["predict"], self.texts["decide"]
        self.guess = choice_field(predict["label"], [])
        self._guessed, self._charts = w.HTML(), w.HTML()
        self._guess_action = Action(predict["save"], self._save_guess)
        question = w.HTML(prose_html(predict["question"]))
        self._asked = (question, self.guess, self._guess_action.row, self._guessed)
        self._not_yet = (w.HTML(empty_html(predict["no_tables"])),)
        self.predict = w.VBox(self._asked).add_class("cx-card")
        self.reveal = Action(self.texts["evidence"]["reveal"], self._reveal)
        self.evidence = w.VBox([self.reveal.row, self._charts])
        self._form_rows = w.VBox()
        self.add = Action(decide["add"], self._add, primary=False)
        self.decide = w.VBox(
            [
                w.HTML(heading_html(decide["title"]) + prose_html(decide["explain"])),
                self._form_rows,
                self.add.row,
                decision_bar(self.session, self._choose, "metrics_chosen"),
            ]
        ).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring guess, evidence, forms and slide up to the workshop."""
        self._labels = _labels(workshop)
        choices = tuple((label, name) for name, label in self._labels.items())
        guess = guesses(workshop, FIRST_DRIVER).get("")
        if (choices, guess) != self._guess_shown:
            self._guess_shown = (choices, guess)
            self.guess.options = choices
            self.guess.value = guess if guess in self._labels else None
            for form in self.forms:
                form.offer(choices)
        self._show_guess(workshop)
        drawn = (workshop.drivers, workshop.metrics, workshop.segments, workshop.tables)
        if not self._drawn or drawn != self._drawn:
            self._drawn = drawn
            self._show_evidence(workshop)
        basis = (workshop.metrics, workshop.hallmarks)
        if basis != self._filled_with and self._entries() == self._clean:
            self._fill(workshop.metrics, workshop.hallmarks)
        self._filled_with = basis
        lines = list(map(metric_line, workshop.metrics.chosen)) if workshop.metrics else []
        self._show_slide(list_html(lines) if lines else "")

    def _show_guess(self, workshop: Workshop) -> None:
        words, guess = self.texts["predict"], guesses(workshop, FIRST_DRIVER).get("")
        self.predict.children = self._asked if self._labels else self._not_yet
        if guess is None:
            self._guessed.value = ""
            return
        said = words["shown"].format(guess=self._labels.get(guess, guess))
        if workshop.drivers:
            from cxworkshop.charts.findings import find_drivers  # noqa: PLC0415 - as below

            said += " " + find_drivers(workshop.drivers.everyone, workshop.drivers.labels)
        self._guessed.value = prose_html(said)

    def _show_evidence(self, workshop: Workshop) -> None:
        found, words = workshop.drivers, self.texts["evidence"]
        ready = Role.SURVEY in workshop.tables
        self.reveal.button.description = words["again" if found else "reveal"]
        self.reveal.row.layout.display = "" if ready else "none"
        self._charts.value = (
            self._exhibits(found) if found else empty_html(words["waiting" if ready else "no_tables"])
        )

    def _exhibits(self, found: DriverEvidence) -> str:
        from cxworkshop.charts.drivers import plot_driver_shift, plot_drivers  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.findings import find_driver_shift, find_drivers  # noqa: PLC0415
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

        words, workshop = self.texts["evidence"], self.workshop
        segment = ", ".join(found.asked_for) or words["everyone"]
        parts = [stale_html(self.workshop, found)]
        picks = [metric.driver for metric in workshop.metrics.chosen] if workshop.metrics else []
        chart = plot_drivers(found.everyone, found.labels, picks)
        title = find_drivers(found.everyone, found.labels)
        parts.append(
            exhibit_html(title, to_svg(chart), self._detail(found, found.everyone, words["everyone"]))
        )
        if found.target:
            title, chart = find_driver_shift(found), plot_driver_shift(found)
            parts.append(exhibit_html(title, to_svg(chart), self._detail(found, found.target, segment)))
        notes = [*found.everyone.notes, *([found.refusal] if found.refusal else [])]
        return "".join([*parts, *map(callout_html, notes)])

    def _detail(self, found: DriverEvidence, result: Drivers, segment: str) -> str:
        detail = self.texts["evidence"]["detail"].format(
            n=f"{result.n:,}", segment=segment, r2=f"{result.r2:.2f}", level=f"{result.level * 100:.0f}"
        )
        return source_line(found.provenance, detail)

    def _save_guess(self, _: Action) -> str:
        if self.workshop.drivers:
            raise InvalidChoiceError(self.common["guess_too_late"])
        if self.guess.value is None:
            raise InvalidChoiceError(self.texts["predict"]["choose"])
        self.session.record(PredictionMade(question=FIRST_DRIVER, answer=self.guess.value))
        return saved()

    def _reveal(self, action: Action) -> str:
        from cxworkshop.analysis.survey_evidence import driver_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        action.progress(0.05)
        workshop = self.workshop
        found = driver_evidence(
            Firm(workshop.tables),
            workshop.segments,
            journey_map=workshop.today,
            progress=action.progress,
        )
        self.session.record(EvidenceRecorded(evidence=found))
        return str(self.texts["evidence"]["done"].format(n=f"{found.everyone.n:,}"))

    def _entries(self) -> list[dict[str, object]]:
        return [form.values() for form in self.forms]

    def _fill(self, metrics: Metrics | None, hallmarks: Hallmarks | None) -> None:
        """Show the metrics chosen, and an empty form for each hallmark that has none yet."""
        self.forms = []
        chosen = metrics.chosen if metrics else ()
        for metric in chosen:
            self._new_form().show(metric)
        for pick in hallmarks.picks if hallmarks else ():
            if pick.touchpoint in self._labels and pick.touchpoint not in {
                metric.driver for metric in chosen
            }:
                self._new_form().fields["driver"].value = pick.touchpoint
        if not self.forms:
            self._new_form()
        self._form_rows.children = tuple(form.box for form in self.forms)
        self._clean = self._entries()

    def _new_form(self) -> MetricForm:
        choices = tuple((label, name) for name, label in self._labels.items())
        self.forms.append(MetricForm(self.texts["decide"], choices))
        return self.forms[-1]

    def _add(self, _: Action) -> str:
        self._new_form()
        self._form_rows.children = tuple(form.box for form in self.forms)
        return ""

    def _choose(self) -> MetricsChosen:
        words = self.texts["decide"]
        chosen = []
        for number, form in enumerate(self.forms, 1):
            try:
                chosen += [] if form.empty else [form.read()]
            except InvalidChoiceError as error:
                raise InvalidChoiceError(words["row"].format(number=number, error=error)) from error
        if not chosen:
            raise InvalidChoiceError(words["none"])
        self._clean = self._entries()  # what is saved needs no keeping against what comes back
        return MetricsChosen(metrics=Metrics(chosen=tuple(chosen)))


def _labels(workshop: Workshop) -> dict[str, str]:
    """Return touchpoint → label, from the evidence where there is some, else from the survey's columns."""
    if workshop.drivers:
        return workshop.drivers.labels
    if workshop.touchpoints:
        journey = sorted(workshop.touchpoints.touchpoints, key=lambda score: score.position)
        return {score.name: score.label for score in journey}
    survey = workshop.tables.get(Role.SURVEY)
    return {name: spoken_name(name) for name in survey.columns("touchpoint")} if survey else {}

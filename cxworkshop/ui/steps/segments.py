"""Step 03: which customers earn the profit, and whom the team designs for."""

import ipywidgets as w

from cxworkshop.domain.events import EvidenceRecorded, PredictionMade, SegmentsChosen
from cxworkshop.domain.predictions import TOP_FIFTH_SHARE, guessed_share
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.actions import Action, saved
from cxworkshop.ui.widgets.fields import area_field, choice_field, percent_field, tick_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    exhibit_html,
    heading_html,
    prose_html,
    sentence_html,
    table_html,
)


class SegmentsStep(StepView):
    """Predict, reveal, choose.

    Attributes
    ----------
    predict, evidence, decide, slide
        The widgets of the step's sections.
    """

    name = "segments"

    def _build(self) -> None:
        self._guess_shown: float | None = None
        self._drawn: tuple[object, ...] = ()
        self._ticked_for: ProfitEvidence | None = None
        self._filled_with: TargetSegments | None = None
        self._build_predict()
        self._build_evidence()
        self._build_decide()

    def _build_predict(self) -> None:
        words = self.texts["predict"]
        self.guess = percent_field(words["label"], most=200)
        self._guessed = w.HTML()
        bar = Action(words["save"], self._save_guess)
        self.predict = w.VBox([w.HTML(prose_html(words["question"])), self.guess, bar.row, self._guessed])
        self.predict.add_class("cx-card")

    def _build_evidence(self) -> None:
        words = self.texts["evidence"]
        self.by = choice_field(words["by"], [])
        self.reveal = Action(words["reveal"], self._reveal)
        self._controls = w.HBox([self.by, self.reveal.row]).add_class("cx-controls")
        self._charts = w.HTML()
        self.evidence = w.VBox([self._controls, self._charts])

    def _build_decide(self) -> None:
        words = self.texts["decide"]
        self.ticks: dict[str, w.Checkbox] = {}
        self._ticks_box = w.VBox()
        self.reason = area_field(words["reason"], words["reason_hint"])
        self._form = Form({"reason": self.reason})
        legend = w.HTML(heading_html(words["targets"]))
        bar = self._save_row(self._choose, "segments_chosen")
        self.decide = w.VBox([legend, self._ticks_box, self.reason, bar]).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring guess, evidence, ticks and slide up to the workshop."""
        self._show_attributes(workshop)
        self._show_guess(workshop)
        drawn = (workshop.profit, workshop.segments, guessed_share(workshop), workshop.tables)
        if workshop.profit is None or drawn != self._drawn:
            self._drawn = drawn
            self._show_evidence(workshop)
        if workshop.profit != self._ticked_for or not self._ticks_box.children:
            self._ticked_for = workshop.profit
            self._show_ticks(workshop)
        if workshop.segments != self._filled_with:
            self._filled_with = workshop.segments
            self._fill_choice(workshop.segments)
        chosen = workshop.segments
        self._show_slide(
            sentence_html(self.texts["slide"].format(targets=", ".join(chosen.targets))) if chosen else ""
        )

    def _show_attributes(self, workshop: Workshop) -> None:
        customers = workshop.tables.get(Role.CUSTOMERS)
        attributes = customers.columns("attribute") if customers else ()
        if attributes != tuple(self.by.options):
            self.by.options = attributes
            latest = workshop.profit.by if workshop.profit else None
            self.by.value = latest if latest in attributes else next(iter(attributes), None)
        ready = Role.TRANSACTIONS in workshop.tables and bool(attributes)
        self._controls.layout.display = "" if ready else "none"

    def _show_guess(self, workshop: Workshop) -> None:
        share = guessed_share(workshop)
        if share is not None and share != self._guess_shown:
            self.guess.value = round(100 * share)
        self._guess_shown = share
        words = self.texts["predict"]
        top = workshop.profit.whale.top if workshop.profit else None
        if share is None:
            self._guessed.value = ""
        elif top is None:
            self._guessed.value = prose_html(words["shown"].format(guess=f"{100 * share:.0f}"))
        else:
            said = words["compared"].format(guess=f"{100 * share:.0f}", truth=f"{100 * top['0.2']:.0f}")
            self._guessed.value = prose_html(said)

    def _show_evidence(self, workshop: Workshop) -> None:
        found = workshop.profit
        self.reveal.button.description = self.texts["evidence"]["again" if found else "reveal"]
        stale = self._stale_html(found) if found else ""
        self._charts.value = stale + self._exhibits(found) if found else empty_html(self._why_empty(workshop))

    def _show_ticks(self, workshop: Workshop) -> None:
        names = [segment.name for segment in workshop.profit.segments] if workshop.profit else []
        self.ticks = {name: self.ticks.get(name) or tick_field(name) for name in names}
        nothing = w.HTML(empty_html(self.texts["decide"]["no_evidence"]))
        self._ticks_box.children = tuple(self.ticks.values()) or (nothing,)
        ticked = {f"tick {name}": tick for name, tick in self.ticks.items()}
        self._form.fields = ticked | {"reason": self.reason}
        self._fill_choice(workshop.segments)

    def _why_empty(self, workshop: Workshop) -> str:
        words = self.texts["evidence"]
        if Role.TRANSACTIONS not in workshop.tables:
            return str(words["no_tables"])
        return str(words["waiting"] if self.by.options else words["no_attributes"])

    def _exhibits(self, found: ProfitEvidence) -> str:
        from cxworkshop.charts.findings import find_segments, find_whale  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.profit import plot_segments, plot_whale_curve  # noqa: PLC0415
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

        chosen = self.workshop.segments
        targets = chosen.among(found.by) if chosen else ()
        if found.whale.refusal:
            whale = callout_html(found.whale.refusal, "warn")
        else:
            drawn = plot_whale_curve(found.whale, guessed_share(self.workshop))
            whale = exhibit_html(find_whale(found.whale), to_svg(drawn), self._profit_source(found, "whale"))
        bars = to_svg(plot_segments(found, targets))
        source = self._profit_source(found, "segments")
        return whale + exhibit_html(find_segments(found), bars, source) + self._table(found)

    def _profit_source(self, found: ProfitEvidence, exhibit: str) -> str:
        words = self.texts["evidence"]
        served = any(source.role is Role.SERVICE for source in found.provenance)
        detail = words["detail"][exhibit].format(
            customers=f"{found.whale.customers:,}",
            formula=words["formula"]["served" if served else "plain"],
            by=found.by,
            level=f"{found.level * 100:.0f}",
        )
        return self._source(found.provenance, detail)

    def _table(self, found: ProfitEvidence) -> str:
        from cxworkshop.charts.figures import count, money, percent  # noqa: PLC0415 - as above

        words = self.texts["evidence"]["table"]
        rows = [
            (
                segment.name,
                count(segment.customers),
                percent(segment.customers / found.whale.customers),
                money(segment.profit),
                self.common["none"] if segment.share is None else percent(segment.share),
                count(segment.losers),
            )
            for segment in found.segments
        ]
        return table_html(words["caption"].format(by=found.by), words["columns"], rows)

    def _save_guess(self, _: Action) -> str:
        if self.workshop.profit:
            raise InvalidChoiceError(self.common["guess_too_late"])
        self.session.record(PredictionMade(question=TOP_FIFTH_SHARE, answer=str(self.guess.value)))
        return saved()

    def _reveal(self, action: Action) -> str:
        from cxworkshop.analysis.evidence import profit_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        if self.by.value is None:
            raise MissingStepError(self.texts["evidence"]["no_attributes"])
        action.progress(0.3)
        found = profit_evidence(Firm(self.workshop.tables), self.by.value)
        self.session.record(EvidenceRecorded(evidence=found))
        return str(self.texts["evidence"]["done"].format(customers=f"{found.whale.customers:,}"))

    def _fill_choice(self, chosen: TargetSegments | None) -> None:
        targets = chosen.among(self.workshop.profit.by) if chosen and self.workshop.profit else ()
        ticked = {f"tick {name}": name in targets for name in self.ticks}
        self._form.fill(ticked | {"reason": chosen.reason if chosen else ""})

    def _choose(self) -> SegmentsChosen:
        found = self.workshop.profit
        targets = tuple(name for name, tick in self.ticks.items() if tick.value)
        if found is None or not targets:
            raise InvalidChoiceError(self.texts["decide"]["none" if found else "no_evidence"])
        return SegmentsChosen(
            segments=TargetSegments(by=found.by, targets=targets, reason=self.reason.value.strip())
        )

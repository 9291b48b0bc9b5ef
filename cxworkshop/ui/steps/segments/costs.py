"""Believed costs as sliders, to try whether the picture holds where they are otherwise."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from cxworkshop.domain.chain import outdated
from cxworkshop.domain.costs import Believed, Costs
from cxworkshop.domain.events import EvidenceRecorded
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.segments.believed import BelievedField
from cxworkshop.ui.steps.segments.earnings import segments_exhibit
from cxworkshop.ui.steps.segments.trial import changes_html, sensitivity_html, trial_html, whale_html
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.prose import empty_html, prose_html

if TYPE_CHECKING:
    from cxworkshop.analysis.profit_evidence import OpenProfits
    from cxworkshop.domain.tables import AttachedTable, Role


class CostsPanel:
    """One slider per believed figure; what they give is a try-out until it is used.

    Parameters
    ----------
    session
        The workshop.
    words
        The texts of the section.
    on_try
        Called when there is a new try-out, or none any more.

    Attributes
    ----------
    trying
        The evidence of the try-out, None where what is recorded is shown.
    banner
        Says that a try-out is on, and ends it.
    """

    def __init__(self, session: Session, words: dict[str, Any], on_try: Callable[[], None]) -> None:
        self._session, self._words, self._on_try = session, words, on_try
        self._open: OpenProfits | None = None
        self._opened_on: Mapping[Role, AttachedTable] = {}
        self._recorded: ProfitEvidence | None = None
        self._moved: Believed | None = None
        self.trying: ProfitEvidence | None = None
        self.fields: list[BelievedField] = []
        self._fields_box = w.VBox().add_class("cx-costs")
        self._try = Action(words["explain"], self._compute)
        self._try.button.layout.display = "none"  # a slider that is let go presses it
        self._said, self._sensitivity = w.HTML(), w.HTML()
        self._curve, self._segments = w.HTML(), w.HTML()
        controls = w.VBox([self._fields_box, self._try.row, self._said])
        columns = (
            w.Box([controls, w.VBox([self._curve, self._segments])])
            .add_class("cx-columns")
            .add_class("cx-what-if")
        )
        self._asked = (w.HTML(prose_html(words["explain"])), columns, self._sensitivity)
        self._nothing = (w.HTML(empty_html(words["none"])),)
        self.box = w.VBox(self._nothing)
        self._trial = w.HTML()
        self.use = Action(words["use"], self._use)
        self.back = Action(words["back"], self._back, primary=False)
        row = w.HBox([self.use.row, self.back.row]).add_class("cx-decision-bar")
        self.banner = w.VBox([self._trial, row]).add_class("cx-trial")
        self.banner.layout.display = "none"

    def follow(self, recorded: ProfitEvidence | None) -> None:
        """Begin anew where other evidence is recorded than the try-out began with."""
        if recorded == self._recorded:
            return
        if self._open and not (recorded and self._recorded and _same_tables(recorded, self._recorded)):
            self._open = None
        self._recorded, self.trying, self._moved = recorded, None, None
        costs = recorded.costs if recorded else Costs()
        currency = recorded.currency if recorded else None
        self.fields = [BelievedField(figure, self._words, self._move, currency) for figure in costs.believed]
        self._fields_box.children = tuple(field.box for field in self.fields)
        self.box.children = self._asked if self.fields else self._nothing
        self._try.clear()
        self._show_banner()

    def draw(self, found: ProfitEvidence, workshop: Workshop) -> None:
        """Draw curve and segments of ``found``, and what the figure moved last does over its range."""
        if not self.fields:
            return
        self._curve.value = whale_html(found)
        self._segments.value = segments_exhibit(found, workshop, total=False)
        base = self._recorded
        self._said.value = changes_html(found, base, self._words) if self.trying and base else ""
        self._sensitivity.value = sensitivity_html(found, self._moved or self.fields[0].figure, self._words)

    def _move(self, figure: Believed) -> None:
        self._moved = figure
        self._try.run()

    def _compute(self, action: Action) -> str:
        self._expect_fitting()
        costs = Costs(believed=tuple(field.figure for field in self.fields))
        if self._recorded and costs == self._recorded.costs:
            self.trying = None
        else:
            if self._open is None or self._opened_on != self._session.workshop.tables:
                action.say(self._words["opening"])
                action.progress(0.1)
                self._open = self._opened()
            self.trying = _with_what_stays(self._open.evidence(costs), self._recorded)
        self._show_banner()
        self._on_try()
        return ""

    def _expect_fitting(self) -> None:
        # Segments chosen by another attribute don't stand in the way: costs can be tried on any split.
        workshop = self._session.workshop.model_copy(update={"segments": None})
        if self._recorded and outdated(workshop, self._recorded):
            raise InvalidChoiceError(self._words["not_now"])

    def _opened(self) -> "OpenProfits":
        from cxworkshop.analysis.profit_evidence import open_profits  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        by = self._recorded.by if self._recorded else ""
        self._opened_on = self._session.workshop.tables
        return open_profits(Firm(self._opened_on), by)

    def _show_banner(self) -> None:
        self.banner.layout.display = "" if self.trying else "none"
        if self.trying and self._recorded:
            self._trial.value = trial_html(self.trying, self._recorded, self._words)
            self.back.clear()

    def _use(self, action: Action) -> str:
        from cxworkshop.analysis.profit_evidence import profit_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        self._expect_fitting()
        if self.trying:
            firm, by, costs = Firm(self._session.workshop.tables), self.trying.by, self.trying.costs
            found = profit_evidence(firm, by, costs, progress=action.progress)
            self._session.record(EvidenceRecorded(evidence=found))
        return ""

    def _back(self, _: Action) -> str:
        self.trying, self._moved = None, None
        for field, figure in zip(
            self.fields, self._recorded.costs.believed if self._recorded else (), strict=True
        ):
            field.enter(figure.value)
        self._show_banner()
        self._on_try()
        return ""


def _same_tables(one: ProfitEvidence, other: ProfitEvidence) -> bool:
    return (one.by, one.provenance) == (other.by, other.provenance)


def _with_what_stays(tried: ProfitEvidence, recorded: ProfitEvidence | None) -> ProfitEvidence:
    """Return a try-out with what doesn't hang on costs: growth, and what the segments value."""
    if recorded is None:
        return tried
    growth = {segment.name: segment.growth for segment in recorded.segments}
    segments = (segment.model_copy(update={"growth": growth.get(segment.name)}) for segment in tried.segments)
    return tried.model_copy(update={"segments": tuple(segments), "values": recorded.values})

"""The evidence on profit: computed on a press, shown in a few views."""

from collections.abc import Mapping
from typing import Any, Protocol

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.events import EvidenceRecorded
from cxworkshop.domain.profit import RFM, ProfitEvidence, WhaleGroupName
from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.evidence_notes import stale_html
from cxworkshop.ui.steps.segments.costs import CostsPanel
from cxworkshop.ui.steps.segments.earnings import SegmentsPanel, SplitsPanel
from cxworkshop.ui.steps.segments.whale import WhalePanel
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fields import choice_field, views_field
from cxworkshop.ui.widgets.prose import callout_html, empty_html


class _Panel(Protocol):
    @property
    def box(self) -> w.VBox: ...

    def draw(self, found: ProfitEvidence, workshop: Workshop, /) -> None: ...


class EvidenceView:
    """Curve, segments, what splits profit, and what other costs would change; one of them at a time.

    A view is drawn when it is looked at, and again only when what it shows has changed.
    """

    def __init__(
        self, session: Session, texts: dict[str, Any], actions: Mapping[WhaleGroupName, w.Dropdown]
    ) -> None:
        self._session, self._words = session, texts["evidence"]
        words = self._words
        self.by = choice_field(words["by"], [])
        self.reveal = Action(words["reveal"], self._reveal)
        self._controls = w.HBox([self.by, self.reveal.row]).add_class("cx-controls")
        self.whale, self.segments = WhalePanel(texts, actions), SegmentsPanel(texts["segments"])
        self.splits = SplitsPanel(texts["splits"])
        self.costs = CostsPanel(session, texts["costs"], lambda: self.show(session.workshop))
        self._panels: dict[str, _Panel] = {
            "whale": self.whale,
            "segments": self.segments,
            "splits": self.splits,
            "costs": self.costs,
        }
        self._drawn: dict[str, tuple[object, ...]] = {}
        self.view = views_field(
            words["views"], [(words["view"][name], name) for name in self._panels], "whale"
        )
        self.view.add_class("cx-tabs").observe(lambda _: self.show(session.workshop), "value")
        self._notice, self._panel = w.HTML(), w.VBox()
        self.box = w.VBox([self._controls, self._notice])

    def show(self, workshop: Workshop) -> None:
        """Bring controls and the view looked at up to the workshop."""
        self._show_controls(workshop)
        self.costs.follow(workshop.profit)
        found = self.costs.trying or workshop.profit
        self._notice.value = self._notice_html(workshop)
        shown = (self.view, self.costs.banner, self._panel) if found else ()
        self.box.children = (self._controls, self._notice, *shown)
        if found:
            self._draw(found, workshop)

    def _draw(self, found: ProfitEvidence, workshop: Workshop) -> None:
        name = self.view.value
        panel = self._panels[name]
        basis = (found, workshop.segments, workshop.predictions, self.costs.trying is None)
        if self._drawn.get(name) != basis:
            self._drawn[name] = basis
            panel.draw(found, workshop)
        if self._panel.children != (panel.box,):
            self._panel.children = (panel.box,)

    def _show_controls(self, workshop: Workshop) -> None:
        options = _attributes(workshop)
        if options != tuple(self.by.options):
            chosen = self.by.value or (workshop.profit.by if workshop.profit else None)
            self.by.options = options
            self.by.value = chosen if chosen in options else next(iter(options), None)
        self.reveal.button.description = self._words["again" if workshop.profit else "reveal"]
        self.reveal.button.button_style = "" if workshop.profit else "primary"
        ready = Role.TRANSACTIONS in workshop.tables and bool(options)
        self._controls.layout.display = "" if ready else "none"

    def _notice_html(self, workshop: Workshop) -> str:
        if found := workshop.profit:
            return stale_html(workshop, found) + "".join(map(callout_html, found.notes))
        if Role.TRANSACTIONS not in workshop.tables:
            return empty_html(self._words["no_tables"])
        return empty_html(self._words["waiting" if self.by.options else "no_attributes"])

    def _reveal(self, action: Action) -> str:
        from cxworkshop.analysis.profit_evidence import profit_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        if self.by.value is None:
            raise MissingStepError(self._words["no_attributes"])
        action.progress(0.05)
        workshop = self._session.workshop
        costs = workshop.profit.costs if workshop.profit else None
        found = profit_evidence(Firm(workshop.tables), self.by.value, costs, progress=action.progress)
        self._session.record(EvidenceRecorded(evidence=found))
        return str(self._words["done"].format(customers=count(found.whale.customers)))


def _attributes(workshop: Workshop) -> tuple[str, ...]:
    """Return what customers can be split by: attributes, and how they buy where purchases have dates."""
    customers = workshop.tables.get(Role.CUSTOMERS)
    bought = workshop.tables.get(Role.TRANSACTIONS)
    attributes = customers.columns("attribute") if customers else ()
    return (*attributes, RFM) if bought and bought.column("date") else attributes

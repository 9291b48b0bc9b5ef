"""The evidence on touchpoints: computed on a press, shown in a few views."""

from collections.abc import Callable
from typing import Any, Protocol

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.chain import profit_weights
from cxworkshop.domain.events import EvidenceRecorded
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.evidence_notes import stale_html
from cxworkshop.ui.steps.hallmarks.consistency import ConsistencyPanel
from cxworkshop.ui.steps.hallmarks.gaps import gaps_html
from cxworkshop.ui.steps.hallmarks.performance import opportunities_html, performance_html
from cxworkshop.ui.steps.hallmarks.scores import scores_html
from cxworkshop.ui.steps.hallmarks.sources import segment_words
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.prose import callout_html, empty_html

Draw = Callable[[TouchpointEvidence, Workshop, dict[str, Any]], str]

_DRAWN: dict[str, Draw] = {
    "scores": scores_html,
    "gaps": gaps_html,
    "performance": performance_html,
    "opportunities": opportunities_html,
}


class _Panel(Protocol):
    @property
    def box(self) -> w.DOMWidget: ...

    def show(self, workshop: Workshop, /) -> None: ...


class EvidenceView:
    """Scores, gaps, importance against performance, opportunities, consistency; one of them at a time.

    A view is drawn when it is looked at, and again only when what it shows has changed.

    Attributes
    ----------
    reveal
        Computes and records the touchpoints' evidence.
    view, panels
        The view looked at, and all of them by name.
    """

    def __init__(self, session: Session, texts: dict[str, Any]) -> None:
        self._session, self._words = session, texts["evidence"]
        self.reveal = Action(self._words["reveal"], self._reveal)
        self._notice = w.HTML()
        self.consistency = ConsistencyPanel(session, texts["consistency"])
        self.panels: dict[str, _Panel] = {
            name: _ScoredPanel(draw, texts[name], self._words["waiting"]) for name, draw in _DRAWN.items()
        } | {"consistency": self.consistency}
        options = [(self._words["view"][name], name) for name in self.panels]
        self.view = views_field(self._words["views"], options, "scores")
        self.view.add_class("cx-tabs").observe(lambda _: self.show(session.workshop), "value")
        self._panel = w.VBox()
        self.box = w.VBox([self.reveal.row, self._notice])

    def show(self, workshop: Workshop) -> None:
        """Bring button, notes and the view looked at up to the workshop."""
        found, surveyed = workshop.touchpoints, Role.SURVEY in workshop.tables
        self.reveal.button.description = self._words["again" if found else "reveal"]
        self.reveal.button.button_style = "" if found else "primary"
        self.reveal.row.layout.display = "" if surveyed else "none"
        self._notice.value = self._notice_html(workshop)
        if not (found or surveyed or Role.REQUESTS in workshop.tables):
            put_children(self.box, self.reveal.row, self._notice)
            return
        panel = self.panels[self.view.value]
        panel.show(workshop)
        put_children(self._panel, panel.box)
        put_children(self.box, self.reveal.row, self._notice, self.view, self._panel)

    def _notice_html(self, workshop: Workshop) -> str:
        if found := workshop.touchpoints:
            return stale_html(workshop, found) + "".join(map(callout_html, found.notes))
        return "" if Role.SURVEY in workshop.tables else empty_html(self._words["no_tables"])

    def _reveal(self, action: Action) -> str:
        from cxworkshop.analysis.survey_evidence import touchpoint_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        action.progress(0.05)
        workshop = self._session.workshop
        found = touchpoint_evidence(
            Firm(workshop.tables),
            workshop.segments,
            weights=profit_weights(workshop),
            journey_map=workshop.today,
            progress=action.progress,
        )
        self._session.record(EvidenceRecorded(evidence=found))
        return str(self._words["done"].format(n=count(found.n), segment=segment_words(found)))


class _ScoredPanel:
    """A view that shows the touchpoints' evidence as HTML."""

    def __init__(self, draw: Draw, words: dict[str, Any], waiting: str) -> None:
        self._draw, self._words, self._waiting = draw, words, waiting
        self._drawn: tuple[object, ...] = ()
        self.box = w.HTML()

    def show(self, workshop: Workshop) -> None:
        """Draw it, where what it shows has changed."""
        basis = (workshop.touchpoints, workshop.beliefs)
        if basis == self._drawn:
            return
        self._drawn = basis
        found = workshop.touchpoints
        self.box.value = self._draw(found, workshop, self._words) if found else empty_html(self._waiting)

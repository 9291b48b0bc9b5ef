"""The evidence on drivers: asked, computed on a press, shown in a few views."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.drivers import DriverEvidence
from cxworkshop.domain.events import EvidenceRecorded
from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.drivers.importance import everyone_html, missing_html, target_html
from cxworkshop.ui.steps.drivers.question import QuestionForm
from cxworkshop.ui.steps.drivers.responses import responses_html, segments_html, trap_html
from cxworkshop.ui.steps.evidence_notes import stale_html
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.prose import callout_html, empty_html

Draw = Callable[[DriverEvidence, Workshop, dict[str, Any]], str]

_DRAWN: dict[str, Draw] = {
    "everyone": everyone_html,
    "target": target_html,
    "segments": segments_html,
    "responses": responses_html,
    "trap": trap_html,
    "missing": missing_html,
}


class EvidenceView:
    """The question, the button that answers it, and one view of the answer at a time.

    A view is drawn when it is looked at, and again only when what it shows has changed.

    Attributes
    ----------
    question, reveal
        What is asked; computes and records it.
    view, shown
        The view looked at; its HTML.
    """

    def __init__(self, session: Session, texts: dict[str, Any]) -> None:
        self._session, self._texts, self._words = session, texts, texts["evidence"]
        self._drawn: dict[str, tuple[tuple[object, ...], str]] = {}
        self.question = QuestionForm(texts["question"])
        self.reveal = Action(self._words["reveal"], self._reveal)
        self._notice, self.shown = w.HTML(), w.HTML()
        options = [(label, name) for name, label in self._words["view"].items()]
        self.view = views_field(self._words["views"], options, "everyone")
        self.view.add_class("cx-tabs").observe(lambda _: self.show(session.workshop), "value")
        self.box = w.VBox([self._notice])

    def show(self, workshop: Workshop) -> None:
        """Bring question, button, notes and the view looked at up to the workshop."""
        found, surveyed = workshop.drivers, Role.SURVEY in workshop.tables
        self.question.show(workshop)
        self.reveal.button.description = self._words["again" if found else "reveal"]
        self.reveal.button.button_style = "" if found else "primary"
        self._notice.value = self._notice_html(workshop)
        asked = (self.question.box, self.reveal.row) if surveyed else ()
        answered = (self.view, self.shown) if found else ()
        if found:
            self._draw(found, workshop)
        put_children(self.box, *asked, self._notice, *answered)

    def _draw(self, found: DriverEvidence, workshop: Workshop) -> None:
        name = self.view.value
        basis = (found, workshop.metrics if name == "everyone" else None)
        before = self._drawn.get(name)
        if before is None or before[0] != basis:
            self._drawn[name] = (basis, _DRAWN[name](found, workshop, self._texts[name]))
        self.shown.value = self._drawn[name][1]

    def _notice_html(self, workshop: Workshop) -> str:
        if found := workshop.drivers:
            left_out = (self._words["left_out"].format(reason=one.reason) for one in found.left_out)
            notes = (*left_out, *found.notes)
            return stale_html(workshop, found) + "".join(map(callout_html, notes))
        waiting = Role.SURVEY in workshop.tables
        return empty_html(self._words["waiting" if waiting else "no_tables"])

    def _reveal(self, action: Action) -> str:
        from cxworkshop.analysis.driver_evidence import driver_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        question = self.question.read()
        action.progress(0.05)
        workshop = self._session.workshop
        found = driver_evidence(
            Firm(workshop.tables),
            workshop.segments,
            question,
            journey_map=workshop.today,
            progress=action.progress,
        )
        self._session.record(EvidenceRecorded(evidence=found))
        return str(self._words["done"].format(n=count(found.everyone.n)))

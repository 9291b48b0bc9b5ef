"""The firm's own metrics: computed on a press, shown one metric and one view at a time."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.events import EvidenceRecorded
from cxworkshop.domain.measured import MeasuredEvidence
from cxworkshop.domain.tables import Role, spoken_name
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.drivers.measured_views import lags_html, levels_html, questions_html
from cxworkshop.ui.steps.evidence_notes import stale_html
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import choice_field, views_field
from cxworkshop.ui.widgets.prose import callout_html, empty_html


class MeasuredView:
    """Where each metric stands, what runs ahead of the outcome, and questions to ask.

    Attributes
    ----------
    reveal
        Computes and records it.
    view, which, shown
        The view and the metric looked at; their HTML.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self._drawn: tuple[object, ...] = ()
        self.reveal = Action(words["reveal"], self._reveal)
        options = [(label, name) for name, label in words["view"].items()]
        self.view = views_field(words["views"], options, "levels")
        self.view.add_class("cx-tabs")
        self.which = choice_field(words["which"], []).add_class("cx-wide")
        for field in (self.view, self.which):
            field.observe(lambda _: self._draw(session.workshop), "value")
        self._notice, self.shown = w.HTML(), w.HTML()
        self._choose = w.HBox([self.which]).add_class("cx-controls")
        self.box = w.VBox([self._notice])

    def show(self, workshop: Workshop) -> None:
        """Bring button, notes, metrics to choose and the view looked at up to the workshop."""
        found, words, ready = workshop.measured, self._words, _can_be_looked_at(workshop)
        self.reveal.button.description = words["again" if found else "reveal"]
        self.reveal.button.button_style = "" if found else "primary"
        self._notice.value = self._notice_html(workshop)
        self._offer(found)
        self._draw(workshop)
        pressed = (self.reveal.row,) if ready else ()
        answered = (self.view, self._choose, self.shown) if found else ()
        put_children(self.box, *pressed, self._notice, *answered)

    def _offer(self, found: MeasuredEvidence | None) -> None:
        names = [metric.name for metric in found.metrics] if found else []
        options = [(spoken_name(name), name) for name in names]
        if options != list(self.which.options):
            before = self.which.value
            self.which.options = options
            ahead = [lagged.metric for lagged in found.lagged if lagged.best] if found else []
            self.which.value = before if before in names else next(iter([*ahead, *names]), None)

    def _draw(self, workshop: Workshop) -> None:
        found, view, name = workshop.measured, self.view.value, self.which.value
        shown = found is not None and view != "questions" and len(found.metrics) > 1
        self._choose.layout.display = "" if shown else "none"
        basis = (found, view, name, workshop.metrics)
        if found is None or basis == self._drawn:
            return
        self._drawn = basis
        words = self._words[view]
        if view == "levels":
            self.shown.value = levels_html(found, name, workshop.metrics, words)
        elif view == "lags":
            self.shown.value = lags_html(found, name, words)
        else:
            self.shown.value = questions_html(found, words)

    def _notice_html(self, workshop: Workshop) -> str:
        words, found = self._words, workshop.measured
        owned = Role.METRICS in workshop.tables
        if found:
            notes = "".join(map(callout_html, found.notes))
            return stale_html(workshop, found) + notes
        if not _can_be_looked_at(workshop):
            return empty_html(words["no_tables"])
        return empty_html(words["waiting" if owned else "no_metrics"])

    def _reveal(self, action: Action) -> str:
        from cxworkshop.analysis.measured_evidence import measured_evidence  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

        action.progress(0.05)
        workshop = self._session.workshop
        found = measured_evidence(Firm(workshop.tables), journey_map=workshop.today, progress=action.progress)
        self._session.record(EvidenceRecorded(evidence=found))
        pattern: str = self._words["done" if found.metrics else "done_signs"]
        return pattern.format(metrics=count(len(found.metrics)))


def _can_be_looked_at(workshop: Workshop) -> bool:
    """Return whether a table holds the firm's metrics, or answers in which something odd could show."""
    survey, comments = workshop.tables.get(Role.SURVEY), workshop.tables.get(Role.VERBATIMS)
    answered = bool(survey and survey.column("date")) or bool(comments and comments.column("rating"))
    return Role.METRICS in workshop.tables or answered

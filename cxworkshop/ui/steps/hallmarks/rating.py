"""How far each touchpoint lets the firm be different, and the ranking that follows."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.steps.hallmarks.candidates import memorable_html, safety_html, weighted_html
from cxworkshop.ui.steps.hallmarks.entries import Entries
from cxworkshop.ui.steps.hallmarks.ranking import Ranking, Standing
from cxworkshop.ui.steps.hallmarks.sources import answers_words
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    exhibit_html,
    heading_html,
    prose_html,
    sentence_html,
)

Draw = Callable[[TouchpointEvidence, Standing], str]


class RatingView:
    """The ratings under the promise, then the ranking, how safe it is, and whose taste it follows.

    Only the view looked at is drawn: a rating changes all three.

    Attributes
    ----------
    view
        The view looked at.
    """

    def __init__(self, session: Session, words: dict[str, Any], entries: Entries, ranking: Ranking) -> None:
        self._session, self._words, self._entries, self._ranking = session, words, entries, ranking
        self._drawn: dict[str, tuple[object, ...]] = {}
        self._promise, self._not_yet = w.HTML(), w.HTML(empty_html(words["no_evidence"]))
        head = w.HTML(heading_html(words["title"]) + prose_html(words["explain"]))
        self._rows = w.Box().add_class("cx-grid").add_class("cx-ratings")
        card = w.VBox([head, self._promise, self._rows]).add_class("cx-card")
        self._draw: dict[str, Draw] = {
            "ranking": self._ranking_html,
            "safety": self._safety_html,
            "weighted": lambda found, standing: weighted_html(found, standing, self._most, words),
        }
        options = [(words["view"][name], name) for name in self._draw]
        self.view = views_field(words["views"], options, "ranking")
        self.view.add_class("cx-tabs").observe(lambda _: self.draw(session.workshop), "value")
        self._shown = {name: w.HTML() for name in self._draw}
        self._panel = w.VBox()
        self._asked = (card, self.view, self._panel)
        self.box = w.VBox(self._asked)

    def show(self, workshop: Workshop) -> None:
        """Bring promise, rows and the view looked at up to the workshop."""
        self._promise.value = self._promise_html(workshop)
        found = workshop.touchpoints
        journey = sorted(found.touchpoints, key=lambda score: score.position) if found else []
        rows = tuple(self._entries.ratings[score.name] for score in journey)
        put_children(self._rows, *rows)
        put_children(self.box, *(self._asked if found else (self._not_yet,)))
        self.draw(workshop)

    def draw(self, workshop: Workshop) -> None:
        """Draw the view looked at, where ratings, ticks, limit or evidence have changed."""
        found = workshop.touchpoints
        if found is None:
            return
        name = self.view.value
        shown = self._shown[name]
        ticked = self._ticked(found) if name != "weighted" else None
        basis = (found, self._entries.rated(), self._most, ticked)
        if self._drawn.get(name) != basis:
            self._drawn[name] = basis
            shown.value = self._draw[name](found, self._ranking.standing(found, self._entries.rated()))
        put_children(self._panel, shown)

    @property
    def _most(self) -> int:
        return int(self._entries.most.value)

    def _ticked(self, found: TouchpointEvidence) -> list[str]:
        return [pick.touchpoint for pick in self._entries.picked(found)]

    def _promise_html(self, workshop: Workshop) -> str:
        if workshop.mission is None:
            return callout_html(self._words["no_promise"])
        return prose_html(self._words["promise"]) + sentence_html(workshop.mission.sentence)

    def _ranking_html(self, found: TouchpointEvidence, standing: Standing) -> str:
        from cxworkshop.charts.findings import find_hallmarks  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415
        from cxworkshop.charts.touchpoints import plot_hallmarks  # noqa: PLC0415

        rated = sum(candidate.differentiation is not None for candidate in standing.candidates)
        detail = self._words["detail"].format(
            source=answers_words(found), rated=count(rated), all=count(len(standing.candidates))
        )
        chart = to_svg(plot_hallmarks(standing.candidates, self._ticked(found)))
        source = source_line(found.provenance, detail)
        exhibit = exhibit_html(find_hallmarks(standing.candidates), chart, source)
        return exhibit + memorable_html(found, standing, self._most, self._words["memorable"])

    def _safety_html(self, found: TouchpointEvidence, standing: Standing) -> str:
        return safety_html(found, standing, self._most, self._ticked(found), self._words)

"""What came of the health check, one view at a time."""

from typing import Any

import ipywidgets as w

from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import WorkshopError
from cxworkshop.inputs.mistakes import mistakes
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.health.example_care import ExampleCare
from cxworkshop.ui.steps.health.views import agenda_html, apart_html, rounds_html, stops_html, themes_html
from cxworkshop.ui.widgets.actions import in_page_words
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import choice_field, views_field
from cxworkshop.ui.widgets.prose import callout_html, empty_html

MINUTES = (70, 90, 120, 180, 240, 300, 360, 420)
"""Times of a workshop to choose from, from the least to the most that can be shared out."""

_USUAL = 240
_DRAWN = {"themes": themes_html, "stops": stops_html}


class ResultsView:
    """Themes, disagreement, what to stop first, agenda, rounds; of closed rounds only.

    A view is drawn when it is looked at, and again only when what it shows has changed.

    Attributes
    ----------
    view, minutes
        The view looked at, and the time that the agenda shares out.
    care
        The facilitator's part, below what to stop first.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._words = words["results"]
        self._rounds: tuple[HealthRound, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self.view = views_field(self._words["views"], self._options(1), "themes").add_class("cx-tabs")
        agenda = self._words["agenda"]
        options = [(agenda["minutes_of"].format(minutes=minutes), minutes) for minutes in MINUTES]
        self.minutes = choice_field(agenda["minutes"], options, _USUAL)
        for field in (self.view, self.minutes):
            field.observe(lambda _: self._draw(), "value")
        self._time = w.HBox([self.minutes]).add_class("cx-controls")
        self.care = ExampleCare(session, self._words["strike"])
        self._html = w.HTML()
        self.box = w.VBox()

    def show(self, workshop: Workshop) -> None:
        """Draw the view looked at, where its rounds have changed."""
        self._rounds = closed_rounds(workshop)
        options = self._options(len(self._rounds))
        if self.view.options != options:
            looked_at = self.view.value
            self.view.options = options
            self.view.value = looked_at if looked_at in dict(options).values() else "themes"
        self._draw()

    def _options(self, rounds: int) -> tuple[tuple[str, str], ...]:
        """Return the views; then and now from two rounds on."""
        views = self._words["view"].items()
        return tuple((label, name) for name, label in views if name != "rounds" or rounds > 1)

    def _draw(self) -> None:
        if not self._rounds:
            self._html.value, self._drawn = empty_html(self._words["waiting"]), ()
            put_children(self.box, self._html)
            return
        basis = (self._rounds, self.view.value, self.minutes.value)
        if basis != self._drawn:
            try:
                self._html.value = self._view_html(self.view.value)
            except WorkshopError as error:
                self._html.value = callout_html(in_page_words(str(error)), "warn")
            self._drawn = basis
        asked = [self._time] if self.view.value == "agenda" else []
        below = [self.care.fold.box] if self.view.value == "stops" else []
        put_children(self.box, self.view, *asked, self._html, *below)

    def _view_html(self, view: str) -> str:
        from cxworkshop.analysis.answer_orders import order_of_mistakes  # noqa: PLC0415 - NumPy is heavy
        from cxworkshop.analysis.health import health  # noqa: PLC0415 - pandas is heavy

        if view == "rounds":
            return rounds_html(self._rounds[0], self._rounds[-1], self._words)
        latest = self._rounds[-1]
        found = health(latest.answers, mistakes())
        self.care.offer([example for one in found.standings for example in one.examples])
        if view == "agenda":
            return agenda_html(found, self.minutes.value, self._words)
        if view == "apart":
            order = order_of_mistakes(latest.answers, mistakes())
            return apart_html(found, order, latest.name, self._words)
        return _DRAWN[view](found, latest.name, self._words)


def closed_rounds(workshop: Workshop) -> tuple[HealthRound, ...]:
    """Return the rounds whose results can be shown."""
    return tuple(each for each in workshop.health if each.closed and each.answers)

"""A customer's own words to stand beside a metric: suggested, and kept only where the team chooses them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import ipywidgets as w

from cxworkshop.domain.tables import Role, short_name
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children, renew_children
from cxworkshop.ui.widgets.prose import empty_html

LONGEST = 500
"""Longest quote of a metric; longer ones are cut."""


class Quote(NamedTuple):
    """Somebody's words, and where they come from."""

    text: str
    source: str


class QuotesPanel:
    """A button that looks for customers' words on a driver, and a button to take each of them.

    Parameters
    ----------
    session
        The workshop.
    words
        The texts of the step's metrics.
    driver
        The driver's name; "" for the outcome.
    on_take
        Called with the words to put beside the metric.
    """

    def __init__(
        self, session: Session, words: Mapping[str, Any], driver: str, on_take: Callable[[str], None]
    ) -> None:
        self._session, self._words = session, words["quotes"]
        self._driver, self._on_take = driver, on_take
        self.find = Action(self._words["find"], self._find, primary=False)
        self._list = w.VBox().add_class("cx-claims")
        self.box = w.VBox([self.find.row])

    def _find(self, action: Action) -> str:
        action.progress(0.3)
        said = list(dict.fromkeys(said_in_workshop(self._session.workshop, self._driver, self._words)))
        self._list_quotes(said)
        self._list_quotes(list(dict.fromkeys((*said, *self._comments()))))
        return ""

    def _list_quotes(self, quotes: Sequence[Quote]) -> None:
        rows = [self._row(quote) for quote in quotes] or [w.HTML(empty_html(self._words["none"]))]
        renew_children(self._list, rows)
        put_children(self.box, self.find.row, self._list)

    def _comments(self) -> Iterator[Quote]:
        """Read a few comments from the firm's table, drawn by lot from low, middle and high ratings."""
        workshop = self._session.workshop
        if not self._driver or Role.VERBATIMS not in workshop.tables:
            return
        from cxworkshop.analysis.verbatims import draw_comments  # noqa: PLC0415 - pandas is heavy
        from cxworkshop.inputs.firm import Firm  # noqa: PLC0415 - Ibis is heavy

        source = short_name(workshop.tables[Role.VERBATIMS].source)
        for comment in draw_comments(Firm(workshop.tables).verbatims(), self._driver).drawn:
            rated = "unrated" if comment.rating is None else "rated"
            said = self._words[rated].format(source=source, rating=f"{comment.rating or 0:g}")
            yield Quote(_cut(comment.text), said)

    def _row(self, quote: Quote) -> w.HBox:
        def take(_: Action) -> str:
            self._on_take(quote.text)
            return str(self._words["taken"])

        action = Action(self._words["take"], take, primary=False)
        action.button.tooltip = quote.text
        said = (
            f'<blockquote class="cx-comment"><p>{escape(quote.text)}</p>'
            f'<footer class="cx-small">{escape(quote.source)}</footer></blockquote>'
        )
        return w.HBox([w.HTML(said), action.row]).add_class("cx-claim-row")


def said_in_workshop(workshop: Workshop, driver: str, words: Mapping[str, Any]) -> Iterator[Quote]:
    """Return what stands on the journey map at a driver, then what the personas say."""
    touchpoints = workshop.today.touchpoints if workshop.today else ()
    for touchpoint in touchpoints:
        if touchpoint.survey_column == driver:
            for claim in (*touchpoint.insights, *touchpoint.pains):
                level = words["levels"][claim.evidence]
                told = words["map"].format(touchpoint=touchpoint.name, level=level, source=claim.source)
                yield Quote(_cut(claim.text), told.rstrip(" ,;"))
    for persona in workshop.personas:
        for quote in persona.quotes:
            yield Quote(_cut(quote), words["persona"].format(name=persona.name, segment=persona.segment))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"

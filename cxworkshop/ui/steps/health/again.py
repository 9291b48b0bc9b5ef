"""A closed round of the health check: what can be done then."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.answer_events import HealthRoundBegun
from cxworkshop.domain.health import HealthAnswers
from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import text_field
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.prose import prose_html, small_html


class ClosedRound:
    """Says that a round is closed; takes the check again, and lets one alone change their answers.

    Attributes
    ----------
    name, begin
        The new round's name, and what begins it.
    change
        Opens the round of one alone again.
    """

    def __init__(
        self, session: Session, words: dict[str, Any], change: Callable[[HealthAnswers], None]
    ) -> None:
        self._session, self._words, self._on_change = session, words, change
        self._said = w.HTML()
        self.name = text_field(words["again_name"], words["again_hint"])
        self.begin = Action(words["begin"], self._begin)
        self.change = Action(words["change"], self._change, primary=False)
        inside = w.VBox([w.HTML(small_html(words["again_note"])), self.name, self.begin.row])
        self._again = Fold(words["again"], inside)
        self.box = w.VBox()

    def show(self, workshop: Workshop) -> None:
        """Say which round is closed."""
        latest = workshop.health[-1]
        alone = len(latest.answers) == 1
        pattern: str = self._words["closed_alone" if alone else "closed"]
        said = pattern.format(name=latest.name, count=count(len(latest.answers)))
        self._said.value = prose_html(said)
        put_children(self.box, self._said, *([self.change.row] if alone else []), self._again.box)

    def _begin(self, _: Action) -> str:
        words = self._words
        name = one_line(self.name.value)
        if not name:
            raise InvalidChoiceError(texts("common")["missing_field"].format(field=words["again_name"]))
        if any(earlier.name.casefold() == name.casefold() for earlier in self._session.workshop.health):
            raise InvalidChoiceError(words["taken"].format(name=name))
        self._session.record(checked(HealthRoundBegun, {"name": words["again_name"]}, name=name))
        self.name.value = ""
        self._again.open(opened=False)
        return str(words["begun"].format(name=name))

    def _change(self, _: Action) -> str:
        (answered,) = self._session.workshop.health[-1].answers
        self._on_change(answered)
        self._session.undo("health_round_closed")
        return str(self._words["changing"])

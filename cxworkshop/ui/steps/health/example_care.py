"""The facilitator's part of the health check: an example that could point at one person is taken out."""

from collections.abc import Sequence
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import short
from cxworkshop.domain.answer_events import ExampleStruck
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fields import choice_field
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.prose import prose_html

_NONE = ""
_LABEL = 90


class ExampleCare:
    """Takes examples out of all pages.

    Parameters
    ----------
    words
        ``strike`` of ``results`` in ``templates/texts/health.yaml``.

    Attributes
    ----------
    which, strike, undo
        The example, the button that takes it out, and the one that brings the last one back.
    fold
        All of it, closed until somebody opens it.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self.which = choice_field(words["which"], [(words["none"], _NONE)], _NONE)
        self.strike = Action(words["button"], self._strike, primary=False)
        self.undo = Action(words["undo"], self._undo, primary=False)
        bar = w.HBox([self.strike.row, self.undo.row]).add_class("cx-decision-bar")
        self.fold = Fold(words["fold"], w.VBox([w.HTML(prose_html(words["explain"])), self.which, bar]))

    def offer(self, examples: Sequence[str]) -> None:
        """List the examples that are shown; what was chosen stays chosen while it is there."""
        chosen = self.which.value
        self.which.options = [
            (self._words["none"], _NONE),
            *((short(one, _LABEL), one) for one in dict.fromkeys(examples)),
        ]
        self.which.value = chosen if chosen in examples else _NONE

    def _strike(self, _: Action) -> str:
        if self.which.value == _NONE:
            raise InvalidChoiceError(self._words["no_example"])
        self._session.record(ExampleStruck(example=self.which.value))
        return str(self._words["struck"])

    def _undo(self, _: Action) -> str:
        undone = self._session.undo("example_struck")
        return str(texts("common")["undone" if undone else "nothing_to_undo"])

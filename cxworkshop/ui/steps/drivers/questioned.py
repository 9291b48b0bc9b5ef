"""An end result that was put on a driver: questioned in plain words, with what lies upstream of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as w

from cxworkshop.domain.fitness import Questioned
from cxworkshop.domain.metrics import LibraryMetric
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children, renew_children
from cxworkshop.ui.widgets.prose import callout_html

MOST = 3
"""Most alternatives that are offered."""


class QuestionedView:
    """Why a name such as NPS can't steer a driver, and a button for each metric that might.

    Parameters
    ----------
    words
        The texts of the step's metrics.
    on_replace
        Called with the metric to take instead.
    """

    def __init__(self, words: Mapping[str, Any], on_replace: Callable[[LibraryMetric], None]) -> None:
        self._words, self._on_replace = words["questioned"], on_replace
        self._shown: tuple[object, ...] = ()
        self._said = w.HTML()
        self._buttons = w.HBox()
        self.box = w.VBox()

    def show(self, kind: Questioned | None, label: str, offers: Sequence[LibraryMetric]) -> None:
        """Question the metric on the driver called ``label``; None: there is nothing to question."""
        offers = offers[:MOST]
        if (kind, label, offers) == self._shown:
            return
        self._shown = (kind, label, offers)
        if kind is None:
            put_children(self.box)
            renew_children(self._buttons, ())
            return
        ending = self._words["instead" if offers else "nothing_instead"].format(driver=label)
        self._said.value = callout_html(f"{self._words[kind].format(driver=label)} {ending}", "warn")
        renew_children(self._buttons, [self._button(found) for found in offers])
        put_children(self.box, self._said, self._buttons)

    def _button(self, found: LibraryMetric) -> w.HBox:
        def replace(_: Action) -> str:
            self._on_replace(found)
            return ""

        action = Action(self._words["take"].format(name=found.name), replace, primary=False)
        action.button.tooltip = found.formula
        return action.row

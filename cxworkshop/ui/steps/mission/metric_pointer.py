"""The metrics of step 5 beside the success statement, and a button that takes one over."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from cxworkshop.domain.metrics import Metric
from cxworkshop.domain.statements import spoken
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import choice_field
from cxworkshop.ui.widgets.prose import small_html


class MetricPointer:
    """Points to the metrics that were chosen; where there are none yet, says where they will come from.

    Parameters
    ----------
    words
        ``success.metrics`` of ``templates/texts/mission.yaml``.
    on_take
        Puts a metric into the statement.

    Attributes
    ----------
    which, take
        Which metric, and the button.
    """

    def __init__(self, words: dict[str, Any], on_take: Callable[[Metric], None]) -> None:
        self._words, self._on_take = words, on_take
        self._chosen: tuple[Metric, ...] = ()
        self.which = choice_field(words["which"], [])
        self.take = Action(words["take"], self._take, primary=False)
        self._none, self._there = w.HTML(small_html(words["none"])), w.HTML(small_html(words["there"]))
        self.box = w.VBox([self._none])

    def show(self, workshop: Workshop) -> None:
        """Bring the list up to the metrics chosen."""
        chosen = workshop.metrics.chosen if workshop.metrics else ()
        if chosen != self._chosen:
            self._chosen = chosen
            self.which.options = [(self._label(metric), place) for place, metric in enumerate(chosen)]
            self.which.value = 0 if chosen else None
        put_children(self.box, *((self._there, self.which, self.take.row) if chosen else (self._none,)))

    def _label(self, metric: Metric) -> str:
        pattern: str = self._words["option"]
        return pattern.format(
            name=metric.name,
            baseline=spoken(metric.baseline),
            target=spoken(metric.target),
            unit=f" {metric.unit}" if metric.unit else "",
            owner=metric.owner,
        )

    def _take(self, _: Action) -> str:
        if self.which.value is None:
            raise InvalidChoiceError(self._words["none"])
        self._on_take(self._chosen[self.which.value])
        return str(self._words["taken"])

"""What might be measured on a branch: what the firm measures already, and what the library knows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import ipywidgets as w

from cxworkshop.domain.metrics import LibraryMetric
from cxworkshop.domain.workshop import Workshop
from cxworkshop.ui.steps.drivers.branches import OUTCOME, Branch
from cxworkshop.ui.steps.drivers.library import library, pair_name
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import renew_children
from cxworkshop.ui.widgets.prose import empty_html, heading_html

MOST = 4
"""Most suggestions of the library that are shown before more are asked for."""


class Suggestion(NamedTuple):
    """A metric to choose: what is told of it, and what it puts into a card's fields.

    ``found`` is the library's; without it the firm measures it already, or has decided on it.
    """

    name: str
    about: tuple[str, ...]
    values: Mapping[str, object]
    found: LibraryMetric | None = None


class SuggestionsPanel:
    """Suggestions for one branch at a time, each with a button that drafts it.

    Parameters
    ----------
    words
        The texts of the step's metrics.
    on_choose
        Called with the suggestion chosen.
    """

    def __init__(self, words: Mapping[str, Any], on_choose: Callable[[Suggestion], None]) -> None:
        self._words, self._on_choose = words["suggest"], on_choose
        self._shown: tuple[object, ...] = ()
        self._all = False
        self._list = w.VBox().add_class("cx-claims").add_class("cx-suggestions")
        self.box = w.VBox([self._list])
        self._offers: list[Suggestion] = []

    def show(self, branch: Branch, workshop: Workshop, drafted: Sequence[str]) -> None:
        """Suggest for a branch what hasn't been drafted yet."""
        if not self._shown or self._shown[0] != branch:
            self._all = False
        offers = [offer for offer in self._suggested(branch, workshop) if offer.name not in drafted]
        if (branch, offers) != self._shown:
            self._shown, self._offers = (branch, offers), offers
            self._draw()

    def _show_all(self, _: Action) -> str:
        self._all = True
        self._draw()
        return ""

    def _draw(self) -> None:
        known = [offer for offer in self._offers if offer.found]
        own = [offer for offer in self._offers if not offer.found]
        shown = known if self._all else known[:MOST]
        rows: list[w.Widget] = [self._row(offer) for offer in shown]
        if more := len(known) - len(shown):
            rows.append(Action(self._words["more"].format(n=more), self._show_all, primary=False).row)
        if own:
            rows.append(w.HTML(heading_html(self._words["own"])))
            rows.extend(map(self._row, own))
        renew_children(self._list, rows or [w.HTML(empty_html(self._words["none"]))])

    def _suggested(self, branch: Branch, workshop: Workshop) -> Iterator[Suggestion]:
        from cxworkshop.analysis.metrics import outcomes, suggested  # noqa: PLC0415 - analysis is heavy

        if branch.key == OUTCOME:
            yield from self._from_success(workshop)
        yield from self._from_firm(workshop)
        known = outcomes(library()) if branch.key == OUTCOME else suggested(branch.label, library())
        for found in known:
            yield Suggestion(found.name, tuple(self._told(found)), {}, found)

    def _from_success(self, workshop: Workshop) -> Iterator[Suggestion]:
        if success := workshop.success:
            values = success.model_dump(include={"baseline", "target", "due", "owner"})
            yield Suggestion(success.measure, (self._words["success"],), {"name": success.measure, **values})

    def _from_firm(self, workshop: Workshop) -> Iterator[Suggestion]:
        if workshop.measured:
            from cxworkshop.charts.findings_metrics import find_level  # noqa: PLC0415 - Altair is heavy

            for metric in workshop.measured.metrics:
                yield Suggestion(metric.name, (find_level(metric),), {"name": metric.name})

    def _told(self, found: LibraryMetric) -> Iterator[str]:
        yield found.formula
        yield self._words[found.timing].format(function=found.function)
        if pair := pair_name(found):
            yield self._words["pair"].format(name=pair)

    def _row(self, offer: Suggestion) -> w.HBox:
        def choose(_: Action) -> str:
            self._on_choose(offer)
            return ""

        action = Action(self._words["choose"], choose, primary=False)
        action.button.tooltip = self._words["choose_this"].format(name=offer.name)
        told = "".join(f'<p class="cx-small">{escape(line)}</p>' for line in offer.about)
        said = f'<div class="cx-suggestion"><p><strong>{escape(offer.name)}</strong></p>{told}</div>'
        return w.HBox([w.HTML(said), action.row]).add_class("cx-claim-row")

"""From drivers to metrics: the tree, what might be measured on each branch, and a card per metric."""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as w

from cxworkshop.domain.journey import Hallmark
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.ui.asking import ask_metrics
from cxworkshop.ui.steps.drivers.branches import Branch, branches, driver_labels
from cxworkshop.ui.steps.drivers.drafts import Drafts
from cxworkshop.ui.steps.drivers.metric_card import MetricCard
from cxworkshop.ui.steps.drivers.suggestions import Suggestion, SuggestionsPanel
from cxworkshop.ui.steps.drivers.tree import tree_html
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.ask_room import AskRoom
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.later import Later
from cxworkshop.ui.widgets.prose import empty_html, heading_html, prose_html


class MetricsSection:
    """The drafts of the scorecard's metrics, a branch of the tree at a time.

    Parameters
    ----------
    session
        The workshop.
    words
        All texts of the step's metrics (``templates/texts/metrics.yaml``).

    Attributes
    ----------
    box
        The section.
    drafts
        All metrics that are being drafted.
    which
        The branch shown.
    add
        The button that begins a metric of one's own.
    suggestions
        What might be measured on the branch shown.
    room
        Points for the metrics, shared out on phones.
    """

    def __init__(self, session: Session, words: Mapping[str, Any]) -> None:
        self._session, self._words = session, words
        self._listeners: list[Callable[[], None]] = []
        self._drawn: tuple[object, ...] = ()
        self._turned_to: str | None = None
        self._redraw = Later(self._follow_drafts)
        self.drafts = Drafts(session, words, self._redraw.ask)
        self.which = views_field(words["which"], [])
        self.which.observe(lambda _: self._turn(), "value")
        self.suggestions = SuggestionsPanel(words, self._choose)
        self._suggest = Fold("", self.suggestions.box)
        self.add = Action(words["add"], self._add, primary=False)
        self._tree, self._waiting = w.HTML(), w.HTML()
        self._cards = w.VBox().add_class("cx-metric-cards")
        self._nothing = w.HTML(empty_html(words["no_metric"]))
        title = heading_html(words["title"]) + prose_html(words["explain"])
        self.room = AskRoom(session, "metrics", lambda _: ask_metrics(self.metrics))
        chosen = [self.which, self._cards, self._suggest.box, self.add.row]
        self.box = w.VBox(
            [
                w.HTML(title),
                self._waiting,
                self._tree,
                w.VBox(chosen).add_class("cx-metric-branch"),
                self.room.box,
            ]
        ).add_class("cx-card")

    @property
    def metrics(self) -> Metrics:
        """The drafts as a scorecard, unchecked; see :meth:`read`."""
        return self.drafts.metrics()

    def read(self) -> Metrics:
        """Return the drafts as a scorecard that can be recorded.

        Raises
        ------
        InvalidChoiceError
            There is none, or a metric's field is at fault; the sentence names both.
        """
        return self.drafts.read()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` when drafts have changed; not at every letter that is typed."""
        self._listeners.append(listener)

    def show(self, workshop: Workshop) -> None:
        """Bring drafts, tree and suggestions up to the workshop; what somebody is typing stays."""
        self.drafts.show(workshop)
        missing = "" if workshop.hallmarks or workshop.drivers else self._words["waiting"]
        self._waiting.value = empty_html(missing) if missing else ""
        self._follow_drafts()

    def _follow_drafts(self) -> None:
        self._offer_branches()
        self.drafts.introduce()
        self._draw_tree()
        self._turn()
        self.room.show(self._session.workshop)
        for listener in self._listeners:
            listener()

    def _offer_branches(self) -> None:
        drafted = [card.branch.key for card in self.drafts.cards]
        shown = branches(self._session.workshop, drafted, self._words)
        counted = {branch.key: drafted.count(branch.key) for branch in shown}
        options = [(_title(branch, counted[branch.key], self._words), branch) for branch in shown]
        if options != list(self.which.options):
            before = self.which.value.key if self.which.value else shown[0].key
            self.which.options = options
            self.which.value = next((branch for branch in shown if branch.key == before), shown[0])

    def _turn(self) -> None:
        """Show the branch chosen."""
        branch = self.which.value
        if branch is None:
            return
        cards = self.drafts.on(branch.key)
        if branch.key != self._turned_to:
            self._turned_to = branch.key
            self._suggest.open(opened=not cards)
        put_children(self._cards, *([card.box for card in cards] or [self._nothing]))
        self._suggest.entitle(self._words["suggest"]["title"].format(branch=branch.label))
        drafted = [draft.name for draft in self.metrics.chosen]
        self.suggestions.show(branch, self._session.workshop, drafted)

    def _draw_tree(self) -> None:
        drafts, workshop = self.metrics, self._session.workshop
        names = [metric.driver for metric in drafts.chosen if metric.driver]
        labels = driver_labels(workshop, [*(pick.touchpoint for pick in _picks(workshop)), *names])
        drawn = (tuple(map(_drawn, drafts.chosen)), labels)
        if drawn != self._drawn:
            self._drawn = drawn
            self._tree.value = tree_html(drafts, labels, self._words)

    def _add(self, _: Action) -> str:
        self._begin()
        return ""

    def _begin(self) -> MetricCard:
        """Open a card that is empty, on the branch shown."""
        branch = self.which.value
        empty = (card for card in self.drafts.on(branch.key) if card.fields.empty)
        card = next(empty, None) or self.drafts.add(branch)
        for other in self.drafts.cards:
            other.fold.open(opened=other is card)
        self._follow_drafts()
        return card

    def _choose(self, offer: Suggestion) -> None:
        card = self._begin()
        if offer.found:
            card.choose(offer.found)
        else:
            card.put(**offer.values)
        self._suggest.open(opened=False)
        self._follow_drafts()


def _picks(workshop: Workshop) -> tuple[Hallmark, ...]:
    return workshop.hallmarks.picks if workshop.hallmarks else ()


def _drawn(metric: Metric) -> tuple[object, ...]:
    """Return what the tree shows of a metric."""
    return metric.driver, metric.name, metric.rung, metric.baseline, metric.target, metric.unit


def _title(branch: Branch, count: int, words: Mapping[str, Any]) -> str:
    return str(words["branch"]).format(label=branch.label, count=count) if count else branch.label

"""All metrics that are being drafted, and how they follow what is recorded in any page."""

from collections.abc import Callable, Mapping
from typing import Any

from cxworkshop.domain.metrics import Metric, Metrics, Rung
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.ui.steps.drivers.branches import NO_DRIVER, OUTCOME, Branch, branch_of, driver_labels
from cxworkshop.ui.steps.drivers.metric_card import MetricCard

_RUNGS: tuple[Rung, ...] = ("outcome", "supporting", "leading")


class Drafts:
    """Cards of metrics, each of which follows its own recorded metric.

    A card that nobody has touched shows what was recorded last; one that somebody is at stays as it is, and
    one that was never recorded stays until it is removed.

    Parameters
    ----------
    session
        The workshop.
    words
        The texts of the step's metrics.
    on_change
        Called when a draft has changed, come or gone.

    Attributes
    ----------
    cards
        The cards, in the order in which they came.
    """

    def __init__(self, session: Session, words: Mapping[str, Any], on_change: Callable[[], None]) -> None:
        self._session, self._words, self._on_change = session, words, on_change
        self._following = False
        self._followed: tuple[object, ...] = ()
        self.cards: list[MetricCard] = []

    def show(self, workshop: Workshop) -> None:
        """Bring the cards up to what is recorded."""
        basis = (workshop.metrics, workshop.measured, workshop.drivers)
        if basis == self._followed:
            return
        self._followed, self._following = basis, True
        self._merge(workshop.metrics.chosen if workshop.metrics else ())
        for card in self.cards:
            card.renew()
        self._following = False

    def add(self, branch: Branch) -> MetricCard:
        """Begin another metric on a branch."""
        card = MetricCard(self._session, self._words, branch, self._changed, self._remove)
        self.cards.append(card)
        self._changed()
        return card

    def on(self, key: str) -> list[MetricCard]:
        """Return the cards of a branch."""
        return [card for card in self.cards if card.branch.key == key]

    def in_order(self) -> list[MetricCard]:
        """Return the cards in the order of the scorecard, those that nobody has begun left out."""
        begun = [card for card in self.cards if not card.fields.empty]
        return sorted(begun, key=lambda card: _RUNGS.index(card.draft().rung))

    def metrics(self) -> Metrics:
        """Return the drafts as a scorecard, unchecked: levels that are missing are NaN."""
        return Metrics.model_construct(chosen=tuple(card.draft() for card in self.in_order()))

    def read(self) -> Metrics:
        """Return the scorecard.

        Raises
        ------
        InvalidChoiceError
            There is none, a field of a metric is at fault, or two metrics have one name.
        """
        chosen = [card.read() for card in self.in_order()]
        if not chosen:
            raise InvalidChoiceError(self._words["wrong"]["none"])
        names = [" ".join(metric.name.casefold().split()) for metric in chosen]
        for metric, name in zip(chosen, names, strict=True):
            if names.count(name) > 1:
                raise InvalidChoiceError(self._words["wrong"]["twice"].format(name=metric.name))
        return Metrics(chosen=tuple(chosen))

    def introduce(self) -> None:
        """Tell each card of the others."""
        drafts = [(card, card.draft()) for card in self.in_order()]
        for card in self.cards:
            card.stand_beside(tuple(draft for other, draft in drafts if other is not card))

    def _merge(self, chosen: tuple[Metric, ...]) -> None:
        free = list(self.cards)
        for metric in chosen:
            card = next((card for card in free if _fits(card, metric)), None)
            if card:
                free.remove(card)
            else:
                card = self.add(self._branch(branch_of(metric)))
            card.show(metric)
        for card in free:
            if card.recorded and not card.fields.touched:
                self.cards.remove(card)
            card.recorded = None

    def _branch(self, key: str) -> Branch:
        fixed = {OUTCOME: self._words["outcome"], NO_DRIVER: self._words["no_driver"]}
        return Branch(key, fixed.get(key) or driver_labels(self._session.workshop, [key])[key])

    def _remove(self, card: MetricCard) -> None:
        self.cards.remove(card)
        self._changed()

    def _changed(self) -> None:
        if not self._following:
            self._on_change()


def _fits(card: MetricCard, metric: Metric) -> bool:
    """Return whether the card is the recorded metric's: by what it was, or by what it holds."""
    if card.branch.key != branch_of(metric):
        return False
    return metric.name in {card.name, card.recorded.name if card.recorded else card.name}

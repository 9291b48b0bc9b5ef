"""How each hallmark is made certain to happen: recovery play, personalisation, and who must do what."""

from typing import Any

import ipywidgets as w

from cxworkshop.domain.events import EventRevoked, MapEdited
from cxworkshop.domain.fold import in_effect
from cxworkshop.domain.journey import Hallmark
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.map_edits import ChangeText
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.card import LANES, DesignCard
from cxworkshop.ui.steps.hallmarks.editing import record_edits
from cxworkshop.ui.widgets.actions import Action, saved
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.prose import empty_html, prose_html, sentence_html, small_html


class DesignCards:
    """One card per hallmark, one of them shown; each keeps what is being typed.

    The texts stand on the map of tomorrow (of today, where there is no other), at the touchpoint that the
    survey's column rates.

    Attributes
    ----------
    which
        The hallmark shown.
    cards
        Hallmark's touchpoint → its card.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self.cards: dict[str, DesignCard] = {}
        self.which = views_field(words["which"], [])
        self.which.observe(lambda _: self._turn(), "value")
        self._said, self._card, self._state = w.HTML(), w.VBox(), w.HTML()
        self.save = Action(words["save"], self._save)
        self.undo = Action(words["undo"], self._undo, primary=False)
        for action, other in ((self.save, self.undo), (self.undo, self.save)):
            action.button.on_click(lambda _, other=other: other.clear())
        bar = w.HBox([self.save.row, self.undo.row]).add_class("cx-decision-bar")
        self._asked = (w.HTML(prose_html(words["explain"])), self.which, self._said)
        self._form = (self._card, self._state, bar)
        self._not_yet = (w.HTML(empty_html(words["no_hallmarks"])),)
        self.box = w.VBox(self._not_yet).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring hallmarks and cards up to the workshop; what somebody is typing stays."""
        picks = workshop.hallmarks.picks if workshop.hallmarks else ()
        for pick in picks:
            if found := _place(workshop.tomorrow, pick):
                self._card_of(pick).follow(found)
        options = [(pick.label, pick.touchpoint) for pick in picks]
        if options != list(self.which.options):
            before, names = self.which.value, [name for _, name in options]
            self.which.options = options
            self.which.value = before if before in names else next(iter(names), None)
        self._turn()

    def _card_of(self, pick: Hallmark) -> DesignCard:
        if pick.touchpoint not in self.cards:
            self.cards[pick.touchpoint] = DesignCard(self._words)
        return self.cards[pick.touchpoint]

    def _turn(self) -> None:
        """Show the card of the hallmark chosen, or what has to be done first."""
        pick, workshop = self._pick(), self._session.workshop
        if pick is None:
            put_children(self.box, *self._not_yet)
            return
        words, journey_map = self._words, workshop.tomorrow
        missing = self._missing(journey_map, pick)
        told = sentence_html(pick.experience) if pick.experience else prose_html(words["no_experience"])
        self._said.value = empty_html(missing) if missing else told
        if not missing and journey_map:
            card = self.cards[pick.touchpoint]
            put_children(self._card, card.box)
            self._state.value = small_html(words["state"][journey_map.state])
        put_children(self.box, *self._asked, *(() if missing else self._form))

    def _pick(self) -> Hallmark | None:
        hallmarks = self._session.workshop.hallmarks
        picks = hallmarks.picks if hallmarks else ()
        return next((pick for pick in picks if pick.touchpoint == self.which.value), None)

    def _missing(self, journey_map: JourneyMap | None, pick: Hallmark | None) -> str:
        """Return what has to be done before this hallmark can be designed, "" where nothing has."""
        words = self._words
        if pick is None or journey_map is None:
            return str(words["no_map" if pick else "no_hallmarks"])
        sentence = words["not_on_map"].format(label=pick.label, column=pick.touchpoint)
        return "" if _place(journey_map, pick) else str(sentence)

    def _save(self, _: Action) -> str:
        pick, journey_map = self._pick(), self._session.workshop.tomorrow
        missing = self._missing(journey_map, pick)
        if missing or pick is None or journey_map is None:
            raise MissingStepError(missing)
        edits = self.cards[pick.touchpoint].edits()
        if not edits:
            raise InvalidChoiceError(self._words["nothing"])
        first = MapEdited(state=journey_map.state, edit=edits[0])
        others = (MapEdited(state=journey_map.state, edit=edit, at=first.at) for edit in edits[1:])
        record_edits(self._session, first, *others)
        return saved()

    def _undo(self, _: Action) -> str:
        """Take back what was recorded together last, of the hallmark shown."""
        common, pick = texts("common"), self._pick()
        self._session.refresh()
        workshop = self._session.workshop
        found = _place(workshop.tomorrow, pick) if pick else None
        designed = [
            event
            for event in in_effect(self._session.events)
            if isinstance(event, MapEdited) and found and _designs(event, workshop.tomorrow, found)
        ]
        if not designed:
            return str(common["nothing_to_undo"])
        last = [event for event in designed if event.at == designed[-1].at]
        self._session.record(*(EventRevoked(event_id=event.id) for event in last))
        return str(common["undone"])


def _place(journey_map: JourneyMap | None, pick: Hallmark) -> Touchpoint | None:
    """Return the map's touchpoint that the hallmark's column of the survey rates."""
    touchpoints = journey_map.touchpoints if journey_map else ()
    return next((found for found in touchpoints if found.survey_column == pick.touchpoint), None)


def _designs(event: MapEdited, journey_map: JourneyMap | None, touchpoint: Touchpoint) -> bool:
    """Return whether an edit changed what stands on a touchpoint's card."""
    return (
        journey_map is not None
        and event.state == journey_map.state
        and isinstance(event.edit, ChangeText)
        and event.edit.target == touchpoint.id
        and event.edit.lane in LANES
    )

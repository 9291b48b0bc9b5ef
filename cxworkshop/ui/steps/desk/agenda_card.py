"""The agenda: where the workshop is, what to say, what to cut, and how much time is left."""

from functools import partial

import ipywidgets as w

from cxworkshop.domain.agenda_plans import AgendaPlan, AgendaSlot
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import WorkshopError
from cxworkshop.inputs.agendas import agenda_called
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.room_clock import begun, longer, slot_clock
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.clock import Clock
from cxworkshop.ui.widgets.fields import choice_field
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.prose import callout_html, empty_html, heading_html, prose_html, small_html
from cxworkshop.ui.widgets.showing import show_where

_MINUTES = {"one": 1, "five": 5}


class AgendaCard:
    """The plan's slot now and the next, with a clock that ticks in the page.

    Attributes
    ----------
    go
        On to the next slot.
    more
        Add minutes: ``one`` and ``five``.
    slot, jump
        Any other slot.
    clock
        How long the slot goes on.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._words = session, texts("desk")["agenda"]
        self._plan: AgendaPlan | None = None
        self._fault = ""
        self.clock = Clock(texts("desk")["clock"])
        self.go = Action(self._words["go"], self._go, primary=False)
        self.more = {
            name: Action(self._words[name], partial(self._extend, minutes), primary=False)
            for name, minutes in _MINUTES.items()
        }
        self.slot = choice_field(self._words["slot"], [])
        self.jump = Action(self._words["jump"], self._jump, primary=False)
        self._other = Fold(self._words["other"], w.VBox([self.slot, self.jump.row]))
        self._now, self._last = w.HTML(), w.HTML()
        self._minutes = w.HBox([action.row for action in self.more.values()])
        parts = [self._now, self.clock, self._minutes, self._last, self.go.row, self._other.box]
        self.box = w.VBox(parts).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring the card up to the plan and the slot."""
        self._read(workshop.agenda)
        plan, slot = self._plan, workshop.room.slot
        show_where(plan is not None, self.go.row, self._other.box)
        at = self._slot_at(slot)
        show_where(at is not None, self._minutes)
        found = slot_clock(self._session.events) if at else None
        self.clock.until(found.ends if found else None)
        if plan is None:
            title = heading_html(self._words["title"])
            fault = callout_html(self._fault, "warn") if self._fault else empty_html(self._words["none"])
            self._now.value, self._last.value = title + fault, ""
            return
        self._now.value = self._now_html(at) if at else self._whole_html(plan)
        upcoming = self._slot_at(0 if slot is None else slot + 1)
        show_where(upcoming is not None, self.go.row)
        words = self._words
        self._last.value = "" if upcoming else small_html(words["last"])
        if upcoming is None:
            return
        pattern: str = words["go" if at else "begin"]
        label = pattern.format(title=upcoming.title, minutes=upcoming.minutes)
        if self.go.button.description != label:
            self.go.button.description = label

    def step(self, workshop: Workshop) -> str | None:
        """Return the step that the agenda is at; the first one's before it has begun."""
        self._read(workshop.agenda)
        at = self._slot_at(workshop.room.slot or 0)
        return at.step if at else None

    def _read(self, agenda: str) -> None:
        if agenda == (self._plan.id if self._plan else "") and not self._fault:
            return
        try:
            self._plan, self._fault = (agenda_called(agenda) if agenda else None), ""
        except WorkshopError as error:
            self._plan, self._fault = None, str(error)
        pattern: str = self._words["slot_option"]
        slots = enumerate(self._plan.slots if self._plan else ())
        options = [
            (pattern.format(number=place + 1, title=slot.title, minutes=slot.minutes), place)
            for place, slot in slots
        ]
        if options != list(self.slot.options):
            self.slot.options = options

    def _slot_at(self, number: int | None) -> AgendaSlot | None:
        slots = self._plan.slots if self._plan else ()
        return slots[number] if number is not None and number < len(slots) else None

    def _now_html(self, slot: AgendaSlot) -> str:
        words = self._words
        said = heading_html(words["now"].format(title=slot.title))
        if slot.say:
            said += prose_html(words["say"].format(say=slot.say))
        if slot.when_late:
            said += small_html(words["late"].format(when_late=slot.when_late))
        return said

    def _whole_html(self, plan: AgendaPlan) -> str:
        said = self._words["not_begun"].format(slots=len(plan.slots), minutes=plan.minutes)
        return heading_html(self._words["title"]) + small_html(said)

    def _go(self, _: Action) -> str:
        self._session.refresh()
        slot = self._session.workshop.room.slot
        return self._begin(0 if slot is None else slot + 1)

    def _jump(self, _: Action) -> str:
        return self._begin(self.slot.value)

    def _begin(self, number: int | None) -> str:
        slot = self._slot_at(number)
        if slot is not None and number is not None:
            self._session.record(*begun(number, slot))
            self._other.open(opened=False)
        return ""

    def _extend(self, minutes: int, _: Action) -> str:
        self._session.refresh()
        slot = self._slot_at(self._session.workshop.room.slot)
        if slot is not None:
            room, events = self._session.workshop.room, self._session.events
            self._session.record(longer(room, events, slot, minutes * 60))
        return ""

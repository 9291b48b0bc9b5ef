"""Who sits in the room: names, devices, and people without one."""

from html import escape
from uuid import uuid4

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.charts.qr import qr_svg
from cxworkshop.domain.deliver import NOT_DELIVERED
from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.people import Seat
from cxworkshop.domain.room import Room
from cxworkshop.domain.room_events import SeatKeyed, SeatRemoved, SeatRenamed, SeatTaken
from cxworkshop.domain.same_person import same_person
from cxworkshop.domain.seat_keys import key_of, new_secret
from cxworkshop.domain.seat_names import readable
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.room_actions import was_shown
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fields import choice_field, text_field
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.prose import empty_html, prose_html, table_html
from cxworkshop.ui.widgets.second_press import SecondPress
from cxworkshop.ui.widgets.showing import show_where

_NONE = ""
_LONGEST = {"name": 40, "function": 60}


class SeatsCard:
    """The seats by name; one of them at a time is changed, moved to another device, freed, or removed.

    Attributes
    ----------
    which, name, function
        The seat, and what it is called; with no seat chosen, the fields are a new one's.
    rename, add, link, free, remove
        What may be done with it.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._words = session, texts("desk")["seats"]
        words = self._words
        self.which = choice_field(words["which"], [(words["choose"], _NONE)], _NONE)
        self.which.observe(lambda _: self._chosen(), "value")
        self.name, self.function = text_field(words["name"]), text_field(words["function"])
        self.rename = Action(words["rename"], self._rename, primary=False)
        self.add = Action(words["add"], self._add, primary=False)
        self.link = Action(words["device_link"], self._link, primary=False)
        self.free = Action(words["free"], self._free, primary=False)
        self.remove = Action(words["remove"], self._remove, primary=False)
        self._meant = SecondPress()
        self.hide = Action(words["hide_link"], self._hide, primary=False)
        self._listed, self._shown_link = w.HTML(), w.HTML()
        fields = w.Box([self.which, self.name, self.function]).add_class("cx-grid")
        doing = w.HBox([one.row for one in (self.add, self.rename, self.link, self.free, self.remove)])
        self._linked = w.VBox([self._shown_link, self.hide.row])
        self._fold = Fold("", w.VBox([self._listed, fields, doing, self._linked]))
        self.box = w.VBox([self._fold.box]).add_class("cx-card")
        self._hide(self.hide)

    def show(self, workshop: Workshop) -> None:
        """Bring the list up to the room; what is chosen or typed stays."""
        room, words = workshop.room, self._words
        seats = _by_name(room)
        self._fold.entitle(words["title"].format(seats=count(len(seats))))
        rows = [(seat.name, seat.function, words["device"][bool(seat.key)]) for seat in seats]
        html = table_html(words["caption"], words["columns"], rows) if rows else empty_html(words["none"])
        if self._listed.value != html:
            self._listed.value = html
        options = [(words["choose"], _NONE), *((seat.name, seat.id) for seat in seats)]
        if options != list(self.which.options):
            chosen = self.which.value
            self.which.options = options
            self.which.value = chosen if chosen in room.seats else _NONE
        self._offer()

    def _chosen(self) -> None:
        seat = self._session.workshop.room.seats.get(self.which.value)
        self.name.value = seat.name if seat else ""
        self.function.value = seat.function if seat else ""
        for action in (self.rename, self.add, self.link, self.free, self.remove):
            action.clear()
        self._hide(self.hide)
        self._offer()

    def _offer(self) -> None:
        seat = self._session.workshop.room.seats.get(self.which.value)
        show_where(seat is None, self.add.row)
        show_where(seat is not None, self.rename.row, self.link.row, self.remove.row)
        show_where(seat is not None and bool(seat.key), self.free.row)

    def _rename(self, _: Action) -> str:
        seat = self._seat()
        name, function = self._named(seat.id)
        if not same_person(name, seat.name) and _known_by_name(seat, self._session.workshop.room):
            raise InvalidChoiceError(self._words["name_stays"].format(name=seat.name))
        self._session.record(SeatRenamed(seat=seat.id, name=name, function=function))
        return str(self._words["renamed"])

    def _add(self, _: Action) -> str:
        name, function = self._named("")
        seat = Seat(id=uuid4().hex, name=name, function=function)
        self._session.record(SeatTaken(seat=seat))
        self.which.value = seat.id
        said = self._words["added"].format(name=name, button=self._words["device_link"])
        self.link.say(said)
        return ""

    def _link(self, _: Action) -> str:
        seat, secret = self._seat(), new_secret()
        self._expect_no_anonymous()
        self._session.record(SeatKeyed(seat=seat.id, key=key_of(secret)))
        address = f"{self._session.workshop.room.address or ''}/s/{secret}"
        said = self._words["link"].format(name=seat.name)
        label = escape(self._words["open_link"].format(name=seat.name))
        self._shown_link.value = (
            f'{prose_html(said)}<div class="cx-qr" role="img" aria-label="{label}">{qr_svg(address)}</div>'
            f'<p><a class="cx-button" href="{escape(address)}" target="_blank" rel="noopener">{label}</a></p>'
        )
        show_where(True, self._linked)  # noqa: FBT003 - it reads as a sentence
        return ""

    def _free(self, _: Action) -> str:
        seat = self._seat()
        self._expect_no_anonymous()
        self._session.record(SeatKeyed(seat=seat.id, key=""))
        self._hide(self.hide)
        return str(self._words["freed"])

    def _remove(self, _: Action) -> str:
        seat = self._seat()
        self._expect_unseen(seat)
        self._meant.expect(seat.id, self._words["remove_sure"].format(name=seat.name))
        self._session.record(SeatRemoved(seat=seat.id))
        self._hide(self.hide)
        self.add.say(self._words["removed"].format(name=seat.name))
        return ""

    def _hide(self, _: Action) -> str:
        self._shown_link.value = ""
        show_where(False, self._linked)  # noqa: FBT003 - it reads as a sentence
        return ""

    def _seat(self) -> Seat:
        self._session.refresh()
        seat = self._session.workshop.room.seats.get(self.which.value)
        if seat is None:
            raise InvalidChoiceError(self._words["no_seat"])
        return seat

    def _named(self, seat: str) -> tuple[str, str]:
        """Return name and function as typed, where nobody else has that name."""
        self._session.refresh()
        said = texts("desk")["actions"]
        typed = {"name": readable(self.name.value), "function": one_line(self.function.value)}
        if not typed["name"]:
            raise InvalidChoiceError(said["no_name"])
        for field, text in typed.items():
            if len(text) > _LONGEST[field]:
                raise InvalidChoiceError(
                    said["too_long"].format(field=self._words[field], most=_LONGEST[field])
                )
        others = self._session.workshop.room.seats.values()
        if any(one.id != seat and same_person(one.name, typed["name"]) for one in others):
            raise InvalidChoiceError(said["name_taken"].format(name=typed["name"]))
        return typed["name"], typed["function"]

    def _expect_no_anonymous(self) -> None:
        if self._session.workshop.room.anonymity_at_stake:
            raise InvalidChoiceError(texts("desk")["actions"]["anonymous_open"])

    def _expect_unseen(self, seat: Seat) -> None:
        """Refuse to take an answer out of a result that was shown before: what is missing would tell it."""
        for which, one in self._session.workshop.room.activities.items():
            told = one.sealed and one.ask.privacy != "named" and seat.id in one.current.answers
            if told and was_shown(self._session.events, which):
                raise InvalidChoiceError(self._words["remove_shown"].format(title=one.ask.title))


def _known_by_name(seat: Seat, room: Room) -> bool:
    """Return whether a step holds a seat's answers under its name; under another they'd be another's."""
    return any(
        seat.id in told.answers
        for activity in room.activities.values()
        if activity.ask.purpose not in NOT_DELIVERED
        for told in activity.shown
    )


def _by_name(room: Room) -> list[Seat]:
    return sorted(room.seats.values(), key=lambda seat: (seat.name.casefold(), seat.id))

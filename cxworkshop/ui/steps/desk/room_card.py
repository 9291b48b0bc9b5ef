"""The room while it is open: its code, the big screen, and who may still join."""

from html import escape

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.room_events import RoomLocked, RoomShut
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.settings import room_setting, texts
from cxworkshop.ui.room_actions import is_open
from cxworkshop.ui.steps.desk.opening import Opening
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.fold import Fold
from cxworkshop.ui.widgets.prose import heading_html, small_html
from cxworkshop.ui.widgets.second_press import SecondPress
from cxworkshop.ui.widgets.showing import show_where


class RoomCard:
    """Code and address as the big screen shows them; lock, another code, shut.

    Attributes
    ----------
    lock, shut, recode, readdress
        The buttons.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._words = session, texts("desk")["room"]
        self._meant = SecondPress()
        self._opening = Opening(session)
        self._told, self._screen = w.HTML(), w.HTML()
        self.lock = Action(self._words["lock"], self._lock, primary=False)
        self.recode = Action(self._words["recode"], self._recode, primary=False)
        self.readdress = Action(self._words["readdress"], self._readdress, primary=False)
        self.shut = Action(self._words["shut"], self._shut, primary=False)
        inside = w.VBox([self._opening.box, self.readdress.row, self.recode.row, self.shut.row])
        self._more = Fold(self._words["more"], inside)
        self._more.button.on_click(lambda _: self._opening.show())
        self.box = w.VBox([self._told, w.HBox([self._screen, self.lock.row]), self._more.box])
        self.box.add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Bring it up to the room; hidden while that is shut."""
        room, setting = workshop.room, room_setting()
        show_where(is_open(room), self.box)
        if not is_open(room) or setting is None or room.code is None:
            return
        words = self._words
        screen = f"{room.address}/screen?key={setting.screen_key}"
        devices = sum(bool(seat.key) for seat in room.seats.values())
        seats = words["seats"].format(seats=count(len(room.seats)), devices=count(devices))
        code = words["code"].format(code=f"{room.code[:3]} {room.code[3:]}")
        self._told.value = (
            f'{heading_html(words["title"])}<p class="cx-room-code">{escape(code)}</p>'
            + small_html(words["join"].format(address=(room.address or "").partition("://")[2]))
            + small_html(seats + (f". {words['locked']}" if room.locked else "."))
        )
        self._screen.value = (
            f'<a class="cx-button" href="{escape(screen)}" target="_blank" rel="noopener">'
            f"{escape(words['screen'])}</a>"
        )
        label = words["unlock" if room.locked else "lock"]
        if self.lock.button.description != label:
            self.lock.button.description = label

    def _lock(self, _: Action) -> str:
        self._session.refresh()
        self._session.record(RoomLocked(locked=not self._session.workshop.room.locked))
        return ""

    def _recode(self, _: Action) -> str:
        self._opening.open(anew=True)
        return str(self._words["recoded"])

    def _readdress(self, _: Action) -> str:
        self._opening.open()
        return str(self._words["readdressed"])

    def _shut(self, _: Action) -> str:
        self._meant.expect("shut", self._words["shut_sure"])
        self._session.record(RoomShut())
        self._more.open(opened=False)
        return ""

"""The bar "Ask the room" of a step's section: the same question on phones, while a room is open."""

from collections.abc import Callable

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.activity import Activity, Purpose
from cxworkshop.domain.results import result_of
from cxworkshop.domain.room import Room
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.asking import asked_last, once_more
from cxworkshop.ui.room_actions import Asking, RoomActions, answered, current, is_open
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.prose import heading_html, prose_html
from cxworkshop.ui.widgets.room_results import result_html

_KEPT_HERE = frozenset({"hallmarks", "metrics"})
"""Purposes whose answers no part of the step takes over: the bar shows them."""


class AskRoom:
    """Puts a section's question to the room, and turns it: one main button, which says what comes next.

    Parameters
    ----------
    session
        The workshop.
    purpose
        Whose question it is.
    make
        The question as it is asked now.
    detail
        Which one, where the purpose has several.

    Attributes
    ----------
    main, other
        The next turn, and the way back.
    """

    def __init__(
        self, session: Session, purpose: Purpose, make: Asking, detail: Callable[[], str] = str
    ) -> None:
        self._session, self._purpose, self._make, self._detail = session, purpose, make, detail
        self._words = texts("desk")["bar"]
        self._actions = RoomActions(session)
        self.main = Action(self._words["ask"], self._next)
        self.other = Action(self._words["reopen"], self._back, primary=False)
        self._said, self._shown = w.HTML(), w.HTML()
        self._at: tuple[object, ...] = ()
        buttons = w.HBox([self.main.row, self.other.row])
        self.box = w.VBox([self._said, buttons, self._shown]).add_class("cx-ask-room")
        session.on_change(self.show, room=True)
        self.show(session.workshop)

    def show(self, workshop: Workshop) -> None:
        """Say how far the question is; nothing at all while no room is open."""
        room = workshop.room
        self.box.layout.display = "" if is_open(room) else "none"
        if not is_open(room):
            return
        mine, at = self._mine(room), current(room)
        if at and at.sealed and (mine is None or at.ask.id != mine.ask.id):
            self._said.value = prose_html(self._words["other"].format(title=at.ask.title))
            self._offer("")
        elif mine and mine.sealed:
            self._said.value = prose_html(self._counted(mine, room))
            self._offer("close" if mine.phase == "open" else "reveal", back=mine.phase == "closed")
        else:
            fresh = self._make(workshop)
            again = once_more(mine, fresh)
            ask = again.ask if again else fresh
            seats = count(len(room.seats))
            said = prose_html(self._words["ready"].format(title=ask.title, seats=seats)) if ask else ""
            self._said.value = said
            self._offer("again" if again else "ask" if ask else "")
        self._show_result(mine, room)

    def _mine(self, room: Room) -> Activity | None:
        return asked_last(room, self._purpose, self._detail())

    def _counted(self, mine: Activity, room: Room) -> str:
        told, seats = answered(mine, room)
        pattern: str = self._words["counted" if mine.phase == "open" else "closed"]
        return pattern.format(answered=count(told), seats=count(seats))

    def _offer(self, step: str, *, back: bool = False) -> None:
        """Let the main button say what comes next; what it said last goes once it is something else."""
        if (step, back) != self._at:
            self._at = (step, back)
            self.main.clear()
            self.other.clear()
        if step:
            self.main.button.description = self._words[step]
        self.main.row.layout.display = "" if step else "none"
        self.other.row.layout.display = "" if back else "none"

    def _show_result(self, mine: Activity | None, room: Room) -> None:
        if mine is None or not mine.shown or self._purpose not in _KEPT_HERE:
            self._shown.value = ""
            return
        result = result_of(mine.ask, mine.shown[-1], room.seats)
        self._shown.value = heading_html(self._words["shown"]) + result_html(result)

    def _next(self, _: Action) -> str:
        step, mine = self._at[0], self._mine(self._session.workshop.room)
        if step == "ask" or mine is None:
            self._actions.ask(self._make)
        elif step == "again":
            self._actions.again(mine.ask.id)
        elif step == "close":
            self._actions.close(mine.ask.id)
        else:
            self._actions.reveal(mine.ask.id)
        return ""

    def _back(self, _: Action) -> str:
        mine = self._mine(self._session.workshop.room)
        if mine is not None:
            self._actions.reopen(mine.ask.id)
        return ""

"""What the room is at: one main button, which says what comes next."""

from collections.abc import Callable
from html import escape

import ipywidgets as w

from cxworkshop.charts.figures import count, listed
from cxworkshop.domain.activity import Activity
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.results import result_of
from cxworkshop.domain.room import Room
from cxworkshop.domain.room_events import OutcomeNoted
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import room_setting, texts
from cxworkshop.ui.asking import may_ask_again
from cxworkshop.ui.room_actions import RoomActions, answered, current, is_open
from cxworkshop.ui.room_clock import ends_at
from cxworkshop.ui.steps.desk.opening import Opening
from cxworkshop.ui.steps.desk.questions import NextQuestion
from cxworkshop.ui.steps.desk.texts_care import TextsCare
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.clock import Clock
from cxworkshop.ui.widgets.fields import area_field
from cxworkshop.ui.widgets.form import Form
from cxworkshop.ui.widgets.prose import callout_html, empty_html, heading_html, small_html
from cxworkshop.ui.widgets.room_results import apart, result_html
from cxworkshop.ui.widgets.showing import show_where

_LONGEST_OUTCOME = 1500
_MOST_APART = 3


class StageCard:
    """Opens the room, asks, closes, reveals: whatever comes next.

    Attributes
    ----------
    main
        The one button that says what comes next.
    again, back, undo
        Another round, the way back from an open or closed question, and from a reveal.
    opening, next, care
        Where phones reach the room; what to ask; the texts to look through.
    outcome, note
        What the team takes from a question.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._words = session, texts("desk")
        words = self._words["stage"]
        self._actions = RoomActions(session)
        self._at: tuple[str, str] = ("", "")
        self.opening, self.next = Opening(session), NextQuestion(self._actions)
        self.care = TextsCare(session)
        self.main = Action(words["open"], self._go)
        self.again = Action(words["again"], lambda _: self._turn(self._actions.again), primary=False)
        self.reopen = Action(words["reopen"], lambda _: self._turn(self._actions.reopen), primary=False)
        self.back = Action(words["take_back"], lambda _: self._turn(self._actions.take_back), primary=False)
        self.undo = Action(words["undo"], lambda _: self._turn(self._actions.undo_reveal), primary=False)
        self.next.which.observe(lambda _: self._name_main(), "value")
        self.outcome = area_field(words["outcome"], words["outcome_hint"])
        self._form = Form({"outcome": self.outcome})
        self.note = Action(words["note"], self._note, primary=False)
        self.clock = Clock(self._words["clock"])
        self._head, self._counted, self._result = w.HTML(), w.HTML(), w.HTML()
        self._taken = w.VBox([self.outcome, self.note.row])
        ways = (self.again, self.reopen, self.back, self.undo)
        self._buttons = w.HBox([self.main.row, *(action.row for action in ways)])
        self.box = w.VBox(
            [
                self._head,
                self.opening.box,
                self.next.box,
                self._counted,
                self.clock,
                self._buttons,
                self._result,
                self.care.box,
                self._taken,
            ]
        ).add_class("cx-card")

    def show(self, workshop: Workshop, step: str | None) -> None:
        """Bring the card up to the workshop; what somebody is typing stays.

        Parameters
        ----------
        step
            The step that the agenda is at.
        """
        room = workshop.room
        activity = current(room) if is_open(room) else None
        at = activity.phase if activity and activity.phase != "draft" else self._without(room)
        now = (at, activity.ask.id if activity else "")
        if now != self._at:
            if now[1] != self._at[1]:
                self._begin_outcome()
            self._at = now
            for action in (self.main, self.again, self.reopen, self.back, self.undo, self.note):
                action.clear()
        show_where(at == "shut", self.opening.box)
        show_where(at == "next", self.next.box)
        show_where(at != "no_server", self.main.row)
        show_where(at == "revealed" and activity is not None and may_ask_again(activity), self.again.row)
        show_where(at == "closed", self.reopen.row)
        show_where(at in {"open", "closed"}, self.back.row)
        show_where(at == "revealed", self.undo.row, self._taken)
        if at == "shut":
            self.opening.show()
        elif at == "next":
            self.next.show(workshop, step)
        self._name_main()
        self._show_head(at, activity)
        self._show_answers(at, activity, room)

    def _without(self, room: Room) -> str:
        """Return what comes next where the room is at no question."""
        if room_setting() is None:
            return "no_server"
        return "next" if is_open(room) else "shut"

    def _name_main(self) -> None:
        words = self._words["stage"]
        match self._at[0]:
            case "next":
                label = self.next.label
            case "open":
                label = words["close"]
            case "closed":
                label = words["reveal"]
            case "revealed":
                label = words["clear"]
            case _:
                label = words["open"]
        if self.main.button.description != label:
            self.main.button.description = label

    def _show_head(self, at: str, activity: Activity | None) -> None:
        words = self._words["stage"]
        if at == "no_server":
            self._head.value = empty_html(words["no_server"])
        elif at == "shut":
            self._head.value = heading_html(words["shut"]) + small_html(words["shut_note"])
        elif at == "next" or activity is None:
            self._head.value = heading_html(words["next"])
        else:
            pattern: str = words["answering" if at == "open" else at]
            said = pattern.format(round=activity.round, privacy=self._words["privacy"][activity.ask.privacy])
            self._head.value = heading_html(activity.ask.title) + small_html(said)

    def _show_answers(self, at: str, activity: Activity | None, room: Room) -> None:
        words = self._words["stage"]
        asked = activity is not None and at in {"open", "closed", "revealed"}
        self.care.show(activity if asked else None)
        timer = room.timer
        borrowed = asked and at == "open" and activity is not None and activity.ask.seconds and timer
        self.clock.until(ends_at(timer) if borrowed and timer else None)
        if not asked or activity is None:
            self._counted.value = self._result.value = ""
            return
        told, seats = answered(activity, room)
        pattern = words["counted"]
        said = pattern.format(answered=count(told), seats=escape(count(seats)))
        self._counted.value = f'<p class="cx-count">{said}</p>'
        if at != "revealed":
            self._result.value = ""
            return
        result = result_of(activity.ask, activity.current, room.seats)
        names = apart(result)[:_MOST_APART]
        talk: str = words["apart" if may_ask_again(activity) else "apart_last"]
        html = callout_html(talk.format(names=listed([*names]))) if names else ""
        self._result.value = html + result_html(result)
        self._form.fill({"outcome": activity.outcome})

    def _go(self, action: Action) -> str:
        match self._at[0]:
            case "next":
                return self.next.put(action)
            case "open":
                return self._turn(self._actions.close)
            case "closed":
                return self._turn(self._actions.reveal)
            case "revealed":
                return self._clear()
            case _:
                return self.opening.open()

    def _turn(self, act: Callable[[str], None]) -> str:
        act(self._at[1])
        return ""

    def _clear(self) -> str:
        """Put the question away; what was written and not yet noted is noted."""
        if self._form.touched:
            self._note(self.note)
        self._actions.clear(self._at[1])
        return ""

    def _begin_outcome(self) -> None:
        self.outcome.value = ""
        self._form = Form({"outcome": self.outcome})

    def _note(self, _: Action) -> str:
        outcome = tidy(self.outcome.value)
        if len(outcome) > _LONGEST_OUTCOME:
            words = texts("common")["too_long"]
            raise InvalidChoiceError(
                words.format(field=self._words["stage"]["outcome"], most=_LONGEST_OUTCOME)
            )
        self._session.record(OutcomeNoted(activity=self._at[1], outcome=outcome))
        return str(self._words["stage"]["noted"])

"""Answering the health check: several people one after the other, or one alone."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count
from cxworkshop.domain.answer_events import HealthAnswered, HealthRoundClosed
from cxworkshop.domain.health import HealthAnswer, HealthAnswers
from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.mistakes import asked_once
from cxworkshop.domain.same_person import same_person
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.inputs.mistakes import mistakes
from cxworkshop.live.session import Session
from cxworkshop.settings import SMALLEST_GROUP, texts
from cxworkshop.ui.asking import ask_health
from cxworkshop.ui.steps.health.again import ClosedRound
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.ask_room import AskRoom
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import suggesting_field, text_field, views_field
from cxworkshop.ui.widgets.prose import prose_html, small_html
from cxworkshop.ui.widgets.questionnaire import Answer, Question, Questionnaire
from cxworkshop.ui.widgets.second_press import SecondPress

UNKNOWN = "unknown"
"""The choice of who doesn't know."""


class CheckForm:
    """Asks one person after the other; nothing of what was said is shown before the round is closed.

    Attributes
    ----------
    sheet
        The questions.
    mode, who, function
        The other fields: "team" or "alone", a name, what the person is responsible for.
    save, close
        Keep a sheet; say that all have answered.
    closed
        What stands here once the round is closed.
    room
        The same questions on phones.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words["check"]
        self.sheet = Questionnaire(_questions(), words["levels"], words["sheet"])
        modes = [(label, name) for name, label in self._words["modes"].items()]
        self.mode = views_field(self._words["mode"], modes, "team")
        self.mode.observe(lambda _: self.show(session.workshop), "value")
        self.who = text_field(self._words["who"], self._words["who_hint"])
        self.function = suggesting_field(self._words["function"], self._words["function_hint"])
        self.save = Action(self._words["save"], self._save)
        self.close = Action(self._words["close"], self._close, primary=False)
        self.closed = ClosedRound(session, self._words, self._change)
        self._leaving_open, self._meant = SecondPress(), SecondPress()
        question = w.HTML(prose_html(self._words["question"]))
        self._so_far = w.HTML()
        self._person = w.Box([self.who, self.function]).add_class("cx-grid")
        self._note = w.HTML(small_html(self._words["close_note"]))
        self.room = AskRoom(session, "health", ask_health)
        self._asked = (
            question,
            self.room.box,
            self.mode,
            self._so_far,
            self.sheet,
            self._person,
            self.save.row,
            self.close.row,
            self._note,
        )
        self.box = w.VBox().add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Ask, or say that the round is closed; what somebody is answering stays."""
        latest = workshop.health[-1] if workshop.health else None
        if latest and latest.closed:
            self.closed.show(workshop)
            put_children(self.box, self.closed.box)
            return
        people = latest.answers if latest else ()
        alone = self._alone(latest)
        self._so_far.value = prose_html(self._how_many(len(people)))
        known = {one.function for each in workshop.health for one in each.answers if one.function}
        self.function.options = tuple(sorted(known))
        # Hidden rather than taken out: the sheet would be drawn anew under somebody's keys.
        _show_where(not people, self.mode)
        _show_where(not alone, self._so_far, self._person, self.close.row, self._note)
        put_children(self.box, *self._asked)

    def _alone(self, latest: HealthRound | None) -> bool:
        others = [one for one in latest.answers if one.person != self._words["alone"]] if latest else []
        return self.mode.value == "alone" and not others

    def _how_many(self, people: int) -> str:
        pattern: str = self._words[("nobody", "one", "more")[min(people, 2)]]
        return pattern.format(count=count(people))

    def _save(self, _: Action) -> str:
        self._session.refresh()
        workshop = self._session.workshop
        latest = workshop.health[-1] if workshop.health else None
        if latest and latest.closed:
            raise InvalidChoiceError(self._words["too_late"])
        alone = self._alone(latest)
        given = self._given(alone=alone)
        replaced = any(same_person(one.person, given.person) for one in (latest.answers if latest else ()))
        closing = [HealthRoundClosed()] if alone else []
        self._session.record(HealthAnswered(answers=given), *closing)
        self._clear()
        if alone:
            return str(self._words["kept_alone"])
        return str(self._words["replaced" if replaced else "kept"])

    def _given(self, *, alone: bool) -> HealthAnswers:
        """Return the sheet that was filled in; who leaves questions open must press twice."""
        who = self._words["alone"] if alone else one_line(self.who.value)
        if not who:
            raise InvalidChoiceError(texts("common")["missing_field"].format(field=self._words["who"]))
        given = self.sheet.given
        answers = {
            name: HealthAnswer(
                level=None if answer.choice in {"", UNKNOWN} else answer.choice, example=answer.example
            )
            for name, answer in given.items()
            if answer.choice or answer.example
        }
        chosen = sum(bool(answer.choice) for answer in given.values())
        if not chosen:
            raise InvalidChoiceError(self._words["nothing"])
        labels = {"person": self._words["who"], "function": self._words["function"]}
        function = "" if alone else self.function.value
        filled = checked(HealthAnswers, labels, person=who, function=function, answers=answers)
        if chosen < len(self.sheet.questions):
            self._leaving_open.expect((chosen, len(answers)), self._open_words(chosen, len(answers)))
        return filled

    def _open_words(self, chosen: int, kept: int) -> str:
        """Say how many questions are open, and what becomes of examples without an answer."""
        asked = len(self.sheet.questions)
        pattern: str = self._words["open_examples" if kept > chosen else "open"]
        return pattern.format(count=count(asked - chosen), all=count(asked), lone=count(kept - chosen))

    def _clear(self) -> None:
        """Lay out an empty sheet for the next person."""
        self._leaving_open = SecondPress()
        self.who.value = self.function.value = ""
        self.sheet.lay_out()

    def _close(self, _: Action) -> str:
        self._session.refresh()
        latest = self._session.workshop.health
        people = len(latest[-1].answers) if latest else 0
        if people < SMALLEST_GROUP:
            raise InvalidChoiceError(self._words["few"].format(count=count(people)))
        self._meant.expect_closing(people)
        self._session.record(HealthRoundClosed())
        return str(self._words["shown"])

    def _change(self, answered: HealthAnswers) -> None:
        """Lay out the answers of one who answered alone, to be changed."""
        self.mode.value = "alone"
        self.sheet.lay_out(
            {name: Answer(one.level or UNKNOWN, one.example) for name, one in answered.answers.items()}
        )


def _questions() -> list[Question]:
    return [
        Question(asked.first.id, asked.first.theme, asked.first.question) for asked in asked_once(mistakes())
    ]


def _show_where(shown: bool, *widgets: w.DOMWidget) -> None:  # noqa: FBT001 - it reads as a sentence
    for widget in widgets:
        widget.layout.display = "" if shown else "none"

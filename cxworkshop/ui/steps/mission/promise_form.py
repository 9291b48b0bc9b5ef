"""What each leader writes, alone, about the promise; hidden until the round is shown."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, listed
from cxworkshop.domain.answer_events import PromiseRoundClosed, PromisesWritten
from cxworkshop.domain.map_words import one_line, tidy
from cxworkshop.domain.promises import LONGEST_ANSWER, ROUNDS, PromiseAnswers, PromiseQuestion
from cxworkshop.domain.same_person import same_person
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import SMALLEST_GROUP, texts
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import area_field, suggesting_field, text_field, tick_field
from cxworkshop.ui.widgets.prose import empty_html, heading_html, prose_html
from cxworkshop.ui.widgets.second_press import SecondPress

QUESTIONS: tuple[PromiseQuestion, ...] = ("products", "promise", "identity", "never_said")


class PromiseForm:
    """Asks one person after the other, and shows all at once.

    Attributes
    ----------
    who, function, named, answers
        The fields: a name, a function, whether the name may be shown, and question → answer.
    save, reveal
        The buttons: keep one person's answers; close the round, so that all answers are shown.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words["form"]
        self._reveal_words, self._questions = words["reveal"], words["questions"]
        self._round, self._meant = 1, SecondPress()
        self.who = text_field(self._words["who"], self._words["who_hint"])
        self.function = suggesting_field(self._words["function"], self._words["function_hint"])
        self.named = tick_field(self._words["named"])
        self.answers = {
            name: area_field(words["questions"][name], words["hints"][name]) for name in QUESTIONS
        }
        self.save = Action(self._words["save"], self._save)
        self.reveal = Action(self._reveal_words["button"], self._reveal, primary=False)
        self._head, self._so_far = w.HTML(), w.HTML()
        self._done = w.HTML(empty_html(self._words["done"]))
        self._asked = (
            self._head,
            w.Box([self.who, self.function]).add_class("cx-grid"),
            w.Box(list(self.answers.values())).add_class("cx-grid").add_class("cx-pairs"),
            self.named,
            self.save.row,
            self._so_far,
            self.reveal.row,
        )
        self.box = w.VBox(self._asked).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Ask for the round that is open, or say that all are out; what somebody is typing stays."""
        now = _open_round(workshop)
        if now > ROUNDS:
            put_children(self.box, self._done)
            return
        if not self._typing:
            self._round = now
        title = self._words["title"].format(round=now, rounds=ROUNDS)
        lead = self._words["first" if now == 1 else "second"]
        self._head.value = heading_html(title) + prose_html(lead)
        known = {one.function for one in workshop.promises if one.function}
        self.function.options = tuple(sorted(known))
        self._so_far.value = prose_html(self._who_wrote(workshop, now))
        put_children(self.box, *self._asked)

    @property
    def _typing(self) -> bool:
        return any(field.value.strip() for field in self.answers.values())

    def _who_wrote(self, workshop: Workshop, now: int) -> str:
        people = [one.person for one in workshop.promises if one.round == now]
        if not people:
            return str(self._words["nobody"])
        pattern: str = self._words["one" if len(people) == 1 else "more"]
        return pattern.format(count=count(len(people)), names=listed(people))

    def _save(self, _: Action) -> str:
        self._session.refresh()
        workshop, words = self._session.workshop, self._words
        self._still(_open_round(workshop))
        if not one_line(self.who.value):
            raise InvalidChoiceError(texts("common")["missing_field"].format(field=words["who"]))
        said = {name: tidy(field.value) for name, field in self.answers.items()}
        said = {name: text for name, text in said.items() if text}
        if not said:
            raise InvalidChoiceError(words["nothing"])
        answers = self._checked(said)
        written = [one.person for one in workshop.promises if one.round == answers.round]
        replaced = any(same_person(one, answers.person) for one in written)
        self._session.record(PromisesWritten(answers=answers))
        for field in (self.who, self.function, *self.answers.values()):
            field.value = ""
        self.named.value = False
        return str(words["replaced" if replaced else "kept"].format(who=answers.person))

    def _still(self, now: int) -> None:
        """Refuse what was begun before the answers of its round were shown; the next press counts."""
        if now > ROUNDS:
            raise InvalidChoiceError(self._words["late_last"])
        begun, self._round = self._round, now
        if begun != now:
            raise InvalidChoiceError(self._words["late"].format(round=begun, next=now))

    def _checked(self, said: dict[PromiseQuestion, str]) -> PromiseAnswers:
        for name, text in said.items():
            if len(text) > LONGEST_ANSWER:
                label = self._questions[name]
                raise InvalidChoiceError(texts("common")["too_long"].format(field=label, most=LONGEST_ANSWER))
        labels = {"person": self._words["who"], "function": self._words["function"]}
        return checked(
            PromiseAnswers,
            labels,
            person=self.who.value,
            function=self.function.value,
            round=self._round,
            named=self.named.value,
            answers=said,
        )

    def _reveal(self, _: Action) -> str:
        self._session.refresh()
        workshop, words = self._session.workshop, self._reveal_words
        now = _open_round(workshop)
        people = sum(one.round == now for one in workshop.promises)
        if now > ROUNDS:
            raise InvalidChoiceError(self._words["late_last"])
        if people < SMALLEST_GROUP:
            raise InvalidChoiceError(words["too_few"].format(least=SMALLEST_GROUP, count=count(people)))
        self._meant.expect_closing(people)
        self._session.record(PromiseRoundClosed(round=now))
        return str(words["closed"].format(round=now))


def _open_round(workshop: Workshop) -> int:
    """Return the round that takes answers; one more than there are when all are out."""
    return workshop.promises_out + 1

"""Each person's guess of the first driver, and all of them beside the evidence afterwards."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, listed
from cxworkshop.domain.drivers import DriverEvidence
from cxworkshop.domain.events import PredictionMade
from cxworkshop.domain.predictions import FIRST_DRIVER, guesses
from cxworkshop.domain.touchpoint_names import touchpoint_labels
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.asking import ask_driver
from cxworkshop.ui.steps.drivers.labels import outcome_words
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.ask_room import AskRoom
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import choice_field, text_field
from cxworkshop.ui.widgets.prose import empty_html, fold_html, heading_html, prose_html, table_html


class GuessCard:
    """Asks one person after the other; what was guessed stays hidden until the evidence is out.

    Attributes
    ----------
    who, driver, save
        A name or initials, the touchpoint guessed, and the button that records it.
    room
        The same question on phones.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self.who = text_field(words["who"], words["who_hint"])
        self.driver = choice_field(words["driver"], [])
        self.save = Action(words["save"], self._save)
        self._so_far, self._result = w.HTML(), w.HTML()
        fields = w.Box([self.who, self.driver]).add_class("cx-grid")
        question = w.HTML(prose_html(words["question"]))
        self.room = AskRoom(session, "prediction", ask_driver, lambda: FIRST_DRIVER)
        self._asked = (question, fields, self.save.row, self._so_far, self.room.box)
        self.box = w.VBox(self._asked).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Ask, or show what was guessed; what somebody is choosing stays."""
        labels, found = touchpoint_labels(workshop), workshop.drivers
        options = [(label, name) for name, label in labels.items()]
        if options != list(self.driver.options):
            chosen = self.driver.value
            self.driver.options = options
            self.driver.value = chosen if chosen in labels else None
        if not labels:
            self._result.value = empty_html(self._words["no_tables"])
        elif found:
            self._result.value = self._result_html(workshop, found)
        self._so_far.value = prose_html(self._who_guessed(workshop))
        put_children(self.box, *((self._result,) if found or not labels else self._asked))

    def _who_guessed(self, workshop: Workshop) -> str:
        people = [self._name(person) for person in guesses(workshop, FIRST_DRIVER)]
        if not people:
            return str(self._words["nobody"])
        pattern: str = self._words["one" if len(people) == 1 else "more"]
        return pattern.format(count=count(len(people)), names=listed(people))

    def _name(self, person: str) -> str:
        return person or str(self._words["team"])

    def _save(self, _: Action) -> str:
        workshop = self._session.workshop
        if workshop.drivers:
            raise InvalidChoiceError(texts("common")["guess_too_late"])
        if self.driver.value is None:
            raise InvalidChoiceError(self._words["choose"])
        person = self.who.value.strip()
        replaced = person in guesses(workshop, FIRST_DRIVER)
        labels = {"person": self._words["who"]}
        self._session.record(
            checked(PredictionMade, labels, question=FIRST_DRIVER, answer=self.driver.value, person=person)
        )
        self.who.value, self.driver.value = "", None
        return str(self._words["replaced" if replaced else "kept"].format(who=self._name(person)))

    def _result_html(self, workshop: Workshop, found: DriverEvidence) -> str:
        from cxworkshop.charts.findings_drivers import find_drivers  # noqa: PLC0415 - Altair is heavy

        truth = find_drivers(found.everyone, found.labels, outcome_words(found))
        made = guesses(workshop, FIRST_DRIVER)
        if not made:
            return empty_html(self._words["none_made"])
        labels = found.labels | touchpoint_labels(workshop)
        table = self._words["table"]
        rows = [(self._name(person), labels.get(name, name)) for person, name in made.items()]
        return (
            heading_html(truth)
            + ("" if found.everyone.weak else prose_html(self._said(found, list(made.values()), labels)))
            + fold_html(self._words["fold"], table_html(table["caption"], table["columns"], rows))
        )

    def _said(self, found: DriverEvidence, guessed: list[str], labels: dict[str, str]) -> str:
        """Say how many guesses are among the drivers that can't be told apart from the first."""
        first = found.everyone.drivers[0].group if found.everyone.drivers else 0
        leading = {one.name for one in found.everyone.drivers if one.group == first}
        right = sum(name in leading for name in guessed)
        if len(guessed) == 1:
            pattern: str = self._words["right" if right else "wrong"]
            return pattern.format(guess=labels.get(guessed[0], guessed[0]))
        return str(self._words["right_more"].format(n=count(right), people=count(len(guessed))))

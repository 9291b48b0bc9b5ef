"""Each person's guess before the evidence, and all of them beside it afterwards."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, listed, percent
from cxworkshop.charts.findings_profit import find_guessed_segments, find_guessed_shares
from cxworkshop.domain.events import PredictionMade
from cxworkshop.domain.predictions import TOP_FIFTH_SHARE, guessed_shares, guesses, top_segment
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.asking import HIGHEST_SHARE, ask_segment, ask_share
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.ask_room import AskRoom
from cxworkshop.ui.widgets.fields import choice_field, entered, number_field, text_field
from cxworkshop.ui.widgets.prose import empty_html, fold_html, heading_html, prose_html, table_html


class GuessCard:
    """Asks one person after the other; what was guessed stays hidden until the evidence is out.

    Attributes
    ----------
    share_room, segment_room
        The same questions on phones.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self.about = choice_field(words["about"], [])
        self.about.observe(lambda _: self._offer(), "value")
        self.who = text_field(words["who"], words["who_hint"])
        self.segment = choice_field(words["segment"], [])
        self.share = number_field(words["share"], words["share_hint"])
        self.save = Action(words["save"], self._save)
        self._so_far, self._result = w.HTML(), w.HTML()
        fields = w.Box([self.about, self.who, self.segment, self.share]).add_class("cx-grid")
        question = w.HTML(prose_html(words["question"]))
        self.share_room = AskRoom(session, "prediction", ask_share, lambda: TOP_FIFTH_SHARE)
        self.segment_room = AskRoom(
            session,
            "prediction",
            lambda workshop: ask_segment(workshop, self.about.value),
            lambda: top_segment(self.about.value or ""),
        )
        rooms = (self.share_room.box, self.segment_room.box)
        self._asked = (question, fields.add_class("cx-guess"), self.save.row, self._so_far, *rooms)
        self.box = w.VBox(self._asked).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Ask, or show what was guessed."""
        self._show_attributes(workshop)
        found = workshop.profit
        self._so_far.value = prose_html(self._who_guessed(workshop))
        self._result.value = self._result_html(workshop, found) if found else ""
        self.box.children = (self._result,) if found else self._asked

    def _show_attributes(self, workshop: Workshop) -> None:
        customers = workshop.tables.get(Role.CUSTOMERS)
        self._categories = (
            {name: found for name, found in customers.categories.items() if found} if customers else {}
        )
        names = tuple(self._categories)
        if names != tuple(self.about.options):
            chosen = self.about.value
            self.about.options = names
            self.about.value = chosen if chosen in names else next(iter(names), None)
        for field in (self.about, self.segment):
            field.layout.display = "" if names else "none"
        self._offer()

    def _offer(self) -> None:
        options = self._categories.get(self.about.value, ())
        if options != tuple(self.segment.options):
            self.segment.options = options
            self.segment.value = None
        self.segment_room.show(self._session.workshop)

    def _who_guessed(self, workshop: Workshop) -> str:
        people = list(
            dict.fromkeys(
                person for question in self._questions(workshop) for person in guesses(workshop, question)
            )
        )
        if not people:
            return str(self._words["nobody"])
        pattern: str = self._words["one" if len(people) == 1 else "more"]
        return pattern.format(
            count=count(len(people)), names=listed([self._name(person) for person in people])
        )

    def _questions(self, workshop: Workshop) -> list[str]:
        asked = {top_segment(name) for name in self._categories}
        return [TOP_FIFTH_SHARE, *(question for question in workshop.predictions if question in asked)]

    def _name(self, person: str) -> str:
        return person or str(self._words["team"])

    def _save(self, _: Action) -> str:
        workshop = self._session.workshop
        if workshop.profit:
            raise InvalidChoiceError(texts("common")["guess_too_late"])
        person = self.who.value.strip()
        known = self._name(person)
        answers = self._answers()
        replaced = person in guesses(workshop, TOP_FIFTH_SHARE)
        labels = {"person": self._words["who"]}
        self._session.record(
            *(
                checked(PredictionMade, labels, question=question, answer=answer, person=person)
                for question, answer in answers.items()
            )
        )
        self.who.value, self.share.value, self.segment.value = "", "", None
        return str(self._words["replaced" if replaced else "kept"].format(who=known))

    def _answers(self) -> dict[str, str]:
        """Return question → answer, all given."""
        answers = {}
        if self.segment.options:
            if self.segment.value is None:
                raise InvalidChoiceError(self._words["no_segment"])
            answers[top_segment(self.about.value)] = self.segment.value
        share = entered(self.share)
        if not isinstance(share, float) or not 0 <= share <= HIGHEST_SHARE:
            raise InvalidChoiceError(
                self._words["no_share"].format(most=HIGHEST_SHARE, value=self.share.value)
            )
        return answers | {TOP_FIFTH_SHARE: f"{share:g}"}

    def _result_html(self, workshop: Workshop, found: ProfitEvidence) -> str:
        shares, segments = guessed_shares(workshop), guesses(workshop, top_segment(found.by))
        if not shares and not segments:
            return empty_html(self._words["none_made"])
        said = (
            find_guessed_shares(found.whale, list(shares.values())),
            find_guessed_segments(found, list(segments.values())),
        )
        head = "".join(heading_html(sentence) for sentence in said if sentence)
        return head + fold_html(self._words["fold"], self._table(found, shares, segments))

    def _table(self, found: ProfitEvidence, shares: dict[str, float], segments: dict[str, str]) -> str:
        words, none = self._words["table"], texts("common")["none"]
        truth = found.whale.top["0.2"] if found.whale.top else None
        first = max(found.segments, key=lambda segment: segment.profit, default=None)
        people = dict.fromkeys([*shares, *segments])
        far = sorted(people, key=lambda person: -abs(shares.get(person, 0) - (truth or 0)))
        rows = [
            (
                self._name(person),
                segments.get(person, none),
                percent(shares[person]) if person in shares else none,
            )
            for person in far
        ]
        shown = (words["truth"], first.name if first else none, none if truth is None else percent(truth))
        return table_html(words["caption"], words["columns"], [*rows, shown])

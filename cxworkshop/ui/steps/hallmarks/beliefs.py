"""What each leader believes customers feel, asked before the evidence."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, listed
from cxworkshop.domain.events import BeliefsGiven
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.same_person import same_person
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.touchpoint_names import labels_of
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.asking import ask_beliefs
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.ask_room import AskRoom
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import entered, number_field, suggesting_field, text_field
from cxworkshop.ui.widgets.prose import empty_html, prose_html


class BeliefForm:
    """Asks one leader after the other; what was said stays hidden until the evidence is out.

    Attributes
    ----------
    who, function, scores
        The fields: a name, what the person is responsible for, and touchpoint → score.
    room
        The same question on phones.
    """

    def __init__(self, session: Session, words: dict[str, Any]) -> None:
        self._session, self._words = session, words
        self.who = text_field(words["who"], words["who_hint"])
        self.function = suggesting_field(words["function"], words["function_hint"])
        self.scores: dict[str, w.Text] = {}
        self.save = Action(words["save"], self._save)
        self._rows, self._so_far, self._said = w.Box().add_class("cx-grid"), w.HTML(), w.HTML()
        person = w.Box([self.who, self.function]).add_class("cx-grid")
        question = w.HTML(prose_html(words["question"]))
        self.room = AskRoom(session, "beliefs", ask_beliefs)
        self._asked = (question, person, self._rows, self.save.row, self._so_far, self.room.box)
        self.box = w.VBox(self._asked).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """Ask, or say why not; what somebody is typing stays."""
        survey = workshop.tables.get(Role.SURVEY)
        if sentence := self._not_asked(workshop, survey):
            self._said.value = empty_html(sentence)
            put_children(self.box, self._said)
            return
        if survey:
            self._show_rows(survey, workshop.today)
        known = {beliefs.function for beliefs in workshop.beliefs if beliefs.function}
        self.function.options = tuple(sorted(known))
        self._so_far.value = prose_html(self._who_answered(workshop))
        put_children(self.box, *self._asked)

    def _not_asked(self, workshop: Workshop, survey: AttachedTable | None) -> str | None:
        words, people = self._words, len(workshop.beliefs)
        if workshop.touchpoints:
            pattern: str = words[("out_none", "out_one", "out")[min(people, 2)]]
            return pattern.format(count=count(people))
        if survey is None:
            return str(words["no_tables"])
        return None if survey.scale else str(words["no_scale"])

    def _show_rows(self, survey: AttachedTable, today: JourneyMap | None) -> None:
        labels = labels_of(survey, today)
        low, high = survey.scale or (0, 0)
        hint = self._words["score_hint"].format(low=f"{low:g}", high=f"{high:g}")
        for name, label in labels.items():
            field = self.scores.setdefault(name, number_field(label))
            field.description, field.placeholder = label, hint
        put_children(self._rows, *(self.scores[name] for name in labels))

    def _who_answered(self, workshop: Workshop) -> str:
        people = [beliefs.person for beliefs in workshop.beliefs]
        if not people:
            return str(self._words["nobody"])
        pattern: str = self._words["one" if len(people) == 1 else "more"]
        return pattern.format(count=count(len(people)), names=listed(people))

    def _save(self, _: Action) -> str:
        workshop, words = self._session.workshop, self._words
        if workshop.touchpoints:
            raise InvalidChoiceError(texts("common")["guess_too_late"])
        survey = workshop.tables.get(Role.SURVEY)
        if survey is None or survey.scale is None:
            raise MissingStepError(words["no_scale" if survey else "no_tables"])
        labels = {"person": words["who"], "function": words["function"]}
        scores = self._read(survey.scale, labels_of(survey, workshop.today))
        beliefs = checked(Beliefs, labels, person=self.who.value, function=self.function.value, scores=scores)
        replaced = any(same_person(other.person, beliefs.person) for other in workshop.beliefs)
        self._session.record(BeliefsGiven(beliefs=beliefs))
        for field in (self.who, self.function, *self.scores.values()):
            field.value = ""
        return str(words["replaced" if replaced else "kept"].format(who=beliefs.person))

    def _read(self, scale: tuple[float, float], labels: dict[str, str]) -> dict[str, float]:
        """Return the scores that were given, all on the scale."""
        if not one_line(self.who.value):
            raise InvalidChoiceError(texts("common")["missing_field"].format(field=self._words["who"]))
        ends = {"low": f"{scale[0]:g}", "high": f"{scale[1]:g}"}
        scores = {}
        for name, label in labels.items():
            score = entered(self.scores[name])
            if score is None:
                continue
            if not isinstance(score, float) or not scale[0] <= score <= scale[1]:
                came = self.scores[name].value.strip()
                raise InvalidChoiceError(self._words["not_a_score"].format(label=label, value=came, **ends))
            scores[name] = score
        if not scores:
            raise InvalidChoiceError(self._words["no_score"].format(**ends))
        return scores

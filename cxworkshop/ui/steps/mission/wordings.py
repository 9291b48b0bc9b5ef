"""Wordings of the mission on the table: word by word, people mark what to keep and what to strike."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import ipywidgets as w

from cxworkshop.charts.figures import count, short
from cxworkshop.domain.answer_events import MissionDrafted
from cxworkshop.domain.map_words import one_line, tidy
from cxworkshop.domain.mission_drafts import (
    MOST_VARIANTS,
    AddVariant,
    DropVariant,
    MarkWords,
    ShowMarks,
    Variant,
    WordMarks,
)
from cxworkshop.domain.word_tally import without_struck, word_tally, words_of
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.live.session import Session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.reveal import expect_enough
from cxworkshop.ui.steps.step import checked
from cxworkshop.ui.widgets.actions import Action
from cxworkshop.ui.widgets.children import put_children
from cxworkshop.ui.widgets.fields import area_field, choice_field, text_field
from cxworkshop.ui.widgets.prose import empty_html, heading_html, prose_html, small_html
from cxworkshop.ui.widgets.word_marks import WordMarksField

_LONGEST = 90
"""Longest text of a wording in the list to choose from."""


class Wordings:
    """Puts wordings on the table, one of them looked at; its words are marked by one person after the other.

    Parameters
    ----------
    session, words
        The workshop, and ``drafts`` of ``templates/texts/mission.yaml``.
    growing
        Returns the sentence that stands in the mission's fields, "" for none.
    on_use
        Puts a wording into the mission's fields.

    Attributes
    ----------
    text, add, copy
        A new wording, the button that puts it on the table, and the one that copies the mission's fields.
    which, field, who, mark, counts
        The wording looked at, its words, whose marks they are, the button that keeps them, and the one that
        shows how many keep and strike each word.
    use, merge, drop
        Buttons: into the mission's fields, the same without what is struck, off the table.
    """

    def __init__(
        self,
        session: Session,
        words: dict[str, Any],
        growing: Callable[[], str],
        on_use: Callable[[str], None],
    ) -> None:
        self._session, self._words, self._growing, self._on_use = session, words, growing, on_use
        self._variants: dict[str, Variant] = {}
        self.text = area_field(words["text"], words["text_hint"])
        self.add = Action(words["add"], self._on_add, primary=False)
        self.copy = Action(words["copy"], self._on_copy, primary=False)
        self.which = choice_field(words["which"], [])
        self.field = WordMarksField(words["field"])
        self.who = text_field(words["who"], words["who_hint"])
        self.mark = Action(words["mark"], self._on_mark)
        self.counts = Action(words["show_counts"], self._on_counts, primary=False)
        self.use = Action(words["use"], lambda _: self._take(self._looked_at.text), primary=False)
        self.merge = Action(words["merge"], self._on_merge, primary=False)
        self.drop = Action(words["drop"], self._on_drop, primary=False)
        self._so_far, self._none = w.HTML(), w.HTML(empty_html(words["none"]))
        self.which.observe(lambda _: self._show_words(), "value")
        self._new = w.VBox([self.text, w.HBox([self.add.row, self.copy.row]).add_class("cx-decision-bar")])
        taking = w.HBox([self.use.row, self.merge.row, self.drop.row]).add_class("cx-decision-bar")
        about = w.HTML(small_html(words["about"]))
        self._marking = (
            self.which,
            about,
            self.field,
            self.who,
            self.mark.row,
            self._so_far,
            self.counts.row,
            taking,
        )
        self._title = w.HTML(heading_html(words["title"]))
        self.box = w.VBox([self._title, self._new, self._none])

    def show(self, workshop: Workshop) -> None:
        """Bring the wordings up to the drafts; marks that aren't kept yet stay."""
        variants = {variant.id: variant for variant in workshop.drafts.variants}
        options = [
            (f"{number}. {short(one_line(variant.text), _LONGEST)}", variant.id)
            for number, variant in enumerate(variants.values(), 1)
        ]
        chosen, new = self.which.value, [name for name in variants if name not in self._variants]
        self._variants = variants
        if options != list(self.which.options):
            self.which.options = options
            self.which.value = chosen if chosen in variants else next(iter(new or variants), None)
        put_children(self.box, self._title, self._new, *(self._marking if variants else (self._none,)))
        self._show_words()

    @property
    def _looked_at(self) -> Variant:
        found = self._variants.get(self.which.value)
        if found is None:
            raise InvalidChoiceError(self._words["none"])
        return found

    def _show_words(self) -> None:
        variant = self._variants.get(self.which.value)
        if variant is None:
            return
        self.field.ask(words_of(variant.text))
        shown = self._shown_marks(variant)
        tally = word_tally(variant.text, shown)
        self.field.counts = [[one.keep, one.strike] for one in tally] if shown else []
        pattern: str = self._words["counted" if shown else "so_far"]
        people, seen = count(len(self._marks(variant))), count(len(shown))
        self._so_far.value = prose_html(pattern.format(count=people, shown=seen))

    def _marks(self, variant: Variant) -> list[WordMarks]:
        return [one for one in self._session.workshop.drafts.marks if one.variant == variant.id]

    def _shown_marks(self, variant: Variant) -> tuple[WordMarks, ...]:
        """Return the marks that the counts were shown with."""
        return tuple(one for one in self._session.workshop.drafts.counted if one.variant == variant.id)

    def _on_counts(self, _: Action) -> str:
        self._session.refresh()
        variant = self._looked_at
        expect_enough(self._marks(variant), self._shown_marks(variant))
        self._session.record(MissionDrafted(edit=ShowMarks(target=variant.id)))
        return ""

    def _on_add(self, _: Action) -> str:
        if len(self._variants) >= MOST_VARIANTS:
            raise InvalidChoiceError(self._words["too_many"].format(most=MOST_VARIANTS))
        text = tidy(self.text.value)
        if any(one_line(text) == one_line(variant.text) for variant in self._variants.values()):
            raise InvalidChoiceError(self._words["there_already"])
        variant = checked(Variant, {"text": self._words["text"]}, id=uuid4().hex, text=text)
        self._session.record(MissionDrafted(edit=AddVariant(variant=variant)))
        self.which.value = variant.id
        self.text.value = ""
        return str(self._words["added"])

    def _on_copy(self, _: Action) -> str:
        if not (sentence := self._growing()):
            raise InvalidChoiceError(self._words["no_sentence"])
        self.text.value = sentence
        return ""

    def _on_mark(self, _: Action) -> str:
        keep, strike = self.field.places("keep"), self.field.places("strike")
        if not one_line(self.who.value):
            raise InvalidChoiceError(texts("common")["missing_field"].format(field=self._words["who"]))
        if not keep and not strike:
            raise InvalidChoiceError(self._words["nothing_marked"])
        labels = {"person": self._words["who"]}
        variant = self._looked_at.id
        marks = checked(WordMarks, labels, person=self.who.value, variant=variant, keep=keep, strike=strike)
        self._session.record(MissionDrafted(edit=MarkWords(marks=marks)))
        self.field.marks, self.who.value = {}, ""
        return str(self._words["marked"].format(who=marks.person))

    def _on_merge(self, _: Action) -> str:
        variant = self._looked_at
        shown = self._shown_marks(variant)
        if not shown:
            raise MissingStepError(self._words["no_counts"])
        left = without_struck(variant.text, word_tally(variant.text, shown))
        if not left:
            raise InvalidChoiceError(self._words["nothing_left"])
        return self._take(left)

    def _take(self, wording: str) -> str:
        self._on_use(wording)
        return str(self._words["used"])

    def _on_drop(self, _: Action) -> str:
        self._session.record(MissionDrafted(edit=DropVariant(target=self._looked_at.id)))
        return str(self._words["dropped"])

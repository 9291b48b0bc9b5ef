"""A question put to the room: what was asked, how far it is, and what was answered in each round."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from cxworkshop.domain.map_words import Mention, Note
from cxworkshop.domain.model import Model
from cxworkshop.domain.people import Id, Seconds
from cxworkshop.domain.questions import ItemId, Question
from cxworkshop.domain.responses import Answer
from cxworkshop.domain.statements import Phrase

Phase = Literal["draft", "open", "closed", "revealed"]

Privacy = Literal["named", "unnamed", "anonymous"]
"""With names; kept by seat but never shown with names; kept so that nothing leads to a seat."""

Purpose = Literal[
    "free",
    "health",
    "promise",
    "laundry",
    "prediction",
    "beliefs",
    "hallmarks",
    "policies",
    "metrics",
    "consent",
]
"""Which part of the workshop takes the answers over once they are revealed; "free" for none."""

MOST_ROUNDS = 9

ALLOWED: dict[Phase, tuple[Phase, ...]] = {
    "draft": ("open",),
    "open": ("closed",),
    "closed": ("revealed", "open"),
    "revealed": ("open",),
}
"""From which phase a question may turn to which; from revealed to open begins the next round."""


class Ask(Model):
    """What is asked. ``detail`` says which prediction or decision, where the purpose has several.

    ``seconds`` is what the clock is set to when it opens; 0 for no clock.
    """

    id: Id
    title: Phrase
    explain: Note = ""
    question: Question
    privacy: Privacy = "unnamed"
    purpose: Purpose = "free"
    detail: Annotated[Mention, Field(max_length=300)] = ""
    seconds: Seconds = 0


class TextKey(Model):
    """One text of a round: whose (seat or token), and of which item ("" where there is only one)."""

    who: Id
    item: ItemId | Literal[""] = ""


class MergedTexts(Model):
    """Texts that say the same, under one wording."""

    name: Phrase
    texts: tuple[TextKey, ...]


class ActivityRound(Model):
    """The last answer of each seat (or token, where anonymous), texts hidden and texts merged.

    ``opened`` is when it began, which is all that anonymous answers say of their time; ``seated`` how many
    sat in the room then: to an anonymous question only they answer, since an answer of somebody who came
    later would stand in the log right after their coming.
    """

    opened: AwareDatetime | None = None
    seated: Annotated[int, Field(ge=0)] = 0
    answers: dict[Id, Answer] = Field(default_factory=dict)
    hidden: tuple[TextKey, ...] = ()
    merged: tuple[MergedTexts, ...] = ()


class Activity(Model):
    """A question and its rounds; the last round is the current one. ``outcome`` is what the team noted."""

    ask: Ask
    phase: Phase = "draft"
    rounds: tuple[ActivityRound, ...] = ()
    outcome: Note = ""

    @property
    def round(self) -> int:
        """The number of the current round, 0 before the first."""
        return len(self.rounds)

    @property
    def current(self) -> ActivityRound:
        """The current round; an empty one before the first."""
        return self.rounds[-1] if self.rounds else ActivityRound()

    @property
    def shown(self) -> tuple[ActivityRound, ...]:
        """The rounds that were revealed, the earliest first."""
        return self.rounds if self.phase == "revealed" else self.rounds[:-1]

    @property
    def sealed(self) -> bool:
        """Whether there are answers that nobody has seen yet."""
        return self.phase in {"open", "closed"}

    def turned(self, to: Phase) -> "Activity":
        """Return the question in phase ``to``; as it is where it can't turn to that."""
        begins = to == "open" and self.phase != "closed"
        if to not in ALLOWED[self.phase] or (begins and self.round >= MOST_ROUNDS):
            return self
        rounds = (*self.rounds, ActivityRound()) if begins else self.rounds
        return self.model_copy(update={"phase": to, "rounds": rounds})

    def with_current(self, **changes: object) -> "Activity":
        """Return the question with its current round changed."""
        latest = self.current.model_copy(update=changes)
        return self.model_copy(update={"rounds": (*self.rounds[:-1], latest)})

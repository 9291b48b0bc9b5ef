"""The catalogue of mistakes that derail a programme, each with its question and its remedy."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cxworkshop.domain.model import Model

StepId = Literal[
    "00_start",
    "01_health_check",
    "02_mission_and_success",
    "03_profitable_segments",
    "04_hallmark_touchpoints",
    "05_value_drivers",
    "06_commitments",
    "07_share",
]
"""A step of the workshop, in order."""

AFTERWARDS = "after the workshop"
"""In place of a step: what deserves its time once everybody has gone home."""

Effort = Literal["low", "middle", "high"]
"""What it takes to stop: a leader within weeks; several functions within a quarter; longer."""

_Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=150)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,20}$")]


class Exercise(Model):
    """What a team does about a mistake: its name, and one line on what is done."""

    name: _Short
    what: _Line


class Mistake(Model):
    """One way in which a programme fails; a high answer to ``question`` means that it is made.

    ``signs`` say how it shows. ``step`` mends it and deserves ``minutes`` for it. ``same_as`` are the ids of
    others that say the same and are asked together with it.
    """

    id: _Id
    theme: _Short
    mistake: _Short
    signs: Annotated[tuple[_Line, ...], Field(min_length=2, max_length=4)]
    question: _Line
    instead: _Text
    exercise: Exercise
    step: Literal[StepId, "after the workshop"]
    sources: Annotated[tuple[_Short, ...], Field(min_length=1)]
    same_as: tuple[_Id, ...] = ()
    minutes: Annotated[int, Field(ge=5, le=120)]
    effort: Effort


class Asked(Model):
    """One question of the health check: the first of ``mistakes``, which all say the same, words it."""

    mistakes: Annotated[tuple[Mistake, ...], Field(min_length=1)]

    @property
    def first(self) -> Mistake:
        """The mistake that words the question."""
        return self.mistakes[0]

    @property
    def ids(self) -> tuple[str, ...]:
        """The mistakes' ids; an answer to any of them is an answer to the question."""
        return tuple(one.id for one in self.mistakes)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where they come from, each source once."""
        return tuple(dict.fromkeys(source for one in self.mistakes for source in one.sources))


def asked_once(mistakes: Sequence[Mistake]) -> tuple[Asked, ...]:
    """Return the questions to ask: mistakes that say the same share one, at the place of the first.

    It is enough that one of two names the other, and what two share with a third they share with each other.
    """
    groups: list[list[Mistake]] = []
    for one in mistakes:
        same = [group for group in groups if any(_say_the_same(one, other) for other in group)]
        if not same:
            groups.append([one])
            continue
        first, *others = same
        first.append(one)
        for group in others:
            first.extend(group)
            groups.remove(group)
    places = {one.id: place for place, one in enumerate(mistakes)}
    return tuple(Asked(mistakes=tuple(sorted(group, key=lambda one: places[one.id]))) for group in groups)


def _say_the_same(one: Mistake, other: Mistake) -> bool:
    return one.id in other.same_as or other.id in one.same_as

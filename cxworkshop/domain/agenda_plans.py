"""Plans for the day: which step takes which minutes, what to say, and what to cut when late."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from cxworkshop.domain.chain import Decision
from cxworkshop.domain.mistakes import StepId
from cxworkshop.domain.model import Model

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Minutes = Annotated[int, Field(ge=1, le=600)]

RULE = "agenda_plan"
"""Kind of error: a rule of plans is broken, and the message says which and how to mend it."""


class AgendaSlot(Model):
    """One entry of a plan: a step's work, or a break (without anything to say or to cut).

    ``say`` are the facilitator's words, ``when_late`` what to leave out, ``decides`` the decisions it ends
    with.
    """

    minutes: Minutes
    step: Literal[StepId, "break"]
    title: Title
    say: Annotated[str, StringConstraints(strip_whitespace=True, max_length=600)] = ""
    materials: tuple[Line, ...] = ()
    when_late: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    decides: tuple[Decision, ...] = ()

    @model_validator(mode="after")
    def _work_is_told(self) -> Self:
        told = {"say": self.say, "materials": self.materials, "when_late": self.when_late}
        empty = next((name for name, value in told.items() if not value), None)
        if self.step != "break" and empty:
            raise PydanticCustomError(RULE, "“{field}” is missing; write it", {"field": empty})
        return self


class AgendaSession(Model):
    """What is done in one sitting, after what was to be done ``before`` it."""

    title: Title
    minutes: Minutes
    before: tuple[Line, ...] = ()
    slots: Annotated[tuple[AgendaSlot, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Self:
        _expect_sum(self.minutes, "slots", self.slots)
        return self


class AgendaPlan(Model):
    """A workshop's plan in one or several sessions; ``fits`` says for whom, ``id`` is its file's name."""

    id: Title
    name: Title
    fits: Line
    minutes: Minutes
    sessions: Annotated[tuple[AgendaSession, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Self:
        _expect_sum(self.minutes, "sessions", self.sessions)
        return self

    @property
    def slots(self) -> tuple[AgendaSlot, ...]:
        """All entries of all sessions, in order."""
        return tuple(slot for session in self.sessions for slot in session.slots)

    @property
    def minutes_by_step(self) -> dict[str, int]:
        """Minutes of each step in all sessions together; breaks aren't steps."""
        steps: dict[str, int] = {}
        for slot in self.slots:
            if slot.step != "break":
                steps[slot.step] = steps.get(slot.step, 0) + slot.minutes
        return steps

    @property
    def decided(self) -> frozenset[Decision]:
        """The decisions that the plan ends with."""
        return frozenset(decision for slot in self.slots for decision in slot.decides)


def _expect_sum(minutes: int, parts: str, held: tuple[AgendaSlot, ...] | tuple[AgendaSession, ...]) -> None:
    total = sum(part.minutes for part in held)
    if total != minutes:
        raise PydanticCustomError(
            RULE,
            "“minutes” is {minutes}, but its {parts} add up to {total}; make them agree",
            {"minutes": minutes, "parts": parts, "total": total},
        )

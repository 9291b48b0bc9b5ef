"""Decision 2: the segments to design for."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from cxworkshop.domain.model import Model
from cxworkshop.domain.profit import WhaleGroupName
from cxworkshop.domain.statements import Phrase

GroupAction = Literal["grow", "maintain", "harvest", "reprice", "exit"]
"""What is done about a group of the whale curve."""

USUAL_ACTIONS: dict[WhaleGroupName, GroupAction] = {
    "builders": "grow",
    "rest": "maintain",
    "eroders": "reprice",
}
"""What is offered until the team says otherwise."""

MOST_LINES = 8

Lines = Annotated[tuple[Phrase, ...], Field(max_length=MOST_LINES)]


class TargetSegments(Model):
    """The values of attribute ``by`` that the team designs for, and why.

    ``not_targets`` are deliberately none, for ``not_reason``. ``actions`` says what is done about the groups
    of the whale curve.
    """

    by: Phrase
    targets: tuple[Phrase, ...]
    reason: str = ""
    not_targets: tuple[Phrase, ...] = ()
    not_reason: str = ""
    actions: dict[WhaleGroupName, GroupAction] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if both := set(self.targets) & set(self.not_targets):
            msg = f"{min(both)} can't be a target and deliberately none at once"
            raise ValueError(msg)
        return self

    def among(self, by: str) -> tuple[str, ...]:
        """Return the targets where they are values of attribute ``by``, else none."""
        return self.targets if by == self.by else ()


class Persona(Model):
    """One target segment as a person: ``segment`` is a value of the attribute ``by``.

    ``jobs`` are what the person wants done; ``quotes`` a customer's own words.
    """

    by: Phrase
    segment: Phrase
    name: Phrase
    needs: Lines = ()
    behaviours: Lines = ()
    jobs: Lines = ()
    quotes: Lines = ()

"""Decision 3: the hallmark touchpoints."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase

MOST_HALLMARKS = 5
"""Most hallmarks, unless the team sets another limit."""

MOST_EVER = 9


Rating = Annotated[float, Field(ge=0, le=10)]
"""How far a touchpoint lets the firm be different, as the team rates it."""


class Hallmark(Model):
    """One touchpoint where the brand promise must be felt, and how the experience is delivered there."""

    touchpoint: Phrase
    label: Phrase
    experience: str = ""


class Hallmarks(Model):
    """The few touchpoints that the team picks, and the ratings the choice rests on.

    ``most`` is the limit that the team has set itself. ``ratings`` gives the differentiation of every
    touchpoint that was rated, picked or not.
    """

    picks: tuple[Hallmark, ...]
    ratings: dict[str, Rating] = Field(default_factory=dict)
    most: Annotated[int, Field(ge=1, le=MOST_EVER)] = MOST_HALLMARKS

    @model_validator(mode="after")
    def _few(self) -> Self:
        if len(self.picks) > self.most:
            kind = "too_many_hallmarks"
            raise PydanticCustomError(kind, "at most {most} hallmarks can be picked", {"most": self.most})
        return self

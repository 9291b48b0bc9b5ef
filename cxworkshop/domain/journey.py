"""Decision 3: the hallmark touchpoints."""

from typing import Annotated

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase

MOST_HALLMARKS = 5


Rating = Annotated[float, Field(ge=0, le=10)]
"""How far a touchpoint lets the firm be different, as the team rates it."""


class Hallmark(Model):
    """One touchpoint where the brand promise must be felt, and how the experience is delivered there."""

    touchpoint: Phrase
    label: Phrase
    experience: str = ""


class Hallmarks(Model):
    """The few touchpoints that the team picks, at most five, and the ratings the choice rests on.

    ``ratings`` gives the differentiation of every touchpoint that was rated, picked or not.
    """

    picks: Annotated[tuple[Hallmark, ...], Field(max_length=MOST_HALLMARKS)]
    ratings: dict[str, Rating] = Field(default_factory=dict)

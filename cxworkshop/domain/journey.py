"""Decision 3: the hallmark touchpoints."""

from typing import Annotated

from pydantic import Field

from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase

MOST_HALLMARKS = 5


class Hallmark(Model):
    """One touchpoint where the brand promise must be felt, and how the experience is delivered there."""

    touchpoint: Phrase
    label: Phrase
    differentiation: Annotated[float, Field(ge=0, le=10)] | None = None
    experience: str = ""


class Hallmarks(Model):
    """The few touchpoints that the team picks; at most five."""

    picks: Annotated[tuple[Hallmark, ...], Field(max_length=MOST_HALLMARKS)]

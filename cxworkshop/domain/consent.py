"""Decision by consent: agree, can live with it, block with a reason."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cxworkshop.domain.map_words import Mention
from cxworkshop.domain.model import Model

Stance = Literal["agree", "can_live", "block"]

Decided = Literal["mission", "success", "segments", "hallmarks", "metrics"]
"""The decisions that consent is asked for."""


class Consent(Model):
    """One person's stance on a decision as it stood; the last one of a person and decision counts.

    ``about`` is what was decided, as it was read out, so that a stance on another wording doesn't count.
    """

    decision: Decided
    about: Annotated[str, Field(max_length=1500)]
    person: Annotated[Mention, Field(min_length=1, max_length=80)]
    stance: Stance
    reason: Annotated[str, Field(max_length=600)] = ""

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.stance == "block" and not self.reason.strip():
            kind = "block_without_reason"
            raise PydanticCustomError(kind, "a block needs a reason")
        return self

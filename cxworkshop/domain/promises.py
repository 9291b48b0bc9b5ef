"""What leaders write, each alone, about the promise: the raw material of promise alignment."""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.map_words import Mention
from cxworkshop.domain.model import Model

PromiseQuestion = Literal["products", "promise", "identity", "never_said"]
"""What our products do for people; what we promise; who we are, in five words; what we never say."""

LONGEST_ANSWER = 2000
"""Most characters of an answer."""

Answer = Annotated[str, Field(max_length=LONGEST_ANSWER)]


PromiseRound = Annotated[int, Field(ge=1, le=9)]

ROUNDS = 2
"""Rounds that people write: one alone, and one after they have talked."""


class PromiseAnswers(Model):
    """One person's answers of one round; the last ones of a person and round count.

    ``named`` says whether the person's name may be shown beside them.
    """

    person: Annotated[Mention, Field(min_length=1, max_length=80)]
    function: Annotated[Mention, Field(max_length=80)] = ""
    round: PromiseRound = 1
    named: bool = False
    answers: Annotated[dict[PromiseQuestion, Answer], Field(min_length=1)]

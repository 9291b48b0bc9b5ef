"""What people in the room are asked: twelve kinds of question."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cxworkshop.domain.map_words import LONGEST_NOTE, Mention
from cxworkshop.domain.model import Model
from cxworkshop.domain.statements import Phrase

RULE = "question"
"""Kind of error: a rule of questions is broken, and the message says which and how to mend it."""

ItemId = Annotated[str, Field(min_length=1, max_length=300)]

Length = Annotated[int, Field(ge=1, le=LONGEST_NOTE)]

ScaleValue = Annotated[float, Field(ge=-1000, le=1000)]

Amount = Annotated[float, Field(ge=-1e12, le=1e12)]


class Item(Model):
    """Something to choose, rate, rank or place. Items of one ``group`` stand together under its name."""

    id: ItemId
    label: Phrase
    group: Mention = ""
    hint: Mention = ""


class ScalePoint(Model):
    """A step of a rating scale."""

    value: ScaleValue
    label: Phrase


class _WithItems(Model):
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=120)]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        _expect_unique("items", (item.id for item in self.items))
        return self

    @property
    def ids(self) -> tuple[str, ...]:
        """The items' ids, in order."""
        return tuple(item.id for item in self.items)


class TextQuestion(Model):
    """One short text of up to ``longest`` characters."""

    kind: Literal["text"] = "text"
    longest: Length = 280


class TextsQuestion(_WithItems):
    """Several short texts, one by item; any of them may stay empty, not all."""

    kind: Literal["texts"] = "texts"
    longest: Length = 280


class OneQuestion(_WithItems):
    """One item of many."""

    kind: Literal["one"] = "one"


class ManyQuestion(_WithItems):
    """Several items of many: at least ``least``, at most ``most``."""

    kind: Literal["many"] = "many"
    least: Annotated[int, Field(ge=1)] = 1
    most: Annotated[int, Field(ge=1)] = 120


class GridQuestion(_WithItems):
    """Every item on one scale; "can't say" is an answer, and counted. ``notes`` allows a line by item."""

    kind: Literal["grid"] = "grid"
    scale: Annotated[tuple[ScalePoint, ...], Field(min_length=2, max_length=11)]
    notes: bool = False

    @model_validator(mode="after")
    def _rising(self) -> Self:
        values = [point.value for point in self.scale]
        if values != sorted(set(values)):
            raise PydanticCustomError(RULE, "“scale” must rise from point to point; order its values")
        return self


class PointsQuestion(_WithItems):
    """A number of points to share out over the items, all of them."""

    kind: Literal["points"] = "points"
    total: Annotated[int, Field(ge=1, le=1000)] = 100


class DotsQuestion(_WithItems):
    """Up to ``dots`` dots to stick on items, at most ``most_each`` on one."""

    kind: Literal["dots"] = "dots"
    dots: Annotated[int, Field(ge=1, le=20)] = 3
    most_each: Annotated[int, Field(ge=1, le=20)] = 1


class RankingQuestion(_WithItems):
    """All items in order, the first one first."""

    kind: Literal["ranking"] = "ranking"


class AxesQuestion(_WithItems):
    """Items to place on two axes, each from 0 (left, bottom) to 100 (right, top)."""

    kind: Literal["axes"] = "axes"
    left: Phrase
    right: Phrase
    bottom: Phrase
    top: Phrase


class LineQuestion(_WithItems):
    """Items to place on a line from 0 (``left``) to 100 (``right``); one may be passed over."""

    kind: Literal["line"] = "line"
    left: Phrase
    right: Phrase


class GuessQuestion(Model):
    """A number between ``least`` and ``most``, in ``unit``."""

    kind: Literal["guess"] = "guess"
    least: Amount = 0
    most: Amount = 100
    unit: Mention = ""

    @model_validator(mode="after")
    def _some_room(self) -> Self:
        if self.least >= self.most:
            raise PydanticCustomError(RULE, "“least” must be below “most”; swap or change them")
        return self


class ConsentQuestion(Model):
    """Agree, can live with it, or block with a reason: on ``about``, as it is read out."""

    kind: Literal["consent"] = "consent"
    about: Annotated[str, Field(min_length=1, max_length=1500)]


Question = Annotated[
    TextQuestion
    | TextsQuestion
    | OneQuestion
    | ManyQuestion
    | GridQuestion
    | PointsQuestion
    | DotsQuestion
    | RankingQuestion
    | AxesQuestion
    | LineQuestion
    | GuessQuestion
    | ConsentQuestion,
    Field(discriminator="kind"),
]


def _expect_unique(field: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise PydanticCustomError(
                RULE, "“{field}” names {id} twice; keep one", {"field": field, "id": one}
            )
        seen.add(one)

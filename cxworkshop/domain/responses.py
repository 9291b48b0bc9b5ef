"""What people answer: one shape for each kind of question, and the rules it must keep."""

from collections.abc import Collection, Iterable
from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.consent import Stance
from cxworkshop.domain.map_words import Note
from cxworkshop.domain.model import Model
from cxworkshop.domain.questions import (
    AxesQuestion,
    ConsentQuestion,
    DotsQuestion,
    GridQuestion,
    GuessQuestion,
    ItemId,
    LineQuestion,
    ManyQuestion,
    OneQuestion,
    PointsQuestion,
    Question,
    RankingQuestion,
    ScaleValue,
    TextQuestion,
    TextsQuestion,
)
from cxworkshop.errors import InvalidAnswerError

Place = Annotated[float, Field(ge=0, le=100)]

Number = Annotated[int, Field(ge=1, le=1000)]


class TextAnswer(Model):
    """A text."""

    kind: Literal["text"] = "text"
    text: Note


class TextsAnswer(Model):
    """Texts by item; an empty one is left out."""

    kind: Literal["texts"] = "texts"
    texts: dict[ItemId, Note]


class OneAnswer(Model):
    """The item chosen."""

    kind: Literal["one"] = "one"
    choice: ItemId


class ManyAnswer(Model):
    """The items chosen."""

    kind: Literal["many"] = "many"
    choices: tuple[ItemId, ...]


class GridAnswer(Model):
    """A scale's value by item, None for "can't say"; an item passed over is left out."""

    kind: Literal["grid"] = "grid"
    ratings: dict[ItemId, ScaleValue | None]
    notes: dict[ItemId, Note] = Field(default_factory=dict)


class PointsAnswer(Model):
    """Points by item; an item without any is left out."""

    kind: Literal["points"] = "points"
    points: dict[ItemId, Number]


class DotsAnswer(Model):
    """Dots by item; an item without any is left out."""

    kind: Literal["dots"] = "dots"
    dots: dict[ItemId, Number]


class RankingAnswer(Model):
    """All items, the first one first."""

    kind: Literal["ranking"] = "ranking"
    order: tuple[ItemId, ...]


class AxesAnswer(Model):
    """Places by item, (x, y)."""

    kind: Literal["axes"] = "axes"
    places: dict[ItemId, tuple[Place, Place]]


class LineAnswer(Model):
    """Places by item."""

    kind: Literal["line"] = "line"
    places: dict[ItemId, Place]


class GuessAnswer(Model):
    """The number guessed."""

    kind: Literal["guess"] = "guess"
    value: float


class ConsentAnswer(Model):
    """Where somebody stands; a block needs its reason."""

    kind: Literal["consent"] = "consent"
    stance: Stance
    reason: Annotated[Note, Field(max_length=600)] = ""


Answer = Annotated[
    TextAnswer
    | TextsAnswer
    | OneAnswer
    | ManyAnswer
    | GridAnswer
    | PointsAnswer
    | DotsAnswer
    | RankingAnswer
    | AxesAnswer
    | LineAnswer
    | GuessAnswer
    | ConsentAnswer,
    Field(discriminator="kind"),
]


def check_answer(question: Question, answer: Answer) -> None:  # noqa: C901, PLR0912 - one case per kind
    """Check an answer against its question.

    Raises
    ------
    InvalidAnswerError
        It is of another kind, or breaks one of the question's rules.
    """
    match question, answer:
        case TextQuestion(), TextAnswer(text=text):
            _expect_texts([text], question.longest)
        case TextsQuestion(), TextsAnswer(texts=texts):
            _expect_known(texts, question.ids)
            _expect_texts(texts.values(), question.longest)
        case OneQuestion(), OneAnswer(choice=choice):
            _expect_known([choice], question.ids)
        case ManyQuestion(), ManyAnswer(choices=choices):
            _expect_known(choices, question.ids)
            _expect_between("items", len(choices), question.least, question.most)
        case GridQuestion(), GridAnswer(ratings=ratings, notes=notes):
            _check_grid(question, ratings, notes)
        case PointsQuestion(), PointsAnswer(points=points):
            _expect_known(points, question.ids)
            _expect_between("points", sum(points.values()), question.total, question.total)
        case DotsQuestion(), DotsAnswer(dots=dots):
            _expect_known(dots, question.ids)
            _expect_between("dots", sum(dots.values()), 1, question.dots)
            _expect_between("dots on one item", max(dots.values()), 1, question.most_each)
        case RankingQuestion(), RankingAnswer(order=order):
            _expect_known(order, question.ids)
            _expect_between("ranked items", len(order), len(question.ids), len(question.ids))
        case AxesQuestion(), AxesAnswer(places=planes):
            _expect_known(planes, question.ids)
        case LineQuestion(), LineAnswer(places=places):
            _expect_known(places, question.ids)
        case GuessQuestion(), GuessAnswer(value=value):
            _expect_between("your number", value, question.least, question.most)
        case ConsentQuestion(), ConsentAnswer():
            if answer.stance == "block" and not answer.reason:
                msg = "A block needs its reason; write it, or choose another stance."
                raise InvalidAnswerError(msg)
        case _:
            msg = f"This question takes a “{question.kind}” answer, not “{answer.kind}”; reload the page."
            raise InvalidAnswerError(msg)


def _check_grid(question: GridQuestion, ratings: dict[str, float | None], notes: dict[str, str]) -> None:
    _expect_known(ratings, question.ids)
    values = {None, *(point.value for point in question.scale)}
    strange = next((value for value in ratings.values() if value not in values), None)
    if strange is not None:
        msg = f"“{strange:g}” isn't on the scale; choose one of its points."
        raise InvalidAnswerError(msg)
    if notes and not question.notes:
        msg = "This question takes no notes; leave them out."
        raise InvalidAnswerError(msg)
    if not set(notes) <= set(ratings):
        msg = "A note needs a rating beside it; rate the item too."
        raise InvalidAnswerError(msg)


def _expect_known(named: Collection[str], ids: tuple[str, ...]) -> None:
    if not named:
        msg = "The answer is empty; answer at least one item."
        raise InvalidAnswerError(msg)
    known = set(ids)
    strange = next((one for one in named if one not in known), None)
    if strange is not None:
        msg = f"“{strange[:60]}” isn't among the question's items; reload the page."
        raise InvalidAnswerError(msg)
    if len(set(named)) < len(named):
        msg = "An item is named twice; name each once."
        raise InvalidAnswerError(msg)


def _expect_texts(texts: Iterable[str], longest: int) -> None:
    sizes = [len(text) for text in texts]
    if not any(sizes):
        msg = "The text is empty; write something."
        raise InvalidAnswerError(msg)
    if max(sizes) > longest:
        msg = f"A text may have {longest} characters, and this one has {max(sizes)}; shorten it."
        raise InvalidAnswerError(msg)


def _expect_between(what: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        wanted = f"{least:g}" if least == most else f"{least:g} to {most:g}"
        msg = f"{what[0].upper()}{what[1:]}: {wanted} expected, {value:g} given; change it."
        raise InvalidAnswerError(msg)

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from strategies_room import answers, answers_to, questions

from cxworkshop.domain.questions import (
    ConsentQuestion,
    DotsQuestion,
    GridQuestion,
    GuessQuestion,
    Item,
    LineQuestion,
    ManyQuestion,
    OneQuestion,
    PointsQuestion,
    RankingQuestion,
    ScalePoint,
    TextQuestion,
    TextsQuestion,
)
from cxworkshop.domain.responses import (
    Answer,
    ConsentAnswer,
    DotsAnswer,
    GridAnswer,
    GuessAnswer,
    LineAnswer,
    ManyAnswer,
    OneAnswer,
    PointsAnswer,
    RankingAnswer,
    TextAnswer,
    TextsAnswer,
    check_answer,
)
from cxworkshop.errors import InvalidAnswerError

_ANY = TypeAdapter(Answer)

ITEMS = (Item(id="a", label="A"), Item(id="b", label="B"), Item(id="c", label="C"))
SCALE = (ScalePoint(value=0, label="never"), ScalePoint(value=3, label="always"))

BROKEN = {
    "an empty text": (TextQuestion(), TextAnswer(text="  "), "The text is empty"),
    "a text too long": (TextQuestion(longest=3), TextAnswer(text="four"), "3 characters, and this one has 4"),
    "texts that are all empty": (
        TextsQuestion(items=ITEMS),
        TextsAnswer(texts={"a": ""}),
        "The text is empty",
    ),
    "a text of no item": (TextsQuestion(items=ITEMS), TextsAnswer(texts={"z": "x"}), "“z” isn't among"),
    "no texts": (TextsQuestion(items=ITEMS), TextsAnswer(texts={}), "The answer is empty"),
    "a choice that isn't offered": (OneQuestion(items=ITEMS), OneAnswer(choice="z"), "“z” isn't among"),
    "too few chosen": (ManyQuestion(items=ITEMS, least=2), ManyAnswer(choices=("a",)), "Items: 2 to 120"),
    "too many chosen": (ManyQuestion(items=ITEMS, most=1), ManyAnswer(choices=("a", "b")), "1 expected, 2"),
    "one chosen twice": (ManyQuestion(items=ITEMS), ManyAnswer(choices=("a", "a")), "named twice"),
    "a value off the scale": (
        GridQuestion(items=ITEMS, scale=SCALE),
        GridAnswer(ratings={"a": 1}),
        "“1” isn't on the scale",
    ),
    "notes not asked for": (
        GridQuestion(items=ITEMS, scale=SCALE),
        GridAnswer(ratings={"a": 0}, notes={"a": "x"}),
        "takes no notes",
    ),
    "a note without its rating": (
        GridQuestion(items=ITEMS, scale=SCALE, notes=True),
        GridAnswer(ratings={"a": 0}, notes={"b": "x"}),
        "needs a rating beside it",
    ),
    "points left over": (PointsQuestion(items=ITEMS), PointsAnswer(points={"a": 99}), "100 expected, 99"),
    "points too many": (PointsQuestion(items=ITEMS), PointsAnswer(points={"a": 60, "b": 41}), "101 given"),
    "dots too many": (DotsQuestion(items=ITEMS), DotsAnswer(dots={"a": 2, "b": 2}), "Dots: 1 to 3"),
    "dots heaped": (DotsQuestion(items=ITEMS), DotsAnswer(dots={"a": 2}), "Dots on one item: 1 expected, 2"),
    "a ranking cut short": (RankingQuestion(items=ITEMS), RankingAnswer(order=("a", "b")), "3 expected, 2"),
    "an item ranked twice": (RankingQuestion(items=ITEMS), RankingAnswer(order=("a", "a", "b")), "twice"),
    "a place of no item": (
        LineQuestion(items=ITEMS, left="l", right="r"),
        LineAnswer(places={"z": 1}),
        "“z” isn't among",
    ),
    "a guess out of range": (GuessQuestion(), GuessAnswer(value=101), "Your number: 0 to 100 expected"),
    "another kind": (TextQuestion(), OneAnswer(choice="a"), "takes a “text” answer, not “one”"),
    "a block without reason": (
        ConsentQuestion(about="The mission."),
        ConsentAnswer(stance="block"),
        "A block needs its reason",
    ),
}


@given(st.data())
def test_an_answer_that_keeps_the_rules_is_taken(data):
    question = data.draw(questions)

    check_answer(question, data.draw(answers_to(question)))


@given(questions, answers)
def test_any_other_answer_is_taken_or_refused_with_a_sentence(question, answer):
    with suppress(InvalidAnswerError):
        check_answer(question, answer)
        assert question.kind == answer.kind


@given(answers)
def test_an_answer_read_from_its_json_is_the_same(answer):
    assert _ANY.validate_json(answer.model_dump_json()) == answer


@pytest.mark.parametrize("case", BROKEN)
def test_an_answer_is_refused_for(case):
    question, answer, sentence = BROKEN[case]

    with pytest.raises(InvalidAnswerError, match=sentence):
        check_answer(question, answer)


def test_several_texts_may_leave_some_empty():
    check_answer(TextsQuestion(items=ITEMS), TextsAnswer(texts={"a": "", "b": "something"}))


def test_cannot_say_is_on_every_scale():
    check_answer(GridQuestion(items=ITEMS, scale=SCALE), GridAnswer(ratings={"a": None}))

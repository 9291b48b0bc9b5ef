from typing import get_args

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError
from strategies_room import questions, questions_by_kind

from cxworkshop.domain.questions import (
    ConsentQuestion,
    GridQuestion,
    GuessQuestion,
    Item,
    ManyQuestion,
    OneQuestion,
    Question,
    ScalePoint,
)

_ANY = TypeAdapter(Question)

A, B = Item(id="a", label="A"), Item(id="b", label="B")


@given(questions)
def test_a_question_read_from_its_json_is_the_same(question):
    assert _ANY.validate_json(question.model_dump_json()) == question


def test_strategies_know_every_kind_of_question():
    kinds = get_args(get_args(Question)[0])

    assert {kind.model_fields["kind"].default for kind in kinds} == set(questions_by_kind)
    assert len(kinds) == 12


def test_items_of_one_question_have_ids_of_their_own():
    with pytest.raises(ValidationError, match="“items” names a twice; keep one"):
        OneQuestion(items=(A, B, A))


@pytest.mark.parametrize("items", [(), tuple(Item(id=f"{n}", label="x") for n in range(121))])
def test_a_question_has_1_to_120_items(items):
    with pytest.raises(ValidationError, match="items"):
        ManyQuestion(items=items)


@pytest.mark.parametrize("values", [(1, 0), (1, 1), (0, 2, 1)])
def test_a_scale_that_does_not_rise_is_refused(values):
    scale = tuple(ScalePoint(value=value, label="x") for value in values)

    with pytest.raises(ValidationError, match="“scale” must rise from point to point"):
        GridQuestion(items=(A,), scale=scale)


@pytest.mark.parametrize(("least", "most"), [(1, 1), (2, 1)])
def test_a_guess_needs_room_between_its_ends(least, most):
    with pytest.raises(ValidationError, match="“least” must be below “most”"):
        GuessQuestion(least=least, most=most)


@pytest.mark.parametrize("most", [float("inf"), float("nan"), 1e300])
def test_the_end_of_a_guess_is_a_number_that_can_be_reckoned_with(most):
    with pytest.raises(ValidationError, match="most"):
        GuessQuestion(most=most)


def test_consent_is_asked_for_on_something():
    with pytest.raises(ValidationError, match="about"):
        ConsentQuestion(about="")

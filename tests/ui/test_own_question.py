"""A question of one's own: each of the twelve kinds can be typed in."""

from typing import get_args

import pytest

from cxworkshop.domain.questions import Question
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.ui.steps.desk.own_question import OwnQuestion

KINDS = [one.model_fields["kind"].default for one in get_args(get_args(Question)[0])]


def _typed(kind, **fields):
    own = OwnQuestion()
    own.title.value, own.kind.value = "Which first?", kind
    told = {"items": "Check-in\n\n Breakfast \n", "left": "Dull", "right": "Great", "bottom": "Rare"}
    for name, value in (told | {"top": "Often", "about": "We decide.", "unit": "€"} | fields).items():
        own.fields[name].value = value
    return own


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_asked(kind):
    ask = _typed(kind).ask()

    assert (ask.question.kind, ask.purpose, ask.privacy) == (kind, "free", "unnamed")


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_fields_of_its_kind_are_seen(kind, shown):
    own = _typed(kind)

    assert ("The items" in shown(own.box)) == hasattr(own.ask().question, "items")


def test_each_line_is_an_item():
    assert [item.label for item in _typed("one").ask().question.items] == ["Check-in", "Breakfast"]


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("one", {"items": ""}, "“The items”"),
        ("guess", {"least": "9", "most": "3"}, "must be below"),
        ("guess", {"least": "few"}, "must be a number"),
        ("guess", {"most": "nan"}, "can’t be asked"),
        ("grid", {"scale": "Only one"}, "can’t be asked"),
        ("points", {"points": "inf"}, "can’t be asked"),
        ("consent", {"about": " "}, "What it is about"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(kind, fields, said):
    with pytest.raises(InvalidChoiceError, match=said):
        _typed(kind, **fields).ask()


def test_a_question_needs_its_words():
    own = _typed("text")
    own.title.value = " "

    with pytest.raises(InvalidChoiceError, match="“Question”"):
        own.ask()

"""What people would keep and strike in a wording, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.domain.mission_drafts import WordMarks
from cxworkshop.domain.word_tally import Tally, without_struck, word_tally

VARIANT = "0" * 32


def _marks(person, keep=(), strike=()):
    return WordMarks(person=person, variant=VARIANT, keep=keep, strike=strike)


def _struck(text, *places):
    return without_struck(text, word_tally(text, [_marks("Ana", strike=places)]))


def test_each_word_says_how_many_keep_and_strike_it():
    tally = word_tally("Guests arrive rested.", [_marks("Ana", (0,), (2,)), _marks("Bo", (0, 2))])

    assert tally == (Tally("Guests", 2, 0), Tally("arrive", 0, 0), Tally("rested.", 1, 1))


def test_a_word_that_as_many_keep_as_strike_stays():
    marks = [_marks("Ana", strike=(0,)), _marks("Bo", keep=(0,))]

    assert without_struck("Every guest", word_tally("Every guest", marks)) == "Every guest"


@pytest.mark.parametrize(
    ("text", "places", "left"),
    [
        ("Guests arrive truly rested.", (2,), "Guests arrive rested."),
        ("Guests arrive rested always.", (3,), "Guests arrive rested."),
        ("Truly every guest rests.", (0,), "Every guest rests."),
        ("Every guest", (0, 1), ""),
    ],
)
def test_what_is_left_reads_as_a_sentence(text, places, left):
    assert _struck(text, *places) == left


@given(st.text(max_size=40), st.sets(st.integers(0, 20)))
def test_any_text_can_be_marked(text, places):
    left = _struck(text, *places)

    assert len(left.split()) <= len(text.split())

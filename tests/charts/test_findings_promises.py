"""Sentences on the promise: a shift is claimed only where the ranges lie apart."""

import pytest

from cxworkshop.analysis.promise_alignment import WordShift
from cxworkshop.charts.findings_promises import find_promise, find_shift, find_word_shift
from cxworkshop.domain.alignment import Alignment


def _found(likeness=None, low=None, high=None, n=6):
    return Alignment(n=n, empty=0, likeness=likeness, low=low, high=high, level=0.95, named=False)


EARLY = _found(0.3, 0.2, 0.4)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (_found(0.6, 0.5, 0.7), "more alike"),
        (_found(0.1, 0.0, 0.15), "less alike"),
        (_found(0.45, 0.35, 0.6), "can't be told"),
        (_found(n=2), "too few answers"),
        (_found(0.6, 0.6, 0.6), "just as alike, the range says nothing"),
    ],
)
def test_a_shift_is_told_as_far_as_the_ranges_bear(after, said):
    assert said in find_shift(EARLY, after)


def test_a_first_round_without_a_word_in_common_lets_no_shift_be_claimed():
    nothing = _found(0.0, 0.0, 0.0, n=3)

    assert "can't be told" in find_shift(nothing, EARLY)


def test_a_shift_carries_ranges_and_numbers():
    said = find_shift(EARLY, _found(0.6, 0.5, 0.7, n=7))

    assert "0.30 (0.20 to 0.40, n = 6) became 0.60 (0.50 to 0.70, n = 7)" in said


@pytest.mark.parametrize("n", range(3))
def test_too_few_answers_give_no_score_but_a_sentence_that_holds_of_a_closed_round(n):
    said = find_promise(_found(n=n))

    assert said == f"Too few answers to show (n = {n}): nobody must be told from them. Three are enough."


def test_words_that_came_stayed_and_went_are_named():
    said = find_word_shift(WordShift(("rest",), ("hosts",), ("speed",)))

    assert said == "Newly shared: “rest”. Still shared: “hosts”. No longer shared: “speed”."

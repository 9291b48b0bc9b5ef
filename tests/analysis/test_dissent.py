"""How far people lie apart on each item, and which functions may be shown."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.dissent import dissent, dissent_by_function
from cxworkshop.errors import NotNumericError, UndefinedMeasureError

SCALE = (1, 5)


def _one(answers):
    return dissent([[answer] for answer in answers], scale=SCALE).items[0]


def _shown(functions, answers=None):
    answers = answers or [1 + place % 2 for place in range(len(functions))]
    return dissent_by_function([[answer] for answer in answers], functions, scale=SCALE)[0]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [([3, 3, 3], 0), ([1, 1, 5, 5], 1), ([1, 5, 5], 1), ([1, 2, 3, 4, 5], np.sqrt(2) / (4 * np.sqrt(6) / 5))],
)
def test_dissent_is_the_spread_over_the_largest_there_can_be(answers, expected):
    assert _one(answers).dissent == pytest.approx(expected)


@pytest.mark.parametrize("n", [3, 4, 5])
def test_no_answers_lie_further_apart_than_the_largest_spread(n):
    most = max(_one(answers).dissent for answers in product([1, 3, 5], repeat=n))

    assert most == pytest.approx(1)


def test_dissent_over_three_tenths_is_flagged():
    assert _one([1, 3, 5]).flagged
    assert not _one([3, 3, 4]).flagged


def test_items_come_with_their_names_the_most_divided_first():
    table = pd.DataFrame({"Price": [3, 3, 3], "Returns": [1, 5, 3], "Warranty": [2, None, None]})
    found = dissent(table, scale=SCALE)

    assert [(one.item, one.n) for one in found.items] == [("Returns", 3), ("Price", 3)]
    assert found.withheld == ("Warranty",)


@pytest.mark.parametrize(
    ("functions", "shown", "withheld"),
    [
        ("AAABBB", "AB", ""),
        ("AAAABBBCC", "A", "BC"),  # C alone could be worked out, so B goes too
        ("AAABBC", "A", "BC"),  # B and C together are three
        ("AAAABBBCD", "A", "BCD"),  # C and D together are but two
        ("AAABB", "", "AB"),
        ("AAA", "A", ""),
        ("ABC", "", "ABC"),
    ],
)
def test_no_function_under_three_can_be_read_or_worked_out(functions, shown, withheld):
    found = _shown(functions)

    assert "".join(sorted(one.function for one in found.shown)) == shown
    assert "".join(found.withheld) == withheld


def test_a_function_of_one_mind_is_withheld():
    assert _shown("AAABBBCCC", [1, 2, 3, 1, 2, 3, 5, 5, 5]).withheld == ("A", "C")


def test_people_of_no_function_count_among_what_is_left():
    assert _shown(["A", "A", "A", "A", "B", "B", "B", None]).withheld == ("B",)
    assert _shown(["A", "A", "A", None, "", None]).withheld == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["A", "B", "C", "D", None]), st.sampled_from([1, 3, 5, None])),
        min_size=3,
        max_size=14,
    )
)
def test_what_is_left_without_the_functions_shown_is_nobody_or_three(people):
    functions, answers = zip(*people, strict=True)
    everyone = sum(answer is not None for answer in answers)
    if everyone < 3:
        return
    found = _shown(functions, answers)
    left = everyone - sum(one.n for one in found.shown)

    assert all(one.n >= 3 for one in found.shown)
    assert left == 0 or left >= 3


def test_groups_are_judged_item_by_item():
    table = [[1, 1], [1, 2], [2, 3], [5, 3], [5, 3], [4, None]]
    first, second = dissent_by_function(table, "AAABBB", scale=SCALE, items=["Price", "Returns"])

    assert [one.function for one in first.shown] == ["A", "B"]
    assert (second.shown, second.withheld) == ((), ("A", "B"))


@pytest.mark.parametrize(
    ("ratings", "scale", "error", "words"),
    [
        ([[1], [2], [3]], (5, 1), UndefinedMeasureError, "from 5 to 1"),
        ([[1], [2], [3]], (1, 1), UndefinedMeasureError, "from 1 to 1"),
        ([[1], [2], [3]], (1, np.nan), UndefinedMeasureError, "from 1 to nan"),
        ([[1], [2], [7]], SCALE, UndefinedMeasureError, "one is 7"),
        ([[1], [2]], SCALE, UndefinedMeasureError, "but 2 answered"),
        ([[1], [None], [3]], SCALE, UndefinedMeasureError, "but 2 answered"),
        ([["good"], [2], [3]], SCALE, NotNumericError, "“good”"),
        ([[True], [2], [3]], SCALE, NotNumericError, "“True”"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_sentence(ratings, scale, error, words):
    with pytest.raises(error, match=words):
        dissent(ratings, scale=scale)


def test_every_rater_has_one_function_and_every_item_one_name():
    with pytest.raises(UndefinedMeasureError, match="2 came for 3 raters"):
        dissent_by_function([[1], [2], [3]], ["A", "B"], scale=SCALE)
    with pytest.raises(UndefinedMeasureError, match="2 came for 1 items"):
        dissent([[1], [2], [3]], scale=SCALE, items=["Price", "Returns"])

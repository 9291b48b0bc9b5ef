import pytest

from cxworkshop.analysis.agreement import kendall_w, krippendorff_alpha
from cxworkshop.analysis.alignment import alignment
from cxworkshop.analysis.dissent import dissent, dissent_by_function
from cxworkshop.charts import findings_agreement as findings

ORDER = [1, 2, 3, 4, 5, 6, 7, 8]
OTHER = [2, 1, 4, 3, 6, 5, 8, 7]
MIXED = [3, 1, 2, 8, 4, 7, 5, 6]
THREE = {"a": "kind and quick", "b": "friendly, fast", "c": "cheap tickets"}


def _plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([ORDER] * 3, "The 3 people put the 8 items in much the same order: 1.00 (1.00 to 1.00), where"),
        ([ORDER, OTHER, MIXED], "in the same order only in part: 0.77 ("),
        (
            [ORDER, ORDER[::-1]],
            "Whether the 2 people share an order of the 8 items can't be told: their agreement is",
        ),
        ([[*ORDER, None], [*ORDER, 3]], "One item that somebody left out doesn't count."),
        ([[*ORDER, None, 1], [*ORDER, 3, None]], "2 items that somebody left out don't count."),
    ],
)
def test_agreement_is_told_as_far_as_chance_and_range_allow(ratings, expected):
    assert expected in findings.find_agreement(kendall_w(ratings, bootstrap=200))


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([ORDER, ORDER], "near enough for one answer to stand for all: 1.00 of 1"),
        ([ORDER, [*ORDER[:6], 6, 8], [1, 1, 3, 4, 5, 6, 8, 8]], "near enough"),
        ([ORDER, ORDER[::-1]], "too different for one answer to stand for all: −0.88 of 1"),
        ([ORDER, MIXED], "can't be told from 2 people and 8 items"),
    ],
)
def test_reliability_is_told_as_far_as_its_range_allows(ratings, expected):
    assert expected in findings.find_reliability(krippendorff_alpha(ratings, "interval", bootstrap=200))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            [[1, 3], [5, 3], [3, 3]],
            "People are too far apart on Price for an average to stand for them: 87 % of",
        ),
        (
            [[1, 1], [5, 5], [3, 5]],
            "on 2 of 2 items for an average to stand for them, the most on Returns and Price:",
        ),
        ([[3, 3], [3, 3], [3, 4]], "People aren't far apart on any item; the most on Returns: 25 % of"),
        ([[3, 3], [3, 3], [3, None]], "(n = 3). Returns has too few answers to be shown."),
        ([[3, None], [None, 3], [3, None]], "No item has enough answers to show how far apart people are."),
    ],
)
def test_items_are_named_on_which_people_are_far_apart(table, expected):
    found = findings.find_dissent(dissent(table, scale=(1, 5), items=["Price", "Returns"]))

    assert expected in _plain(found)


@pytest.mark.parametrize(
    ("functions", "expected"),
    [
        (
            "AAABB",
            "On Price, functions aren't shown apart, so that nobody can be told from the figures.",
        ),
        (
            "AAABC",
            "On Price, functions aren't shown apart, so that nobody can be told from the figures.",
        ),
        (
            ["IT"] * 3 + ["HR", "Law", "Law"],
            (
                "On Price, how far each function lies apart in itself, as a share of the largest spread "
                "there can be: IT 25 % (n = 3). "
                "Not shown, so that nobody can be told from the figures: HR and Law."
            ),
        ),
    ],
)
def test_functions_that_are_not_shown_are_named_without_figures(functions, expected):
    table = [[1], [1], [2], [5], [2], [3]][: len(functions)]
    (item,) = dissent_by_function(table, functions, scale=(1, 5), items=["Price"])

    assert _plain(findings.find_functions(item)) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "Nobody has answered yet, so there is nothing to compare."),
        ({"a": "kind"}, "One answer alone can't be alike or different; wait for a second."),
        ({"a": "kind", "b": "kind"}, "The two answers are alike to 1.00, where"),
        (THREE, "The 3 answers are alike to 0."),
        (THREE | {"d": ""}, "are 1. One answer without words doesn't count."),
        (THREE | {"d": "", "e": "?"}, "2 answers without words don't count."),
    ],
)
def test_alignment_has_a_sentence_also_without_a_score(answers, expected):
    assert expected in findings.find_alignment(alignment(answers))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"a": "kind"}, "With one answer there is nothing to share."),
        ({"a": "kind", "b": "cheap"}, "No two of the 2 answers share a word that says something."),
        ({"a": "kind", "b": "friendly"}, "All 2 answers share “friendly”."),
        (THREE, "Shared most: “fast” and “friendly”, in 2 of 3 answers; no word is in all of them."),
    ],
)
def test_words_shared_by_most_are_named(answers, expected):
    assert findings.find_shared(alignment(answers)) == expected

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_health import CATALOGUE, answered, mistake, sheet

from cxworkshop.analysis.health import health
from cxworkshop.domain.health import HealthAnswer
from cxworkshop.errors import EmptyTableError, InvalidChoiceError
from cxworkshop.inputs.mistakes import mistakes

TEAM = [
    sheet("Ann", {"A": 3, "B": 3, "C": 0}, "Sales"),
    sheet("Ben", {"A": 2, "B": 3, "C": 0}, "Sales"),
    sheet("Cem", {"A": 3, "B": None, "C": 0}, "sales"),
    sheet("Dan", {"A": 0, "B": 3, "C": 3}, "Service"),
    sheet("Eve", {"A": 1, "B": 3, "C": 3}, "Service"),
    sheet("Fay", {"A": 0, "B": 3, "C": 3}, "Service"),
]


def _cells(found):
    return {(cell.theme, cell.function): cell for cell in (*found.cells, *found.by_function)}


def _standing(found, name):
    return next(one for one in found.standings if one.id == name)


def test_a_cell_is_the_mean_of_peoples_means_over_what_they_know():
    cell = _cells(health(TEAM, CATALOGUE))["Metrics", "Sales"]

    assert (cell.n, cell.mean) == (3, pytest.approx((3 + 2.5 + 3) / 3))


def test_an_interval_surrounds_the_mean_within_the_scale():
    cell = _cells(health(TEAM, CATALOGUE))["Metrics", "Sales"]

    assert 0 <= cell.low < cell.mean < cell.high <= 3


def test_functions_that_differ_in_case_only_are_one():
    assert {cell.function for cell in health(TEAM, CATALOGUE).by_function} == {"Sales", "Service"}


def test_what_is_stopped_first_is_often_done_widely_known_and_quickly_stopped():
    found = health(TEAM, CATALOGUE)

    assert [one.id for one in found.standings] == ["A", "C", "B"]
    assert _standing(found, "B").stop_first == pytest.approx(3 * 5 / 6 / 3)


def test_where_leaders_disagree_most_comes_first():
    found = health(TEAM, CATALOGUE)

    assert [one.id for one in found.disagreed] == ["C", "A"]
    assert _standing(found, "C").dissent == 1


def test_a_question_that_two_could_answer_is_shown_nowhere():
    team = [*TEAM[:4], sheet("Gus", {"A": 1, "D": 3}), sheet("Hal", {"A": 1, "D": 3})]
    found, without = health(team, CATALOGUE), health(team, CATALOGUE[:3])

    assert "D" in found.too_few
    assert (found.cells, found.by_function) == (without.cells, without.by_function)


def test_a_function_that_could_be_found_by_subtraction_is_withheld_too():
    found = health([*TEAM, sheet("Gus", {"A": 1})], CATALOGUE)

    assert {cell.function for cell in found.by_function if cell.theme == "Metrics"} == {"Service"}


def test_a_function_whose_people_all_say_the_same_is_withheld_with_the_next():
    unlike = [*TEAM[:5], TEAM[5].model_copy(update={"answers": TEAM[0].answers})]
    found = health(unlike, CATALOGUE)

    assert {(cell.theme, cell.function) for cell in found.by_function} == {
        ("Metrics", "Sales"),
        ("Metrics", "Service"),
    }
    assert found.withheld == ("Sales", "Service")


def test_one_alone_gets_everything_without_ranges():
    levels = {one.id: 2 for one in mistakes()}
    found = health([sheet("Ann", levels, "Sales")], mistakes())

    assert (found.n, len(found.cells), len(found.by_function), len(found.standings)) == (1, 7, 7, 30)
    assert {(one.low, one.high) for one in (*found.cells, *found.standings)} == {(None, None)}
    assert "n = 1" in found.notes[0]


def test_an_answer_to_either_of_two_that_say_the_same_counts():
    catalogue = (mistake("A"), mistake("B", same_as=("A",)))
    found = health([sheet("Ann", {"B": 2}), sheet("Ben", {"A": 1}), sheet("Cem", {"A": 0})], catalogue)

    assert [(one.ids, one.mean) for one in found.standings] == [(("A", "B"), 1)]


def test_examples_come_without_names_in_an_order_of_their_own():
    team = [*TEAM[:5], sheet("Ada", {"A": 1}, examples={"A": "Zebra"})]
    team[0] = sheet("Zoe", {"A": 1}, examples={"A": "Apple"})

    assert _standing(health(team, CATALOGUE), "A").examples == ("Apple", "Zebra")


def test_answers_to_mistakes_that_are_gone_are_left_out_with_a_note():
    found = health([*TEAM, sheet("Gus", {"A": 1, "Z9": 3})], CATALOGUE)

    assert found.notes == ("Answers to “Z9” were left out, since the list of mistakes no longer has them.",)


@pytest.mark.parametrize(
    ("team", "error", "said"),
    [
        ([], EmptyTableError, "Nobody has answered"),
        ([sheet("Ann", {})], EmptyTableError, "Nobody has answered"),
        (TEAM[:2], EmptyTableError, "once 3 leaders have answered"),
        ([*TEAM, sheet("ANN", {"A": 1})], InvalidChoiceError, "has answered more than once"),
    ],
)
def test_what_cant_be_shown_is_told(team, error, said):
    with pytest.raises(error, match=said):
        health(team, CATALOGUE)


@given(answered, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_people_doesnt_matter(team, shuffle):
    expected = health(team, CATALOGUE)
    shuffle.shuffle(team)

    assert expected == health(team, CATALOGUE)


@given(answered, st.integers(1, 3), st.sampled_from(["Sales", ""]))
@settings(max_examples=25)
def test_dont_knows_never_raise_a_mean(team, more, function):
    unknowing = [sheet(f"X{place}", dict.fromkeys("ABCD"), function) for place in range(more)]
    before, after = health(team, CATALOGUE), health([*team, *unknowing], CATALOGUE)

    assert {key: cell.mean for key, cell in _cells(before).items()} == {
        key: cell.mean for key, cell in _cells(after).items()
    }
    for one in after.standings:
        same = _standing(before, one.id)
        assert one.mean == same.mean
        assert one.stop_first <= same.stop_first


@given(answered)
@settings(max_examples=25)
def test_a_dont_know_in_place_of_no_answer_changes_no_mean(team):
    full = [
        one.model_copy(update={"answers": dict.fromkeys("ABCD", HealthAnswer(level=None)) | one.answers})
        for one in team
    ]

    assert health(team, CATALOGUE).cells == health(full, CATALOGUE).cells


@given(answered)
@settings(max_examples=25)
def test_what_is_withheld_is_at_least_three_people_of_several_functions(team):
    found = health(team, CATALOGUE)
    for theme in ("Metrics", "Feedback"):
        knowing = Counter(
            one.function
            for one in team
            if any(
                answer.level and name not in found.too_few and (name in "AB") == (theme == "Metrics")
                for name, answer in one.answers.items()
            )
        )
        shown = {cell.function for cell in found.by_function if cell.theme == theme}
        rest = {name: count for name, count in knowing.items() if name not in shown}

        assert all(cell.n >= 3 for cell in (*found.cells, *found.by_function))
        assert not rest or sum(rest.values()) >= 3
        assert len(rest) != 1 or rest.keys() == {""} or not shown


@given(answered, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_what_is_shown_stays_the_same_whoever_of_those_withheld_said_what(team, shuffle):
    hidden = [
        place
        for place, one in enumerate(team)
        if one.function not in {cell.function for cell in health(team, CATALOGUE).by_function}
    ]
    functions = [team[place].function for place in hidden]
    shuffle.shuffle(functions)
    swapped = list(team)
    for place, function in zip(hidden, functions, strict=True):
        swapped[place] = team[place].model_copy(update={"function": function})
    before, after = health(team, CATALOGUE), health(swapped, CATALOGUE)

    assert before.cells == after.cells
    for cell in before.by_function:
        assert cell == _cells(after).get((cell.theme, cell.function), cell)

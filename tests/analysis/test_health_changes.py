import numpy as np
import pytest
from hypothesis import given, settings
from made_up_health import CATALOGUE, answered, sheet

from cxworkshop.analysis.health_changes import health_changes
from cxworkshop.charts.findings_health import beyond_chance
from cxworkshop.domain.mistakes import asked_once
from cxworkshop.inputs.mistakes import mistakes

BEFORE = [sheet("Ann", {"A": 3, "C": 1}), sheet("Ben", {"A": 2, "C": 2}), sheet("Cem", {"A": 1, "C": 3})]
AFTER = [sheet("ann", {"A": 2, "C": 1}), sheet("Cem", {"A": 0, "C": 3}), sheet("Ben", {"A": 0, "C": 2})]
OTHERS = [one.model_copy(update={"person": f"{one.person}2"}) for one in AFTER]


def _metrics(before, after, level=0.9):
    """Return the change of one of two themes: at 90 % for both together, each holds at 95 %."""
    return health_changes(before, after, CATALOGUE, level=level).changes[0]


def test_a_change_is_after_less_before():
    found = _metrics(BEFORE, AFTER)

    assert (found.before, found.after, found.change) == (2, pytest.approx(2 / 3), pytest.approx(-4 / 3))


def test_the_same_names_are_set_against_themselves():
    found = _metrics(BEFORE, AFTER)

    assert found.matched
    assert (found.low, found.high) == pytest.approx((-2.768, 0.101), abs=2e-2)


def test_others_count_as_independent_and_the_interval_is_wider():
    same, others = _metrics(BEFORE, AFTER), _metrics(BEFORE, OTHERS)

    assert not others.matched
    assert (others.low, others.high) == pytest.approx((-3, 2.461), abs=4e-2)
    assert others.change == same.change


def test_in_rounds_of_answers_at_random_hardly_any_change_is_claimed():
    levels, catalogue = np.random.default_rng(8).integers(0, 4, (100, 2, 6, 30)).astype(float), mistakes()
    ids = [asked.first.id for asked in asked_once(catalogue)]

    def team(numbers):
        return [sheet(f"P{place}", dict(zip(ids, row, strict=True))) for place, row in enumerate(numbers)]

    claimed = sum(
        any(map(beyond_chance, health_changes(team(first), team(second), catalogue).changes))
        for first, second in levels
    )
    assert claimed <= 10


@pytest.mark.parametrize("after", [[2, 1, 0], [2, 2, 2]])
def test_answers_or_changes_that_are_all_alike_leave_no_range(after):
    before = [sheet(name, {"A": level}) for name, level in zip("abc", (3, 2, 1), strict=True)]
    names = "abc" if len(set(after)) > 1 else "def"
    found = _metrics(before, [sheet(name, {"A": level}) for name, level in zip(names, after, strict=True)])

    assert found.change == pytest.approx(sum(after) / 3 - 2)
    assert (found.low, found.high) == (None, None)
    assert not beyond_chance(found)


def test_one_alone_has_a_change_without_a_range():
    found = _metrics(BEFORE[:1], AFTER[:1])

    assert (found.change, found.low, found.high, found.n_after) == (-1, None, None, 1)


def test_only_questions_that_both_rounds_show_are_compared():
    more = [one.model_copy(update={"answers": one.answers | {"B": one.answers["A"]}}) for one in AFTER]
    found = health_changes(BEFORE, more, CATALOGUE)

    assert found.left_out == ("B",)
    assert found.changes == health_changes(BEFORE, AFTER, CATALOGUE).changes


@given(answered)
@settings(max_examples=20)
def test_a_round_against_itself_hasnt_changed(team):
    for one in health_changes(team, team[::-1], CATALOGUE).changes:
        assert (one.change, one.low, one.high) == (0, None, None)

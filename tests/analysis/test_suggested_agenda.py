import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_health import CATALOGUE, answered, mistake, sheet

from cxworkshop.analysis.health import health
from cxworkshop.analysis.suggested_agenda import FEWEST_MINUTES, LONGEST, suggested_agenda
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.inputs.mistakes import mistakes

DECISIONS = list(FEWEST_MINUTES)[:4]


def _alone(levels, catalogue=CATALOGUE):
    return health([sheet("Ann", levels)], catalogue)


def test_the_heaviest_step_comes_first_and_gets_most():
    agenda = suggested_agenda(_alone({"A": 1, "B": 3, "C": 0}), 120)

    assert agenda.items[0].step == "05_value_drivers"
    assert agenda.items[0].minutes == max(item.minutes for item in agenda.items)


def test_a_weight_is_how_far_a_mistake_is_made_times_its_minutes():
    items = {item.step: item for item in suggested_agenda(_alone({"A": 1, "B": 3}), 90).items}

    assert items["02_mission_and_success"].weight == pytest.approx(20 / 3)
    assert items["05_value_drivers"].weight == pytest.approx(20)


def test_minutes_follow_the_weights_where_no_least_stands_in_the_way():
    catalogue = tuple(mistake(step[:2], step=step) for step in FEWEST_MINUTES)
    levels = {"02": 1, "03": 1, "04": 2, "05": 1, "06": 1}
    agenda = suggested_agenda(_alone(levels, catalogue), 240)

    assert {item.step[:2]: item.minutes for item in agenda.items} == {
        "02": 40,
        "03": 40,
        "04": 80,
        "05": 40,
        "06": 40,
    }


def test_mistakes_that_are_mended_later_take_no_minutes():
    agenda = suggested_agenda(_alone({"A": 1, "D": 3}), 90)

    assert agenda.afterwards == ("D",)
    assert all("D" not in item.mistakes for item in agenda.items)


def test_the_health_check_is_done_and_gets_no_minutes():
    catalogue = (*CATALOGUE, mistake("E", step="01_health_check", minutes=120))
    agenda = suggested_agenda(_alone({"A": 1, "E": 3}, catalogue), 90)

    assert "01_health_check" not in {item.step for item in agenda.items}
    assert sum(item.minutes for item in agenda.items) == 90


def test_a_team_without_a_mistake_shares_the_time_by_the_least():
    agenda = suggested_agenda(_alone(dict.fromkeys("ABCD", 0)), 140)

    assert sorted(item.minutes for item in agenda.items) == [20, 30, 30, 30, 30]


@pytest.mark.parametrize("minutes", [69, LONGEST + 1])
def test_too_little_or_too_much_time_is_told(minutes):
    with pytest.raises(InvalidChoiceError, match=f"A workshop takes 70 to 420 minutes.*{minutes} came"):
        suggested_agenda(_alone({"A": 1}), minutes)


@given(answered, st.integers(70, LONGEST))
@settings(max_examples=25)
def test_minutes_add_up_and_no_decision_is_cut_short(team, minutes):
    agenda = suggested_agenda(health(team, CATALOGUE), minutes)
    found = {item.step: item.minutes for item in agenda.items}

    assert sum(found.values()) == minutes
    assert all(found[step] >= least for step, least in FEWEST_MINUTES.items())


@given(st.lists(st.integers(0, 3), min_size=34, max_size=34), st.integers(70, LONGEST))
@settings(max_examples=20)
def test_the_whole_catalogue_gives_an_agenda_by_weight(levels, minutes):
    answers = {one.id: level for one, level in zip(mistakes(), levels, strict=True)}
    agenda = suggested_agenda(_alone(answers, mistakes()), minutes)

    assert sum(item.minutes for item in agenda.items) == minutes
    assert [item.weight for item in agenda.items] == sorted((i.weight for i in agenda.items), reverse=True)
    assert {*DECISIONS} <= {item.step for item in agenda.items}

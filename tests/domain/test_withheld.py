import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.domain.small_groups import withheld

answers = st.lists(st.sampled_from([0.0, 1, 3]), max_size=6)
teams = st.dictionaries(st.sampled_from("abcdef"), answers, max_size=6)


def _team(sizes):
    """Return as many answers for each group, no two of them the same."""
    return {name: range(size) for name, size in sizes.items()}


@pytest.mark.parametrize(
    ("sizes", "others", "hidden"),
    [
        ({"a": 3, "b": 4}, 0, ""),
        ({"a": 3, "b": 2}, 0, "ab"),
        ({"a": 3, "b": 4, "c": 1}, 0, "ac"),
        ({"a": 3, "b": 2, "c": 1}, 0, "bc"),
        ({"a": 3, "b": 4}, 1, "a"),
        ({"a": 3, "b": 4}, 3, ""),
        ({"a": 3, "b": 0}, 0, "b"),
    ],
)
def test_small_groups_are_withheld_and_enough_of_the_others(sizes, others, hidden):
    assert withheld(_team(sizes), range(others)) == set(hidden)


@pytest.mark.parametrize(
    ("team", "others", "hidden"),
    [
        ({"a": [2, 2, 2]}, [1, 2, 3], "a"),
        ({"a": [2, 2, 2]}, [1], "a"),
        ({"a": [2, 2, 2], "b": [1, 2, 3, 3], "c": [0, 1, 2, 3, 3]}, [], "ab"),  # or a were all less the two
        ({"a": [2, 2, 2], "b": [2, 2, 2, 2], "c": [0, 1, 2, 3, 3]}, [], "abc"),
        ({"a": [1, 2, 3], "b": [0, 1, 2, 3]}, [3, 3, 3], "a"),
    ],
)
def test_a_group_that_says_the_same_is_withheld_and_cant_be_worked_out(team, others, hidden):
    assert withheld(team, others) == set(hidden)


@given(teams, answers)
def test_what_is_shown_and_what_is_left_are_three_or_more_who_dont_say_the_same(team, others):
    hidden = withheld(team, others)
    rest = [*others, *(answer for name in hidden for answer in team[name])]

    assert all(len(team[name]) > 2 and len(set(team[name])) > 1 for name in team if name not in hidden)
    assert not rest or (len(rest) > 2 and len(set(rest)) > 1) or hidden == set(team)


@given(teams, answers)
def test_what_is_left_is_never_one_group_by_itself(team, others):
    left = [name for name in withheld(team, others) if team[name]]

    assert others or len(left) != 1 or sum(map(bool, team.values())) == 1


@given(teams, answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_and_groups_changes_nothing(team, others, shuffle):
    shuffled = {
        name: shuffle.sample(team[name], len(team[name])) for name in shuffle.sample([*team], len(team))
    }

    assert withheld(shuffled, shuffle.sample(others, len(others))) == withheld(team, others)

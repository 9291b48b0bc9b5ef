import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.responses import penalty_reward
from cxworkshop.errors import UndefinedMeasureError

N = 1500


def world(n=N, seed=3):
    """Ratings that go together: a straight line, a must-be, an exciter, and two that move nothing."""
    random = np.random.default_rng(seed)
    mood = random.normal(size=n)
    felt = {name: 0.5 * mood + 0.87 * random.normal(size=n) for name in "abcde"}
    outcome = 50 + 0.8 * felt["a"] + 1.4 * np.minimum(felt["b"], 0) + 1.4 * np.maximum(felt["c"], 0)
    ratings = {name: np.clip(np.round(7.5 + 1.7 * feeling), 1, 10) for name, feeling in felt.items()}
    return pd.DataFrame(ratings | {"y": outcome + random.normal(size=n)})


def of(data, drivers="abcde", **how):
    found = penalty_reward(data, "y", list(drivers), scale=(1, 10), **{"bootstrap": 120, **how})
    return {one.name: one for one in found}


@pytest.fixture(scope="module")
def found():
    return of(world())


def test_a_must_be_an_exciter_and_a_straight_line_are_told_from_what_moves_nothing(found):
    responses = {name: one.response for name, one in found.items()}

    assert responses == {"a": "linear", "b": "must_be", "c": "exciter", "d": "unclear", "e": "unclear"}


def test_a_straight_line_is_no_must_be_where_low_ratings_lie_further_from_the_middle():
    data = world()
    random = np.random.default_rng(8)
    data["a"] = np.clip(np.round(9.6 - random.gamma(1.3, 1.9, N)), 1, 10)  # a long tail of bad ratings
    data["y"] = 0.6 * data["a"] + random.normal(size=N)

    skewed = of(data)["a"]

    assert -skewed.penalty > 1.3 * skewed.reward
    assert skewed.response == "linear"


def test_high_are_the_two_best_answers_and_low_about_as_many_of_the_lowest(found):
    for one in found.values():
        assert one.high_from == 9
        assert 0.5 < one.n_low / one.n_high < 2
        assert one.low_to < 8


def test_every_figure_lies_within_its_interval(found):
    for one in found.values():
        assert one.penalty_low < one.penalty < one.penalty_high
        assert one.reward_low < one.reward < one.reward_high


def test_figures_are_those_of_least_squares_on_all_marks_together(found):
    data = world()
    marks = [data[name] <= found[name].low_to for name in "abcde"]
    marks += [data[name] >= found[name].high_from for name in "abcde"]
    slopes = np.linalg.lstsq(np.column_stack([np.ones(N), *marks]).astype(float), data["y"], rcond=None)[0]

    assert [one.penalty for one in found.values()] == pytest.approx(slopes[1:6])
    assert [one.reward for one in found.values()] == pytest.approx(slopes[6:])


def test_few_high_ratings_leave_the_response_unclear():
    data = world()
    high = data["b"] >= 9
    data.loc[high & (high.cumsum() > 20), "b"] = 8

    one = of(data)["b"]

    assert (one.n_high, one.response) == (20, "unclear")


def test_a_driver_with_next_to_no_high_ratings_is_left_out():
    data = world()
    data["b"] = data["b"].clip(upper=8)

    assert set(of(data)) == set("acde")


def test_a_driver_everybody_rates_the_same_is_left_out():
    assert set(of(world().assign(b=7.0))) == set("acde")


def test_without_any_low_and_high_ratings_there_is_nothing_to_say():
    assert of(world().clip(upper=8), "abc") == {}


def test_the_order_of_drivers_does_not_change_a_figure(found):
    back = of(world(), "edcba")

    assert list(back) == list("edcba")
    assert {name: one.penalty for name, one in back.items()} == pytest.approx(
        {name: one.penalty for name, one in found.items()}
    )


def test_clusters_that_are_copies_widen_the_intervals():
    data = pd.concat([world(300)] * 4, ignore_index=True)

    alone, together = of(data)["a"], of(data, clusters=np.tile(np.arange(300), 4))["a"]

    assert together.penalty_high - together.penalty_low > 1.5 * (alone.penalty_high - alone.penalty_low)


@pytest.mark.parametrize("seed", [8, 13, 18])
def test_a_handful_of_sites_does_not_make_what_moves_nothing_clear(seed):
    found = of(world(300, seed), clusters=np.arange(300) % 4, bootstrap=60)

    assert {found[name].response for name in "de"} == {"unclear"}


def test_a_straight_line_is_none_the_less_one_where_weights_lie_near_the_middle():
    data = world()
    random = np.random.default_rng(8)
    data["a"] = np.clip(np.round(9.6 - random.gamma(1.3, 1.9, N)), 1, 10)
    data["y"] = 0.6 * data["a"] + random.normal(size=N)
    lowest = data["a"] < of(data)["a"].low_to

    weighted = of(data, weights=np.where(lowest, 0.05, 1.0))["a"]

    assert weighted.response == "linear"


def test_where_low_and_high_ratings_explain_no_more_than_chance_nothing_is_clear():
    data = world()
    data["y"] = np.random.default_rng(8).normal(size=N) - 0.2 * (data["b"] <= 5)

    assert {one.response for one in of(data).values()} == {"unclear"}


def test_complete_rows_alone_count_where_that_is_the_rule():
    data = world()
    data.loc[:499, "e"] = np.nan

    assert of(data, missing="complete")["a"].n == 1000


def test_what_was_never_used_does_not_cost_a_row():
    data = world()
    data.loc[:499, "e"] = np.nan
    never = pd.DataFrame({"e": data["e"].isna()})

    found = of(data, missing="never_used", never_used=never)

    assert (found["a"].n, found["e"].n) == (1500, 1000)


def test_the_same_ratings_twice_are_refused():
    with pytest.raises(
        UndefinedMeasureError, match="the same customers rate several touchpoints low and high"
    ):
        of(world().assign(b=lambda table: table["a"]))

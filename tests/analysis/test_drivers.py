import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.drivers import relative_importance
from cxworkshop.errors import MissingColumnError, NotNumericError, UndefinedMeasureError


def answers(rows=300, drivers=4, seed=5):
    """An outcome that depends on a more than on b, and on nothing else."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(rows, drivers)) + 0.5 * random.normal(size=(rows, 1))
    data = pd.DataFrame(values, columns=list("abcdefghijklmnopqrst")[:drivers])
    data["outcome"] = 2 * data["a"] + data["b"] + random.normal(size=rows)
    return data


def names(result):
    return [driver.name for driver in result.drivers]


@pytest.mark.reference
def test_finds_the_order_of_customer_satisfaction(reference_data):
    data = pd.read_csv(reference_data / "customerSat.csv")

    result = relative_importance(data, "q1", [f"q{number}" for number in range(2, 11)], bootstrap=200)

    assert names(result) == ["q4", "q6", "q2", "q5", "q3", "q7", "q8", "q10", "q9"]
    assert (result.n, result.n_complete, result.method, result.notes) == (1811, 1811, "lmg", ())
    assert result.r2 == pytest.approx(0.716728905, abs=1e-6)
    assert [driver.group for driver in result.drivers][:3] == [1, 1, 2]


def test_shares_add_up_and_lie_in_their_intervals():
    result = relative_importance(answers(), "outcome", list("abcd"), bootstrap=200)

    assert sum(driver.share for driver in result.drivers) == pytest.approx(1)
    assert sum(driver.importance for driver in result.drivers) == pytest.approx(result.r2)
    assert all(driver.low <= driver.share <= driver.high for driver in result.drivers[:2])
    assert names(result)[:2] == ["a", "b"]
    assert (result.drivers[0].rank_low, result.drivers[0].rank_high) == (1, 1)


def test_the_same_seed_gives_the_same_result_and_another_one_doesnt():
    data = answers()
    first, again, other = (
        relative_importance(data, "outcome", list("abcd"), bootstrap=60, seed=seed) for seed in (1, 1, 2)
    )

    assert first == again
    assert first.drivers[0].low != other.drivers[0].low


@settings(max_examples=10, deadline=None)
@given(st.permutations(list("abcd")))
def test_the_order_of_drivers_does_not_matter(order):
    expected = relative_importance(answers(), "outcome", list("abcd"), bootstrap=50)

    assert expected == relative_importance(answers(), "outcome", order, bootstrap=50)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.floats(0.05, 0.5))
def test_a_noisy_copy_of_a_driver_takes_a_part_of_its_importance(seed, noise):
    data = answers(seed=seed)
    alone = relative_importance(data, "outcome", list("ab"), bootstrap=50)
    random = np.random.default_rng(seed)
    data["copy"] = data["a"] + noise * random.normal(size=len(data))

    shared = relative_importance(data, "outcome", ["a", "b", "copy"], bootstrap=50)

    importance = {driver.name: driver.importance for driver in shared.drivers}
    before = {driver.name: driver.importance for driver in alone.drivers}
    assert importance["a"] < before["a"]
    assert importance["copy"] > 0.25 * before["a"]


def test_drivers_that_cant_be_told_apart_are_one_group():
    data = answers(rows=200)
    random = np.random.default_rng(1)
    data["twin"] = random.normal(size=200) + 0.5 * data["a"]
    data["outcome"] = data["a"] + data["twin"] + 0.1 * data["c"] + random.normal(size=200)

    result = relative_importance(data, "outcome", ["a", "twin", "c"], bootstrap=200)

    assert {driver.name: driver.group for driver in result.drivers} == {"a": 1, "twin": 1, "c": 2}


def test_missing_answers_are_left_out_pair_by_pair():
    data = answers()
    data.loc[:199, "a"] = np.nan
    data.loc[100:, "b"] = np.nan
    data.loc[50:150, "outcome"] = np.nan
    data.loc[299, ["a", "b", "c", "d"]] = np.nan

    with pytest.raises(UndefinedMeasureError, match="Only 0 rows answer both a and b"):
        relative_importance(data, "outcome", list("abcd"), bootstrap=50)
    result = relative_importance(data, "outcome", list("acd"), bootstrap=50)

    assert (result.n, result.n_complete) == (300 - 101 - 1, 99)
    expected = data[["outcome", "a", "c", "d"]].dropna(subset="outcome").corr().to_numpy()
    explained = expected[0, 1:] @ np.linalg.solve(expected[1:, 1:], expected[1:, 0])
    assert result.r2 == pytest.approx(explained)


def test_whole_weights_count_like_repeated_rows_and_rows_without_one_are_left_out():
    data = answers(rows=120)
    weights = np.tile([1.0, 2.0, 3.0, np.nan], 30)
    repeated = data.loc[np.repeat(data.index, np.nan_to_num(weights).astype(int))]

    weighted = relative_importance(data, "outcome", list("abcd"), weights=weights, bootstrap=50)

    assert weighted.n == 90
    assert weighted.r2 == pytest.approx(
        relative_importance(repeated, "outcome", list("abcd"), bootstrap=50).r2
    )


def test_progress_ends_at_the_whole():
    told = []

    relative_importance(answers(), "outcome", list("abcd"), bootstrap=300, progress=told.append)

    assert told == sorted(told)
    assert (len(told) > 1, told[-1]) == (True, 1.0)


def test_says_when_the_result_is_shaky():
    data = answers(rows=70)
    data["near"] = data["a"] + 0.05 * np.random.default_rng(2).normal(size=70)
    data.loc[30:, "c"] = np.nan

    result = relative_importance(data, "outcome", ["a", "b", "c", "near"], bootstrap=50)

    assert result.notes == (
        "Only 30 of 70 rows answer everything; the others count where they answer both questions of a pair.",
        "c has only 30 answers; its importance is a rough guess.",
        "There are only 18 answers per driver; expect wide intervals.",
        "a and near can be told almost exactly from the other drivers; read them as one.",
    )


def with_column(name, values):
    return answers(rows=60).assign(**{name: values})


@pytest.mark.parametrize(
    ("data", "drivers", "sentence"),
    [
        (with_column("outcome", 7), "abc", "Column outcome has the same answer everywhere"),
        (with_column("b", 7), "abc", "Column b has the same answer everywhere"),
        (with_column("b", np.nan), "abc", "Column b needs at least 3 answers"),
        (with_column("b", answers(rows=60)["a"] * 3 - 1), "abc", "Drivers a and b say exactly the same"),
        (
            with_column("d", answers(rows=60)[["a", "b"]].sum(axis=1)),
            "abcd",
            "Of the drivers a, b and d each follows exactly from the others",
        ),
        (with_column("b", np.inf), "abc", "Column b must hold finite numbers"),
        (answers(rows=4), "abc", "3 drivers need at least 5 rows .* but 4 came"),
        (answers(), "", "needs at least one driver"),
        (answers(), "abb", "Driver b is named twice"),
        (answers(drivers=20), "abcdefghijklmnopqrstu", "At most 20 drivers .* but 21 came"),
        (answers(), ["a", "outcome"], "outcome is the outcome and can't be a driver"),
    ],
)
def test_refuses_what_has_no_defensible_value(data, drivers, sentence):
    with pytest.raises(UndefinedMeasureError, match=sentence):
        relative_importance(data, "outcome", list(drivers), bootstrap=50)


def test_refuses_columns_that_arent_there_or_hold_text():
    with pytest.raises(MissingColumnError, match="no column z; the table has a, b, c, d, outcome"):
        relative_importance(answers(), "outcome", ["a", "z"])
    with pytest.raises(NotNumericError, match="Column b must hold numbers but holds “good”"):
        relative_importance(with_column("b", "good"), "outcome", ["a", "b"])


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ([-1.0] * 60, "Weights must be 0 or more and finite, but one is -1"),
        ([0.0] * 60, "All weights are 0"),
        ([1.0], "one weight per row, but 1 came for 60 rows"),
    ],
)
def test_refuses_impossible_weights(weights, sentence):
    with pytest.raises(UndefinedMeasureError, match=sentence):
        relative_importance(answers(rows=60), "outcome", list("abc"), weights=weights)


def test_refuses_correlations_that_contradict_each_other():
    random = np.random.default_rng(4)
    base = random.normal(size=90)
    data = pd.DataFrame({"outcome": random.normal(size=90), "a": base, "b": base, "c": base})
    data += 0.05 * random.normal(size=data.shape)
    data.loc[:29, "a"] = data.loc[30:59, "b"] = data.loc[60:, "c"] = np.nan
    data.loc[60:, "b"] *= -1  # a and b now disagree, though each agrees with c

    with pytest.raises(UndefinedMeasureError, match="not positive definite"):
        relative_importance(data, "outcome", list("abc"), bootstrap=50)


def test_refuses_an_outcome_explained_by_more_than_the_whole():
    random = np.random.default_rng(4)
    early, late, both = 10 * random.normal(size=30), 10 * random.normal(size=30), random.normal(size=30)
    nothing = np.full(30, np.nan)
    data = pd.DataFrame(
        {
            "outcome": np.concatenate([early, late, 0.1 * random.normal(size=30)]),
            "a": np.concatenate([early, nothing, both]),
            "b": np.concatenate([nothing, late, -both + 0.1 * random.normal(size=30)]),
        }
    )

    with pytest.raises(UndefinedMeasureError, match="not positive definite"):
        relative_importance(data, "outcome", ["a", "b"], bootstrap=50)


def test_says_how_many_resamples_had_no_solution():
    data = answers(rows=60)
    data["rare"] = (data.index < 4).astype(float)

    result = relative_importance(data, "outcome", ["a", "rare"], bootstrap=400)

    (note,) = result.notes
    lost, _, rest = note.partition(" of ")
    assert 1 <= int(lost) <= 20
    assert rest == "400 resamples had no solution and were left out of the intervals."


def test_refuses_intervals_where_resamples_have_no_solution():
    data = pd.DataFrame({"outcome": np.arange(12.0) % 5, "a": np.arange(12.0), "rare": [1.0] + [0.0] * 11})

    with pytest.raises(UndefinedMeasureError, match="resamples the drivers can't be told apart"):
        relative_importance(data, "outcome", ["a", "rare"], bootstrap=100)


def test_refuses_too_few_resamples_and_an_impossible_level():
    with pytest.raises(UndefinedMeasureError, match="at least 50 resamples, but 10"):
        relative_importance(answers(), "outcome", list("abc"), bootstrap=10)
    with pytest.raises(UndefinedMeasureError, match="between 0 and 1, but 95 came"):
        relative_importance(answers(), "outcome", list("abc"), level=95)


def test_where_many_resamples_explain_nothing_there_is_no_interval():
    data = pd.DataFrame({"outcome": [1, 0, 0, 1, 1, 0, 1, 0], "a": [1, 0, 1, 0, 1, 0, 1, 0]}, dtype=float)

    with pytest.raises(UndefinedMeasureError, match="no honest interval"):
        relative_importance(data, "outcome", ["a"], bootstrap=60, seed=3)


def test_equal_drivers_are_hardly_ever_split():
    split = 0
    for seed in range(20):
        random = np.random.default_rng(seed)
        data = pd.DataFrame(
            random.normal(size=(400, 8)) + random.normal(size=(400, 1)) / 2, columns=list("abcdefgh")
        )
        data["outcome"] = data.sum(axis=1) + 6 * random.normal(size=400)
        found = relative_importance(data, "outcome", list("abcdefgh"), bootstrap=100)
        split += found.drivers[-1].group > 1

    assert split <= 2

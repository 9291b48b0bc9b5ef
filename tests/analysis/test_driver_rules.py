"""Which answers count, which belong together, and what methods and fits make of them."""

import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.correlations import PairwiseCorrelations
from cxworkshop.analysis.drivers import relative_importance
from cxworkshop.analysis.importance import Importance
from cxworkshop.errors import UndefinedMeasureError


def answers(rows=300, seed=5):
    random = np.random.default_rng(seed)
    values = random.normal(size=(rows, 3)) + 0.5 * random.normal(size=(rows, 1))
    data = pd.DataFrame(values, columns=list("abc"))
    data["outcome"] = 2 * data["a"] - data["b"] + random.normal(size=rows)
    return data


def measured(data, **how):
    return relative_importance(data, "outcome", list("abc"), bootstrap=how.pop("bootstrap", 60), **how)


def by_name(found):
    return {driver.name: driver for driver in found.drivers}


@pytest.fixture
def patchy():
    """Of 300 rows 60 have a blank in a, and 90 others have never used c."""
    data = answers()
    data.loc[:59, "a"] = np.nan
    data.loc[60:149, "c"] = np.nan
    never = pd.DataFrame({"c": (data.index >= 60) & (data.index < 150)})
    return data, never


def test_by_default_gaps_are_left_out_pair_by_pair(patchy):
    found = measured(patchy[0])

    assert (found.missing, found.n, found.n_complete) == ("pairwise", 300, 150)
    assert {name: driver.answers for name, driver in by_name(found).items()} == {"a": 240, "b": 300, "c": 210}


def test_complete_rows_are_all_that_count_by_that_rule(patchy):
    found = measured(patchy[0], missing="complete")

    alone = measured(patchy[0].dropna())
    assert (found.missing, found.n, found.n_complete) == ("complete", 150, 150)
    assert (found.drivers, found.r2) == (alone.drivers, alone.r2)


def test_only_what_was_never_used_may_be_missing_by_that_rule(patchy):
    data, never = patchy

    found = measured(data, missing="never_used", never_used=never)

    pairwise = measured(data.iloc[60:])
    assert (found.missing, found.n, found.n_complete) == ("never_used", 240, 150)
    assert (found.drivers, found.r2) == (pairwise.drivers, pairwise.r2)


def test_what_was_never_used_must_be_told_row_by_row(patchy):
    data, never = patchy

    with pytest.raises(UndefinedMeasureError, match="which answers mean “never used”"):
        measured(data, missing="never_used")
    with pytest.raises(UndefinedMeasureError, match="told of 10 for 300 rows"):
        measured(data, missing="never_used", never_used=never.head(10))


def test_a_rule_that_costs_most_answers_says_so():
    data = answers()
    data.loc[:199, "a"] = np.nan

    assert measured(data, missing="complete").notes == (
        "Only 100 of 300 rows answer everything; the others are left out.",
    )


def test_slopes_are_those_of_least_squares_with_weights():
    data, weights = answers(), np.tile([0.5, 1.0, 2.0], 100)
    design = np.column_stack([np.ones(300), data[list("abc")]])
    root = np.sqrt(weights)[:, None]
    fitted = np.linalg.lstsq(design * root, data["outcome"] * root[:, 0])[0]

    found = by_name(measured(data, weights=weights))

    assert [found[name].slope for name in "abc"] == pytest.approx(fitted[1:])
    assert all(driver.slope_low < driver.slope < driver.slope_high for driver in found.values())
    assert (found["a"].sign, found["b"].sign) == ("up", "down")


def test_answers_that_belong_together_are_drawn_together():
    once = answers(rows=60)
    four = once.loc[np.repeat(once.index, 4)].reset_index(drop=True)

    together = measured(four, clusters=np.repeat(np.arange(60), 4), bootstrap=100)

    alone = measured(once, bootstrap=100)
    assert (together.clusters, alone.clusters) == (60, None)
    for driver, expected in zip(together.drivers, alone.drivers, strict=True):
        assert (driver.low, driver.high) == pytest.approx((expected.low, expected.high))
    apart = measured(four, bootstrap=100).drivers[0]
    assert apart.high - apart.low < 0.7 * (together.drivers[0].high - together.drivers[0].low)


def test_an_answer_without_a_cluster_stands_for_itself():
    sites = pd.Series(["north"] * 100 + ["south"] * 100 + [None] * 100)

    assert measured(answers(), clusters=sites).clusters == 102


def test_few_clusters_make_rough_intervals_and_two_make_none():
    few = measured(answers(), clusters=np.arange(300) % 8)

    (note,) = few.notes
    assert note.startswith(
        "The answers come in only 8 groups that belong together, so the intervals are rough"
    )
    with pytest.raises(UndefinedMeasureError, match="they come from 2"):
        measured(answers(), clusters=np.arange(300) % 2)
    with pytest.raises(UndefinedMeasureError, match="one cluster per row, but 2 came for 300 rows"):
        measured(answers(), clusters=["x", "y"])


@pytest.mark.parametrize("method", ["first", "last", "betasq"])
def test_shares_of_what_does_not_add_up_are_of_its_sum(method):
    found = measured(answers(), method=method)

    whole = sum(driver.importance for driver in found.drivers)
    assert whole != pytest.approx(found.r2)
    assert [driver.share * whole for driver in found.drivers] == pytest.approx(
        [driver.importance for driver in found.drivers]
    )
    assert found.r2 == pytest.approx(measured(answers()).r2)
    assert found.notes == (
        f"By “{method}” importance doesn't add up to what is explained; shares are of its sum.",
    )


def test_pratts_shares_may_be_negative_and_a_note_says_so():
    random = np.random.default_rng(2)
    both = random.normal(size=300)
    data = pd.DataFrame({"a": both + 0.3 * random.normal(size=300), "b": both, "c": random.normal(size=300)})
    data["outcome"] = 2 * data["a"] - data["b"] + 0.3 * random.normal(size=300)

    found = measured(data, method="pratt")

    last = found.drivers[-1]
    assert (last.name, last.share < 0, last.group > 1) == ("b", True, True)
    assert sum(driver.importance for driver in found.drivers) == pytest.approx(found.r2)
    assert found.notes[-1].startswith("b has a share below 0, as Pratt's measure allows")


def stayed(seed=5):
    data, random = answers(seed=seed), np.random.default_rng(seed)
    data["outcome"] = (data["outcome"] + random.logistic(size=len(data)) > 0).astype(float)
    return data


def test_a_logistic_fit_shares_out_mcfaddens_r2():
    found = measured(stayed(), fit="logistic")

    drivers = by_name(found)
    assert (found.fit, found.drivers[0].name) == ("logistic", "a")
    assert sum(driver.importance for driver in found.drivers) == pytest.approx(found.r2)
    assert drivers["a"].slope_low < drivers["a"].slope < drivers["a"].slope_high
    assert (drivers["a"].sign, drivers["b"].sign) == ("up", "down")


def test_a_logistic_fit_leaves_out_rows_with_a_gap_and_says_so():
    data = stayed()
    data.loc[:29, "a"] = np.nan

    found = measured(data, fit="logistic")

    assert (found.missing, found.n) == ("complete", 270)
    assert found.notes == ("A logistic fit needs whole rows, so 30 of 300 with a gap were left out.",)


def test_a_logistic_fit_refuses_other_outcomes_and_methods():
    with pytest.raises(UndefinedMeasureError, match="needs an outcome of 0 or 1"):
        measured(answers(), fit="logistic")
    with pytest.raises(UndefinedMeasureError, match="by lmg only, but first came"):
        measured(stayed(), fit="logistic", method="first")


def coded(values, top=11):
    """Return values as whole answers from 1 to ``top``."""
    return values.rank(pct=True).mul(top).apply(np.ceil).clip(1, top)


@pytest.mark.parametrize("name", ["recommend", "NETPRO"])
def test_an_outcome_coded_one_too_high_changes_nothing_but_is_said(name):
    data = answers().rename(columns={"outcome": name})
    data[name] = coded(data[name])

    higher, right = (
        relative_importance(data.assign(**{name: data[name] - less}), name, list("abc"), bootstrap=50)
        for less in (0, 1)
    )

    assert [driver.importance for driver in higher.drivers] == pytest.approx(
        [driver.importance for driver in right.drivers]
    )
    assert right.notes == ()
    (note,) = higher.notes
    assert note.startswith(f"Answers to {name} run from 1 to 11, as if 0–10 had been coded one higher")


@pytest.mark.parametrize(("tops", "said"), [((11, 11, 11), 0), ((11, 11, 10), 1), ((10, 10, 10), 0)])
def test_drivers_coded_one_too_high_are_told_only_beside_others(tops, said):
    data = answers()
    for name, top in zip("abc", tops, strict=True):
        data[name] = coded(data[name], top)

    found = measured(data)

    assert len(found.notes) == said
    assert all(note.startswith("Answers to a and b run from 1 to 11") for note in found.notes)


@pytest.mark.parametrize(
    ("lost", "said"), [(7, "7 rows have no weight (or 0) and are left out."), (1, "1 row has no weight")]
)
def test_rows_without_a_weight_are_told(lost, said):
    weights = np.ones(300)
    weights[:lost] = np.nan
    weights[: lost // 2] = 0

    found = measured(answers(), weights=weights)

    assert found.n == 300 - lost
    (note,) = found.notes
    assert note.startswith(said)


def test_an_outcome_that_tells_nothing_has_a_sentence_of_its_own():
    with pytest.raises(UndefinedMeasureError, match="everywhere, so there is nothing to explain; choose an"):
        measured(answers().assign(outcome=7))
    with pytest.raises(
        UndefinedMeasureError, match="Column outcome has no answer, so there is nothing to ex"
    ):
        measured(answers().assign(outcome=np.nan))


def test_correlations_of_all_rows_are_found_once(monkeypatch):
    counted, of_all = [], PairwiseCorrelations.of_all
    monkeypatch.setattr(PairwiseCorrelations, "of_all", lambda self: counted.append(1) or of_all(self))

    Importance(answers(), "outcome", list("abc"))

    assert len(counted) == 1

"""How far people put items in the same order and give them the same values."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.agreement import kendall_w, krippendorff_alpha
from cxworkshop.errors import NotNumericError, UndefinedMeasureError

ROUNDING_TIMES = """
5.40 5.50 5.55  5.85 5.70 5.75  5.20 5.60 5.50  5.55 5.50 5.40  5.90 5.85 5.70  5.45 5.55 5.60
5.40 5.40 5.35  5.45 5.50 5.35  5.25 5.15 5.00  5.85 5.80 5.70  5.25 5.20 5.10  5.65 5.55 5.45
5.60 5.35 5.45  5.05 5.00 4.95  5.50 5.50 5.40  5.45 5.55 5.50  5.55 5.55 5.35  5.45 5.50 5.55
5.50 5.45 5.25  5.65 5.60 5.40  5.70 5.65 5.55  6.30 6.30 6.25
"""
"""Hollander & Wolfe (1973): 22 runners, three ways round first base, as in R's ?friedman.test."""

RATINGS = [[1, 2, 3, 4], [2, 1, 3, 4], [1, 2, 4, 3]]

tables = st.integers(2, 5).flatmap(
    lambda items: st.lists(
        st.lists(st.integers(1, 4), min_size=items + 1, max_size=items + 1), min_size=2, max_size=5
    )
)
few = settings(max_examples=40, deadline=None)


@pytest.fixture(scope="module")
def oracles(reference_data):
    return json.loads((reference_data / "oracles.json").read_text())


def _rated(reference_data, name):
    return pd.read_csv(reference_data / f"irr_{name}.csv").T


@pytest.mark.reference
def test_anxiety_ratings_as_irr_computes_them(oracles, reference_data):
    found, oracle = kendall_w(_rated(reference_data, "anxiety")), oracles["kendall_W"]["anxiety_irr"]

    assert (found.raters, found.items, found.freedom) == (oracle["m"], oracle["n"], oracle["df"])
    assert (found.w, found.chi2, found.p) == pytest.approx((oracle["W_ties"], oracle["chi2"], oracle["p"]))
    assert (found.plain_w, found.plain_chi2, found.plain_p) == pytest.approx(
        (oracle["W_noties"], oracle["chi2n"], oracle["pn"])
    )


@pytest.mark.reference
def test_video_ratings_as_irr_computes_them(oracles, reference_data):
    found, oracle = kendall_w(_rated(reference_data, "video")), oracles["kendall_W"]["video_irr"]

    assert (found.w, found.chi2, found.p) == pytest.approx((oracle["W_ties"], oracle["chi2"], oracle["p"]))


@pytest.mark.reference
def test_rounding_times_as_friedmans_test_has_them(oracles):
    found, oracle = kendall_w(np.reshape(ROUNDING_TIMES.split(), (22, 3)).astype(float)), oracles["kendall_W"]
    wanted = oracle["rounding_times"]

    assert (found.w, found.chi2, found.p) == pytest.approx((wanted["W"], wanted["chi2"], wanted["p"]))


@pytest.mark.reference
@pytest.mark.parametrize("measurement", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_on_each_level_of_measurement(oracles, measurement):
    oracle = oracles["krippendorff_C"]
    found = krippendorff_alpha(oracle["matrix"], measurement, bootstrap=50)

    assert found.alpha == pytest.approx(oracle[measurement])
    assert found.low < found.alpha < found.high
    assert (found.raters, found.items, found.left_out, found.ratings) == (4, 11, 1, 40)


@pytest.mark.reference
def test_alpha_of_diagnoses_is_told_from_their_names(reference_data):
    found = krippendorff_alpha(_rated(reference_data, "diagnoses"), "nominal", bootstrap=50)

    assert found.alpha == pytest.approx(0.433409828)


@few
@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_raters_and_items_changes_nothing(table, random):
    values = np.array(table, dtype=float)
    shuffled = values[random.sample(range(len(values)), len(values))]
    shuffled = shuffled[:, random.sample(range(values.shape[1]), values.shape[1])]
    try:
        found = kendall_w(values, bootstrap=50)
    except UndefinedMeasureError:
        return

    assert kendall_w(shuffled, bootstrap=50) == found
    assert 0 <= found.plain_w <= found.w <= 1
    assert found.low <= found.w <= found.high


@few
@given(st.lists(st.integers(-50, 50), min_size=3, max_size=8, unique=True), st.integers(2, 6))
def test_raters_alike_agree_in_full(ratings, raters):
    found = kendall_w([ratings] * raters, bootstrap=50)

    assert (found.w, found.low, found.high) == pytest.approx((1, 1, 1))


def test_raters_alike_agree_in_full_in_spite_of_ties():
    found = kendall_w([[1, 1, 2, 3]] * 3, bootstrap=50)

    assert found.w == pytest.approx(1)
    assert found.plain_w < 1


def test_only_the_order_matters():
    stretched = np.exp(np.array(RATINGS, dtype=float))

    assert kendall_w(stretched, bootstrap=50) == kendall_w(RATINGS, bootstrap=50)


def test_items_count_that_all_rated_who_rated_any():
    table = [[*row, None] for row in RATINGS] + [[None] * 5]
    table[0][4] = 3
    found = kendall_w(table, bootstrap=50)

    assert found.w == kendall_w(RATINGS, bootstrap=50).w
    assert (found.raters, found.items, found.left_out) == (3, 4, 1)


def test_another_seed_draws_other_resamples_of_the_same_w():
    first, second = (kendall_w(RATINGS, seed=seed) for seed in (1, 2))

    assert first.w == second.w
    assert kendall_w(RATINGS, seed=1) == first


def test_alpha_is_one_where_all_give_the_same_and_below_nought_where_they_contradict():
    alike = krippendorff_alpha([[1, 2, 3]] * 3, "ratio", bootstrap=50)
    opposed = krippendorff_alpha([[1, 5, 1, 5], [5, 1, 5, 1]], "interval", bootstrap=50)

    assert alike.alpha == 1
    assert opposed.alpha < 0


@pytest.mark.parametrize(
    ("ratings", "error", "words"),
    [
        ([[1, 2, 3]], UndefinedMeasureError, "at least 2 people, but those of 1"),
        ([], UndefinedMeasureError, "at least 2 people, but those of 0"),
        ([[1, 2], [2, 1]], UndefinedMeasureError, "at least 3 items .*, but there are 2"),
        ([[1, 2, None], [2, 1, 3]], UndefinedMeasureError, "but there are 2"),
        ([[3, 3, 3], [3, 3, 3]], UndefinedMeasureError, "same"),
        ([[np.nan] * 3] * 3, UndefinedMeasureError, "those of 0"),
        ([[1, 2, "high"], [1, 2, 3]], NotNumericError, "“high”"),
        ([[1, 2, np.inf], [1, 2, 3]], UndefinedMeasureError, "infinite"),
        ([[1, 2, 3], [1, 2]], UndefinedMeasureError, "as many ratings as"),
        (["abc", "abd"], UndefinedMeasureError, "raters by items"),
    ],
)
@pytest.mark.parametrize(
    "measure", [kendall_w, lambda ratings: krippendorff_alpha(ratings, "ordinal")], ids=["w", "alpha"]
)
def test_what_cannot_be_told_is_refused_with_a_sentence(measure, ratings, error, words):
    with pytest.raises(error, match=words) as refused:
        measure(ratings)

    assert str(refused.value).endswith(".")


def test_a_true_zero_knows_no_negative_ratings():
    with pytest.raises(UndefinedMeasureError, match="-2"):
        krippendorff_alpha([[1, -2, 3], [1, 2, 3]], "ratio")


def test_an_interval_needs_fifty_resamples():
    with pytest.raises(UndefinedMeasureError, match="at least 50"):
        kendall_w(RATINGS, bootstrap=10)

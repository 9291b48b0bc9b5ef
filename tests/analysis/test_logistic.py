from itertools import combinations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from cxworkshop.analysis.importance import row_counts
from cxworkshop.analysis.logistic import McFadden
from cxworkshop.errors import UndefinedMeasureError

NAMES = ("stayed", "room", "help", "wifi")


def world(n=160, seed=4, slopes=(0.6, 0.3, 0.0)):
    """Ratings that go together, an outcome that follows them, and weights."""
    random = np.random.default_rng(seed)
    mood = random.normal(size=(n, 1))
    ratings = (7 + mood + random.normal(size=(n, len(slopes)))).round()
    odds = (ratings - 7) @ np.array(slopes) + 0.8
    stayed = (random.random(n) < 1 / (1 + np.exp(-odds))).astype(float)
    return ratings, stayed, random.choice([0.5, 1.0, 2.0], n)


def highest_likelihood(ratings, stayed, weights):
    """Return the log likelihood and the slopes of a logistic regression, by a general optimiser."""
    columns = np.column_stack([np.ones(len(stayed)), ratings])

    def lost(fit):
        odds = columns @ fit
        return -(weights * (stayed * odds - np.logaddexp(0, odds))).sum()

    found = minimize(lost, np.zeros(columns.shape[1]), method="BFGS", options={"gtol": 1e-7})
    return -found.fun, found.x[1:]


def plain_dominance(ratings, stayed, weights):
    """Return each driver's mean gain in McFadden's R² over all orders, fit by fit."""
    drivers = range(ratings.shape[1])
    none = highest_likelihood(ratings[:, []], stayed, weights)[0]

    def explained(chosen):
        return 1 - highest_likelihood(ratings[:, chosen], stayed, weights)[0] / none

    gains = np.zeros(len(drivers))
    for driver in drivers:
        others = [other for other in drivers if other != driver]
        for size in range(len(others) + 1):
            share = factorial(size) * factorial(len(drivers) - size - 1) / factorial(len(drivers))
            for chosen in combinations(others, size):
                gains[driver] += share * (explained([*chosen, driver]) - explained(list(chosen)))
    return gains


def test_importance_is_that_of_a_plain_implementation():
    ratings, stayed, weights = world()

    found = McFadden(ratings, stayed, weights, NAMES)

    assert found.importance == pytest.approx(plain_dominance(ratings, stayed, weights), abs=1e-6)


def test_slopes_are_those_of_a_general_optimiser():
    ratings, stayed, weights = world()

    found = McFadden(ratings, stayed, weights, NAMES)

    assert found.slopes == pytest.approx(highest_likelihood(ratings, stayed, weights)[1], abs=1e-4)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_importance_adds_up_to_mcfaddens_r2_and_is_never_negative(seed, drivers):
    ratings, stayed, weights = world(seed=seed, slopes=(0.4, 0.2, 0.1, 0)[:drivers])

    found = McFadden(ratings, stayed, weights, ("stayed", *"abcd"[:drivers]))

    assert found.importance.sum() == pytest.approx(found.r2)
    assert found.importance.min() > -1e-9


def test_the_order_of_the_drivers_does_not_matter():
    ratings, stayed, weights = world()

    there = McFadden(ratings, stayed, weights, NAMES).importance
    back = McFadden(ratings[:, ::-1], stayed, weights, (NAMES[0], *NAMES[:0:-1])).importance

    assert back[::-1] == pytest.approx(there, abs=1e-9)


def test_the_scale_of_weights_does_not_matter():
    ratings, stayed, weights = world()

    there = McFadden(ratings, stayed, weights, NAMES).importance

    assert McFadden(ratings, stayed, 1e6 * weights, NAMES).importance == pytest.approx(there, abs=1e-9)


def test_one_step_lands_next_to_the_fit_of_the_resample_itself():
    ratings, stayed, weights = world(n=600)
    counts = row_counts(np.random.default_rng(1), 8, 600)
    importance, slopes = McFadden(ratings, stayed, weights, NAMES).of_resamples(counts)

    for drawn, found, slope in zip(counts, importance, slopes, strict=True):
        rows = drawn > 0
        exact = McFadden(ratings[rows], stayed[rows], (drawn * weights)[rows], NAMES)
        assert found == pytest.approx(exact.importance, abs=2e-3)
        assert slope == pytest.approx(exact.slopes, abs=0.05)


def test_the_resample_in_which_every_row_comes_once_is_the_fit_itself():
    ratings, stayed, weights = world()
    fit = McFadden(ratings, stayed, weights, NAMES)

    importance, slopes = fit.of_resamples(np.ones((1, len(stayed))))

    assert importance[0] == pytest.approx(fit.importance, abs=1e-7)
    assert slopes[0] == pytest.approx(fit.slopes, abs=1e-6)


def test_a_resample_without_both_outcomes_has_no_solution():
    ratings, stayed, weights = world()
    only_stayed, all_rows = stayed.copy(), np.ones(len(stayed))

    importance, slopes = McFadden(ratings, stayed, weights, NAMES).of_resamples(
        np.array([only_stayed, all_rows])
    )

    assert np.isnan(importance[0]).all()
    assert np.isnan(slopes[0]).all()
    assert np.isfinite(importance[1]).all()


def test_answers_that_tell_the_outcome_exactly_are_refused_with_their_driver():
    ratings, stayed, weights = world()
    ratings[:, 1] = np.where(stayed == 1, 9, 4) + ratings[:, 1] % 2

    with pytest.raises(UndefinedMeasureError, match="Some answers to help tell the outcome exactly"):
        McFadden(ratings, stayed, weights, NAMES)


def test_one_rating_after_which_everybody_stays_is_refused_too():
    ratings, stayed, weights = world()
    ratings[:, 2] = np.where((np.arange(len(stayed)) < 30) & (stayed == 1), 10, 5)

    with pytest.raises(UndefinedMeasureError, match="Some answers to wifi tell the outcome exactly"):
        McFadden(ratings, stayed, weights, NAMES)


def test_more_than_twelve_drivers_are_sent_to_the_linear_fit():
    ratings, stayed, weights = world(slopes=(0.1,) * 13)

    with pytest.raises(
        UndefinedMeasureError, match="at most 12 drivers, but 13 came; choose fewer, or the lin"
    ):
        McFadden(ratings, stayed, weights, ("stayed", *"abcdefghijklm"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda ratings, stayed: (ratings, stayed + 1), "needs an outcome of 0 or 1, but stayed is 2"),
        (lambda ratings, stayed: (ratings, stayed * 0), "Column stayed has the same answer everywhere"),
        (lambda ratings, stayed: (ratings * [1, 0, 1], stayed), "Column help has the same answer everywhere"),
        (
            lambda ratings, stayed: (ratings[:, [0, 0, 2]], stayed),
            "Drivers room and help say exactly the same",
        ),
    ],
)
def test_what_cannot_be_fitted_is_refused_with_a_sentence(change, sentence):
    ratings, stayed, weights = world()

    with pytest.raises(UndefinedMeasureError, match=sentence):
        McFadden(*change(ratings, stayed), weights, NAMES)

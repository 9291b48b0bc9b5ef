import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.dominance import conditional_dominance
from cxworkshop.analysis.importance_measures import (
    betasq,
    explained,
    first,
    last,
    pratt,
    standard_slopes,
)
from cxworkshop.analysis.lmg import lmg
from cxworkshop.analysis.relative_weights import relative_weights

MEASURES = (lmg, relative_weights, first, last, betasq, pratt)


@st.composite
def correlation_matrices(draw):
    """Correlations of an outcome and 2–6 drivers, never collinear."""
    drivers, seed = draw(st.integers(2, 6)), draw(st.integers(0, 2**32 - 1))
    loadings = np.random.default_rng(seed).normal(size=(drivers + 1, drivers + 1)) * draw(st.floats(0.1, 5))
    covariance = loadings @ loadings.T + np.eye(drivers + 1)
    scale = np.sqrt(np.diag(covariance))
    return covariance / np.outer(scale, scale)


def r2(matrix, drivers):
    if not drivers:
        return 0.0
    inside = matrix[np.ix_(drivers, drivers)]
    return matrix[0, drivers] @ np.linalg.solve(inside, matrix[drivers, 0])


@settings(max_examples=30, deadline=None)
@given(correlation_matrices())
def test_last_is_what_r2_loses_without_the_driver(matrix):
    drivers = list(range(1, len(matrix)))

    lost = [r2(matrix, drivers) - r2(matrix, [other for other in drivers if other != one]) for one in drivers]

    assert last(matrix) == pytest.approx(lost, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(correlation_matrices())
def test_what_adds_up_to_r2_does(matrix):
    whole = r2(matrix, list(range(1, len(matrix))))

    assert explained(matrix) == pytest.approx(whole, abs=1e-9)
    for measure in (lmg, relative_weights, pratt):
        assert measure(matrix).sum() == pytest.approx(whole, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(correlation_matrices(), st.randoms(use_true_random=False))
def test_the_order_of_drivers_does_not_matter(matrix, random):
    order = list(range(1, len(matrix)))
    random.shuffle(order)
    shuffled = matrix[np.ix_([0, *order], [0, *order])]

    for measure in MEASURES:
        expected = measure(matrix)[[driver - 1 for driver in order]]
        assert measure(shuffled) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.05, 0.5))
def test_a_near_copy_of_a_driver_shares_with_it(seed, noise):
    random = np.random.default_rng(seed)
    drivers = random.normal(size=(3, 300))
    outcome = drivers[0] + 0.5 * drivers[1] + random.normal(size=300)
    copy = drivers[0] + noise * random.normal(size=300)

    for measure in (lmg, relative_weights):
        alone = measure(np.corrcoef([outcome, *drivers]))
        shared = measure(np.corrcoef([outcome, *drivers, copy]))
        assert shared[0] < alone[0]
        assert shared[[0, 3]] == pytest.approx(alone[0] / 2, abs=0.12)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_drivers_of_noise_turn_no_importance_negative(seed, noisy):
    random = np.random.default_rng(seed)
    drivers = random.normal(size=(3, 40)) + random.normal(size=40)
    outcome = drivers[0] + random.normal(size=40)
    matrix = np.corrcoef([outcome, *drivers, *random.normal(size=(noisy, 40))])

    assert lmg(matrix).min() >= 0
    assert relative_weights(matrix).min() >= 0


def test_a_stack_gives_what_its_matrices_give_alone():
    random = np.random.default_rng(7)
    stack = np.array([np.corrcoef(random.normal(size=(4, 30))) for _ in range(5)])

    for measure in (first, last, betasq, pratt, standard_slopes):
        assert measure(stack) == pytest.approx(np.array([measure(matrix) for matrix in stack]))
    assert explained(stack) == pytest.approx([explained(matrix) for matrix in stack])


@settings(max_examples=20, deadline=None)
@given(correlation_matrices())
def test_conditional_dominance_goes_from_alone_to_last_and_its_mean_is_lmg(matrix):
    found = conditional_dominance(matrix)

    assert found[:, 0] == pytest.approx(first(matrix), abs=1e-9)
    assert found[:, -1] == pytest.approx(last(matrix), abs=1e-9)
    assert found.mean(axis=1) == pytest.approx(lmg(matrix), abs=1e-9)

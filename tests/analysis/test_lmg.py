from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.analysis.lmg import lmg


@st.composite
def correlation_matrices(draw):
    """Correlations of an outcome and 1–6 drivers with something of their own each, so never collinear."""
    drivers = draw(st.integers(1, 6))
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    loadings = random.normal(size=(drivers + 1, drivers + 1)) * draw(st.floats(0.01, 10))
    covariance = loadings @ loadings.T + np.eye(drivers + 1)
    scale = np.sqrt(np.diag(covariance))
    return covariance / np.outer(scale, scale)


def r2(matrix, subset):
    inside = np.ix_(subset, subset)
    return matrix[0, subset] @ np.linalg.solve(matrix[inside], matrix[subset, 0]) if subset else 0.0


@given(correlation_matrices())
def test_is_the_mean_gain_in_r2_over_all_orders(matrix):
    drivers = range(1, len(matrix))

    expected = [
        sum(
            (r2(matrix, [*subset, driver]) - r2(matrix, list(subset)))
            / (len(drivers) * comb(len(drivers) - 1, len(subset)))
            for size in range(len(drivers))
            for subset in combinations([other for other in drivers if other != driver], size)
        )
        for driver in drivers
    ]

    assert lmg(matrix) == pytest.approx(expected, abs=1e-9)


@given(correlation_matrices())
def test_adds_up_to_r2_and_is_never_negative(matrix):
    importance = lmg(matrix)

    assert importance.sum() == pytest.approx(r2(matrix, list(range(1, len(matrix)))), abs=1e-9)
    assert importance.min() >= 0


@given(correlation_matrices(), st.randoms(use_true_random=False))
def test_does_not_depend_on_the_order_of_drivers(matrix, random):
    order = list(range(1, len(matrix)))
    random.shuffle(order)
    shuffled = matrix[np.ix_([0, *order], [0, *order])]

    assert lmg(shuffled) == pytest.approx(lmg(matrix)[[driver - 1 for driver in order]], abs=1e-9)


@given(correlation_matrices())
def test_a_driver_apart_from_everything_gets_nothing(matrix):
    widened = np.eye(len(matrix) + 1)
    widened[: len(matrix), : len(matrix)] = matrix

    apart = lmg(widened)[-1]

    assert 0 <= apart < 1e-12


def test_a_stack_gives_what_each_matrix_gives():
    random = np.random.default_rng(7)
    stack = np.array([np.corrcoef(random.normal(size=(4, 30))) for _ in range(70)])

    importance = lmg(stack)

    assert importance.shape == (70, 3)
    assert importance == pytest.approx(np.array([lmg(matrix) for matrix in stack]), abs=1e-12)


def test_uncorrelated_drivers_get_their_squared_correlation():
    matrix = np.eye(4)
    matrix[0, 1:] = matrix[1:, 0] = [0.6, 0.0, -0.3]

    assert lmg(matrix) == pytest.approx([0.36, 0, 0.09])

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.lmg import lmg
from cxworkshop.analysis.relative_weights import relative_weights


def correlations(drivers, seed):
    random = np.random.default_rng(seed)
    values = random.normal(size=(200, drivers + 1)) + 0.7 * random.normal(size=(200, 1))
    return np.corrcoef(values, rowvar=False)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 8), st.integers(0, 10_000))
def test_weights_add_up_to_what_is_explained_and_stay_close_to_lmg(drivers, seed):
    matrix = correlations(drivers, seed)

    found = relative_weights(matrix)

    explained = matrix[0, 1:] @ np.linalg.solve(matrix[1:, 1:], matrix[1:, 0])
    assert (found >= 0).all()
    assert found.sum() == pytest.approx(explained)
    assert found == pytest.approx(lmg(matrix), abs=0.03)


def test_a_stack_gives_what_its_matrices_give_alone():
    stack = np.array([correlations(20, seed) for seed in range(3)])

    assert relative_weights(stack) == pytest.approx(np.array([relative_weights(one) for one in stack]))

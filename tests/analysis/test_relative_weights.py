import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.lmg import lmg
from cxworkshop.analysis.relative_weights import relative_weights


@pytest.fixture(scope="module")
def oracles(reference_data):
    return json.loads((reference_data / "oracles.json").read_text("utf-8"))


@pytest.mark.reference
@pytest.mark.parametrize(
    ("file", "oracle", "key", "outcome"),
    [
        ("swiss.csv", "swiss_relaimpo", "genizi_eq_johnson_rw", "Fertility"),
        ("attitude.csv", "attitude_relaimpo", "johnson_rw", "rating"),
        ("customerSat.csv", "customerSat_relaimpo", "johnson_rw", "q1"),
    ],
)
def test_agrees_with_published_data(reference_data, oracles, file, oracle, key, outcome):
    expected = oracles[oracle]
    data = pd.read_csv(reference_data / file)

    found = relative_weights(data[[outcome, *(expected.get("order") or expected["x"])]].corr())

    assert found == pytest.approx(expected[key], abs=1e-6)
    assert found.sum() == pytest.approx(expected["R2"], abs=1e-6)


@pytest.mark.reference
@pytest.mark.parametrize(
    ("oracle", "key"), [("johnson_rw_iopsych", "eps"), ("dominance_azen_budescu_2003", "rw")]
)
def test_agrees_with_published_correlations(oracles, oracle, key):
    expected = oracles[oracle]
    drivers, outcome = np.array(expected["Rxx"]), np.array(expected["rxy"])
    matrix = np.block([[np.ones((1, 1)), outcome[None]], [outcome[:, None], drivers]])

    assert relative_weights(matrix) == pytest.approx(expected[key], abs=1e-5)


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

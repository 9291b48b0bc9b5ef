import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.analysis.correlations import PairwiseCorrelations


def patchy(seed, rows=60, columns=4):
    random = np.random.default_rng(seed)
    values = random.normal(loc=1e6, size=(rows, columns)) + random.normal(size=(rows, 1))
    values[random.random(values.shape) < 0.2] = np.nan
    return values


@given(st.integers(0, 2**32 - 1))
def test_are_those_of_pandas_pair_by_pair(seed):
    values = patchy(seed)

    matrix = PairwiseCorrelations(values, np.ones(len(values))).of_all()

    assert matrix == pytest.approx(pd.DataFrame(values).corr().to_numpy(), abs=1e-7)


@given(st.integers(0, 2**32 - 1))
def test_a_whole_weight_counts_like_repeated_rows(seed):
    values = patchy(seed)
    weights = np.random.default_rng(seed).integers(1, 5, size=len(values))
    repeated = np.repeat(values, weights, axis=0)

    weighted = PairwiseCorrelations(values, weights.astype(float)).of_all()

    assert weighted == pytest.approx(
        PairwiseCorrelations(repeated, np.ones(len(repeated))).of_all(), abs=1e-7
    )


def test_resamples_count_rows_as_often_as_they_were_drawn(monkeypatch):
    monkeypatch.setattr("cxworkshop.analysis.correlations._TERMS_AT_A_TIME", 42)
    values = patchy(3)
    drawn = np.random.default_rng(3).integers(len(values), size=(5, len(values)))
    counts = np.array([np.bincount(rows, minlength=len(values)) for rows in drawn], dtype=float)

    matrices = PairwiseCorrelations(values, np.ones(len(values))).of_resamples(counts)

    expected = np.array([pd.DataFrame(values[rows]).corr() for rows in drawn])
    assert matrices == pytest.approx(expected, abs=1e-7)


def test_are_undefined_in_resamples_where_a_column_is_constant_but_for_rounding():
    random = np.random.default_rng(1)
    rare = np.array([1.0] * 4 + [0.0] * 56)
    values = np.column_stack([random.normal(size=60), rare, random.normal(size=60)])
    counts = random.integers(0, 3, size=(300, 60)).astype(float)
    counts[:, :4] = 0

    matrices = PairwiseCorrelations(values, random.uniform(0.3, 3, size=60)).of_resamples(counts)

    assert np.isnan(matrices[:, 1, [0, 2]]).all()
    assert not np.isnan(matrices[:, 0, 2]).any()


def test_of_a_column_that_hardly_varies_are_still_told():
    values = np.column_stack([1e4 + np.arange(9.0) % 2, np.arange(9.0) % 2])
    values[-1] = [6e4, 0.5]  # beside it, the others are all but equal
    counts = np.array([[1.0] * 8 + [0.0]])

    matrix = PairwiseCorrelations(values, np.ones(9)).of_resamples(counts)[0]

    assert matrix[0, 1] == pytest.approx(1, abs=1e-3)

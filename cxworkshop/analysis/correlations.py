"""Pairwise (weighted) correlations, also of many bootstrap resamples at a time."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TERMS_AT_A_TIME = 4096 * 136
"""Rows times pairs worked on at a time, so that memory doesn't grow with the table."""

_ROUNDING = 1e-12
"""A variance below this share of the mean square is what rounding leaves of a constant."""


class PairwiseCorrelations:
    """Correlations of columns with missing values, left out pair by pair.

    Parameters
    ----------
    values
        Columns, shape (n, q); NaN where there is no answer. No column may be constant.
    weights
        Weight of each row, shape (n,), not negative.
    """

    def __init__(self, values: Floats, weights: Floats) -> None:
        # Centred and scaled first: sums of squares of large numbers would lose digits.
        self._scale = np.nanstd(values, axis=0)
        self._values = (values - np.nanmean(values, axis=0)) / self._scale
        self._weights = weights
        self._first, self._second = np.array(list(combinations(range(values.shape[1]), 2))).T

    def of_all(self) -> Floats:
        """Return the correlation matrix, shape (q, q); NaN where a pair is undefined."""
        matrix: Floats = self.of_resamples(np.ones((1, len(self._values))))[0]
        return matrix

    def of_resamples(self, counts: Floats) -> Floats:
        """Return the correlation matrix of each resample.

        Parameters
        ----------
        counts
            How often each row is in each resample, shape (resamples, n).

        Returns
        -------
        ndarray
            Shape (resamples, q, q); NaN where a pair is undefined in a resample.
        """
        pairs = len(self._first)
        sums = np.zeros((len(counts), 6 * pairs))
        at_a_time = max(1, _TERMS_AT_A_TIME // pairs)
        for start in range(0, len(self._values), at_a_time):
            rows = slice(start, start + at_a_time)
            sums += counts[:, rows] @ self._moments(rows)
        n, x, y, xx, yy, xy = np.moveaxis(sums.reshape(len(counts), 6, pairs), 1, 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            covariance = xy / n - (x / n) * (y / n)
            correlation = covariance / np.sqrt(_variance(n, x, xx) * _variance(n, y, yy))
        return self._matrices(np.clip(correlation, -1, 1))

    def spreads(self, counts: Floats | None = None) -> Floats:
        """Return each column's standard deviation, shape (q,), or in resamples, shape (resamples, q).

        Over all rows that answer the column. No column may be constant in a resample.
        """
        answered = ~np.isnan(self._values)
        values = np.where(answered, self._values, 0)
        weights = answered * self._weights[:, None]
        terms = np.concatenate([weights, weights * values, weights * values**2], axis=1)
        sums = terms.sum(axis=0) if counts is None else counts @ terms
        n, x, xx = np.split(sums, 3, axis=-1)
        found: Floats = self._scale * np.sqrt(xx / n - (x / n) ** 2)
        return found

    def _moments(self, rows: slice) -> Floats:
        """Return per row the six terms whose sums make a pair's correlation, shape (rows, 6·pairs)."""
        answered = ~np.isnan(self._values[rows])
        values = np.where(answered, self._values[rows], 0)
        weights = (answered[:, self._first] & answered[:, self._second]) * self._weights[rows, None]
        x, y = values[:, self._first], values[:, self._second]
        wx, wy = weights * x, weights * y
        return np.concatenate([weights, wx, wy, wx * x, wy * y, wx * y], axis=1)

    def _matrices(self, correlation: Floats) -> Floats:
        size = self._values.shape[1]
        matrices = np.empty((len(correlation), size, size))
        matrices[:, range(size), range(size)] = 1
        matrices[:, self._first, self._second] = correlation
        matrices[:, self._second, self._first] = correlation
        return matrices


def _variance(n: Floats, values: Floats, squares: Floats) -> Floats:
    """Return the variance from sums, NaN where the values are constant but for rounding."""
    variance = squares / n - (values / n) ** 2
    return np.where(variance > _ROUNDING * squares / n, variance, np.nan)

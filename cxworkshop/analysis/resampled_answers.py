"""Means of ratings and shares of extreme ones in resamples of answer sheets."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.importance import row_counts
from cxworkshop.analysis.scores import is_extreme

Floats = NDArray[np.float64]

_DRAWS_AT_A_TIME = 2_000_000


class RatingSums:
    """What means and shares in resamples are made of, added up.

    Parameters
    ----------
    answers
        One row per answer sheet: ``weight``, and a column per touchpoint, NaN where there is no answer.
    names
        The touchpoints.
    scale
        Lowest and highest answer possible.
    """

    def __init__(self, answers: pd.DataFrame, names: Sequence[str], scale: tuple[float, float]) -> None:
        ratings = answers[list(names)].to_numpy(dtype=float)
        weights = np.nan_to_num(answers["weight"].to_numpy(dtype=float))[:, None]
        counting = np.where(np.isnan(ratings), 0, weights)
        extreme = counting * is_extreme(ratings, *scale)
        self._terms = np.hstack([counting, counting * np.nan_to_num(ratings), extreme])

    def of(self, counts: Floats, rows: NDArray[np.bool_] | slice = slice(None)) -> Floats:
        """Return the sums where each of ``rows`` is in a resample as often as ``counts`` says.

        Shape (resamples, 3 · touchpoints): of weights, of weighted ratings, of weighted extreme ones.
        """
        sums: Floats = counts @ self._terms[rows]
        return sums

    def resampled(self, rows: NDArray[np.bool_], bootstrap: int, seed: Sequence[int]) -> Floats:
        """Return the sums in resamples of these rows alone, drawn with replacement."""
        chosen = int(rows.sum())
        if not chosen:
            return np.zeros((bootstrap, self._terms.shape[1]))
        return np.concatenate(
            [self.of(counts, rows) for counts in _drawn(chosen, bootstrap, np.random.default_rng(seed))]
        )


def means_and_extremes(sums: Floats, instead: Floats) -> tuple[Floats, Floats]:
    """Return means and shares of extreme ratings from sums, each shape (resamples, touchpoints).

    ``instead``, shape (2, touchpoints), stands where a resample has no answer at all.
    """
    weights, ratings, extreme = np.split(sums, 3, axis=1)
    there = weights > 0
    divisor = np.where(there, weights, 1)
    return np.where(there, ratings / divisor, instead[0]), np.where(there, extreme / divisor, instead[1])


def _drawn(rows: int, bootstrap: int, random: np.random.Generator) -> Iterator[Floats]:
    at_a_time = int(np.clip(_DRAWS_AT_A_TIME // rows, 16, 128))
    for start in range(0, bootstrap, at_a_time):
        yield row_counts(random, min(at_a_time, bootstrap - start), rows)

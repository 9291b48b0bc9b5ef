"""Relative importance in one group of answers, and in resamples of its rows."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.answers import checked_weights, numbers
from cxworkshop.analysis.correlations import PairwiseCorrelations
from cxworkshop.analysis.driver_checks import check_answers, check_correlations, check_names, notes, usable
from cxworkshop.analysis.lmg import lmg
from cxworkshop.analysis.relative_weights import relative_weights
from cxworkshop.errors import UndefinedMeasureError

Floats = NDArray[np.float64]
Method = Literal["lmg", "relative_weights"]

MOST_DRIVERS: dict[Method, int] = {"lmg": 16, "relative_weights": 100}
"""Most drivers that a method can compare at once: LMG takes twice as long for each more."""

_SHARING = {"lmg": lmg, "relative_weights": relative_weights}
_MOST_UNUSABLE = 0.05
_DRAWS_AT_A_TIME = 2_000_000


class Resamples(NamedTuple):
    """Some resamples of the rows: how often each is in each, and the drivers' importance in each.

    ``counts`` has shape (resamples, rows); ``importance`` (resamples, drivers), NaN where there is no
    solution or nothing is explained.
    """

    counts: Floats
    importance: Floats


class Importance:
    """What drivers count for an outcome in one group of answers.

    Parameters
    ----------
    data
        One row per answer sheet; NaN where a question isn't answered.
    outcome, drivers
        Names of numeric columns.
    weights
        Weight of each row, 0 or more; a row without a weight is left out.
    method
        LMG, exact, for up to 16 drivers; Johnson's relative weights for up to 100.

    Raises
    ------
    MissingColumnError, NotNumericError
        A column isn't there or holds text.
    UndefinedMeasureError
        The data can't carry the measure; the sentence names the column.
    """

    def __init__(
        self,
        data: pd.DataFrame,
        outcome: str,
        drivers: Sequence[str],
        *,
        weights: ArrayLike | None = None,
        method: Method = "lmg",
    ) -> None:
        check_names(outcome, drivers, MOST_DRIVERS[method])
        names = [outcome, *sorted(drivers)]
        values = np.column_stack([numbers(data, name) for name in names])
        row_weights = checked_weights(weights, len(values))
        answered = ~np.isnan(values)
        counting = answered[:, 0] & answered[:, 1:].any(axis=1) & (row_weights > 0)
        values = values[counting]
        check_answers(values, names)
        self._correlations = PairwiseCorrelations(values, row_weights[counting])
        matrix = self._correlations.of_all()
        check_correlations(matrix, names)
        self._share_out = _SHARING[method]
        self.names = tuple(names[1:])
        self.counting = counting
        self.n = len(values)
        self.n_complete = int(answered[counting].all(axis=1).sum())
        self.notes = tuple(notes(values, matrix, names))
        self.of_all: Floats = self._share_out(matrix)
        if self.of_all.sum() < 1e-12:  # noqa: PLR2004 - rounding alone
            msg = (
                f"The drivers explain nothing of {outcome}, so there is nothing to share out; choose others."
            )
            raise UndefinedMeasureError(msg)

    def resamples(
        self, bootstrap: int, seed: int | Sequence[int], progress: Callable[[float], None] | None = None
    ) -> Iterator[Resamples]:
        """Yield resamples of the rows, drawn with replacement, some at a time."""
        random = np.random.default_rng(seed)
        at_a_time = int(np.clip(_DRAWS_AT_A_TIME // self.n, 16, 128))
        for start in range(0, bootstrap, at_a_time):
            counts = row_counts(random, min(at_a_time, bootstrap - start), self.n)
            matrices = self._correlations.of_resamples(counts)
            able = usable(matrices)
            importance = np.full((len(counts), len(self.names)), np.nan)
            importance[able] = self._share_out(matrices[able])
            importance[~(importance.sum(axis=1) > 0)] = np.nan  # of nothing explained there are no shares
            yield Resamples(counts, importance)
            if progress:
                progress((start + len(counts)) / bootstrap)


def row_counts(random: np.random.Generator, resamples: int, rows: int) -> Floats:
    """Return how often each of ``rows`` is drawn in each resample, shape (resamples, rows)."""
    drawn = random.integers(rows, size=(resamples, rows)) + rows * np.arange(resamples)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=resamples * rows)
    return counts.reshape(resamples, rows).astype(float)


def solved(importance: Floats) -> NDArray[np.bool_]:
    """Return which resamples have a solution, shape (resamples,).

    Raises
    ------
    UndefinedMeasureError
        More than 5 % have none.
    """
    found: NDArray[np.bool_] = np.isfinite(importance.sum(axis=1))
    lost, bootstrap = int((~found).sum()), len(importance)
    if lost > _MOST_UNUSABLE * bootstrap:
        msg = (
            f"In {lost:,} of {bootstrap:,} resamples the drivers can't be told apart, so there is no honest "
            "interval; take fewer drivers or collect more answers."
        )
        raise UndefinedMeasureError(msg)
    return found


def lost_note(found: NDArray[np.bool_]) -> Iterator[str]:
    """Yield a sentence where some resamples have no solution."""
    lost = int((~found).sum())
    if lost:
        yield f"{lost:,} of {len(found):,} resamples had no solution and were left out of the intervals."

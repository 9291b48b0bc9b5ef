"""Relative importance of drivers of an outcome, with bootstrap intervals."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.answers import checked_weights, numbers
from cxworkshop.analysis.correlations import PairwiseCorrelations
from cxworkshop.analysis.driver_checks import check_answers, check_correlations, check_names, notes, usable
from cxworkshop.analysis.intervals import check_resamples, tails
from cxworkshop.analysis.lmg import lmg
from cxworkshop.analysis.resampling import groups_apart, rank_bounds
from cxworkshop.domain.evidence import DriverImportance, Drivers
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SEED

__all__ = ["lmg", "relative_importance"]

Floats = NDArray[np.float64]

_MOST_UNUSABLE = 0.05
_DRAWS_AT_A_TIME = 2_000_000


def relative_importance(  # noqa: PLR0913 - what to analyse, and how the intervals are made
    data: pd.DataFrame,
    outcome: str,
    drivers: Sequence[str],
    *,
    weights: ArrayLike | None = None,
    bootstrap: int = 1000,
    seed: int = SEED,
    level: float = 0.95,
    progress: Callable[[float], None] | None = None,
) -> Drivers:
    """Say how much each driver counts for the outcome: its share of R² (LMG), ranked and grouped.

    Parameters
    ----------
    data
        One row per answer sheet; NaN where a question isn't answered. Missing answers are left out pair by
        pair.
    outcome, drivers
        Names of numeric columns; up to 16 drivers. Their order doesn't matter.
    weights
        Weight of each row, 0 or more; a row without a weight is left out.
    bootstrap, seed, level
        Resamples of rows (at least 50), their seed, and the level of the percentile intervals (0–1).
    progress
        Called with the share of the work done (0–1).

    Raises
    ------
    MissingColumnError, NotNumericError
        A column isn't there or holds text.
    UndefinedMeasureError
        The data can't carry the measure; the sentence names the column.

    References
    ----------
    Lindeman, Merenda & Gold (1980); Grömping (2006), Journal of Statistical Software 17(1).
    """
    check_resamples(bootstrap)
    interval = tails(level)
    check_names(outcome, drivers)
    names = [outcome, *sorted(drivers)]
    values = np.column_stack([numbers(data, name) for name in names])
    row_weights = checked_weights(weights, len(values))
    answered = ~np.isnan(values)
    counting = answered[:, 0] & answered[:, 1:].any(axis=1) & (row_weights > 0)
    values, row_weights = values[counting], row_weights[counting]
    check_answers(values, names)
    correlations = PairwiseCorrelations(values, row_weights)
    matrix = correlations.of_all()
    check_correlations(matrix, names)
    importance = lmg(matrix)
    if importance.sum() < 1e-12:  # noqa: PLR2004 - rounding alone
        msg = f"The drivers explain nothing of {outcome}, so there is nothing to share out; choose others."
        raise UndefinedMeasureError(msg)
    resampled = np.concatenate(list(_resampled(correlations, len(values), bootstrap, seed, progress)))
    return Drivers(
        n=len(values),
        n_complete=int((~np.isnan(values)).all(axis=1).sum()),
        r2=float(importance.sum()),
        drivers=_ranked(names[1:], importance, _shares(resampled, bootstrap), interval),
        method="lmg",
        level=level,
        bootstrap=bootstrap,
        seed=seed,
        notes=(*notes(values, matrix, names), *_lost(bootstrap - len(resampled), bootstrap)),
    )


def _resampled(
    correlations: PairwiseCorrelations,
    rows: int,
    bootstrap: int,
    seed: int,
    progress: Callable[[float], None] | None,
) -> Iterator[Floats]:
    """Yield the importance in resamples of rows, some at a time, without those that have no solution."""
    random = np.random.default_rng(seed)
    at_a_time = int(np.clip(_DRAWS_AT_A_TIME // rows, 16, 128))
    for start in range(0, bootstrap, at_a_time):
        resamples = min(at_a_time, bootstrap - start)
        drawn = random.integers(rows, size=(resamples, rows)) + rows * np.arange(resamples)[:, None]
        counts = np.bincount(drawn.ravel(), minlength=resamples * rows).reshape(resamples, rows)
        matrices = correlations.of_resamples(counts.astype(float))
        importance = lmg(matrices[usable(matrices)])
        yield importance[importance.sum(axis=1) > 0]  # of nothing explained there are no shares
        if progress:
            progress((start + resamples) / bootstrap)


def _shares(resampled: Floats, bootstrap: int) -> Floats:
    lost = bootstrap - len(resampled)
    if lost > _MOST_UNUSABLE * bootstrap:
        msg = (
            f"In {lost:,} of {bootstrap:,} resamples the drivers can't be told apart, so there is no honest "
            "interval; take fewer drivers or collect more answers."
        )
        raise UndefinedMeasureError(msg)
    shares: Floats = resampled / resampled.sum(axis=1, keepdims=True)
    return shares


def _lost(lost: int, bootstrap: int) -> Iterator[str]:
    if lost:
        yield f"{lost:,} of {bootstrap:,} resamples had no solution and were left out of the intervals."


def _ranked(
    names: Sequence[str], importance: Floats, resampled: Floats, interval: tuple[float, float]
) -> tuple[DriverImportance, ...]:
    order = np.argsort(-importance, kind="stable")
    shares = resampled[:, order]
    lows, highs = np.quantile(shares, interval, axis=0)
    return tuple(
        DriverImportance(
            name=names[driver],
            importance=float(importance[driver]),
            share=float(importance[driver] / importance.sum()),
            low=float(low),
            high=float(high),
            rank_low=rank_low,
            rank_high=rank_high,
            group=group,
        )
        for driver, low, high, (rank_low, rank_high), group in zip(
            order, lows, highs, rank_bounds(shares, interval), groups_apart(shares, interval), strict=True
        )
    )

"""Relative importance of drivers of an outcome, with bootstrap intervals."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.importance import Importance, Method, lost_note, solved
from cxworkshop.analysis.intervals import check_resamples, tails
from cxworkshop.analysis.lmg import lmg
from cxworkshop.analysis.resampling import groups_apart, rank_bounds
from cxworkshop.domain.evidence import DriverImportance, Drivers
from cxworkshop.settings import SEED

__all__ = ["lmg", "relative_importance"]

Floats = NDArray[np.float64]


def relative_importance(  # noqa: PLR0913 - what to analyse, and how the intervals are made
    data: pd.DataFrame,
    outcome: str,
    drivers: Sequence[str],
    *,
    weights: ArrayLike | None = None,
    method: Method = "lmg",
    bootstrap: int = 1000,
    seed: int = SEED,
    level: float = 0.95,
    progress: Callable[[float], None] | None = None,
) -> Drivers:
    """Say how much each driver counts for the outcome: its share of R², ranked and grouped.

    Parameters
    ----------
    data
        One row per answer sheet; NaN where a question isn't answered. Missing answers are left out pair by
        pair.
    outcome, drivers
        Names of numeric columns. Their order doesn't matter.
    weights
        Weight of each row, 0 or more; a row without a weight is left out.
    method
        LMG, exact, for up to 16 drivers; Johnson's relative weights for up to 100.
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
    Lindeman, Merenda & Gold (1980); Grömping (2006), Journal of Statistical Software 17(1); Johnson (2000),
    Multivariate Behavioral Research 35(1).
    """
    check_resamples(bootstrap)
    interval = tails(level)
    analysis = Importance(data, outcome, drivers, weights=weights, method=method)
    resampled = np.concatenate([drawn.importance for drawn in analysis.resamples(bootstrap, seed, progress)])
    found = solved(resampled)
    shares = resampled[found] / resampled[found].sum(axis=1, keepdims=True)
    return Drivers(
        n=analysis.n,
        n_complete=analysis.n_complete,
        r2=float(analysis.of_all.sum()),
        drivers=_ranked(analysis.names, analysis.of_all, shares, interval),
        method=method,
        level=level,
        bootstrap=bootstrap,
        seed=seed,
        notes=(*analysis.notes, *lost_note(found)),
    )


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

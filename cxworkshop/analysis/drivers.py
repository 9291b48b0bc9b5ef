"""Relative importance of drivers of an outcome, with bootstrap intervals."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.driver_checks import shifted_notes
from cxworkshop.analysis.importance import Importance, lost_note, solved
from cxworkshop.analysis.intervals import check_resamples, tails
from cxworkshop.analysis.resampling import groups_apart, rank_bounds
from cxworkshop.domain.drivers import DriverImportance, Drivers, Fit, Method, MissingRule
from cxworkshop.settings import SEED

Floats = NDArray[np.float64]


def relative_importance(  # noqa: PLR0913 - what to analyse, and how the intervals are made
    data: pd.DataFrame,
    outcome: str,
    drivers: Sequence[str],
    *,
    weights: ArrayLike | None = None,
    method: Method = "lmg",
    fit: Fit = "linear",
    missing: MissingRule = "pairwise",
    never_used: pd.DataFrame | None = None,
    clusters: ArrayLike | None = None,
    bootstrap: int = 1000,
    seed: int = SEED,
    level: float = 0.95,
    progress: Callable[[float], None] | None = None,
) -> Drivers:
    """Say how much each driver counts for the outcome, ranked and grouped, and which way it goes.

    Parameters
    ----------
    data
        One row per answer sheet; NaN where a question isn't answered.
    outcome, drivers
        Names of numeric columns. Their order doesn't matter.
    weights
        Weight of each row, 0 or more; a row without a weight is left out.
    method
        "lmg", exact, for up to 20 drivers; the others for up to 100: "relative_weights" (Johnson), "first",
        "last", "betasq", "pratt".
    fit
        "linear", or "logistic" for an outcome of 0 or 1: McFadden's R² is then shared out by LMG among whole
        rows, and slopes are log odds.
    missing
        Missing answers are left out "pairwise"; with their row ("complete"); or so unless ``never_used`` says
        that the gap means it ("never_used").
    never_used
        As many rows as ``data``, by driver.
    clusters
        Which answers belong together (a guest's, a site's) and are resampled together, shape (rows,).
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
    Multivariate Behavioral Research 35(1); Cameron, Gelbach & Miller (2008), Review of Economics and
    Statistics 90(3), on drawing clusters.
    """
    check_resamples(bootstrap)
    analysis = Importance(
        data,
        outcome,
        drivers,
        weights=weights,
        method=method,
        fit=fit,
        missing=missing,
        never_used=never_used,
        clusters=clusters,
    )
    drawn = drawn_shares(analysis, bootstrap, seed, progress)
    return ranked_drivers(
        analysis, drawn, seed=seed, level=level, notes=tuple(shifted_notes(data, outcome, drivers))
    )


class DrawnShares(NamedTuple):
    """Shares and slopes in the resamples that have a solution, shape (found, drivers) each.

    Drivers go by ``analysis.names``; ``found`` says which resamples have one, shape (resamples,).
    """

    shares: Floats
    slopes: Floats
    found: NDArray[np.bool_]


def drawn_shares(
    analysis: Importance,
    bootstrap: int,
    seed: int | Sequence[int],
    progress: Callable[[float], None] | None = None,
    draws: int | None = None,
) -> DrawnShares:
    """Return what shares of importance and slopes are in resamples of the rows, or of ``draws`` of them.

    Raises
    ------
    UndefinedMeasureError
        More than 5 % of the resamples have no solution.
    """
    drawn = [(part.importance, part.slopes) for part in analysis.resamples(bootstrap, seed, progress, draws)]
    importance, slopes = (np.concatenate(parts) for parts in zip(*drawn, strict=True))
    found = solved(importance)
    shares = importance[found] / importance[found].sum(axis=1, keepdims=True)
    return DrawnShares(shares, slopes[found], found)


def ranked_drivers(
    analysis: Importance, drawn: DrawnShares, *, seed: int, level: float, notes: tuple[str, ...] = ()
) -> Drivers:
    """Return the drivers with intervals of ``level`` (0–1) from resamples drawn with ``seed``."""
    return Drivers(
        n=analysis.n,
        n_complete=analysis.n_complete,
        r2=analysis.r2,
        by_chance=analysis.by_chance,
        drivers=_ranked(analysis, drawn.shares, drawn.slopes, tails(level)),
        method=analysis.method,
        fit=analysis.fit,
        missing=analysis.missing,
        clusters=analysis.clusters,
        level=level,
        bootstrap=len(drawn.found),
        seed=seed,
        notes=(*analysis.notes, *lost_note(drawn.found), *notes),
    )


def _ranked(
    analysis: Importance, shares: Floats, slopes: Floats, interval: tuple[float, float]
) -> tuple[DriverImportance, ...]:
    order = np.argsort(-analysis.of_all, kind="stable")
    whole = analysis.of_all / analysis.of_all.sum()
    ordered = shares[:, order]
    share_ends = np.quantile(ordered, interval, axis=0).T
    slope_ends = np.quantile(slopes[:, order], interval, axis=0).T
    ranks, groups = rank_bounds(ordered, interval), groups_apart(ordered, interval)
    return tuple(
        DriverImportance(
            name=analysis.names[driver],
            importance=float(analysis.of_all[driver]),
            share=float(whole[driver]),
            low=float(low),
            high=float(high),
            rank_low=rank_low,
            rank_high=rank_high,
            group=group,
            slope=float(analysis.slopes[driver]),
            slope_low=float(slope_low),
            slope_high=float(slope_high),
            answers=analysis.answers[driver],
        )
        for driver, (low, high), (rank_low, rank_high), group, (slope_low, slope_high) in zip(
            order, share_ends, ranks, groups, slope_ends, strict=True
        )
    )

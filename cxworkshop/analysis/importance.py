"""Relative importance in one group of answers, and in resamples of its rows."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.answers import numbers
from cxworkshop.analysis.correlations import PairwiseCorrelations
from cxworkshop.analysis.driver_checks import (
    check_answers,
    check_correlations,
    check_names,
    check_outcome,
    notes,
)
from cxworkshop.analysis.driver_rows import DriverRows, driver_rows
from cxworkshop.analysis.explained_by_chance import explained_by_chance
from cxworkshop.analysis.linear_importance import MOST_DRIVERS, LinearImportance
from cxworkshop.analysis.logistic import McFadden
from cxworkshop.analysis.sentences import listed
from cxworkshop.domain.drivers import Fit, Method, MissingRule
from cxworkshop.errors import UndefinedMeasureError

Floats = NDArray[np.float64]

_MOST_UNUSABLE = 0.05
_DRAWS_AT_A_TIME = 2_000_000


class Resamples(NamedTuple):
    """Some resamples of the rows: how often each is in each, and what the drivers count for in each.

    ``counts`` has shape (resamples, rows); ``importance`` and ``slopes`` (resamples, drivers), NaN where
    there is no solution or nothing is explained.
    """

    counts: Floats
    importance: Floats
    slopes: Floats


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
        How importance is measured: LMG, exact, for up to 20 drivers; the other methods for up to 100.
    fit
        A logistic fit is for an outcome of 0 or 1, by LMG only, and needs whole rows: others are left out.
    missing, never_used
        What becomes of gaps, and which of them say "never used" (as many rows as ``data``, by driver).
    clusters
        Which answers belong together and are drawn together, shape (rows,); an answer without a cluster
        stands for itself. None: all do.

    Attributes
    ----------
    names
        The drivers, sorted; arrays go by this order.
    of_all, slopes, answers
        Importance, slopes and numbers of answers, shape (drivers,).
    r2, by_chance
        What is explained, and what drivers of pure noise would reach at most in 95 of 100 such surveys.
    n, n_complete, clusters
        How many rows count, how many of them answer everything; how many clusters.
    method, fit, missing
        How it was measured, and the rule that was used.
    correlations
        Of the outcome and then the drivers, shape (1 + drivers, 1 + drivers).
    counting
        Which rows of ``data`` count, shape (rows,).

    Raises
    ------
    MissingColumnError, NotNumericError
        A column isn't there or holds text.
    UndefinedMeasureError
        The data can't carry the measure; the sentence names the column.
    """

    def __init__(  # noqa: PLR0913 - what to analyse, and how
        self,
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
    ) -> None:
        check_names(outcome, drivers, MOST_DRIVERS[method])
        if fit == "logistic":
            _expect_lmg(method)
        check_outcome(numbers(data, outcome), outcome)
        names = [outcome, *sorted(drivers)]
        self.method: Method = method
        self.fit: Fit = fit
        self.missing: MissingRule = "complete" if fit == "logistic" else missing
        rows = driver_rows(
            data, names, weights=weights, missing=self.missing, never_used=never_used, clusters=clusters
        )
        check_answers(rows.table, names)
        correlations = PairwiseCorrelations(rows.table, rows.weights)
        matrix = correlations.of_all()
        check_correlations(matrix, names)
        self.correlations: Floats = matrix
        self._fit: LinearImportance | McFadden
        if fit == "logistic":
            self._fit = McFadden(rows.table[:, 1:], rows.table[:, 0], rows.weights, names)
            self.r2 = float(self._fit.importance.sum())
        else:
            self._fit = LinearImportance(correlations, matrix, method)
            self.r2 = self._fit.r2
        self.by_chance = explained_by_chance(rows, fit)
        self.names = tuple(names[1:])
        self.counting = rows.counting
        self.n = len(rows.table)
        self.n_complete = rows.n_complete
        self.answers = tuple(int(count) for count in (~np.isnan(rows.table[:, 1:])).sum(axis=0))
        self.clusters = rows.n_clusters
        self._drawn = rows.clusters
        self.of_all: Floats = self._fit.importance
        self.slopes: Floats = self._fit.slopes
        if self.r2 < 1e-12:  # noqa: PLR2004 - rounding alone
            msg = (
                f"The drivers explain nothing of {outcome}, so there is nothing to share out; choose others."
            )
            raise UndefinedMeasureError(msg)
        self.notes = (
            *(_gaps_note(rows) if self.missing != missing else ()),
            *rows.notes(),
            *notes(rows.table, matrix, names),
            *_method_note(method, self.names, self.of_all),
        )

    def resamples(
        self,
        bootstrap: int,
        seed: int | Sequence[int],
        progress: Callable[[float], None] | None = None,
        draws: int | None = None,
    ) -> Iterator[Resamples]:
        """Yield resamples of the rows, or of the clusters, drawn with replacement, some at a time.

        As many are drawn as there are, or ``draws``: such resamples are like a smaller survey.
        """
        random = np.random.default_rng(seed)
        at_a_time = int(np.clip(_DRAWS_AT_A_TIME // self.n, 16, 128))
        for start in range(0, bootstrap, at_a_time):
            size = min(at_a_time, bootstrap - start)
            counts = row_counts(random, size, self.clusters or self.n, draws)
            if self._drawn is not None:
                counts = counts[:, self._drawn]
            yield Resamples(counts, *self._fit.of_resamples(counts))
            if progress:
                progress((start + size) / bootstrap)


def row_counts(random: np.random.Generator, resamples: int, rows: int, draws: int | None = None) -> Floats:
    """Return how often each of ``rows`` is drawn in each resample, shape (resamples, rows).

    Each resample has ``draws`` of them, None: as many as there are.
    """
    drawn = random.integers(rows, size=(resamples, draws or rows)) + rows * np.arange(resamples)[:, None]
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


def _expect_lmg(method: Method) -> None:
    if method != "lmg":
        msg = f"A logistic fit is shared out by lmg only, but {method} came; choose lmg, or the linear fit."
        raise UndefinedMeasureError(msg)


def _gaps_note(rows: DriverRows) -> Iterator[str]:
    gaps = rows.usable - len(rows.table)
    if 0 < gaps <= len(rows.table):  # more than that are told of anyway
        yield f"A logistic fit needs whole rows, so {gaps:,} of {rows.usable:,} with a gap were left out."


def _method_note(method: Method, names: Sequence[str], importance: Floats) -> Iterator[str]:
    if method in {"first", "last", "betasq"}:
        yield f"By “{method}” importance doesn't add up to what is explained; shares are of its sum."
    below = [name for name, value in zip(names, importance, strict=True) if value < 0]
    if below:
        yield (
            f"{listed(below)} {'has a share' if len(below) == 1 else 'have shares'} below 0, as Pratt's "
            "measure allows where a driver goes with the outcome one way alone and the other way beside the "
            "others; so no share can be read as a part of the whole."
        )

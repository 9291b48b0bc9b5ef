"""Consistency: how much of the experience depends on who serves, where, when and by which channel."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.answers import numbers
from cxworkshop.analysis.intervals import tails
from cxworkshop.analysis.sentences import listed
from cxworkshop.analysis.variance_shares import variance_share
from cxworkshop.domain.consistency import Consistency, FactorShare
from cxworkshop.errors import EmptyTableError, MissingColumnError, UndefinedMeasureError
from cxworkshop.settings import SMALLEST_GROUP

Floats = NDArray[np.float64]

FEWEST_LEVELS = 3
MOST_LEVELS = 1500


class _Known(NamedTuple):
    """Scores, the usable levels of each factor, what factors are called, and the level of the intervals."""

    scores: Floats
    levels: pd.DataFrame
    labels: Mapping[str, str]
    level: float


def consistency(
    answers: pd.DataFrame,
    score: str,
    factors: Sequence[str],
    *,
    labels: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> Consistency:
    """Tell how much of the variance of scores lies between levels of factors rather than between customers.

    Parameters
    ----------
    answers
        One row per answer, with the score and a column for each factor; NaN where there is none.
    score
        The column of scores.
    factors
        Columns such as agent, site, channel or day. Levels of fewer than 3 answers are left out.
    labels
        What notes call a factor; by default its column.
    level
        Level of the intervals (0–1).

    Returns
    -------
    Consistency
        Each factor alone, and each with the others held the same
        (:func:`cxworkshop.analysis.variance_shares.variance_share`). Notes say what can't be told.

    Raises
    ------
    MissingColumnError, NotNumericError, UndefinedMeasureError, EmptyTableError
        A column isn't there, scores aren't numbers or never vary, or there are none.
    """
    tails(level)
    values = _scores(answers, score, factors)
    notes: list[str] = []
    called = {factor: factor for factor in factors} | dict(labels or {})
    levels = pd.DataFrame(
        {factor: _usable_levels(answers[factor], values, called[factor], notes) for factor in factors}
    )
    able = [factor for factor in factors if _enough_levels(levels[factor], called[factor], notes)]
    known = _Known(values, levels, called, level)
    alone = [_share(known, factor, (), notes) for factor in able]
    told = [found.factor for found in alone if found]
    together = [
        _share(known, factor, [other for other in told if other != factor], notes)
        for factor in (told if len(told) > 1 else [])
    ]
    return Consistency(
        score=score,
        alone=_largest_first(alone),
        together=_largest_first(together),
        notes=tuple(notes),
        level=level,
    )


def _scores(answers: pd.DataFrame, score: str, factors: Sequence[str]) -> Floats:
    values = numbers(answers, score)
    for factor in factors:
        if factor not in answers.columns:
            msg = f"There is no column {factor}; the table has {', '.join(map(str, answers.columns))}."
            raise MissingColumnError(msg)
    there = values[~np.isnan(values)]
    if not len(there):
        msg = f"There are no scores in {score}; choose another column."
        raise EmptyTableError(msg)
    if np.ptp(there) == 0:
        msg = f"All scores in {score} are {there[0]:g}, so there is nothing to split; choose another."
        raise UndefinedMeasureError(msg)
    return values


def _usable_levels(column: pd.Series, values: Floats, called: str, notes: list[str]) -> pd.Series:
    """Return the levels of rows that have a score, missing where a level has too few of them."""
    levels = column.where(~np.isnan(values))
    sizes = levels.groupby(levels, observed=True).transform("size")
    few = levels[sizes < SMALLEST_GROUP].nunique()
    if few:
        notes.append(f"Levels of {called} with fewer than {SMALLEST_GROUP} answers are left out: {few:,}.")
    return levels.where(sizes >= SMALLEST_GROUP)


def _enough_levels(levels: pd.Series, called: str, notes: list[str]) -> bool:
    count = levels.nunique()
    if FEWEST_LEVELS <= count <= MOST_LEVELS:
        return True
    remedy = "compare them directly" if count < FEWEST_LEVELS else "put some of them together"
    notes.append(
        f"{called} has {count:,} levels with at least {SMALLEST_GROUP} answers, and a share of the "
        f"variance needs {FEWEST_LEVELS} to {MOST_LEVELS:,} of them; {remedy}."
    )
    return False


def _share(known: _Known, factor: str, others: Sequence[str], notes: list[str]) -> FactorShare | None:
    rows = known.levels[[factor, *others]].notna().all(axis=1).to_numpy()
    codes = [pd.factorize(known.levels.loc[rows, name], sort=True)[0] for name in (factor, *others)]
    beside = f" beside {listed([known.labels[other] for other in others])}" if others else ""
    try:
        found = variance_share(known.scores[rows], codes[0], codes[1:], level=known.level)
    except UndefinedMeasureError as error:
        called = known.labels[factor]
        notes.append(f"How much lies between levels of {called}{beside} can't be told: {error}.")
        return None
    return FactorShare(factor=factor, levels=len(np.unique(codes[0])), n=int(rows.sum()), **found._asdict())


def _largest_first(shares: Sequence[FactorShare | None]) -> tuple[FactorShare, ...]:
    found: Iterator[FactorShare] = (share for share in shares if share)
    return tuple(sorted(found, key=lambda share: (-share.share, share.factor)))

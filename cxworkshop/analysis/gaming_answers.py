"""What gaming would leave behind in answers: praise that complains, scores that rise as customers leave."""

from collections.abc import Callable, Iterator, Mapping
from math import sqrt
from typing import NamedTuple

import pandas as pd

from cxworkshop.analysis.gaming import SIGN_LEVEL
from cxworkshop.analysis.intervals import student_quantile, wilson
from cxworkshop.analysis.time_steps import Step, autocorrelations, step_means
from cxworkshop.domain.measured import GamingSign

FEWEST_TOP_RATED = 10
"""Fewest comments with a top rating of one touchpoint, and of all others together."""

FEWEST_STEPS: Mapping[Step, int] = {"week": 24, "month": 12}
"""Fewest weeks or months that a trend is told from."""

FEWEST_ANSWERS = 5

_TOP = 0.88
_STEPS_A_YEAR: Mapping[Step, float] = {"week": 365.25 / 7, "month": 12.0}
_MOST_GAPS = 0.1


class Trend(NamedTuple):
    """A straight line's slope per year with its interval."""

    slope: float
    low: float
    high: float


def top_rated(comments: pd.DataFrame, scale: tuple[float, float]) -> pd.DataFrame:
    """Return comments with a top rating: the top of the scale, 9 and 10 where it has ten or more."""
    low, high = scale
    return comments[comments["rating"] >= low + _TOP * (high - low)]


def ceiling(
    comments: pd.DataFrame, scale: tuple[float, float], complains: Callable[[str], bool]
) -> tuple[GamingSign, ...]:
    """Return touchpoints whose top-rated comments complain more often than those of all others.

    Parameters
    ----------
    comments
        ``touchpoint`` ("" where none is named), ``text`` and ``rating`` (NaN where none).
    scale
        Lowest and highest possible rating.
    complains
        Tells whether a text complains.

    Returns
    -------
    tuple of GamingSign
        Share of top-rated comments that complain (Wilson's interval) against that of the others, for
        touchpoints of at least 10 such comments, where the difference's interval leaves out 0.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22; Newcombe (1998), Statistics in
    Medicine 17, method 10, on the difference.
    """
    top = top_rated(comments, scale)
    asked = tuple(touchpoints_at_ceiling(top))
    level = 1 - (1 - SIGN_LEVEL) / max(len(asked), 1)
    contrary = top["text"].map(complains).astype(bool)
    signs = (_ceiling_sign(contrary[top["touchpoint"] == name], contrary, name, level) for name in asked)
    return tuple(sign for sign in signs if sign)


def touchpoints_at_ceiling(top: pd.DataFrame) -> Iterator[str]:
    """Yield touchpoints that have top-rated comments enough, beside enough of the others."""
    for name, count in top["touchpoint"].value_counts(sort=False).items():
        if name and count >= FEWEST_TOP_RATED and len(top) - count >= FEWEST_TOP_RATED:
            yield str(name)


def _ceiling_sign(own: pd.Series, everywhere: pd.Series, name: str, level: float) -> GamingSign | None:
    n, others = len(own), len(everywhere) - len(own)
    found, expected = float(own.mean()), float((everywhere.sum() - own.sum()) / others)
    low, high = wilson(found, n, level)
    most = wilson(expected, others, level)[1]
    if found - expected <= sqrt((found - low) ** 2 + (most - expected) ** 2):
        return None
    return GamingSign(kind="ceiling", about=name, n=n, found=found, low=low, high=high, expected=expected)


def rising_scores(answers: pd.DataFrame, scores: tuple[str, ...]) -> tuple[GamingSign, ...]:
    """Return scores that rise while the share of customers who stay falls.

    Parameters
    ----------
    answers
        ``date``, ``stayed`` (0 or 1), ``weight`` and the scores.
    scores
        Columns to look at.

    Returns
    -------
    tuple of GamingSign
        Change of the score per year, and beside it that of the share that stays, where the intervals of both
        leave out 0 on opposite sides.
    """
    step = trend_step(answers)
    if step is None:
        return ()
    level = 1 - (1 - SIGN_LEVEL) / max(len(scores), 1)
    staying = trend(answers, "stayed", step, level)
    if staying is None or staying.high >= 0:
        return ()
    found = ((name, trend(answers, name, step, level)) for name in scores)
    return tuple(
        GamingSign(
            kind="rising_scores",
            about=name,
            n=int(answers[["date", name]].notna().all(axis=1).sum()),
            found=rising.slope,
            low=rising.low,
            high=rising.high,
            expected=0.0,
            also=staying.slope,
            also_low=staying.low,
            also_high=staying.high,
        )
        for name, rising in found
        if rising and rising.low > 0
    )


def trend_step(answers: pd.DataFrame) -> Step | None:
    """Return the step of time whose means of who stays are enough for a trend: weeks before months."""
    steps: tuple[Step, ...] = ("week", "month")
    return next((step for step in steps if _means(answers, "stayed", step) is not None), None)


def trend(answers: pd.DataFrame, column: str, step: Step, level: float) -> Trend | None:
    """Return the change per year of a column's means per week or month, None where they are too few.

    Least squares; neighbours in time that are alike count as fewer: n (1 - r) / (1 + r), with r the
    correlation of what the line leaves from one step to the next (Santer et al. 2000, Journal of Geophysical
    Research 105(D6)).
    """
    means = _means(answers, column, step)
    if means is None:
        return None
    place, value = means.index.to_numpy(dtype=float), means.to_numpy()
    apart = place - place.mean()
    slope = float(apart @ value / (apart @ apart))
    left = value - value.mean() - slope * apart
    alike = max(float(autocorrelations(pd.Series(left), 1)[0]), 0.0) if left.any() else 0.0
    effective = len(left) * (1 - alike) / (1 + alike)
    if effective <= 3:  # noqa: PLR2004 - a line takes two, and one degree of freedom is none to speak of
        return None
    error = sqrt(float(left @ left) / (effective - 2) / float(apart @ apart))
    half = student_quantile(level, effective - 2) * error
    yearly = _STEPS_A_YEAR[step]
    return Trend(slope * yearly, (slope - half) * yearly, (slope + half) * yearly)


def _means(answers: pd.DataFrame, column: str, step: Step) -> pd.Series | None:
    found = step_means(
        answers["date"], answers[column], step, weights=answers["weight"], fewest=FEWEST_ANSWERS
    )
    there = found.dropna()
    if len(there) < FEWEST_STEPS[step] or len(there) < (1 - _MOST_GAPS) * len(found):
        return None
    return there

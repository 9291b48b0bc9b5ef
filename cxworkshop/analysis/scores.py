"""Scores of answers: net promoter score, mean with interval, top box."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.answers import checked_weights
from cxworkshop.analysis.intervals import effective_answers, normal_quantile, student_quantile, wilson
from cxworkshop.domain.evidence import NetPromoterScore
from cxworkshop.errors import EmptyTableError, NotNumericError, UndefinedMeasureError
from cxworkshop.settings import SMALLEST_GROUP

Floats = NDArray[np.float64]

PROMOTER, PASSIVE, HIGHEST = 9, 7, 10
_FEWEST_EFFECTIVE = 2


def nps(scores: ArrayLike, weights: ArrayLike | None = None, level: float = 0.95) -> NetPromoterScore:
    """Net promoter score: % promoters (9–10) less % detractors (0–6), with its adjusted-Wald interval.

    Parameters
    ----------
    scores
        Whole numbers 0–10, shape (n,); NaN is no answer. Codes for "no answer" must be gone.
    weights
        Weight of each answer, 0 or more. The counts stay unweighted; the score is weighted and its interval
        goes by Kish's effective number of answers.
    level
        Level of the interval (0–1), which is clipped to −100 … 100.

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        There are no scores, or some aren't whole numbers from 0 to 10.

    References
    ----------
    Rocks (2016), Interval estimation for the net promoter score, The American Statistician 70(4).
    """
    values, row_weights = _answered(scores, weights)
    _check_scores(values)
    promoters, detractors = values >= PROMOTER, values < PASSIVE
    share_up = float(np.average(promoters, weights=row_weights))
    share_down = float(np.average(detractors, weights=row_weights))
    low, high = _adjusted_wald(share_up, share_down, effective_answers(row_weights), level)
    return NetPromoterScore(
        n=len(values),
        promoters=int(promoters.sum()),
        passives=int((~promoters & ~detractors).sum()),
        detractors=int(detractors.sum()),
        nps=100 * (share_up - share_down),
        low=max(100 * low, -100),
        high=min(100 * high, 100),
    )


def mean_interval(
    values: ArrayLike, weights: ArrayLike | None = None, level: float = 0.95
) -> tuple[int, float, float, float]:
    """Return the number of answers, their (weighted) mean, and the low and high end of its interval.

    The interval is Student's, on Kish's effective number of answers. NaN is no answer.

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        There are no answers, or too few for an interval.
    """
    answers, row_weights = _answered(values, weights)
    if len(answers) < SMALLEST_GROUP:
        msg = f"A mean needs at least {SMALLEST_GROUP} answers, but there are {len(answers)}; leave it out."
        raise UndefinedMeasureError(msg)
    effective = effective_answers(row_weights)
    if effective < _FEWEST_EFFECTIVE:
        msg = "A single answer carries nearly all the weight, so no interval can be given; check the weights."
        raise UndefinedMeasureError(msg)
    mean = float(np.average(answers, weights=row_weights))
    variance = float(np.average((answers - mean) ** 2, weights=row_weights)) * effective / (effective - 1)
    margin = student_quantile(level, effective - 1) * float(np.sqrt(variance / effective))
    return len(answers), mean, mean - margin, mean + margin


def top_box(
    values: ArrayLike, highest: float, weights: ArrayLike | None = None, level: float = 0.95
) -> tuple[float, float, float]:
    """Return the share (0–1) of answers in the highest two of a scale that ends at ``highest``.

    With the low and high end of its interval: Wilson's, on Kish's effective number of answers.
    """
    answers, row_weights = _answered(values, weights)
    share = float(np.average(answers >= highest - 1, weights=row_weights))
    return (share, *wilson(share, effective_answers(row_weights), level))


def is_extreme(answers: Floats, lowest: float, highest: float) -> NDArray[np.bool_]:
    """Return which answers are among the lowest two or the highest two of a scale; NaN isn't."""
    return (answers <= lowest + 1) | (answers >= highest - 1)


def _answered(values: ArrayLike, weights: ArrayLike | None) -> tuple[Floats, Floats]:
    """Return answers and their weights, without missing answers and rows of weight 0."""
    answers = _numeric(values)
    row_weights = checked_weights(weights, len(answers))
    there = ~np.isnan(answers) & (row_weights > 0)
    if not there.any():
        msg = "There are no answers to score; choose another column or check the codes for “no answer”."
        raise EmptyTableError(msg)
    return answers[there], row_weights[there]


def _numeric(values: ArrayLike) -> Floats:
    try:
        return np.asarray(values, dtype=float)
    except ValueError as error:
        msg = f"Answers must be numbers ({error}); name texts as codes for “no answer” or leave them out."
        raise NotNumericError(msg) from error


def _check_scores(values: Floats) -> None:
    if (values.min(), values.max()) == (1, HIGHEST + 1):
        msg = (
            f"Scores run from 1 to {HIGHEST + 1}, as if 0–{HIGHEST} had been coded one higher; subtract 1 in "
            f"the table, or name {HIGHEST + 1} as a code for “no answer” if it means that."
        )
        raise UndefinedMeasureError(msg)
    wrong = values[(values < 0) | (values > HIGHEST) | (values % 1 != 0)]
    if len(wrong):
        msg = (
            f"Scores must be whole numbers from 0 to {HIGHEST}, but {wrong[0]:g} came; "
            "name it as a code for “no answer” or correct it."
        )
        raise UndefinedMeasureError(msg)


def _adjusted_wald(share_up: float, share_down: float, n: float, level: float) -> tuple[float, float]:
    """Return the interval of a difference of shares, after three more answers: ¾, 1½, ¾."""
    n, promoters, detractors = n + 3, share_up * n + 0.75, share_down * n + 0.75
    share_up, share_down = promoters / n, detractors / n
    centre = share_up - share_down
    error = np.sqrt((share_up + share_down - centre**2) / n)
    margin = normal_quantile(level) * float(error)
    return centre - margin, centre + margin

"""How the outcome responds to low and to high ratings: what must be, what excites, what is linear."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.at_once import at_once
from cxworkshop.analysis.driver_rows import driver_rows
from cxworkshop.analysis.importance import Importance, solved
from cxworkshop.analysis.intervals import LEVEL, check_resamples, tails
from cxworkshop.domain.drivers import MissingRule, PenaltyReward, Response, too_weak
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.scales import Scale
from cxworkshop.settings import SEED

Floats = NDArray[np.float64]

_OUTCOME = "outcome"

FEWEST_FOR_FIGURES, FEWEST_FOR_VERDICT = 10, 30
"""Fewest low, high and other ratings of a driver for its figures, and for saying how it works."""


class _Parts(NamedTuple):
    """Where one driver's low and high ratings lie, how many there are, and how far apart their means."""

    n: int
    low_to: float
    high_from: float
    n_low: int
    n_between: int
    n_high: int
    below: float
    above: float


def penalty_reward(  # noqa: PLR0913 - what to analyse, which of it counts, and how intervals are made
    data: pd.DataFrame,
    outcome: str,
    drivers: Sequence[str],
    *,
    weights: ArrayLike | None = None,
    scale: Scale,
    missing: MissingRule = "pairwise",
    never_used: pd.DataFrame | None = None,
    clusters: ArrayLike | None = None,
    bootstrap: int = 500,
    seed: int = SEED,
    level: float = LEVEL,
) -> tuple[PenaltyReward, ...]:
    """Say how the outcome responds to low and to high ratings of each driver, the others held the same.

    The outcome is regressed on two marks for each driver, of all drivers together: a low rating and a high
    one. High are the two best answers of the scale; low is the bottom of it up to the answer by which about
    as many rated low as high, with something left in between. A driver *must be* good where low ratings cost
    clearly more, per rating point away from the ratings in between, than high ones bring; it is an *exciter*
    where they cost clearly less, and high ones do bring something; *linear* where both count and neither
    clearly more. Since many drivers are judged at once, what is clear must be so at the level that Bonferroni
    asks for: the estimate, with a normal error as wide as the draws, Student's where answers belong together.
    Where all marks together explain hardly more than chance would, no response is clear.

    Parameters
    ----------
    data
        One row per answer sheet; NaN where a question isn't answered.
    outcome, drivers
        Names of numeric columns.
    weights
        Weight of each row, 0 or more.
    scale
        Lowest and highest rating possible.
    missing, never_used, clusters
        Which gaps cost a row, and which rows belong together, as for
        :func:`cxworkshop.analysis.drivers.relative_importance`.
    bootstrap, seed, level
        Resamples (at least 50), their seed, and the level of the percentile intervals (0–1).

    Returns
    -------
    tuple of PenaltyReward
        In the order of ``drivers``. One with fewer than 10 ratings that are low, high or in between is left
        out (it counts as a straight line among the others); with fewer than 30 its response is unclear.

    Raises
    ------
    MissingColumnError, NotNumericError
        A column isn't there or holds text.
    UndefinedMeasureError
        Low and high ratings of the drivers can't be told apart in these answers.

    References
    ----------
    Brandt (1987), A procedure for identifying value-enhancing service components using customer satisfaction
    survey data; Matzler & Sauerwein (2002), The factor structure of customer satisfaction, International
    Journal of Service Industry Management 13(4). They compare penalty and reward as they are; per rating
    point, a straight line isn't taken for a must-be where low ratings lie further from the middle.
    """
    check_resamples(bootstrap)
    rows = driver_rows(
        data, [outcome, *drivers], weights=weights, missing=missing, never_used=never_used, clusters=clusters
    )
    _, *answers = rows.table.T
    parts = {
        name: _parts(ratings, rows.weights, scale) for name, ratings in zip(drivers, answers, strict=True)
    }
    told = {name: found for name, found in parts.items() if found}
    if not told:
        return ()
    marks, source = _marks(data, outcome, parts)
    try:
        fit = Importance(
            marks,
            _OUTCOME,
            list(source),
            weights=weights,
            method="first",
            missing=missing,
            never_used=None if never_used is None else _never_of(never_used, source),
            clusters=clusters,
        )
        draws = np.concatenate([drawn.slopes for drawn in fit.resamples(bootstrap, seed)])
        draws = draws[solved(draws)]
    except UndefinedMeasureError as error:
        msg = (
            "How the outcome responds to low and to high ratings can't be told: too many answers are "
            "missing, or the same customers rate several touchpoints low and high; take fewer drivers."
        )
        raise UndefinedMeasureError(msg) from error
    judged = None if too_weak(fit.r2, fit.by_chance) else at_once(level, len(told), fit.clusters)
    places = {name: [fit.names.index(mark) for mark in _names_of(name)] for name in told}
    return tuple(
        _response(name, told[name], fit.slopes[place], draws[:, place], level, judged)
        for name, place in places.items()
    )


def _parts(answers: Floats, weights: Floats, scale: Scale) -> _Parts | None:
    """Return where a driver's low and high ratings lie, None where there are too few of either."""
    order = np.argsort(answers, kind="stable")[: np.count_nonzero(~np.isnan(answers))]
    ratings, weights = answers[order], weights[order]
    high = ratings >= scale[1] - 1
    lower = np.unique(ratings[~high])
    if high.sum() < FEWEST_FOR_FIGURES or len(lower) < 2:  # noqa: PLR2004 - one low, one in between
        return None
    up_to = np.searchsorted(ratings, lower[:-1], side="right")
    low_to = lower[np.abs(up_to - high.sum()).argmin()]
    low = ratings <= low_to
    between = ~low & ~high
    if min(low.sum(), between.sum()) < FEWEST_FOR_FIGURES:
        return None
    bottom, middle, top = (
        float(np.average(ratings[those], weights=weights[those])) for those in (low, between, high)
    )
    return _Parts(
        n=len(ratings),
        low_to=float(low_to),
        high_from=float(ratings[high].min()),
        n_low=int(low.sum()),
        n_between=int(between.sum()),
        n_high=int(high.sum()),
        below=middle - bottom,
        above=top - middle,
    )


def _marks(
    data: pd.DataFrame, outcome: str, parts: Mapping[str, _Parts | None]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return outcome and marks of low and high ratings, and which driver each mark is of.

    Where there are none, the driver's ratings stand for themselves, unless they never vary.
    """
    columns, source = {_OUTCOME: data[outcome]}, {}
    for name, part in parts.items():
        ratings = data[name]
        marks = [ratings] if part is None else [ratings <= part.low_to, ratings >= part.high_from]
        for called, mark in zip(_names_of(name), marks, strict=False):
            if part or ratings.min() < ratings.max():
                columns[called] = mark.astype(float).where(ratings.notna())
                source[called] = name
    return pd.DataFrame(columns), source


def _names_of(driver: str) -> tuple[str, str]:
    return f"low {driver}", f"high {driver}"


def _never_of(never_used: pd.DataFrame, source: Mapping[str, str]) -> pd.DataFrame:
    """Return which gaps of marks say "never used"."""
    return pd.DataFrame(
        {mark: never_used[name] for mark, name in source.items() if name in never_used.columns}
    )


def _response(  # noqa: PLR0913, PLR0917 - whose figures these are, and how they are bounded and judged
    name: str, part: _Parts, found: Floats, draws: Floats, level: float, judged: float | None
) -> PenaltyReward:
    """Judge one driver by its penalty and reward, shape (2,), and by draws of them, shape (draws, 2).

    ``level`` is that of the intervals. ``judged`` is how many deviations of the draws a figure must be from 0
    to be clear; None: none is.
    """
    (penalty_low, reward_low), (penalty_high, reward_high) = np.quantile(draws, tails(level), axis=0)
    response: Response = "unclear"
    if judged is not None and min(part.n_low, part.n_between, part.n_high) >= FEWEST_FOR_VERDICT:
        per_point = np.array([-1 / part.below, -1 / part.above])  # lost below the middle less won above it
        contrasts = np.array([[1, 0], [0, 1], per_point])
        errors = judged * (draws @ contrasts.T).std(axis=0)
        middles = contrasts @ found
        costs, brings = middles[0] + errors[0] < 0, middles[1] - errors[1] > 0
        if costs and middles[2] - errors[2] > 0:
            response = "must_be"
        elif brings and middles[2] + errors[2] < 0:
            response = "exciter"
        elif costs and brings:
            response = "linear"
    return PenaltyReward(
        name=name,
        n=part.n,
        n_low=part.n_low,
        n_high=part.n_high,
        low_to=part.low_to,
        high_from=part.high_from,
        penalty=float(found[0]),
        penalty_low=float(penalty_low),
        penalty_high=float(penalty_high),
        reward=float(found[1]),
        reward_low=float(reward_low),
        reward_high=float(reward_high),
        response=response,
    )

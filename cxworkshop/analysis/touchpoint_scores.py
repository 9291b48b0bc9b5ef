"""Touchpoints on the survey and on the criteria that it tells: value and memorability."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.intervals import tails
from cxworkshop.analysis.memorability import intensities, memorability, standing_out
from cxworkshop.analysis.scores import mean_interval, top_box
from cxworkshop.analysis.touchpoint_value import TouchpointValue
from cxworkshop.analysis.touchpoints_told import Told
from cxworkshop.domain.evidence import ScoreDraws, TouchpointScore

Floats = NDArray[np.float64]

_DIGITS = 4
"""Of recorded draws: more would say nothing, and make the workshop's file large."""


class Scores(NamedTuple):
    """Scores of touchpoints, the most valuable first, and draws in the same order."""

    touchpoints: tuple[TouchpointScore, ...]
    draws: ScoreDraws


def score_touchpoints(
    answers: pd.DataFrame,
    value: TouchpointValue,
    told: Told,
    scale: tuple[float, float],
    level: float = 0.95,
) -> Scores:
    """Score each touchpoint of the survey.

    Parameters
    ----------
    answers
        One row per answer sheet, one column per touchpoint and ``weight``; NaN where there is no answer.
    value
        What they are worth, with draws.
    told
        Places, labels and the firm's own figures.
    scale
        Lowest and highest answer possible.
    level
        Level of the intervals (0–1).

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        A touchpoint has too few answers.
    """
    weights = answers["weight"]
    figures = [mean_interval(answers[name], weights, level) for name in value.names]
    means = np.array([mean for _, mean, _, _ in figures])
    moments = [told.places[name].moment for name in value.names]
    felt, out = intensities(value.extremes), standing_out(means)
    memorable = memorability(moments, value.extremes, means)
    lows, highs = np.quantile(value.value_draws, tails(level), axis=0)
    scores = []
    for at, (name, (n, mean, low, high)) in enumerate(zip(value.names, figures, strict=True)):
        box, box_low, box_high = top_box(answers[name], scale[1], weights, level)
        scores.append(
            TouchpointScore(
                name=name,
                label=told.labels.get(name, name),
                stage=told.places[name].stage,
                position=told.places[name].position,
                n=n,
                mean=mean,
                low=low,
                high=high,
                top_box=box,
                top_low=box_low,
                top_high=box_high,
                value=value.value[at],
                value_low=lows[at],
                value_high=highs[at],
                memorability=memorable[at],
                moment=moments[at],
                intensity=felt[at],
                standing_out=out[at],
                comments=told.comments.get(name, 0),
                volume=told.volume.get(name),
                cost=told.cost.get(name),
            )
        )
    order = sorted(range(len(scores)), key=lambda at: (-scores[at].value, scores[at].name))
    drawn = memorability(moments, value.extreme_draws, value.mean_draws)
    return Scores(
        tuple(scores[at] for at in order),
        ScoreDraws(
            value=_rounded(value.value_draws[:, order]),
            memorability=_rounded(drawn[:, order]),
            mean=_rounded(value.mean_draws[:, order]),
        ),
    )


def _rounded(draws: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, np.round(draws, _DIGITS).tolist()))

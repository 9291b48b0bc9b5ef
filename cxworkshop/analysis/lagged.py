"""Whether a metric runs ahead of the outcome: correlations with what the outcome is some weeks later."""

from math import atanh, sqrt, tanh
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxworkshop.analysis.intervals import normal_quantile, tails
from cxworkshop.analysis.time_steps import (
    Floats,
    Step,
    autocorrelations,
    detrended,
    effective_pairs,
    step_means,
)
from cxworkshop.domain.measured import Lag, LaggedMetric

MOST_LAGS = 8
"""How many steps later the outcome is looked at, at the most."""

FEWEST_PAIRS = 24
"""Fewest weeks or months that have both, for a correlation."""

FEWEST_ANSWERS = 5
"""Fewest answers of a week or month that its outcome is told from."""

_MOST_GAPS = 0.1
_STEADY = 1e-9


class _Pair(NamedTuple):
    """Both series by step, over the steps from the first to the last that either has."""

    metric: pd.Series
    outcome: pd.Series


def lagged_correlations(  # noqa: PLR0913 - two series and the options of one calculation
    metric: pd.DataFrame,
    outcome: pd.DataFrame,
    *,
    name: str,
    lags: int = MOST_LAGS,
    level: float = 0.95,
    looks: int = 1,
) -> LaggedMetric:
    """Set a metric's means against those of the outcome 0 … ``lags`` steps later, both less their trends.

    A step is a week; a month where more than a tenth of the weeks lack the metric or 5 answers. Only a
    straight trend is taken out of each series: seasons aren't.

    Parameters
    ----------
    metric
        ``date`` and ``value``, one row per value.
    outcome
        ``date``, ``outcome`` and ``weight``, one row per answer.
    name
        What the metric is called.
    lags
        Most steps that the metric may run ahead. Lags that leave fewer than 24 pairs aren't tried.
    level
        Level (0–1) of all intervals together (Šidák): of the lags tried, and of ``looks`` metrics.
    looks
        How many metrics are looked at.

    Returns
    -------
    LaggedMetric
        ``best`` is the lag of the strongest correlation whose interval leaves out 0. Where that is later
        than lag 0, it is also clearly stronger than at lag 0 (Meng's test); where it isn't, ``best`` is 0 if
        that interval leaves out 0 too, else None. Where nothing can be told, ``refusal`` says why.

    References
    ----------
    Pyper & Peterman (1998), Canadian Journal of Fisheries and Aquatic Sciences 55(9); Šidák (1967), Journal
    of the American Statistical Association 62; Meng, Rosenthal & Rubin (1992), Psychological Bulletin 111(1).
    """
    tails(level)
    step: Step = "week"
    pair = _series(metric, outcome, step)
    weeks = _shared(pair)
    if not len(weeks) or _too_many(*_gaps(weeks)):
        step = "month"
        pair = _series(metric, outcome, step)
    if refusal := _refusal(pair, name, step):
        return LaggedMetric(metric=name, step=step, refusal=refusal)
    left = _Pair(*(detrended(series) for series in pair))
    own, other = (autocorrelations(series, len(series) // 5) for series in left)
    tried = [lag for lag in range(lags + 1) if _at(left, lag).shape[1] >= FEWEST_PAIRS]
    each = level ** (1 / (len(tried) * looks))
    found = tuple(_lag(_at(left, lag), lag, own, other, each) for lag in tried)
    return LaggedMetric(metric=name, step=step, lags=found, best=_best(found, left.metric, level))


def _series(metric: pd.DataFrame, outcome: pd.DataFrame, step: Step) -> _Pair:
    measured = step_means(metric["date"], metric["value"], step)
    answered = step_means(
        outcome["date"], outcome["outcome"], step, weights=outcome["weight"], fewest=FEWEST_ANSWERS
    )
    if not len(measured) or not len(answered):
        return _Pair(measured, answered)
    steps = range(min(measured.index[0], answered.index[0]), max(measured.index[-1], answered.index[-1]) + 1)
    return _Pair(measured.reindex(steps), answered.reindex(steps))


def _shared(pair: _Pair) -> pd.Index:
    """Return the steps that have both."""
    if not len(pair.metric) or not len(pair.outcome):
        return pd.Index([])
    return pair.metric.index[pair.metric.notna() & pair.outcome.notna()]


def _gaps(shared: pd.Index) -> tuple[int, int]:
    """Return how many steps lack one of them, and how many there are from the first to the last."""
    span = int(shared[-1] - shared[0]) + 1 if len(shared) else 0
    return span - len(shared), span


def _too_many(gaps: int, span: int) -> bool:
    return gaps > _MOST_GAPS * span


def _refusal(pair: _Pair, name: str, step: Step) -> str | None:
    shared = _shared(pair)
    if len(shared) < FEWEST_PAIRS:
        return (
            f"{name} and the outcome share {len(shared)} {step}s with {FEWEST_ANSWERS} or more answers each, "
            f"and {FEWEST_PAIRS} are needed to tell whether one runs ahead; collect both for longer."
        )
    gaps, span = _gaps(shared)
    if _too_many(gaps, span):
        return (
            f"{gaps} of {span} {step}s lack {name} or at least {FEWEST_ANSWERS} answers, and one in ten may "
            "at the most; fill the gaps in the tables."
        )
    for series, called in ((pair.metric, name), (pair.outcome, "The outcome")):
        there = series.loc[shared[0] : shared[-1]].dropna()
        if np.abs(detrended(there)).max() <= _STEADY * max(np.abs(there).max(), 1.0):
            return (
                f"{called} never leaves its straight line from {step} to {step}, so nothing can go with it."
            )
    return None


def _at(pair: _Pair, lag: int) -> Floats:
    """Return the pairs of the metric and the outcome ``lag`` steps later, shape (2, pairs)."""
    metric, outcome = (series.to_numpy(dtype=float) for series in pair)
    both = np.stack([metric[: len(metric) - lag], outcome[lag:]])
    there: Floats = both[:, np.isfinite(both).all(axis=0)]
    return there


def _lag(pairs: Floats, lag: int, own: Floats, other: Floats, level: float) -> Lag:
    r = min(max(float(np.corrcoef(*pairs)[0, 1]), -1.0), 1.0)
    n = pairs.shape[1]
    effective = effective_pairs(own, other, n)
    low, high = _fisher(r, effective, level)
    return Lag(lag=lag, r=r, low=low, high=high, n=n, n_effective=effective)


def _fisher(r: float, n: float, level: float) -> tuple[float, float]:
    """Return the interval of a correlation of ``n`` independent pairs: anything at 3 or fewer."""
    if n <= 3:  # noqa: PLR2004 - Fisher's z has a variance of 1 / (n - 3)
        return -1.0, 1.0
    if abs(r) == 1:
        return r, r
    half = normal_quantile(level) / sqrt(n - 3)
    return tanh(atanh(r) - half), tanh(atanh(r) + half)


def _best(lags: tuple[Lag, ...], metric: pd.Series, level: float) -> int | None:
    apart = [lag for lag in lags if lag.low > 0 or lag.high < 0]
    if not apart:
        return None
    strongest, together = max(apart, key=lambda lag: abs(lag.r)), lags[0]
    if strongest.lag == 0 or _clearly_stronger(strongest, together, metric, level):
        return strongest.lag
    return 0 if together in apart else None


def _clearly_stronger(later: Lag, together: Lag, metric: pd.Series, level: float) -> bool:
    """Tell whether the outcome goes more with the metric before than with that of the same step."""
    alike = float(autocorrelations(metric, later.lag)[-1])
    sign = 1 if later.r > 0 else -1
    first, second, alike = abs(later.r), sign * together.r, min(max(alike, -0.999), 0.999)
    squares = (first**2 + second**2) / 2
    if squares >= 1:
        return False
    f = min((1 - alike) / (2 * (1 - squares)), 1.0)
    h = (1 - f * squares) / (1 - squares)
    freedom = min(later.n_effective, together.n_effective) - 3
    if freedom <= 0:
        return False
    ends = [atanh(min(max(r, -0.999999), 0.999999)) for r in (first, second)]
    return (ends[0] - ends[1]) * sqrt(freedom / (2 * (1 - alike) * h)) > normal_quantile(level)

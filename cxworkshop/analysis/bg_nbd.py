"""BG/NBD: how often customers buy, and after which purchase they stay away for good.

While alive, customers buy at random, each at a rate of their own (gamma distributed with r, alpha), and leave
after a purchase, each with a chance of their own (beta distributed with a, b).

References
----------
Fader, Hardie & Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.likelihood import BOUND, Floats, Objective, at_bound, draw, maximise
from cxworkshop.domain.value import BgNbd
from cxworkshop.errors import EmptyTableError, UndefinedMeasureError
from cxworkshop.settings import SEED

FEWEST_REPEATS = 10
"""Fewest customers who bought again that a model of buying is fitted to."""

NOBODY_LEAVES = 1e-4
"""Chance to leave after a purchase, a / (a + b), below which it is none."""

_NEAR_ONE = 1e-4
_ALIKE = 5.0  # a above e⁵ says that customers are alike, and is more than the series can bear
_HIGHEST = (BOUND, BOUND, _ALIKE, BOUND)
_NODES, _REACH, _TINY = 401, 7.0, 1e-6


class _Patterns(NamedTuple):
    """Distinct histories, shape (m,), and the share of customers with each; times as parts of ``scale``."""

    frequency: Floats
    recency: Floats
    age: Floats
    weight: Floats
    distinct: Floats
    place: NDArray[np.intp]
    customers: int
    purchases: float
    scale: float


def fit_bg_nbd(frequency: ArrayLike, recency: ArrayLike, age: ArrayLike) -> BgNbd:
    """Fit BG/NBD by maximum likelihood.

    Parameters
    ----------
    frequency
        How often each customer bought again after the first time, shape (n,).
    recency
        Time from the first to the last purchase; 0 where there was only one.
    age
        Time from the first purchase to the end of the period looked at, in the same unit.

    Returns
    -------
    BgNbd
        ``alpha`` in the unit of time. A chance a / (a + b) of next to 0 says that nobody is seen to leave.

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        There is no customer, a history contradicts itself, fewer than 10 bought again, or all are the same
        or so alike that their differences can't be told.
    """
    patterns = _patterns(frequency, recency, age)
    objective = _objective(patterns)
    at = maximise(objective, _HIGHEST, "how often customers buy")
    if at_bound(at, _HIGHEST)[:2].any():
        msg = (
            "Customers buy so evenly that how they differ can't be told, so what they will buy can't be told "
            "this way either; a longer period may help."
        )
        raise UndefinedMeasureError(msg)
    r, alpha, a, b = map(float, np.exp(at))
    log_likelihood = objective(at)[0] * patterns.customers - patterns.purchases * np.log(patterns.scale)
    return BgNbd(r=r, alpha=alpha * patterns.scale, a=a, b=b, log_likelihood=float(log_likelihood))


def buying_notes(fitted: BgNbd) -> Iterator[str]:
    """Yield a sentence where a parameter went to its end, so that the model became a simpler one."""
    if fitted.a / (fitted.a + fitted.b) < NOBODY_LEAVES:
        yield (
            "The purchases show no customer who has stayed away longer than chance explains, so everyone "
            "counts as alive and keeping customers can't be valued."
        )
    elif np.log(fitted.a) > _ALIKE - _NEAR_ONE:
        yield "Customers don't differ in how easily they leave, as far as the purchases tell."


def draw_bg_nbd(  # noqa: PLR0913, PLR0917 - the model, its data, and what to draw
    fitted: BgNbd, frequency: ArrayLike, recency: ArrayLike, age: ArrayLike, draws: int, seed: int = SEED
) -> tuple[BgNbd, ...]:
    """Draw models that fit the same data about as well, from the normal distribution of log-parameters.

    Each carries the fitted model's log-likelihood.
    """
    patterns = _patterns(frequency, recency, age)
    at = np.log([fitted.r, fitted.alpha / patterns.scale, fitted.a, fitted.b])
    drawn = np.exp(draw(_objective(patterns), at, patterns.customers, draws, seed).clip(-BOUND, _HIGHEST))
    return tuple(
        fitted.model_copy(update={"r": r, "alpha": alpha * patterns.scale, "a": a, "b": b})
        for r, alpha, a, b in drawn.tolist()
    )


def log_likelihood(
    log_parameters: Floats, frequency: ArrayLike, recency: ArrayLike, age: ArrayLike
) -> tuple[float, Floats]:
    """Return the log-likelihood at (log r, log alpha, log a, log b), and its gradient, shape (4,)."""
    patterns = _patterns(frequency, recency, age)
    scaled = np.asarray(log_parameters, dtype=float) - [0, np.log(patterns.scale), 0, 0]
    value, gradient = _objective(patterns)(scaled)
    shift = patterns.purchases * np.log(patterns.scale)
    return float(value * patterns.customers - shift), gradient * patterns.customers


def p_alive(model: BgNbd, frequency: ArrayLike, recency: ArrayLike, age: ArrayLike) -> Floats:
    """Return the probability (0–1) that each customer still buys; 1 where nobody has bought again yet.

    Fader, Hardie & Lee (2008), Computing P(alive) using the BG/NBD model, note 021 of brucehardie.com.
    """
    from scipy.special import expit  # noqa: PLC0415

    x, last, whole = (np.asarray(values, dtype=float) for values in (frequency, recency, age))
    left = (
        np.log(model.a)
        - np.log(model.b + np.maximum(x, 1) - 1)
        + (model.r + x) * np.log((model.alpha + whole) / (model.alpha + last))
    )
    alive: Floats = expit(-np.where(x > 0, left, -np.inf))
    return alive


def purchases_if_alive(model: BgNbd, frequency: ArrayLike, age: ArrayLike, horizon: ArrayLike) -> Floats:
    """Return the purchases expected up to ``horizon`` of customers known to be alive; arrays broadcast.

    A new customer has frequency and age 0. Equation 10 of Fader, Hardie & Lee (2005) without its
    denominator; Euler's transformation of its hypergeometric function (Abramowitz & Stegun 15.3.3) keeps
    long horizons finite.
    """
    x, whole, time = (np.asarray(values, dtype=float) for values in (frequency, age, horizon))
    if abs(model.a - 1) >= _NEAR_ONE:
        return _purchases(model, model.a, x, whole, time)
    # The formula is 0 / 0 at a = 1 and smooth around it.
    low, high = 1 - _NEAR_ONE, 1 + _NEAR_ONE
    part = (model.a - low) / (high - low)
    ends = _purchases(model, low, x, whole, time), _purchases(model, high, x, whole, time)
    return (1 - part) * ends[0] + part * ends[1]


def expected_purchases(
    model: BgNbd, frequency: ArrayLike, recency: ArrayLike, age: ArrayLike, horizon: ArrayLike
) -> Floats:
    """Return the purchases that each customer is expected to make up to ``horizon`` from now."""
    return p_alive(model, frequency, recency, age) * purchases_if_alive(model, frequency, age, horizon)


def _purchases(model: BgNbd, a: float, x: Floats, age: Floats, time: Floats) -> Floats:
    from scipy.special import hyp2f1  # noqa: PLC0415

    ratio, chances = time / (model.alpha + age), a + model.b + x - 1
    with np.errstate(all="ignore"):  # what overflows is taken by quadrature
        series = hyp2f1(a + model.b - 1 - model.r, a - 1, chances, ratio / (1 + ratio))
        purchases: Floats = chances / (a - 1) * (1 - np.exp((1 - a) * np.log1p(ratio)) * series)
    frequency, ratio, purchases = np.broadcast_arrays(x, ratio, purchases)
    lost = ~np.isfinite(purchases)
    if not lost.any():
        return purchases
    filled = purchases.copy()
    filled[lost] = [_by_quadrature(model, a, *at) for at in zip(frequency[lost], ratio[lost], strict=True)]
    return filled


def _by_quadrature(model: BgNbd, a: float, x: float, ratio: float) -> float:
    """Return purchases if alive as the mean of (1 − (1 + p ratio)^−(r + x)) / p over the chances p to leave.

    These are beta distributed with a, b + x. Double exponential quadrature of their log-odds; what p = 0
    would give is taken out first, so that a small a leaves no long tail.
    """
    from scipy.special import betaln  # noqa: PLC0415

    rate, b = model.r + x, model.b + x
    steps, width = np.linspace(-_REACH, _REACH, _NODES, retstep=True)
    spread = np.sqrt(1 / (a + 1) + 1 / b)
    odds = np.log((a + 1) / b) + spread * np.sinh(steps)
    log_p, log_rest = -np.logaddexp(0, -odds), -np.logaddexp(0, odds)
    weight = np.exp(a * log_p + b * log_rest - betaln(a, b)) * spread * np.cosh(steps) * width
    p = np.exp(log_p)
    tiny = p * ratio * (rate + 1) < _TINY
    less = np.where(
        tiny,
        -rate * (rate + 1) / 2 * ratio**2 * p,
        -np.expm1(-rate * np.log1p(p * ratio)) / np.where(tiny, 1, p) - rate * ratio,
    )
    return float(rate * ratio + less @ weight)


def _patterns(frequency: ArrayLike, recency: ArrayLike, age: ArrayLike) -> _Patterns:
    histories = pd.DataFrame(
        {"frequency": np.asarray(frequency, float), "recency": np.asarray(recency, float), "age": age},
        dtype=float,
    )
    _check(histories)
    # Sorted, so that the order of customers doesn't change a digit.
    counts = histories.groupby(["frequency", "recency", "age"], sort=True).size()
    x, last, whole = (counts.index.get_level_values(level).to_numpy() for level in range(3))
    if len(counts) == 1:
        msg = (
            "All customers have bought equally often and at the same times, so how they differ can't be "
            "told; check the columns of customer and date."
        )
        raise UndefinedMeasureError(msg)
    distinct, place = np.unique(x, return_inverse=True)
    scale = float(whole.max())
    weight = counts.to_numpy() / len(histories)
    return _Patterns(
        x, last / scale, whole / scale, weight, distinct, place,
        customers=len(histories), purchases=float(x @ counts.to_numpy()), scale=scale,
    )  # fmt: skip


def _check(histories: pd.DataFrame) -> None:
    x, last, whole = (histories[name].to_numpy() for name in histories)
    if not len(x):
        msg = "There is no customer whose purchases could be looked at; check the table of transactions."
        raise EmptyTableError(msg)
    whole_numbers = np.isfinite(histories.to_numpy()).all() and (x >= 0).all() and (x == x.round()).all()
    if not (whole_numbers and ((last >= 0) & (last <= whole) & ((last > 0) == (x > 0))).all()):
        msg = (
            "A customer's history needs a whole number of purchases and a last one between the first and the "
            "end of the period (later than the first where there are several), but some have others."
        )
        raise UndefinedMeasureError(msg)
    again = int((x > 0).sum())
    if again < FEWEST_REPEATS:
        msg = (
            f"What customers will buy can be told from {FEWEST_REPEATS} customers who bought again on "
            f"another day, but {again or 'none'} of {len(x):,} did; take a longer period, or check the "
            "columns of customer and date."
        )
        raise UndefinedMeasureError(msg)


def _objective(patterns: _Patterns) -> Objective:
    from scipy.special import expit, gammaln, psi  # noqa: PLC0415

    x, weight, place, distinct = patterns.frequency, patterns.weight, patterns.place, patterns.distinct
    again = np.where(x > 0, 0.0, -np.inf)
    weight_of_distinct = np.bincount(place, weight)
    left_with = np.maximum(distinct, 1) - 1

    def objective(log_parameters: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = np.exp(log_parameters)
        since_start, since_last = alpha + patterns.age, alpha + patterns.recency
        log_start, log_last = np.log(since_start), np.log(since_last)
        stayed = -(r + x) * log_start
        left = again + (log_parameters[2] - np.log(b + left_with))[place] - (r + x) * log_last
        gone = expit(left - stayed)
        value = weight @ (np.logaddexp(stayed, left)) + weight_of_distinct @ (
            gammaln(r + distinct) - gammaln(r) + r * log_parameters[1]
            + gammaln(a + b) - gammaln(a + b + distinct) + gammaln(b + distinct) - gammaln(b)
        )  # fmt: skip
        left_here = np.bincount(place, weight * gone)
        both = weight_of_distinct @ (psi(a + b) - psi(a + b + distinct))
        slope_r = (
            weight_of_distinct @ (psi(r + distinct) - psi(r) + log_parameters[1])
            - weight @ log_start + (weight * gone) @ (log_start - log_last)
        )  # fmt: skip
        rates = (1 - gone) / since_start + gone / since_last
        slope_alpha = r / alpha - weight @ ((r + x) * rates)
        slope_a = both + left_here.sum() / a
        slope_b = both + weight_of_distinct @ (psi(b + distinct) - psi(b)) - left_here @ (1 / (b + left_with))
        return float(value), np.array([r * slope_r, alpha * slope_alpha, a * slope_a, b * slope_b])

    return objective

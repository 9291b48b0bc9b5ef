"""Gamma-gamma: what customers spend per purchase, where that has nothing to do with how often they buy.

A customer's purchases are gamma distributed (shape p) around a mean of their own, and the rate of that
distribution is itself gamma distributed over customers (shape q, rate v).

References
----------
Fader & Hardie (2013), The gamma-gamma model of monetary value, note 025 of brucehardie.com.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.bg_nbd import FEWEST_REPEATS
from cxworkshop.analysis.likelihood import BOUND, Floats, Objective, draw, maximise
from cxworkshop.domain.value import GammaGamma
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SEED

_DRAWN_AT_MOST = 10
_UNBOUNDED = BOUND - 1


class _Spends(NamedTuple):
    frequency: Floats
    spend: Floats
    distinct: Floats
    weight: Floats
    place: NDArray[np.intp]
    scale: float


def fit_gamma_gamma(frequency: ArrayLike, spend: ArrayLike) -> GammaGamma:
    """Fit gamma-gamma by maximum likelihood to the customers who bought again.

    Parameters
    ----------
    frequency
        How often each customer bought again after the first time, shape (n,); those with 0 are left out.
    spend
        Mean spend of those purchases, the first one not counted; above 0.

    Returns
    -------
    GammaGamma
        ``v`` in the money of ``spend``.

    Raises
    ------
    UndefinedMeasureError
        Fewer than 10 customers bought again, a mean spend isn't above 0, all are the same, or spend varies
        so much that no mean of it can be told (q must be above 1).
    """
    spends = _spends(frequency, spend)
    objective = _objective(spends)
    at = maximise(objective, (BOUND, BOUND, BOUND), "what customers spend")
    p, q, v = map(float, np.exp(at))
    if q <= 1 or at[0] <= -_UNBOUNDED:
        msg = (
            f"Spend per purchase differs so much that no mean can be told (p is {p:.3g} and must be above 0, "
            f"q is {q:.2f} and must be above 1); look at the highest revenues in the table."
        )
        raise UndefinedMeasureError(msg)
    customers = len(spends.spend)
    log_likelihood = customers * (objective(at)[0] - np.log(spends.scale))
    return GammaGamma(p=p, q=q, v=v * spends.scale, log_likelihood=float(log_likelihood), n=customers)


def spend_notes(fitted: GammaGamma) -> Iterator[str]:
    """Yield a sentence where a parameter went to its end, so that the model became a simpler one."""
    if fitted.p > np.exp(_UNBOUNDED):
        yield (
            "Spend per purchase differs far more between customers than from one purchase to the next, so "
            "each customer's own mean is taken for what their next purchases bring."
        )
    if fitted.q > np.exp(_UNBOUNDED):
        yield (
            "Customers' mean spend per purchase differs no more than chance makes it differ, so one mean is "
            "taken for all."
        )


def draw_gamma_gamma(
    fitted: GammaGamma, frequency: ArrayLike, spend: ArrayLike, draws: int, seed: int = SEED
) -> tuple[GammaGamma, ...]:
    """Draw models that fit the same data about as well; those without a mean (q up to 1) are drawn anew.

    Raises
    ------
    UndefinedMeasureError
        Hardly any has a mean.
    """
    spends = _spends(frequency, spend)
    at = np.log([fitted.p, fitted.q, fitted.v / spends.scale])
    drawn = draw(_objective(spends), at, len(spends.spend), _DRAWN_AT_MOST * draws, seed)
    usable = np.exp(drawn[drawn[:, 1] > 0].clip(-BOUND, BOUND))[:draws]
    if len(usable) < draws:
        msg = (
            "Spend per purchase varies so much between customers that the uncertainty of its mean can't be "
            "told; look at the highest revenues in the table."
        )
        raise UndefinedMeasureError(msg)
    return tuple(
        fitted.model_copy(update={"p": p, "q": q, "v": v * spends.scale}) for p, q, v in usable.tolist()
    )


def log_likelihood(log_parameters: Floats, frequency: ArrayLike, spend: ArrayLike) -> tuple[float, Floats]:
    """Return the log-likelihood at (log p, log q, log v), and its gradient, shape (3,)."""
    spends = _spends(frequency, spend)
    customers, shift = len(spends.spend), np.log(spends.scale)
    value, gradient = _objective(spends)(np.asarray(log_parameters, dtype=float) - [0, 0, shift])
    return float(customers * (value - shift)), customers * gradient


def expected_spend(model: GammaGamma, frequency: ArrayLike, spend: ArrayLike) -> Floats:
    """Return the mean spend per purchase expected of each customer.

    Between the customer's own mean and that of all, p v / (q − 1), which is what a customer with frequency
    0 gets (``spend`` must be a number there too, and doesn't matter).
    """
    x, z = np.asarray(frequency, dtype=float), np.asarray(spend, dtype=float)
    expected: Floats = model.p * (model.v + x * z) / (model.p * x + model.q - 1)
    return expected


def _spends(frequency: ArrayLike, spend: ArrayLike) -> _Spends:
    x, z = np.asarray(frequency, dtype=float), np.asarray(spend, dtype=float)
    x, z = x[x > 0], z[x > 0]
    if len(x) < FEWEST_REPEATS:
        msg = (
            f"What customers spend can be told from {FEWEST_REPEATS} customers who bought again on another "
            f"day, but {len(x) or 'none'} did; take a longer period, or check the column of customers."
        )
        raise UndefinedMeasureError(msg)
    wrong = ~(np.isfinite(z) & (z > 0))
    if wrong.any():
        msg = (
            f"Mean spend per purchase must be above 0, but {int(wrong.sum()):,} of {len(z):,} customers have "
            f"others, such as {z[wrong][0]:g}; check the column of revenue."
        )
        raise UndefinedMeasureError(msg)
    if np.ptp(z) <= 1e-9 * z.max():
        msg = (
            f"Every customer spends the same per purchase ({z[0]:,.2f}), so how they differ can't be told; "
            "check the column of revenue."
        )
        raise UndefinedMeasureError(msg)
    order = np.lexsort((z, x))  # so that the order of customers doesn't change a digit
    x, z = x[order], z[order]
    distinct, place, counts = np.unique(x, return_inverse=True, return_counts=True)
    scale = float(np.exp(np.log(z).mean()))
    return _Spends(x, z / scale, distinct, counts / len(x), place, scale)


def _objective(spends: _Spends) -> Objective:
    from scipy.special import gammaln, psi  # noqa: PLC0415

    x, distinct, weight, place = spends.frequency, spends.distinct, spends.weight, spends.place
    total = x * spends.spend
    log_spend, log_total = float(np.log(spends.spend).mean()), np.log(total)
    mean_log_total = np.bincount(place, log_total) / len(x)

    def objective(log_parameters: Floats) -> tuple[float, Floats]:
        p, q, v = np.exp(log_parameters)
        log_all = np.log(total + v)
        mean_log_all = np.bincount(place, log_all) / len(x)
        shapes = p * distinct
        value = (
            weight @ (gammaln(shapes + q) - gammaln(shapes) - gammaln(q))
            + q * log_parameters[2] - log_spend
            + shapes @ mean_log_total - (shapes + q) @ mean_log_all
        )  # fmt: skip
        slope_p = (weight * distinct) @ (psi(shapes + q) - psi(shapes)) + distinct @ (
            mean_log_total - mean_log_all
        )
        slope_q = weight @ (psi(shapes + q) - psi(q)) + log_parameters[2] - mean_log_all.sum()
        slope_v = q / v - float(((p * x + q) / (total + v)).mean())
        return float(value), np.array([p * slope_p, q * slope_q, v * slope_v])

    return objective

"""How much of the variance of scores lies between the levels of a factor, others held the same or not."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.intervals import tails
from cxworkshop.errors import UndefinedMeasureError

Floats = NDArray[np.float64]
Codes = NDArray[np.integer[Any]]

_ROUNDING = 1e-9
_FEWEST_CONTRASTS = 2


class VarianceShare(NamedTuple):
    """The variance between levels, as a share (0–1) of that and the variance within, with its interval."""

    share: float
    low: float
    high: float


def variance_share(
    scores: Floats, factor: Codes, others: Sequence[Codes] = (), *, level: float = 0.95
) -> VarianceShare:
    """Return the intraclass correlation of a factor's levels, drawn at random from many, unbalanced or not.

    The mean square between levels, weighted by what a ratio θ of variances (between / within) would make
    their precision, is set against the mean square within. Under a normal model this is distributed as F at
    the true θ: the interval holds every θ at which it is not extreme and is exact in any design; the share
    is where it is 1. In balanced data that is the usual ANOVA estimate. Below 0 it is 0.

    Parameters
    ----------
    scores, factor
        Scores, shape (n,), and the number of the level of each (0, 1, …), at least three levels.
    others
        Numbers of the levels of factors that are held the same: differences between their levels are taken
        out, whatever they are.
    level
        Level of the interval (0–1).

    Raises
    ------
    UndefinedMeasureError
        Scores never vary, or not within levels; or fewer than three levels can be told from the others.

    References
    ----------
    Wald (1940), Annals of Mathematical Statistics 11(1); with others held the same Harville & Fenech (1985),
    Biometrics 41(1); Searle, Casella & McCulloch (1992), Variance Components, on the estimate.
    """
    from scipy.special import fdtri  # noqa: PLC0415 - takes a while to import

    contrasts, precision, within, freedom = _reduced(scores, factor, others)
    squares = contrasts**2 / precision * freedom / within

    def ratio(share: float) -> float:
        return float((squares * (1 - share) / (1 - share + share * precision)).mean())

    lower, upper = tails(level)
    extremes = (float(fdtri(len(contrasts), freedom, tail)) for tail in (upper, lower))
    low, high = (_root(ratio, extreme) for extreme in extremes)
    return VarianceShare(_root(ratio, 1.0), low, high)


def _root(ratio: Any, target: float) -> float:  # noqa: ANN401 - a function of one share
    from scipy.optimize import brentq  # noqa: PLC0415 - takes a while to import

    if ratio(0.0) <= target:
        return 0.0
    return float(brentq(lambda share: ratio(share) - target, 0.0, 1.0, xtol=1e-12))


def _reduced(scores: Floats, factor: Codes, others: Sequence[Codes]) -> tuple[Floats, Floats, float, int]:
    """Return what the factor's levels say once the mean and the others are taken out.

    Independent contrasts of levels and their precision (both shape (contrasts,)), the sum of squares within,
    and its degrees of freedom.
    """
    centred = scores - scores.mean()
    fixed = [*others] or [np.zeros(len(scores), dtype=int)]
    inverse, rank = _inverse(np.block([[_crossed(one, other) for other in fixed] for one in fixed]))
    crossed = np.hstack([_crossed(factor, other) for other in fixed])
    totals = np.concatenate([np.bincount(other, centred) for other in fixed])
    taken_out = crossed @ inverse
    precision, directions = np.linalg.eigh(np.diag(np.bincount(factor)) - taken_out @ crossed.T)
    told = precision > _ROUNDING * np.bincount(factor).max()
    precision = precision[told]
    contrasts = directions[:, told].T @ (np.bincount(factor, centred) - taken_out @ totals)
    total = float(centred @ centred)
    within = total - float(totals @ inverse @ totals) - float((contrasts**2 / precision).sum())
    freedom = len(scores) - rank - len(precision)
    _check(total, within, freedom, len(precision))
    return contrasts, precision, within, freedom


def _crossed(one: Codes, other: Codes) -> Floats:
    """Return how many scores have each pair of levels."""
    shape = one.max() + 1, other.max() + 1
    counts = np.bincount(one * shape[1] + other, minlength=shape[0] * shape[1])
    return counts.reshape(shape).astype(float)


def _inverse(crossed: Floats) -> tuple[Floats, int]:
    """Return the pseudo-inverse of a table of counts, and its rank."""
    sizes, directions = np.linalg.eigh(crossed)
    told = sizes > _ROUNDING * sizes.max()
    inverse: Floats = directions[:, told] / sizes[told] @ directions[:, told].T
    return inverse, int(told.sum())


def _check(total: float, within: float, freedom: int, contrasts: int) -> None:
    if contrasts < _FEWEST_CONTRASTS:
        msg = "fewer than 3 of its levels can be told from those of the other factors"
        raise UndefinedMeasureError(msg)
    if freedom < 1 or within <= _ROUNDING * total:
        msg = "the scores never vary within its levels"
        raise UndefinedMeasureError(msg)

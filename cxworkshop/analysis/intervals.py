"""What every interval here rests on: its tails, its quantiles, and the answers that weights leave."""

from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from cxworkshop.errors import UndefinedMeasureError

LEVEL = 0.95
"""Of every interval in recorded evidence."""

FEWEST_RESAMPLES = 50


def tails(level: float) -> tuple[float, float]:
    """Return the lower and upper tail of an interval of ``level`` (0–1): 0.025 and 0.975 for 0.95."""
    if not 0 < level < 1:
        msg = f"The level of an interval lies between 0 and 1, but {level:g} came; 0.95 is usual."
        raise UndefinedMeasureError(msg)
    return (1 - level) / 2, (1 + level) / 2


def check_resamples(bootstrap: int) -> None:
    """Refuse a bootstrap interval from fewer than 50 resamples."""
    if bootstrap < FEWEST_RESAMPLES:
        msg = f"An interval needs at least {FEWEST_RESAMPLES} resamples, but {bootstrap} were asked for."
        raise UndefinedMeasureError(msg)


def effective_answers(weights: NDArray[np.float64]) -> float:
    """Return how many equally weighted answers tell as much: (Σw)² / Σw² (Kish 1965)."""
    relative = weights / weights.max()  # squares of tiny or huge weights would be lost
    return float(relative.sum() ** 2 / (relative**2).sum())


def normal_quantile(level: float) -> float:
    """Return half the width of a two-sided normal interval, in standard errors."""
    return NormalDist().inv_cdf(tails(level)[1])


def wilson(share: float, n: float, level: float) -> tuple[float, float]:
    """Return the low and high end of the interval of a share (0–1) among ``n`` answers, within 0–1.

    Wilson (1927), Journal of the American Statistical Association 22.
    """
    z = normal_quantile(level)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return min(max(centre - half, 0.0), share), max(min(centre + half, 1.0), share)


def student_quantile(level: float, freedom: float) -> float:
    """Return half the width of a two-sided Student interval, in standard errors.

    Abramowitz & Stegun (1964) 26.7.5; a 95 % one is within 1 % from two degrees of freedom on.
    """
    z = normal_quantile(level)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, start=1))

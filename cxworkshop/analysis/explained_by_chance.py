"""What drivers that have nothing to do with an outcome would seem to explain of it."""

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.driver_rows import DriverRows
from cxworkshop.domain.drivers import Fit

Floats = NDArray[np.float64]

LEVEL = 0.95


def explained_by_chance(rows: DriverRows, fit: Fit) -> float:
    """Return what as many drivers of pure noise explain at most in 95 of 100 such surveys (0–1).

    R² of p drivers that are independent of a normal outcome follows Beta(p/2, (n − p − 1)/2). McFadden's, of
    a logistic fit, is χ² with p degrees of freedom over twice what the outcome's share alone leaves.

    n is as many answers as tell as much as those here, each by itself: gaps, weights, and what answers of one
    cluster have in common in going along with the outcome make it smaller (a design effect, Kish 1965).
    """
    from scipy.special import betaincinv, chdtri  # noqa: PLC0415 - takes a while to import

    outcome, *drivers = rows.table.T
    p, n = len(drivers), _independent_answers(rows)
    if fit == "logistic":
        share = np.average(outcome, weights=rows.weights)
        left = -share * np.log(share) - (1 - share) * np.log(1 - share)
        return min(float(chdtri(p, 1 - LEVEL) / (2 * n * left)), 1.0)
    return float(betaincinv(p / 2, (n - p - 1) / 2, LEVEL)) if n > p + 1 else 1.0


def _independent_answers(rows: DriverRows) -> float:
    """Return how many independent answers tell as much: the harmonic mean over drivers."""
    outcome, *drivers = rows.table.T
    clusters = np.arange(len(outcome)) if rows.clusters is None else rows.clusters
    return len(drivers) / sum(1 / _independent(outcome, driver, rows.weights, clusters) for driver in drivers)


def _independent(outcome: Floats, driver: Floats, weights: Floats, clusters: NDArray[np.intp]) -> float:
    """Return how many tell as much of how one driver goes along: what a cluster sums up to counts once."""
    both = ~np.isnan(outcome) & ~np.isnan(driver)
    weight = weights[both] / weights[both].sum()
    product = _centred(outcome[both], weight) * _centred(driver[both], weight)
    apart = _centred(product, weight)
    summed = np.bincount(clusters[both], weight * apart)
    own, together = float(weight @ apart**2), float((summed**2).sum())
    n = float(both.sum())
    return min(own / together, n) if together > 0 else n


def _centred(values: Floats, weight: Floats) -> Floats:
    centred: Floats = values - weight @ values
    return centred

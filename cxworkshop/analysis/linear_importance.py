"""Importance and slopes of drivers in a linear fit, from correlations pair by pair."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.correlations import PairwiseCorrelations
from cxworkshop.analysis.driver_checks import usable
from cxworkshop.analysis.importance_measures import betasq, explained, first, last, pratt, standard_slopes
from cxworkshop.analysis.lmg import lmg
from cxworkshop.analysis.relative_weights import relative_weights
from cxworkshop.domain.drivers import Method

Floats = NDArray[np.float64]

MOST_DRIVERS: dict[Method, int] = {
    "lmg": 20,
    "relative_weights": 100,
    "first": 100,
    "last": 100,
    "betasq": 100,
    "pratt": 100,
}
"""Most drivers that a method can compare at once: LMG takes twice as long for each more."""

_MEASURES: dict[Method, Callable[[Floats], Floats]] = {
    "lmg": lmg,
    "relative_weights": relative_weights,
    "first": first,
    "last": last,
    "betasq": betasq,
    "pratt": pratt,
}


class LinearImportance:
    """Relative importance of drivers in a linear fit, also in resamples of the rows.

    Parameters
    ----------
    correlations
        Of the outcome and then the drivers, which are defined, consistent and not collinear.
    everyone
        The matrix of all rows, as ``correlations`` gives it.
    method
        How importance is measured.

    Attributes
    ----------
    importance
        Shape (p,).
    slopes
        Shape (p,): what one point more of a driver goes along with in the outcome, the others the same.
    r2
        What all drivers explain together (0–1).
    """

    def __init__(self, correlations: PairwiseCorrelations, everyone: Floats, method: Method) -> None:
        self._correlations = correlations
        self._measure = _MEASURES[method]
        self.importance: Floats = self._measure(everyone)
        self.slopes: Floats = _slopes(everyone, correlations.spreads())
        self.r2 = float(explained(everyone))

    def of_resamples(self, counts: Floats) -> tuple[Floats, Floats]:
        """Return importance and slopes in resamples, each shape (resamples, p).

        Parameters
        ----------
        counts
            How often each row is in each resample, shape (resamples, n).

        Returns
        -------
        tuple of ndarray
            NaN in resamples without a solution, or where nothing is explained.
        """
        matrices = self._correlations.of_resamples(counts)
        able = usable(matrices)
        importance, slopes = np.full((2, len(counts), len(self.importance)), np.nan)
        importance[able] = self._measure(matrices[able])
        slopes[able] = _slopes(matrices[able], self._correlations.spreads(counts[able]))
        nothing = ~(importance.sum(axis=1) > 0)  # of nothing explained there are no shares
        importance[nothing] = slopes[nothing] = np.nan
        return importance, slopes


def _slopes(matrices: Floats, spreads: Floats) -> Floats:
    return standard_slopes(matrices) * spreads[..., :1] / spreads[..., 1:]

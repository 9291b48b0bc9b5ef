"""Means of values that come in groups whose members are alike, such as those of one week."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from cxworkshop.analysis.intervals import student_quantile

FEWEST_CLUSTERS = 3


class ClusteredMean(NamedTuple):
    """A mean, its standard error, and how many groups of alike values it rests on."""

    mean: float
    error: float
    clusters: int

    def interval(self, level: float) -> tuple[float, float]:
        """Return Student's interval of ``level`` (0–1)."""
        half = student_quantile(level, self.clusters - 1) * self.error
        return self.mean - half, self.mean + half


def clustered_mean(values: pd.Series, clusters: pd.Series) -> ClusteredMean | None:
    """Return the mean of all values, None where they come in fewer than 3 groups.

    The error is that of a ratio estimate: groups are drawn, however many values each brings (Cochran 1977,
    Sampling Techniques, 9A).

    Parameters
    ----------
    values, clusters
        Numbers and the groups they belong to, of the same index.
    """
    mean = float(values.mean())
    apart = (values - mean).groupby(clusters).sum().to_numpy()
    if len(apart) < FEWEST_CLUSTERS:
        return None
    error = float(np.sqrt(len(apart) / (len(apart) - 1) * (apart**2).sum()) / len(values))
    return ClusteredMean(mean, error, len(apart))

"""Means per week or month, and how far neighbours in time are alike."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Step = Literal["week", "month"]

_PERIODS: dict[Step, str] = {"week": "W-SUN", "month": "M"}


def steps_of(dates: pd.Series, step: Step) -> pd.Series:
    """Return the running number of each date's week (from Monday) or month."""
    periods = dates.dt.to_period(_PERIODS[step])
    return pd.Series(periods.array.asi8, index=dates.index)


def step_means(
    dates: pd.Series, values: pd.Series, step: Step, *, weights: pd.Series | None = None, fewest: int = 1
) -> pd.Series:
    """Return the (weighted) mean per step, from the first to the last one, NaN where values are too few.

    Parameters
    ----------
    dates, values, weights
        Of the same index; rows where one is missing, and those with weight 0, are left out.
    step
        Week or month.
    fewest
        Fewest values that a step's mean is told for.
    """
    rows = pd.DataFrame({"date": dates, "value": values, "weight": 1.0 if weights is None else weights})
    rows = rows.dropna()
    rows = rows[rows["weight"] > 0]
    if rows.empty:
        return pd.Series(dtype=float)
    grouped = rows.assign(total=rows["value"] * rows["weight"]).groupby(steps_of(rows["date"], step))
    sums = grouped[["total", "weight"]].sum()
    means = (sums["total"] / sums["weight"]).where(grouped.size() >= fewest).dropna()
    return means.reindex(range(means.index.min(), means.index.max() + 1)) if len(means) else means


def detrended(series: pd.Series) -> pd.Series:
    """Return the series less its straight line over time (least squares); gaps stay gaps."""
    there = series.dropna()
    place = there.index.to_numpy(dtype=float)
    slope, level = np.polyfit(place - place.mean(), there.to_numpy(), 1)
    line: pd.Series = series - (level + slope * (series.index.to_numpy(dtype=float) - place.mean()))
    return line


def autocorrelations(series: pd.Series, most: int) -> Floats:
    """Return the correlation of a series with itself 1 … ``most`` steps later, shape (most,).

    Sums over the pairs there are, divided by their number (0 where there is none).
    """
    values = series.to_numpy(dtype=float)
    apart = values - np.nanmean(values)
    spread = np.nanmean(apart**2)
    found = np.zeros(most)
    for lag in range(1, min(most, len(apart) - 1) + 1):
        products = apart[:-lag] * apart[lag:]
        if np.isfinite(products).any():
            found[lag - 1] = np.nanmean(products) / spread
    return found


def effective_pairs(own: Floats, other: Floats, pairs: int) -> float:
    """Return how many independent pairs tell as much as ``pairs`` of two series, at most ``pairs``.

    Pyper & Peterman (1998), Canadian Journal of Fisheries and Aquatic Sciences 55(9), after Bartlett (1946):
    1/n* = 1/n + 2/n · Σ (n − j)/n · r(j) r'(j).

    Parameters
    ----------
    own, other
        Autocorrelations of both series at lags 1, 2, …; those up to a fifth of the pairs count.
    """
    counted = min(pairs // 5, len(own), len(other))
    nearness = 1 - np.arange(1, counted + 1) / pairs
    alike = float((nearness * own[:counted] * other[:counted]).sum())
    return pairs / max(1 + 2 * alike, 1.0)

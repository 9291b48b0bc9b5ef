"""The sample firm's calendar: days since 2024-10-01, fewer stays and requests in the quiet months."""

import numpy as np
import pandas as pd

FIRST_DAY = pd.Timestamp("2024-10-01")
DAYS = 730
QUIET_MONTHS, QUIET = (1, 2, 11), 0.8


def in_season(moments: np.ndarray) -> np.ndarray:
    """Return the day on which each moment (0–730) falls when time goes slower in the quiet months."""
    months = (FIRST_DAY + pd.to_timedelta(np.arange(DAYS), unit="D")).month
    ends = np.cumsum(np.where(np.isin(months, QUIET_MONTHS), QUIET, 1.0))
    return np.searchsorted(ends * DAYS / ends[-1], moments, side="right")


def dates(days: pd.Series | np.ndarray) -> np.ndarray:
    """Return ISO dates of days since 2024-10-01."""
    return (FIRST_DAY + pd.to_timedelta(np.asarray(days), unit="D")).strftime("%Y-%m-%d").to_numpy()


def random_days(rng: np.random.Generator, count: int) -> np.ndarray:
    """Return ISO dates between 2024-10-01 and 2026-09-30, fewer in the quiet months."""
    return dates(in_season(rng.random(count) * DAYS))

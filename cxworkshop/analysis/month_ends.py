"""What gaming would leave behind in the days of a metric's cases: full month ends."""

import numpy as np
import pandas as pd

from cxworkshop.analysis.gaming import SIGN_LEVEL
from cxworkshop.analysis.intervals import student_quantile
from cxworkshop.domain.measured import GamingSign

FEWEST_CASES = 100
"""Fewest cases in whole months whose month ends are looked at."""

FEWEST_MONTHS = 6

LAST_DAYS = 3

_REGULAR = 0.7
_ALONE = 0.99
_DAY, _SHORTEST_PERIOD = 1, 5


def month_end(days: pd.Series, *, about: str, looks: int = 1) -> GamingSign | None:
    """Return that more cases fall on the last three days of months than those days can explain, or None.

    What was to be expected is those days' share of the month, each day counting as much as its weekday
    usually brings. The interval is Student's over months, so months may differ.

    Parameters
    ----------
    days
        The day of each case; only whole months count.
    about
        The metric's name.
    looks
        How many metrics are looked at.

    Returns
    -------
    GamingSign or None
        None too for fewer than 100 cases or 6 whole months.

    References
    ----------
    Cochran (1977), Sampling Techniques, 9A, on the error of a share where cases come in groups.
    """
    cases = _by_day(days)
    if not _enough(cases):
        return None
    at = pd.DatetimeIndex(cases.index)
    month, last = _months(cases), at.days_in_month - at.day < LAST_DAYS
    due = cases.groupby(at.day_of_week).transform("mean")
    late, all_cases = cases.where(last, 0.0).groupby(month).sum(), cases.groupby(month).sum()
    late_due = all_cases * due.where(last, 0.0).groupby(month).sum() / due.groupby(month).sum()
    n, months = int(all_cases.sum()), len(all_cases)
    found, expected = float(late.sum() / n), float(late_due.sum() / n)
    apart = late - late_due - all_cases * (found - expected)
    error = float(np.sqrt(months / (months - 1) * (apart**2).sum()) / n)
    half = student_quantile(1 - (1 - SIGN_LEVEL) / looks, months - 1) * error
    if found - half <= expected:
        return None
    return GamingSign(
        kind="month_end",
        about=about,
        n=n,
        found=found,
        low=found - half,
        high=min(found + half, 1.0),
        expected=expected,
    )


def can_bunch(days: pd.Series, sites: pd.Series) -> bool:
    """Tell whether these are cases on days of their own, enough of them to look at month ends.

    One value a day, week, month or quarter (of each site) is none: its day says nothing.
    """
    return _case_by_case(days, sites) and _enough(_by_day(days))


def _case_by_case(days: pd.Series, sites: pd.Series) -> bool:
    once = pd.DataFrame({"site": sites, "day": days.dt.normalize()})
    distinct = once.drop_duplicates().sort_values(["site", "day"])
    gaps = distinct.groupby("site")["day"].diff().dt.days.dropna()
    if gaps.empty:
        return False
    usual = gaps.median()
    alike = (gaps - usual).abs() <= usual / 10  # months and quarters aren't all as long
    if usual >= _SHORTEST_PERIOD:
        return bool(alike.mean() < _REGULAR)
    alone = len(distinct) >= _ALONE * len(once)
    return not (usual == _DAY and alike.mean() >= _REGULAR and alone)


def _by_day(days: pd.Series) -> pd.Series:
    """Return how many cases each day of whole months brings."""
    day = days.dt.normalize()
    counts = day.value_counts().reindex(pd.date_range(day.min(), day.max()), fill_value=0).astype(float)
    whole = counts.groupby(_months(counts)).transform("size") == counts.index.to_series().dt.days_in_month
    kept: pd.Series = counts.loc[whole]
    return kept


def _months(counts: pd.Series) -> pd.PeriodIndex:
    return pd.DatetimeIndex(counts.index).to_period("M")


def _enough(cases: pd.Series) -> bool:
    months = cases[cases > 0].groupby(_months(cases[cases > 0])).size()
    return bool(cases.sum() >= FEWEST_CASES and len(months) >= FEWEST_MONTHS)

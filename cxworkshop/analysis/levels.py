"""Where a metric stands: its mean by quarter and by site, with intervals that know that weeks are alike."""

from collections.abc import Iterator

import pandas as pd

from cxworkshop.analysis.clustered import clustered_mean
from cxworkshop.analysis.sentences import listed
from cxworkshop.analysis.time_steps import steps_of
from cxworkshop.domain.measured import Level, MeasuredMetric
from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError
from cxworkshop.settings import SMALLEST_GROUP

QUARTERS_OF_SITES = 4
"""How many quarters, up to today's, a site's level is taken from."""


_SLACK = pd.Timedelta(days=4)


def measured_metric(values: pd.DataFrame, name: str, *, level: float = 0.95) -> MeasuredMetric:
    """Return a metric's level today, in each whole quarter, and at each site.

    Parameters
    ----------
    values
        ``date``, ``value``, ``target`` (NaN where none), ``unit`` and ``site`` ("" where none), one row or
        more. The target is the latest.
    name
        What the metric is called.
    level
        Level of the intervals (0–1): Student's, with a week's values counting as one group that may be alike.

    Returns
    -------
    MeasuredMetric
        Quarters that the data don't cover to within four days aren't there (a value stands for the time to
        the next), nor quarters and sites with fewer than 3 values or 3 weeks of them. Sites are there
        from two on.

    Raises
    ------
    InvalidChoiceError
        Values are in several units.
    UndefinedMeasureError
        No whole quarter has values enough.
    """
    units = [unit for unit in values["unit"].unique() if unit]
    if len(units) > 1:
        msg = f"{name} is in {listed(units)}; bring all its values to one unit, or give each its own name."
        raise InvalidChoiceError(msg)
    first, last = values["date"].min(), values["date"].max()
    quarter = values["date"].dt.to_period("Q")
    whole = quarter.isin(_whole_quarters(values["date"]))
    quarters = tuple(_levels(values[whole], quarter[whole], level))
    if not quarters:
        msg = (
            f"{name} has no whole quarter with values from at least {SMALLEST_GROUP} weeks "
            f"({first:%Y-%m-%d} to {last:%Y-%m-%d}, {len(values)} values); collect it for longer."
        )
        raise UndefinedMeasureError(msg)
    recent = sorted(quarter[whole].unique())[-QUARTERS_OF_SITES:]
    placed = values[quarter.isin(recent) & (values["site"] != "")]
    sites = tuple(_levels(placed, placed["site"], level))
    targets = values.sort_values("date", kind="stable")["target"].dropna()
    return MeasuredMetric(
        name=name,
        unit=units[0] if units else "",
        n=len(values),
        first_day=first.date(),
        last_day=last.date(),
        target=float(targets.iloc[-1]) if len(targets) else None,
        today=quarters[-1],
        quarters=quarters,
        sites=sites if len(sites) > 1 else (),
    )


def _whole_quarters(dates: pd.Series) -> list[pd.Period]:
    """Return quarters that values cover, but for four days; each stands for a usual gap."""
    days = dates.drop_duplicates().sort_values()
    gap = pd.Timedelta(days=float(days.diff().dt.days.iloc[1:].median()) if len(days) > 1 else 0.0)
    first, last = days.iloc[0], days.iloc[-1]
    every = pd.period_range(first, last, freq="Q")
    return [
        quarter
        for quarter in every
        if first <= quarter.start_time + gap + _SLACK and last >= quarter.end_time.normalize() - gap - _SLACK
    ]


def _levels(values: pd.DataFrame, groups: pd.Series, level: float) -> Iterator[Level]:
    for name, rows in values.groupby(groups):
        found = clustered_mean(rows["value"], steps_of(rows["date"], "week"))
        if found is None or len(rows) < SMALLEST_GROUP:
            continue
        low, high = found.interval(level)
        called = f"{name.year} Q{name.quarter}" if isinstance(name, pd.Period) else str(name)
        yield Level(name=called, n=len(rows), mean=found.mean, low=low, high=high)

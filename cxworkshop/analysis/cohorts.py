"""Retention: of the customers who first bought in one period, how many bought in each period after."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import ibis
import ibis.expr.types as ir
import pandas as pd

from cxworkshop.analysis.purchases import purchase_days
from cxworkshop.domain.value import Cohort, CohortUnit
from cxworkshop.settings import SMALLEST_GROUP

MOST_PERIODS = 24
"""Most periods that are told apart before the next coarser unit is taken."""

MOST_COHORTS = 12


class Retention(NamedTuple):
    """Cohorts, the oldest first, by periods of ``unit``; ``notes`` say what isn't shown and why."""

    cohorts: tuple[Cohort, ...]
    unit: CohortUnit
    notes: tuple[str, ...]


class _Period(NamedTuple):
    """A period as a number that goes up by one: of a day here, and of a column of days in a table."""

    unit: CohortUnit
    of: Callable[[date], int]
    of_column: Callable[[ir.Column], ir.Column]
    name: Callable[[int], str]


_PERIODS = (
    _Period(
        "month",
        lambda day: day.year * 12 + day.month - 1,
        lambda days: days.year() * 12 + days.month() - 1,
        lambda number: f"{number // 12}-{number % 12 + 1:02}",
    ),
    _Period(
        "quarter",
        lambda day: day.year * 4 + (day.month - 1) // 3,
        lambda days: days.year() * 4 + days.quarter() - 1,
        lambda number: f"{number // 4}-Q{number % 4 + 1}",
    ),
    _Period("year", lambda day: day.year, lambda days: days.year(), str),
)


def retention(transactions: ir.Table, first_day: date, until: date) -> Retention:
    """Count who bought in which period, added up where the table lies.

    Periods are months, or quarters where there are more than 24 months, or years where there are more than
    24 quarters. Only periods that end by ``until`` are shown, and the latest 12 cohorts; cohorts of fewer
    than 3 customers are left out.

    Parameters
    ----------
    transactions
        As for :func:`cxworkshop.analysis.purchases.purchase_days`.
    first_day, until
        The day of the first purchase, and the last day looked at.
    """
    period = _period(first_day, until)
    last = period.of(until + timedelta(days=1)) - 1  # the last one that is over
    counts = _counts(transactions, period, until)
    counts = counts[(counts["active"] <= last)]
    latest = range(max(period.of(first_day), last - MOST_COHORTS + 1), last + 1)
    found = [_cohort(counts, start, last, period) for start in latest]
    shown = tuple(cohort for cohort in found if cohort and cohort.customers >= SMALLEST_GROUP)
    small = sum(1 for cohort in found if cohort and cohort.customers < SMALLEST_GROUP)
    notes = []
    if small:
        notes.append(
            f"Left out, with fewer than {SMALLEST_GROUP} customers: {small} "
            f"{'cohort' if small == 1 else 'cohorts'} of first buyers."
        )
    if not shown:
        notes.append(f"No {period.unit} is complete with enough first buyers, so cohorts aren't shown.")
    elif shown[0].start == period.name(period.of(first_day)):
        notes.append("Customers of the first cohort may have bought before the table begins.")
    return Retention(shown, period.unit, tuple(notes))


def _period(first_day: date, until: date) -> _Period:
    for period in _PERIODS:
        if period.of(until) - period.of(first_day) < MOST_PERIODS:
            return period
    return _PERIODS[-1]


def _counts(transactions: ir.Table, period: _Period, until: date) -> pd.DataFrame:
    """Return how many customers (n) of each ``first`` period were active in each period."""
    days = purchase_days(transactions)
    days = days.filter(days["counts"] & (days["date"] <= ibis.literal(until)))
    active = days.select("customer", active=period.of_column(days["date"]).cast("int64")).distinct()
    placed = active.mutate(first=active["active"].min().over(group_by="customer"))
    query = placed.group_by(["first", "active"]).aggregate(n=placed.count())
    frame: pd.DataFrame = query.to_pyarrow().to_pandas()
    return frame


def _cohort(counts: pd.DataFrame, start: int, last: int, period: _Period) -> Cohort | None:
    active = counts[counts["first"] == start].set_index("active")["n"]
    if active.empty:
        return None
    customers = int(active[start])
    kept = (int(active.get(number, 0)) / customers for number in range(start, last + 1))
    return Cohort(start=period.name(start), customers=customers, kept=tuple(kept))

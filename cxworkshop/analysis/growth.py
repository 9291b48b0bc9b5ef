"""How much segments' revenue grew from one year to the next."""

from datetime import date, timedelta

import ibis.expr.types as ir
import pandas as pd

_SLACK = timedelta(days=7)
_ROUNDING = 1e-9


def segment_growth(transactions: ir.Table, segment_of: pd.Series) -> tuple[dict[str, float], str | None]:
    """Compare each segment's revenue of the last twelve months with the twelve before.

    Parameters
    ----------
    transactions
        Columns customer, date, revenue. It is added up where it lies; only one row per customer comes back.
    segment_of
        Customer → name of the segment; customers not in it don't count.

    Returns
    -------
    dict of str to float, str or None
        Segment → growth (0.1 = 10 % more), without those that had no revenue in the earlier year; and, where
        the dates can't tell, why: the dict is then empty. The first sale may come up to a week after the
        two years begin.
    """
    if "date" not in transactions.columns:
        return {}, "The transactions have no date, so growth can't be told."
    rows = transactions.filter(transactions["customer"].notnull())  # noqa: PD004 - an Ibis column
    rows = rows.mutate(date=rows["date"].cast("date"), revenue=rows["revenue"].cast("float64"))
    span = rows.aggregate(first=rows["date"].min(), last=rows["date"].max()).to_pyarrow().to_pylist()[0]
    first, last = span["first"], span["last"]
    if first is None:
        return {}, "No transaction has a date that can be read, so growth can't be told."
    halfway = _year_before(last)
    start = _year_before(halfway)
    if first > start + timedelta(days=1) + _SLACK:
        return {}, (
            f"Growth compares two years, but the transactions begin on {first:%Y-%m-%d} and end on "
            f"{last:%Y-%m-%d}."
        )
    money = rows["revenue"]
    earlier = (rows["date"] > start) & (rows["date"] <= halfway)
    query = rows.group_by("customer").aggregate(
        earlier=money.sum(where=earlier).fill_null(0),
        later=money.sum(where=rows["date"] > halfway).fill_null(0),
    )
    customers = query.to_pyarrow().to_pandas().sort_values("customer", ignore_index=True)
    years = customers[["earlier", "later"]].groupby(customers["customer"].map(segment_of)).sum()
    least = _ROUNDING * customers["earlier"].abs().sum()
    known = years[years["earlier"] > least]
    growth = known["later"] / known["earlier"] - 1
    return {str(name): float(grown) for name, grown in growth.items()}, None


def _year_before(day: date) -> date:
    """Return the same day a year before; for 29 February the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)

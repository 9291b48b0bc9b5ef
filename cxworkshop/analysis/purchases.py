"""From transactions to each customer's history of purchases, added up where the table lies.

What a customer buys on one day is one purchase, worth its net revenue. A day on which more came back than
went out, or all of it, is none.
"""

from datetime import date
from typing import NamedTuple

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.likelihood import Floats
from cxworkshop.domain.value import Unit
from cxworkshop.errors import EmptyTableError, InvalidChoiceError, MissingColumnError, UndefinedMeasureError

UNIT_DAYS: dict[Unit, float] = {"day": 1, "week": 7, "month": 365.25 / 12, "year": 365.25}
YEAR: dict[Unit, float] = {"day": 365, "week": 52, "month": 12, "year": 1}
"""How many units of time a horizon of one year has."""

_ROUNDING = 1e-9


class Purchases(NamedTuple):
    """Histories of the customers who bought up to and including ``until``, sorted by customer.

    Times are in ``unit``: ``frequency`` counts purchases after the first, ``recency`` runs from the first to
    the last, ``age`` from the first to ``until``. ``spend`` is the mean of the purchases after the first, 0
    where there are none. ``held_out`` counts purchases from then to ``last_day``, the table's last.
    ``no_purchase`` counts days on which at least as much came back as went out, ``undated`` transactions
    without a readable date.
    """

    customer: NDArray[np.object_]
    frequency: Floats
    recency: Floats
    age: Floats
    spend: Floats
    held_out: Floats
    unit: Unit
    first_day: date
    until: date
    last_day: date
    no_purchase: int
    undated: int

    @property
    def after(self) -> float:
        """The time from ``until`` to the table's last day, in the unit."""
        return (self.last_day - self.until).days / UNIT_DAYS[self.unit]


def purchase_days(transactions: ir.Table) -> ir.Table:
    """Return one row per customer and day: ``net`` revenue, ``rows``, and whether it ``counts``.

    Parameters
    ----------
    transactions
        Ibis table with columns customer, date and revenue. ``date`` is null in the row of a customer's
        undated transactions.
    """
    if "date" not in transactions.columns:
        msg = (
            "What customers will buy can't be told without dates: attach the transactions again with "
            "--map date=COLUMN."
        )
        raise MissingColumnError(msg)
    known = transactions.filter(transactions["customer"].notnull())  # noqa: PD004 - an Ibis column
    revenue = known["revenue"].cast("float64").fill_null(0.0)
    rows = known.select("customer", date=known["date"].cast("date"), revenue=revenue)
    days = rows.group_by(["customer", "date"]).aggregate(
        net=rows["revenue"].sum(),
        rows=rows.count(),
        least=rows["revenue"].min(),
        moved=rows["revenue"].abs().sum(),
    )
    nothing_back = days["least"] >= 0  # then a day of free goods counts too
    counts = days["date"].notnull() & (nothing_back | (days["net"] > _ROUNDING * days["moved"]))  # noqa: PD004
    return days.select("customer", "date", "net", "rows", counts=counts)


def read_purchases(transactions: ir.Table, *, until: date | None = None, unit: Unit = "week") -> Purchases:
    """Read each customer's history in one query, which brings back one row per customer.

    Parameters
    ----------
    transactions
        As for :func:`purchase_days`.
    until
        The last day that histories are made of, the table's last where none is given; what comes later is
        held out.
    unit
        The unit of time. A month is a twelfth of a year of 365.25 days.

    Raises
    ------
    MissingColumnError, EmptyTableError, InvalidChoiceError, UndefinedMeasureError
        There is no date, no purchase, none up to ``until``, or an amount isn't finite.
    """
    days = purchase_days(transactions)
    if until is None:
        # One more query, and one row: the others are counted up to this day.
        latest = days["date"].max(where=days["counts"])
        until = days.aggregate(latest=latest).to_pyarrow()["latest"][0].as_py()
    if until is None:
        _refuse_empty()
    found = _fetched(_by_customer(days, until))
    dated = found[found["last_day"].notna()]
    if dated.empty:
        _refuse_empty()
    bought = dated[dated["first"].notna()]
    if bought.empty:
        msg = (
            f"No customer bought up to {until}, and the purchases go on to {_day(dated['last_day'].max())}; "
            "choose a later day."
        )
        raise InvalidChoiceError(msg)
    if not np.isfinite(found[["spend", "first_spend"]].to_numpy(dtype=float)).all():
        msg = "Some revenue is infinite or far too large to add up; check that column."
        raise UndefinedMeasureError(msg)
    return _purchases(found, bought, until, unit)


def _by_customer(days: ir.Table, until: date) -> ir.Table:
    counts, before = days["counts"], days["date"] <= ibis.literal(until)
    day = ibis.cases((counts & before, days["date"]), else_=ibis.null("date"))
    marked = days.mutate(day=day, before=before)
    marked = marked.mutate(first=marked["day"].min().over(group_by="customer"))
    bought, net = marked["day"].notnull(), marked["net"]  # noqa: PD004
    dated = marked["date"].notnull()  # noqa: PD004
    return marked.group_by("customer").aggregate(
        first=marked["day"].min(),
        last=marked["day"].max(),
        last_day=marked["date"].max(where=marked["counts"]),
        bought=bought.sum().fill_null(0),
        spend=net.sum(where=bought).fill_null(0.0),
        first_spend=net.sum(where=bought & (marked["day"] == marked["first"])).fill_null(0.0),
        held_out=(marked["counts"] & ~marked["before"]).sum().fill_null(0),
        no_purchase=(dated & marked["before"] & ~marked["counts"]).sum().fill_null(0),
        undated=marked["rows"].sum(where=~dated).fill_null(0),
    )


def _fetched(query: ir.Table) -> pd.DataFrame:
    """Return the query's rows sorted by customer, days as numbers (NaN where there is none)."""
    rows = query.to_pyarrow()
    for name in ("first", "last", "last_day"):
        numbers = rows[name].cast("int32").cast("float64")
        rows = rows.set_column(rows.schema.get_field_index(name), name, numbers)
    frame: pd.DataFrame = rows.to_pandas()
    return frame.sort_values("customer", ignore_index=True)


def _purchases(found: pd.DataFrame, bought: pd.DataFrame, until: date, unit: Unit) -> Purchases:
    end, length = (until - date(1970, 1, 1)).days, UNIT_DAYS[unit]
    frequency = bought["bought"].to_numpy(dtype=float) - 1
    first, last = bought["first"].to_numpy(), bought["last"].to_numpy()
    repeated = (bought["spend"] - bought["first_spend"]).to_numpy()
    spend = np.divide(repeated, frequency, out=np.zeros_like(repeated), where=frequency > 0)
    # What is left of free goods is rounding.
    spend = np.where(spend > _ROUNDING * bought["spend"].to_numpy(), spend, 0.0)
    return Purchases(
        customer=bought["customer"].to_numpy(dtype=object),
        frequency=frequency,
        recency=(last - first) / length,
        age=(end - first) / length,
        spend=spend,
        held_out=bought["held_out"].to_numpy(dtype=float),
        unit=unit,
        first_day=_day(first.min()),
        until=until,
        last_day=max(until, _day(found["last_day"].max())),
        no_purchase=int(found["no_purchase"].sum()),
        undated=int(found["undated"].sum()),
    )


def _day(number: float) -> date:
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(number))


def _refuse_empty() -> None:
    msg = (
        "No transaction is a purchase on a day that can be read; check the columns of customer, date and "
        "revenue."
    )
    raise EmptyTableError(msg)

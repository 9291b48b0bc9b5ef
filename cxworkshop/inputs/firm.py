"""The firm's tables as the analysis needs them: role columns by the workshop's names."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir
import pandas as pd

from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.errors import InvalidChoiceError, MissingColumnError
from cxworkshop.inputs.customers import once_each
from cxworkshop.inputs.dates import date_writing, read_date
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.small_tables import SmallTables
from cxworkshop.inputs.unit_costs import read_unit_costs

UNNAMED_EVENT = "Service event"
"""What a service event is called that has no name."""


class Firm(SmallTables):
    """The firm's attached tables, opened when they are asked for.

    Customers are compared as text: "12346" and "12346.0" are the same, "007" and "7" are not. Rows without a
    customer are left out of transactions, service events and customers, not out of the survey. Transactions
    and service events stay where they lie, as expressions of their own backend; the others come here.
    """

    def __init__(self, tables: dict[Role, AttachedTable]) -> None:
        super().__init__(tables)
        self._date_form: tuple[str | None, ...] = ()

    def transactions(self, keep: tuple[str, ...] = (), *, tidied: bool = True) -> ir.Table:
        """Return ``customer``, ``revenue``, ``cost`` and, where mapped, ``date`` per transaction.

        ``cost`` adds up the cost columns, 0 where there is none. Columns in ``keep`` stay as they are,
        unless one of the former has their name. Where not ``tidied``, customers are as the table writes them
        and may be missing: whoever adds up first has fewer to make comparable.

        Raises
        ------
        MissingColumnError, InvalidChoiceError
            A column to keep isn't there, or only its case tells it from one of the former.
        """
        attached = self.attached(Role.TRANSACTIONS)
        dated = attached.column("date")
        self._expect_to_keep(keep, {"customer", "revenue", "cost", *(["date"] if dated else [])})
        table = self._rows(Role.TRANSACTIONS, keep)
        numbers = self._numbers(Role.TRANSACTIONS, table)
        customer = table[attached.mapping["customer"][0]]
        costs = [numbers[cost].fill_null(0.0) for cost in attached.columns("cost")]
        columns = {
            "customer": as_text(customer) if tidied else customer,
            "revenue": numbers[attached.mapping["revenue"][0]].fill_null(0.0),
            "cost": reduce(add, costs) if costs else ibis.literal(0).cast("float64"),
        }
        if dated:
            self._date_form = self._date_form or (date_writing(table, dated).form,)
            columns["date"] = read_date(table[dated], *self._date_form)
        rows = table.select(**{name: table[name] for name in keep} | columns)
        return rows.drop_null("customer") if tidied else rows

    def currency(self) -> str | None:
        """Return the currency that the transactions' column of currencies names, None where none does."""
        column = self.attached(Role.TRANSACTIONS).column("currency")
        if column is None:
            return None
        rows = self._rows(Role.TRANSACTIONS)
        named: str | None = (
            rows.aggregate(currency=as_text(rows[column]).max()).to_pyarrow()["currency"][0].as_py()
        )
        return named

    def period(self) -> tuple[date, date] | None:
        """Return the first and the last day of the transactions, None where no date can be told."""
        rows = self.transactions()
        if "date" not in rows.columns:
            return None
        day = rows["date"]
        found = rows.aggregate(first=day.min(), last=day.max()).to_pyarrow().to_pylist()[0]
        return (found["first"], found["last"]) if found["first"] else None

    def service(self) -> ir.Table:
        """Return ``customer``, ``event``, ``cost`` and ``count`` per row of service events.

        An event without a name is a "Service event". ``cost`` is the money booked for the row, null where
        none is. ``count`` is how many events the row stands for: 1 unless the table counts them.
        """
        table, attached = self._rows(Role.SERVICE), self.attached(Role.SERVICE)
        numbers = self._numbers(Role.SERVICE, table)
        event, cost, count = (attached.column(name) for name in ("event", "cost", "count"))
        one = ibis.literal(1).cast("float64")
        rows = table.select(
            customer=as_text(table[attached.mapping["customer"][0]]),
            event=as_text(table[event]).fill_null(UNNAMED_EVENT) if event else ibis.literal(UNNAMED_EVENT),
            cost=numbers[cost] if cost else ibis.null("float64"),
            count=numbers[count].fill_null(1.0) if count else one,
        )
        return rows.drop_null("customer")

    def unit_costs(self) -> pd.DataFrame:
        """Return ``event``, ``cost``, ``low`` and ``high``: what one event costs, and the range of that.

        One row per event; without a range the cost may be half as much or half as much again.
        """
        return read_unit_costs(self._rows(Role.UNIT_COSTS), self.attached(Role.UNIT_COSTS).mapping)

    def acquisition(self) -> ir.Table | None:
        """Return ``customer`` and ``acquisition``: what winning a customer cost, empty counting as 0.

        One row per customer, on the local DuckDB; None where no table of customers says it.
        """
        if not self.has(Role.CUSTOMERS):
            return None
        column = self.attached(Role.CUSTOMERS).column("acquisition")
        if column is None:
            return None
        table = self._rows(Role.CUSTOMERS)
        cost = self._numbers(Role.CUSTOMERS, table)[column].fill_null(0.0)
        return self._customers_with({"acquisition": cost})

    def customer_attributes(self) -> ir.Table:
        """Return ``customer`` and the attributes by their own names, as text, on the local DuckDB.

        One row per customer, in the order of the table; the first row of each counts.
        """
        table = self._rows(Role.CUSTOMERS)
        attributes = self.attached(Role.CUSTOMERS).columns("attribute")
        return self._customers_with({name: as_text(table[name]) for name in attributes})

    def customers(self) -> pd.DataFrame:
        """Return :meth:`customer_attributes` as a data frame."""
        frame: pd.DataFrame = self.customer_attributes().execute()
        return frame

    def _customers_with(self, columns: dict[str, ir.Value]) -> ir.Table:
        customer = self.attached(Role.CUSTOMERS).mapping["customer"][0]
        return once_each(self._rows(Role.CUSTOMERS), customer, columns)

    def _expect_to_keep(self, keep: Sequence[str], own: set[str]) -> None:
        there = self._open(Role.TRANSACTIONS).columns
        for name in keep:
            if name not in there:
                msg = f"The transactions table has no column {name!r}; it has {', '.join(there)}."
                raise MissingColumnError(msg)
            if name not in own and name.lower() in own:
                msg = (
                    f"The transactions can't be split by their column {name!r}, because the workshop uses "
                    "that word itself; rename the column in the table, or choose another one."
                )
                raise InvalidChoiceError(msg)

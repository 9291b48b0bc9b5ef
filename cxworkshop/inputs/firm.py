"""The firm's tables as the analysis needs them: role columns by the workshop's names."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir
import pandas as pd

from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import AttachedTable, Role, short_name
from cxworkshop.errors import (
    InvalidChoiceError,
    MissingColumnError,
    MissingStepError,
    SourceNotFoundError,
    UnreadableSourceError,
)
from cxworkshop.inputs.customers import once_each
from cxworkshop.inputs.dates import date_writing, read_date
from cxworkshop.inputs.frames import Numbers, read_journey, read_requests, read_survey, read_verbatims
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.matching import columns_named
from cxworkshop.inputs.naming import plain
from cxworkshop.inputs.numbers import Writing, read_number, writings
from cxworkshop.inputs.reach import within_reach
from cxworkshop.inputs.sources import fingerprint, open_table
from cxworkshop.inputs.tables import NUMERIC, ROLES
from cxworkshop.inputs.unit_costs import read_unit_costs
from cxworkshop.inputs.units import unit_of_time

_Reader = Callable[[ir.Table, AttachedTable, Numbers], pd.DataFrame]

UNNAMED_EVENT = "Service event"
"""What a service event is called that has no name."""


class Firm:
    """The firm's attached tables, opened when they are asked for.

    Customers are compared as text: "12346" and "12346.0" are the same, "007" and "7" are not. Rows without a
    customer are left out of transactions, service events and customers, not out of the survey. Transactions
    and service events stay where they lie, as expressions of their own backend; the others come here.
    """

    def __init__(self, tables: dict[Role, AttachedTable]) -> None:
        self._tables = tables
        self._opened: dict[Role, ir.Table] = {}
        self._reached: dict[tuple[Role, tuple[str, ...]], ir.Table] = {}
        self._writings: dict[Role, dict[str, Writing]] = {}
        self._date_form: tuple[str | None, ...] = ()

    def has(self, role: Role) -> bool:
        """Return whether a table is attached in this role."""
        return role in self._tables

    def attached(self, role: Role) -> AttachedTable:
        """Return what is known of the table attached in this role.

        Raises
        ------
        MissingStepError
            None is attached.
        """
        if role not in self._tables:
            msg = f"No {role} table is attached yet; attach one with: cxworkshop attach FILE {role} SOURCE"
            raise MissingStepError(msg)
        return self._tables[role]

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

    def survey(self) -> pd.DataFrame:
        """Return ``customer``, ``outcome``, ``weight``, ``stayed``, ``date``, the ratings and the factors.

        ``stayed`` and ``date`` are there where mapped. A customer is text or missing. Ratings and factors
        keep their own names; factors are text. What can't be used becomes NaN: codes for "no answer" in
        ratings, an outcome outside 0–10, a weight below 0, a ``stayed`` other than 0 or 1, a date that can't
        be read. Where no weight is mapped, every weight is 1.
        """
        return self._frame(Role.SURVEY, read_survey)

    def journey(self) -> pd.DataFrame:
        """Return ``touchpoint``, ``label``, ``stage``, ``order``, ``volume`` and ``cost``, in its order.

        Without a label the touchpoint's name serves, without a stage "", without an order the table's.
        ``volume`` (contacts a year) and ``cost`` (of one contact) are NaN where they aren't given or below 0.
        """
        return self._frame(Role.JOURNEY, read_journey)

    def verbatims(self) -> pd.DataFrame:
        """Return ``touchpoint``, ``text``, ``rating`` and ``date`` per comment; blank comments are left out.

        Where a survey is attached, a touchpoint written like one of its columns, or like that column's label
        in the journey, gets the column's name; others stay as they are, "" where none is named. ``rating``
        is NaN and ``date`` NaT where there is none.
        """
        frame = self._frame(Role.VERBATIMS, read_verbatims)
        if self.has(Role.SURVEY):
            columns = self.attached(Role.SURVEY).columns("touchpoint")
            journey = self.journey() if self.has(Role.JOURNEY) else None
            labels = (
                {} if journey is None else dict(zip(journey["touchpoint"], journey["label"], strict=True))
            )
            named = columns_named(columns, labels)
            frame["touchpoint"] = frame["touchpoint"].map(lambda name: named.get(plain(name), name))
        return frame

    def requests(self) -> pd.DataFrame:
        """Return ``channel`` and ``time`` per request; NaN where there is no answer yet.

        Requests without a channel and those with a time below 0 are left out. The unit is
        :meth:`request_unit`.
        """
        return self._frame(Role.REQUESTS, read_requests)

    def request_unit(self) -> str:
        """Return in what the requests' times are: seconds, minutes, hours, days, "" where that isn't told."""
        return unit_of_time(self.attached(Role.REQUESTS).mapping["time"][0])

    def provenance(self, role: Role, columns: tuple[str, ...]) -> Provenance:
        """Return where figures come from.

        ``columns`` are names of the role's columns, which stand for the table's that play them (none where
        none does), or names of the table's own.
        """
        attached = self.attached(role)
        known = {column.name for column in ROLES[role]}
        played = [attached.columns(name) if name in known else (name,) for name in columns]
        return Provenance(
            role=role,
            source=short_name(attached.source),
            columns=tuple(dict.fromkeys(column for found in played for column in found)),
            rows=attached.rows,
            sha256=attached.sha256,
        )

    def _frame(self, role: Role, read: _Reader) -> pd.DataFrame:
        table = self._rows(role)
        return read(table, self.attached(role), self._numbers(role, table))

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

    def _rows(self, role: Role, also: tuple[str, ...] = ()) -> ir.Table:
        """Return a role's table where its columns can be read."""
        if (role, also) not in self._reached:
            table, mapping = self._open(role), self.attached(role).mapping
            self._reached[role, also] = within_reach(role, table, mapping, also)
        return self._reached[role, also]

    def _open(self, role: Role) -> ir.Table:
        if role not in self._opened:
            attached = self.attached(role)
            if _fingerprint(attached) != attached.sha256:
                msg = (
                    f"{short_name(attached.source)} has changed since it was attached as {role}; "
                    "attach it again so that figures and data agree."
                )
                raise UnreadableSourceError(msg)
            self._opened[role] = open_table(attached.source)
        return self._opened[role]

    def _numbers(self, role: Role, table: ir.Table) -> dict[str, ir.Value]:
        """Return the role's columns of numbers; how they are written is found out once."""
        if role not in self._writings:
            kinds = {column.name: column.kind for column in ROLES[role]}
            mapping = self.attached(role).mapping.items()
            names = [name for played, found in mapping if kinds[played] in NUMERIC for name in found]
            self._writings[role] = writings(table, names)
        return {name: read_number(table[name], writing) for name, writing in self._writings[role].items()}


def _fingerprint(attached: AttachedTable) -> str:
    try:
        return fingerprint(attached.source)
    except SourceNotFoundError as error:
        msg = (
            f"{short_name(attached.source)} isn't where it was attached from as {attached.role} (a workshop "
            "imported from an archive knows only the file's name), so attach it again with: "
            f"cxworkshop attach FILE {attached.role} SOURCE"
        )
        raise SourceNotFoundError(msg) from error

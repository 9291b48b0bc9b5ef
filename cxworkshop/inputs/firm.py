"""The firm's tables as the analysis needs them: role columns by the workshop's names."""

import ibis
import ibis.expr.types as ir
import pandas as pd

from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import AttachedTable, Role, short_name, spoken_name
from cxworkshop.errors import (
    InvalidChoiceError,
    MissingColumnError,
    MissingStepError,
    SourceNotFoundError,
    UnreadableSourceError,
)
from cxworkshop.inputs.answers import HIGHEST_OUTCOME, LOWEST_OUTCOME
from cxworkshop.inputs.dates import as_date
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.numbers import as_numbers
from cxworkshop.inputs.sources import fingerprint, open_table
from cxworkshop.inputs.tables import NUMERIC, ROLES


class Firm:
    """The firm's attached tables, opened when they are asked for.

    Customers are compared as text: "12346" and "12346.0" are the same, "007" and "7" are not. Rows without a
    customer are left out of transactions, service events and customers, not out of the survey.
    """

    def __init__(self, tables: dict[Role, AttachedTable]) -> None:
        self._tables = tables
        self._opened: dict[Role, ir.Table] = {}
        self._numbers: dict[Role, dict[str, ir.Value]] = {}
        self._day: ir.Value | None = None

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

    def transactions(self, keep: tuple[str, ...] = ()) -> ir.Table:
        """Return ``customer``, ``revenue``, ``cost`` and, where mapped, ``date`` per transaction.

        ``cost`` adds up the cost columns, 0 where there is none. Columns in ``keep`` stay as they are,
        unless one of the former has their name.

        Raises
        ------
        MissingColumnError, InvalidChoiceError
            A column to keep isn't there, or only its case tells it from one of the former.
        """
        table, attached = self._open(Role.TRANSACTIONS), self.attached(Role.TRANSACTIONS)
        revenue, costs = attached.mapping["revenue"][0], attached.columns("cost")
        numbers = self._read_numbers(Role.TRANSACTIONS)
        columns = {
            "customer": as_text(table[attached.mapping["customer"][0]]),
            "revenue": numbers[revenue].fill_null(0.0),
            "cost": sum((numbers[cost].fill_null(0.0) for cost in costs), start=ibis.literal(0.0)),
        }
        if date := attached.column("date"):
            if self._day is None:
                self._day = as_date(table, date)
            columns["date"] = self._day
        for name in keep:
            if name not in table.columns:
                msg = f"The transactions table has no column {name!r}; it has {', '.join(table.columns)}."
                raise MissingColumnError(msg)
            if name not in columns and name.lower() in columns:
                msg = (
                    f"The transactions can't be split by their column {name!r}, because the workshop uses "
                    "that word itself; rename the column in the table, or choose another one."
                )
                raise InvalidChoiceError(msg)
        return table.select(**{name: table[name] for name in keep} | columns).drop_null("customer")

    def service(self) -> ir.Table:
        """Return ``customer`` and ``cost`` per service event."""
        table, attached = self._open(Role.SERVICE), self.attached(Role.SERVICE)
        cost = attached.mapping["cost"][0]
        rows = table.select(
            customer=as_text(table[attached.mapping["customer"][0]]),
            cost=self._read_numbers(Role.SERVICE)[cost].fill_null(0.0),
        )
        return rows.drop_null("customer")

    def customers(self) -> pd.DataFrame:
        """Return ``customer`` and the attributes by their own names, as text, one row per customer."""
        table, attached = self._open(Role.CUSTOMERS), self.attached(Role.CUSTOMERS)
        columns = {name: as_text(table[name]) for name in attached.columns("attribute")}
        frame = _frame(table, {"customer": as_text(table[attached.mapping["customer"][0]])} | columns)
        return frame.dropna(subset="customer").drop_duplicates("customer", ignore_index=True)

    def survey(self) -> pd.DataFrame:
        """Return ``customer``, ``outcome``, ``weight``, ``stayed`` where mapped, and the ratings.

        A customer is text or missing. Ratings keep their own names. What can't be used becomes NaN: codes
        for "no answer" in ratings, an outcome outside 0–10, a weight below 0, a ``stayed`` other than 0 or
        1. Where no weight is mapped, every weight is 1.
        """
        table, attached = self._open(Role.SURVEY), self.attached(Role.SURVEY)
        touchpoints = attached.columns("touchpoint")
        known = {name: attached.column(name) for name in ("outcome", "weight", "stayed")}
        mapped = {name: column for name, column in known.items() if column}
        numbers = self._read_numbers(Role.SURVEY)
        customer = attached.column("customer")
        columns = {"customer": as_text(table[customer]) if customer else ibis.null("string")}
        columns |= {name: numbers[column] for name, column in mapped.items()}
        frame = _frame(table, columns | {name: numbers[name] for name in touchpoints})
        frame["outcome"] = frame["outcome"].where(frame["outcome"].between(LOWEST_OUTCOME, HIGHEST_OUTCOME))
        frame["weight"] = frame["weight"].where(frame["weight"] >= 0) if "weight" in mapped else 1.0
        if "stayed" in mapped:
            frame["stayed"] = frame["stayed"].where(frame["stayed"].isin((0, 1)))
        ratings = list(touchpoints)
        frame[ratings] = frame[ratings].where(~frame[ratings].isin(attached.missing))
        return frame

    def journey(self) -> pd.DataFrame:
        """Return ``touchpoint``, ``label``, ``stage`` and ``order``, in the order of the journey.

        Without a label the touchpoint's name serves, without a stage "", without an order the table's.
        """
        table, attached = self._open(Role.JOURNEY), self.attached(Role.JOURNEY)
        columns = {
            name: as_text(table[column]) if (column := attached.column(name)) else ibis.null("string")
            for name in ("touchpoint", "label", "stage")
        }
        if order := attached.column("order"):
            columns["order"] = self._read_numbers(Role.JOURNEY)[order]
        frame = _frame(table, columns).dropna(subset="touchpoint").drop_duplicates("touchpoint")
        frame["label"] = frame["label"].fillna(frame["touchpoint"].map(spoken_name))
        frame["stage"] = frame["stage"].fillna("")
        places = pd.Series(range(1, len(frame) + 1), index=frame.index, dtype=float)
        frame["order"] = frame["order"].fillna(places) if order else places
        return frame.sort_values("order", kind="stable", ignore_index=True)

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

    def _read_numbers(self, role: Role) -> dict[str, ir.Value]:
        """Return the role's columns of numbers; how they are written is found out once."""
        if role not in self._numbers:
            kinds = {column.name: column.kind for column in ROLES[role]}
            mapping = self.attached(role).mapping.items()
            names = [name for played, found in mapping if kinds[played] in NUMERIC for name in found]
            self._numbers[role] = as_numbers(self._open(role), names)
        return self._numbers[role]


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


def _frame(table: ir.Table, columns: dict[str, ir.Value]) -> pd.DataFrame:
    frame: pd.DataFrame = table.select(**columns).execute()
    return frame

"""Rows that may be one and the same sale: exact copies, and invoices that come twice."""

from collections.abc import Iterator, Sequence
from math import ceil

import ibis
import ibis.expr.types as ir

from cxworkshop.domain.tables import Mapping, Role
from cxworkshop.inputs.answers import Finding
from cxworkshop.inputs.engine import is_local, new_name
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.numbers import Writing, read_number
from cxworkshop.inputs.sources import as_plain, gather

_MONEY = {Role.TRANSACTIONS: "revenue", Role.SERVICE: "cost"}
"""What is added up of the rows found."""

MANY_ROWS = 5_000_000
"""Above it, copies are looked for among some of the customers, about as many rows as this."""

_MORE = new_name()


def check_copies(
    role: Role, table: ir.Table, mapping: Mapping, found: dict[str, Writing]
) -> Iterator[Finding]:
    """Yield findings about rows that repeat others, with their money. They are counted all the same.

    Where a file has very many rows, the rows of some customers are looked at, chosen by the hash of their id:
    a row and its copy are of the same customer. A warehouse looks at all of its rows by itself.

    Parameters
    ----------
    role
        Transactions or service events.
    table
        With all of its columns, where it lies: only repeated rows come here.
    mapping
        Role column → the table's columns.
    found
        How the columns of numbers are written.
    """
    money = next(iter(mapping.get(_MONEY[role], ())), None)
    invoice = next(iter(mapping.get("invoice", ())), None)
    parts = ceil(table.count().execute() / MANY_ROWS) if is_local(table) else 1
    if parts > 1:
        table = table.filter(table[mapping["customer"][0]].hash().abs() % parts == 0)
        yield "copies_sampled", {"parts": f"{parts:,}"}
    copies = _repeated(table, table.columns, money, invoice)
    count, total = _add_up(copies, money, found)
    if count:
        yield "duplicates", _gaps(count, total, money, parts)
    if invoice is None or money is None:
        return
    keys = [invoice, *(name for part in ("customer", "date") for name in mapping.get(part, ())), money]
    days = table.mutate(**{name: _day(table[name]) for name in mapping.get("date", ())})
    alike, alike_total = _add_up(_repeated(days, keys, money, invoice), money, found, invoice)
    copied, copied_total = _add_up(copies, money, found, invoice)
    if alike > copied:
        gaps = _gaps(alike - copied, alike_total - copied_total, money, parts)
        yield "repeated_invoices", gaps | {"columns": ", ".join(keys)}


def _repeated(table: ir.Table, keys: Sequence[str], money: str | None, invoice: str | None) -> ir.Table:
    """Return, per kind of rows that are alike in ``keys`` and more than one, how many are more than one."""
    plain = table.select(**{name: as_plain(table[name]) for name in dict.fromkeys(keys)})
    more = plain.group_by(plain.columns).aggregate(**{_MORE: plain.count() - 1})
    kept = dict.fromkeys(name for name in (money, invoice) if name)
    return gather(more.filter(more[_MORE] > 0).select(_MORE, *kept))


def _add_up(
    repeated: ir.Table, money: str | None, found: dict[str, Writing], invoice: str | None = None
) -> tuple[int, float]:
    """Return the number of rows too many and their money; with ``invoice``, of rows that have one only."""
    rows = repeated.filter(as_text(repeated[invoice]).notnull()) if invoice else repeated
    more = rows[_MORE]
    total = (more * read_number(rows[money], found[money])).sum() if money else ibis.literal(0.0)
    row = (
        rows.aggregate(count=more.sum().fill_null(0), total=total.fill_null(0.0)).to_pyarrow().to_pylist()[0]
    )
    return int(row["count"]), float(row["total"])


def _day(column: ir.Column) -> ir.Column:
    return column.cast("date") if column.type().is_timestamp() else column


def _gaps(count: int, total: float, money: str | None, parts: int) -> dict[str, str]:
    of = f", {total:,.2f} of {money} in total" if money else ""
    return {"count": f"{count:,}", "sum": of, "among": " among these" if parts > 1 else ""}

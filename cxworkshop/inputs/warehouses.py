"""Warehouses, whichever they are: open a table there, tell one state of it from another."""

import hashlib

import ibis
import ibis.expr.types as ir

from cxworkshop.inputs.addresses import PostgresTable
from cxworkshop.inputs.location import Warehouse

_BETWEEN, _NOTHING = "\x1f", "\x1e"
_AT_ONCE = 50  # PostgreSQL takes no more than 100 arguments


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def hashtextextended(text: str, seed: int) -> int:  # type: ignore[empty-body]
    """Return a text's 64-bit hash (PostgreSQL's own)."""


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def xxhash64(text: str) -> int:  # type: ignore[empty-body]
    """Return a text's 64-bit hash (Spark's own)."""


def open_in_warehouse(wanted: Warehouse) -> ir.Table:
    """Open a warehouse's table where it lies; its driver is imported here, where it is used.

    Raises
    ------
    WorkshopError
        It can't be opened; the sentence says why.
    """
    if isinstance(wanted, PostgresTable):
        from cxworkshop.inputs.postgres import open_postgres  # noqa: PLC0415

        return open_postgres(wanted)
    from cxworkshop.inputs.spark import open_spark  # noqa: PLC0415

    return open_spark(wanted)


def state_of(wanted: Warehouse, table: ir.Table) -> str:
    """Return 64 hexadecimal digits that change where columns or rows do, whatever the rows' order.

    The warehouse adds up a 64-bit hash of every row in one query; only the sum travels.
    """
    text = _row_text(table)
    row = hashtextextended(text, 0) if isinstance(wanted, PostgresTable) else xxhash64(text)
    total = row.cast("decimal(38, 0)").sum().cast("string").fill_null("")
    found = table.aggregate(rows=table.count(), total=total).execute().iloc[0]
    columns = ", ".join(f"{name} {kind}" for name, kind in table.schema().items())
    return hashlib.sha256(f"{columns}; {found['rows']}; {found['total']}".encode()).hexdigest()


def _row_text(table: ir.Table) -> ir.StringColumn:
    cells = [table[name].cast("string").fill_null(_NOTHING) for name in table.columns]
    while len(cells) > 1:
        starts = range(0, len(cells), _AT_ONCE)
        cells = [ibis.literal(_BETWEEN).join(cells[start : start + _AT_ONCE]) for start in starts]
    return cells[0]

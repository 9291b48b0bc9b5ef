"""Name a row that stands in the way, so that it can be found and mended."""

import ibis
import ibis.expr.types as ir

from cxworkshop.inputs.engine import is_in_order

_LONGEST = 60


def first_value(table: ir.Table, column: str, chosen: ir.Column) -> str:
    """Return the first value of a column where ``chosen`` holds, and its place: ``'x' in data row 2``.

    Rows of a warehouse have no places; there it is any such value, alone. None may be chosen; then "".
    """
    rows = table.select(value=table[column].cast("string"), chosen=chosen, row=ibis.row_number())
    found = rows.filter(rows["chosen"])
    if ordered := is_in_order(table):
        found = found.order_by("row")
    values = found.select("value", "row").limit(1).to_pyarrow().to_pylist()
    if not values:
        return ""
    value = repr(str(values[0]["value"])[:_LONGEST])
    return f"{value} in data row {values[0]['row'] + 1:,}" if ordered else value

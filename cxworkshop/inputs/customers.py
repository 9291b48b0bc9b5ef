"""Customers, once each."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from cxworkshop.inputs.engine import is_in_order, new_name
from cxworkshop.inputs.ids import as_text
from cxworkshop.settings import SMALLEST_GROUP

MOST_CATEGORIES = 40
"""An attribute with more values that enough customers have makes no categories."""


def once_each(table: ir.Table, customer: str, columns: dict[str, ir.Value]) -> ir.Table:
    """Return ``customer`` as text and the columns, one row per customer, in the order of the table.

    Where a customer is repeated, the first row counts (of a warehouse's rows, which have no order, the one
    with the smallest values); rows without a customer are left out.

    Parameters
    ----------
    table
        On the local DuckDB.
    customer
        The column of the customers' ids.
    columns
        Name → expression over the table.
    """
    place, first = new_name(), new_name()
    row = ibis.row_number()
    if not is_in_order(table):
        row = row.over(order_by=[table[name] for name in table.columns])
    rows = table.select(customer=as_text(table[customer]), **columns, **{place: row}).drop_null("customer")
    rows = rows.mutate(**{first: rows[place].min().over(group_by="customer")})
    rows = rows.filter(rows[place] == rows[first]).order_by(place)
    return rows.select("customer", *columns)


def categories(customers: ir.Table, attributes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return each attribute's values that at least 3 customers have, the most frequent first.

    Parameters
    ----------
    customers
        One row per customer.
    attributes
        Its columns; one with more than 40 such values, or none, is left out.
    """
    found = {name: _values(customers, name) for name in attributes}
    return {name: values for name, values in found.items() if 0 < len(values) <= MOST_CATEGORIES}


def _values(customers: ir.Table, name: str) -> tuple[str, ...]:
    known = customers.select(value=customers[name]).drop_null()
    counts = known.group_by("value").aggregate(n=known.count())
    enough = counts.filter(counts["n"] >= SMALLEST_GROUP).order_by([ibis.desc("n"), "value"])
    return tuple(enough.limit(MOST_CATEGORIES + 1).to_pyarrow()["value"].to_pylist())

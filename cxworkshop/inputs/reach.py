"""What can be computed where the rows lie stays there; what can't be is brought here, and no more."""

from collections.abc import Sequence

import ibis.expr.types as ir

from cxworkshop.domain.tables import Mapping, Role
from cxworkshop.inputs.engine import is_local
from cxworkshop.inputs.sources import gather
from cxworkshop.inputs.tables import NUMERIC, ROLES

_ADDED_UP = (Role.TRANSACTIONS, Role.SERVICE)
"""Roles whose rows are only ever added up: many, and never fetched one by one."""


def within_reach(role: Role, table: ir.Table, mapping: Mapping, also: Sequence[str] = ()) -> ir.Table:
    """Return the table where it lies, or its mapped columns on the local DuckDB.

    A warehouse adds up what it stores as numbers and dates. Text that has to be read as such is understood by
    the local DuckDB only; and the small tables are needed row by row anyway.

    Parameters
    ----------
    role
        What the table is to the workshop.
    table
        The table, opened.
    mapping
        Role column → the table's columns.
    also
        Columns needed beside the mapped ones.
    """
    if is_local(table) or (role in _ADDED_UP and _is_stored(role, table, mapping)):
        return table
    return gather(
        table.select(*dict.fromkeys([*(name for names in mapping.values() for name in names), *also]))
    )


def _is_stored(role: Role, table: ir.Table, mapping: Mapping) -> bool:
    """Return whether numbers are stored as numbers and dates as dates."""
    kinds = {column.name: column.kind for column in ROLES[role]}
    types = [(kinds[played], table[name].type()) for played, names in mapping.items() for name in names]
    numbers = (kind.is_numeric() or kind.is_boolean() for wanted, kind in types if wanted in NUMERIC)
    dates = (kind.is_date() or kind.is_timestamp() for wanted, kind in types if wanted == "date")
    return all(numbers) and all(dates)

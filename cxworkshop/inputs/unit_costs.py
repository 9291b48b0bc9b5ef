"""What one service event costs, where it is believed rather than booked."""

import math
from collections.abc import Iterator

import ibis
import ibis.expr.types as ir
import pandas as pd

from cxworkshop.domain.tables import Mapping
from cxworkshop.errors import EmptyTableError, InvalidChoiceError
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.numbers import as_numbers

USUAL_RANGE = 0.5
"""Where nobody says how far a unit cost may lie off, it may be half as much or half as much again."""


def read_unit_costs(table: ir.Table, mapping: Mapping) -> pd.DataFrame:
    """Return ``event``, ``cost``, ``low`` and ``high``, one row per event, in the order of the table.

    Rows that name no event are left out.

    Parameters
    ----------
    table
        On the local DuckDB.
    mapping
        Role column → the table's columns.

    Raises
    ------
    EmptyTableError
        No event is named.
    InvalidChoiceError
        An event has no cost or a negative one, comes twice, or its cost lies outside its range.
    NotNumericError
        A column that must hold numbers doesn't.
    """
    played = {name: columns[0] for name in ("cost", "low", "high") if (columns := mapping.get(name))}
    numbers = as_numbers(table, list(played.values()))
    read = {name: numbers[column] for name, column in played.items()}
    rows = table.select(event=as_text(table[mapping["event"][0]]), **read, row=ibis.row_number())
    found: pd.DataFrame = rows.drop_null("event").order_by("row").to_pyarrow().to_pandas().drop(columns="row")
    if found.empty:
        msg = f"No row of the unit costs names an event in {mapping['event'][0]}; fill it in."
        raise EmptyTableError(msg)
    for end, share in (("low", 1 - USUAL_RANGE), ("high", 1 + USUAL_RANGE)):
        given = found[end] if end in found else pd.Series(float("nan"), found.index)
        found[end] = given.fillna(found["cost"] * share)
    _expect_sense(found)
    return found[["event", "cost", "low", "high"]]


def _expect_sense(found: pd.DataFrame) -> None:
    if (twice := found["event"][found["event"].duplicated()]).any():
        msg = f"The unit costs name the event {twice.iloc[0]!r} more than once; keep one row per event."
        raise InvalidChoiceError(msg)
    for event, cost in _pairs(found[~(found["cost"] >= 0)]):
        came = "none" if math.isnan(cost) else f"{cost:g}"
        msg = f"The unit cost of {event!r} must be 0 or more, but {came} came; fill it in."
        raise InvalidChoiceError(msg)
    outside = found[~found["cost"].between(found["low"], found["high"])]
    for event, cost in _pairs(outside):
        low, high = outside[["low", "high"]].iloc[0]
        msg = (
            f"The unit cost of {event!r} is {cost:g}, which lies outside its range of {low:g} to {high:g}; "
            "low must be at most the cost, and high at least."
        )
        raise InvalidChoiceError(msg)


def _pairs(found: pd.DataFrame) -> Iterator[tuple[str, float]]:
    yield from zip(found["event"], found["cost"], strict=True)

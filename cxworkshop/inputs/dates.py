"""Turn a column into dates, or say how many can't be read and whether day and month can be told apart."""

from datetime import datetime
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from cxworkshop.inputs.ids import as_text

ISO = "ISO"
FORMATS = ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y%m%d", "%d-%b-%Y")
_TURNED = {"%d/%m/%Y": "%m/%d/%Y", "%d-%m-%Y": "%m-%d-%Y"}


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def try_strptime(text: str, written: str) -> datetime:  # type: ignore[empty-body]
    """Read a date, or null (DuckDB's own)."""


class DateWriting(NamedTuple):
    """How a column's dates are written: ``form`` is None where none fits or day and month can't be told."""

    form: str | None
    unreadable: int
    ambiguous: bool


def date_writing(table: ir.Table, column: str) -> DateWriting:
    """Find the one way of writing that reads most of a column's dates."""
    values = table[column]
    if values.type().is_temporal():
        return DateWriting(ISO, 0, ambiguous=False)
    iso = _read(values, ISO)
    if table.aggregate(same=values.count() == iso.count()).execute().iloc[0]["same"]:
        return DateWriting(ISO, 0, ambiguous=False)
    forms = (ISO, *FORMATS)
    counts = {f"f{index}": _read(values, form).count() for index, form in enumerate(forms)}
    row = table.aggregate(n=as_text(values).count(), **counts).execute().iloc[0]
    read = {form: int(row[f"f{index}"]) for index, form in enumerate(forms)}
    best = max(read, key=lambda form: read[form])
    if read[best] == 0:
        return DateWriting(None, int(row["n"]), ambiguous=False)
    turned = _TURNED.get(best)
    if turned and read[turned] == read[best] and _differ(table, column, best, turned):
        return DateWriting(None, 0, ambiguous=True)
    return DateWriting(best, int(row["n"]) - read[best], ambiguous=False)


def as_date(table: ir.Table, column: str) -> ir.Column:
    """Return a column as an expression of dates, null where one can't be read."""
    form = date_writing(table, column).form
    return _read(table[column], form) if form else ibis.null("date")


def _read(values: ir.Column, form: str) -> ir.Column:
    if values.type().is_temporal():
        return values.cast("date")
    text = values if values.type().is_string() else as_text(values)
    if form == ISO:
        return text.try_cast("timestamp").cast("date")
    return try_strptime(as_text(text).re_replace(r" \d{1,2}:.*$", ""), form).cast("date")


def _differ(table: ir.Table, column: str, one: str, other: str) -> bool:
    differ = _read(table[column], one) != _read(table[column], other)
    return bool(differ.any().execute())

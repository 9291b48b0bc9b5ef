"""Turn a column into dates, or say how many can't be read and whether day and month can be told apart."""

from datetime import datetime
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.rows import first_value

ISO = "ISO"
FORMATS = ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y%m%d", "%d-%b-%Y")
_TURNED = {"%d/%m/%Y": "%m/%d/%Y", "%m/%d/%Y": "%d/%m/%Y", "%d-%m-%Y": "%m-%d-%Y", "%m-%d-%Y": "%d-%m-%Y"}


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def try_strptime(text: str, written: str) -> datetime:  # type: ignore[empty-body]
    """Read a date, or null (DuckDB's own)."""


class DateWriting(NamedTuple):
    """How a column's dates are written.

    ``form`` is None where none fits or day and month can't be told apart; the latter is ``ambiguous``, either
    because all dates can be read both ways or because some can be read one way only and some the other way
    only, which is ``mixed``.
    """

    form: str | None
    unreadable: int
    ambiguous: bool
    mixed: bool = False


def date_writing(table: ir.Table, column: str) -> DateWriting:
    """Find the one way of writing that reads most of a column's dates."""
    values = table[column]
    if _is_stored(values):
        return DateWriting(ISO, 0, ambiguous=False)
    iso = read_date(values, ISO)
    if table.aggregate(same=values.count() == iso.count()).execute().iloc[0]["same"]:
        return DateWriting(ISO, 0, ambiguous=False)
    forms = (ISO, *FORMATS)
    counts = {f"f{index}": read_date(values, form).count() for index, form in enumerate(forms)}
    row = table.aggregate(n=as_text(values).count(), **counts).execute().iloc[0]
    read = {form: int(row[f"f{index}"]) for index, form in enumerate(forms)}
    best = max(read, key=lambda form: read[form])
    if read[best] == 0:
        return DateWriting(None, int(row["n"]), ambiguous=False)
    if turned := _TURNED.get(best):
        this, that, unlike = _both_ways(table, column, best, turned)
        if unlike and (that or not this):
            return DateWriting(None, 0, ambiguous=True, mixed=bool(that))
    return DateWriting(best, int(row["n"]) - read[best], ambiguous=False)


def as_date(table: ir.Table, column: str) -> ir.Column:
    """Return a column as an expression of dates, null where one can't be read."""
    return read_date(table[column], date_writing(table, column).form)


def read_date(values: ir.Column, form: str | None) -> ir.Column:
    """Return values as an expression of dates, null where one isn't written in this form."""
    if form is None:
        return ibis.null("date")
    if _is_stored(values):
        return values.cast("date")
    text = values if values.type().is_string() else as_text(values)
    if form == ISO:
        return text.try_cast("timestamp").cast("date")
    return try_strptime(as_text(text).re_replace(r" \d{1,2}:.*$", ""), form).cast("date")


def day_first_and_month_first(table: ir.Table, column: str) -> tuple[str, str]:
    """Return a date that can only begin with the day, and one that can only begin with the month."""
    found = []
    for form, other in (("%d/%m/%Y", "%m/%d/%Y"), ("%m/%d/%Y", "%d/%m/%Y")):
        slashes = _only(table[column], form, other)
        hyphens = _only(table[column], form.replace("/", "-"), other.replace("/", "-"))
        found.append(first_value(table, column, slashes | hyphens))
    return found[0], found[1]


def first_unread(table: ir.Table, column: str, form: str | None) -> str:
    """Return the first value that isn't written in this form, and its place."""
    values = table[column]
    given, read = as_text(values).notnull(), read_date(values, form).notnull()
    return first_value(table, column, given & ~read)


def _is_stored(values: ir.Column) -> bool:
    return bool(values.type().is_date() or values.type().is_timestamp())


def _both_ways(table: ir.Table, column: str, one: str, other: str) -> tuple[int, int, int]:
    """Return how many dates only the one form reads, only the other, and both but as different days."""
    values = table[column]
    unlike = read_date(values, one) != read_date(values, other)
    measures = {"this": _only(values, one, other), "that": _only(values, other, one), "unlike": unlike}
    row = (
        table.aggregate(**{name: rows.sum().fill_null(0) for name, rows in measures.items()})
        .execute()
        .iloc[0]
    )
    return int(row["this"]), int(row["that"]), int(row["unlike"])


def _only(values: ir.Column, form: str, other: str) -> ir.Column:
    read, also = read_date(values, form), read_date(values, other)
    return read.notnull() & also.isnull()

"""Customer ids as text, so that the same customer is the same in every table."""

import re

import ibis
import ibis.expr.types as ir

from cxworkshop.inputs.nan import is_nan

NO_VALUE = ("", "na", "n/a", "#n/a", "nan", "null", "none", "-")
"""What programs write where there is no value, in lower case."""

# Not a list: DuckDB joins with one so long, and looks up every row whatever the CASE around it.
_NOTHING = f"^({'|'.join(map(re.escape, NO_VALUE))})$"
_LONGEST_NO_VALUE = max(map(len, NO_VALUE))
_WHOLE_BELOW = 1e15  # above, a float no longer holds every whole number


def as_text(column: ir.Column) -> ir.Column:
    """Return a column as text without blanks around it; null where it holds no value.

    A whole number written as a float or decimal ("12346.0") becomes the number ("12346"); leading zeros stay.
    The expression is the same on every backend.
    """
    kind = column.type()
    if kind.is_floating():
        return _of_float(column)
    if kind.is_decimal():
        return _tidied(column.cast("string"))
    if not kind.is_string():
        return column.cast("string")
    # Most ids are fine as they are; looking at the others only is four times faster on millions of rows.
    suspect = (column.length() <= _LONGEST_NO_VALUE) | column.re_search(r"^\s|\s$|\.0+$")
    return suspect.ifelse(_tidied(column), column)


def _tidied(column: ir.Column) -> ir.Column:
    text = column.strip()
    # Not by replacing: Spark writes what was found otherwise than DuckDB and PostgreSQL.
    whole = text.re_search(r"^-?[0-9]+\.0+$").ifelse(text.left(text.find(".")), text)
    return whole.lower().re_search(_NOTHING).ifelse(ibis.null("string"), whole)


def _of_float(column: ir.Column) -> ir.Column:
    # A value too large is kept from the cast, which would fail on some backends.
    small = (column.abs() < _WHOLE_BELOW).ifelse(column, 0.5)
    whole = (small == small.floor()).ifelse(small.floor().cast("int64").cast("string"), column.cast("string"))
    return is_nan(column).ifelse(ibis.null("string"), whole)

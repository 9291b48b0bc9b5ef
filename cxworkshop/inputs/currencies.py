"""Which currencies money is in: sums over more than one mean nothing, so they are refused."""

from collections.abc import Sequence

import ibis.expr.types as ir

from cxworkshop.errors import MixedCurrenciesError
from cxworkshop.inputs.ids import as_text

CURRENCY = r"(?i:[$€£¥₣₹]|EUR|USD|GBP|CHF|SEK|NOK|DKK|kr\.?|Fr\.)"
"""A currency's sign or code beside an amount, as a regular expression."""

_CODES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₣": "CHF", "FR.": "CHF", "KR.": "KR"}
_SHOWN = 5


def signs(column: ir.Column) -> ir.Column:
    """Return the currency written beside each amount of a local text column, null without one."""
    return column.re_extract(CURRENCY, 0).upper().nullif("").substitute(_CODES)


def codes(column: ir.Column) -> ir.Column:
    """Return each row's currency of a column that names it."""
    return as_text(column).upper().substitute(_CODES)


def rows_by_currency(table: ir.Table, currency: ir.Column) -> dict[str, int]:
    """Return how many rows are in each currency, the most frequent first; rows without one aren't counted."""
    named = table.select(currency=currency).drop_null("currency")
    rows = named.group_by("currency").aggregate(n=named.count()).to_pyarrow().to_pylist()
    return {row["currency"]: row["n"] for row in sorted(rows, key=lambda row: (-row["n"], row["currency"]))}


def expect_one(columns: Sequence[str], rows: dict[str, int]) -> None:
    """Refuse money in several currencies.

    Raises
    ------
    MixedCurrenciesError
        There is more than one.
    """
    if len(rows) > 1:
        shown = [f"{currency}: {count:,} rows" for currency, count in list(rows.items())[:_SHOWN]]
        more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
        by = " and ".join(columns)
        msg = (
            f"Money in several currencies can't be added up, and {by} has {', '.join(shown)}{more}; convert "
            "it into one, or attach the rows of one currency as a table of their own."
        )
        raise MixedCurrenciesError(msg)

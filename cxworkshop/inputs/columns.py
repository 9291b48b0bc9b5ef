"""Some columns of one source, as a data frame: for a single measure without a workshop."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pandas as pd

from cxworkshop.domain.tables import short_name
from cxworkshop.errors import InvalidChoiceError, MissingColumnError, MixedCurrenciesError, NotNumericError
from cxworkshop.inputs.numbers import as_numbers, writings
from cxworkshop.inputs.sources import gather, open_table

if TYPE_CHECKING:
    import ibis.expr.types as ir


def read_columns(source: str, numbers: Sequence[str], labels: Sequence[str] = ()) -> pd.DataFrame:
    """Read columns by name.

    Parameters
    ----------
    source
        As for :func:`cxworkshop.inputs.sources.open_table`.
    numbers
        Columns that must hold numbers; empty cells become NaN.
    labels
        Columns read as text.

    Raises
    ------
    MissingColumnError
        The source hasn't one of the columns.
    NotNumericError
        A column of ``numbers`` holds text.
    InvalidChoiceError
        A column is to be both.
    """
    table = open_table(source)
    for name in (*numbers, *labels):
        _expect(name, table.columns, short_name(source))
    for name in set(numbers) & set(labels):
        msg = f"The column {name!r} is measured, so the answers can't be split by it; choose another column."
        raise InvalidChoiceError(msg)
    table = gather(table.select(*dict.fromkeys((*numbers, *labels))))
    columns = as_numbers(table, numbers) | {name: table[name].cast("string") for name in labels}
    frame: pd.DataFrame = table.select(**columns).to_pandas()
    return frame


def number_columns(source: str) -> tuple[str, ...]:
    """Return the names of a source's columns that hold nothing but numbers, in their order."""
    table = open_table(source)
    return tuple(name for name in table.columns if _holds_numbers(table, name))


def without_codes(frame: pd.DataFrame, columns: Sequence[str], codes: Sequence[float]) -> pd.DataFrame:
    """Return the frame with the codes for "no answer" in these columns as NaN."""
    return frame.assign(**{name: frame[name].mask(frame[name].isin(codes)) for name in columns})


def _holds_numbers(table: "ir.Table", name: str) -> bool:
    try:
        writings(table, [name])
    except (NotNumericError, MixedCurrenciesError):
        return False
    return True


def _expect(name: str, columns: Sequence[str], source: str) -> None:
    if name in columns:
        return
    near = get_close_matches(name, columns, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(columns[:20])}."
    msg = f"{source} has no column {name!r}; {hint}"
    raise MissingColumnError(msg)

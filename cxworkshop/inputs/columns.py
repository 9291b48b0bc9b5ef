"""Some columns of one source, as a data frame: for a single measure without a workshop."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches

import numpy as np
import pandas as pd

from cxworkshop.errors import MissingColumnError
from cxworkshop.inputs.location import short_name
from cxworkshop.inputs.numbers import as_numbers
from cxworkshop.inputs.sources import open_table


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
    """
    table = open_table(source)
    for name in (*numbers, *labels):
        _expect(name, table.columns, short_name(source))
    columns = as_numbers(table, numbers) | {name: table[name].cast("string") for name in labels}
    frame: pd.DataFrame = table.select(**columns).to_pandas()
    return frame


def without_blanks(
    frame: pd.DataFrame, codes: Collection[float], ratings: Sequence[str], outcome: str
) -> pd.DataFrame:
    """Return the frame with the codes for "no answer" as NaN.

    In ``ratings`` all of ``codes`` count; in ``outcome`` only those outside 0–10, since 0 is a real answer
    to "would you recommend us".
    """
    outside = [code for code in codes if not 0 <= code <= 10]  # noqa: PLR2004 - the scale's ends
    blanked = {name: frame[name].replace(list(codes), np.nan) for name in ratings if codes}
    if outside:
        blanked[outcome] = frame[outcome].replace(outside, np.nan)
    return frame.assign(**blanked)


def _expect(name: str, columns: Sequence[str], source: str) -> None:
    if name in columns:
        return
    near = get_close_matches(name, columns, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(columns[:20])}."
    msg = f"{source} has no column {name!r}; {hint}"
    raise MissingColumnError(msg)

"""Ratings of the same items by several people, as an array, or a sentence why they can't be."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.errors import NotNumericError, UndefinedMeasureError

Floats = NDArray[np.float64]
Ratings = pd.DataFrame | NDArray[Any] | Sequence[Sequence[object]]

FEWEST_RATERS = 2
FEWEST_ITEMS = 3


def ratings_of(ratings: Ratings) -> Floats:
    """Return ratings as numbers, shape (raters, items), NaN where somebody gave none.

    Raises
    ------
    NotNumericError, UndefinedMeasureError
        A rating is text or infinite, or rows aren't equally long.
    """
    table = cells_of(ratings)
    values = np.full(table.shape, np.nan)
    for place, cell in np.ndenumerate(table):
        if cell is not None:
            values[place] = _number(cell)
    return values


def cells_of(ratings: Ratings) -> NDArray[np.object_]:
    """Return ratings as they are, shape (raters, items), None where there is none."""
    rows = [
        _row(row)
        for row in (ratings.to_numpy(dtype=object) if isinstance(ratings, pd.DataFrame) else ratings)
    ]
    if len({len(row) for row in rows}) > 1:
        msg = "Every rater's row must hold as many ratings as there are items; leave empty what wasn't rated."
        raise UndefinedMeasureError(msg)
    table = np.empty((len(rows), len(rows[0]) if rows else 0), dtype=object)
    for rater, row in enumerate(rows):
        table[rater] = [None if _missing(cell) else cell for cell in row]
    return table


def check_enough(raters: int, items: int, *, rated: str) -> None:
    """Refuse fewer than two raters or three items; ``rated`` says which items count, as in "rated by all"."""
    if raters < FEWEST_RATERS:
        msg = (
            f"Agreement needs the ratings of at least {FEWEST_RATERS} people, but those of {raters} came; "
            "wait until more have answered."
        )
        raise UndefinedMeasureError(msg)
    if items < FEWEST_ITEMS:
        msg = (
            f"Agreement needs at least {FEWEST_ITEMS} items {rated}, but there are {items}; "
            "ask for what is missing, or rate more items."
        )
        raise UndefinedMeasureError(msg)


def names_of(items: Sequence[str] | None, ratings: Ratings, count: int) -> tuple[str, ...]:
    """Return what items are called: as given, else as the table's columns, else by number from 1.

    Raises
    ------
    UndefinedMeasureError
        There aren't as many names as items.
    """
    if items is None:
        columns = ratings.columns if isinstance(ratings, pd.DataFrame) else range(1, count + 1)
        return tuple(map(str, columns))
    if len(items) != count:
        msg = f"There must be one name per item, but {len(items)} came for {count} items."
        raise UndefinedMeasureError(msg)
    return tuple(items)


def _row(row: object) -> list[object]:
    if isinstance(row, str) or not isinstance(row, Sequence | np.ndarray | pd.Series):
        msg = (
            f"Ratings must be a table of raters by items, but a row is “{row}”; give each rater's as a list."
        )
        raise UndefinedMeasureError(msg)
    return list(row)


def _missing(cell: object) -> bool:
    if isinstance(cell, float | np.floating):
        return bool(np.isnan(cell))
    return cell is None or cell is pd.NA or cell is pd.NaT


def _number(cell: object) -> float:
    if isinstance(cell, bool | np.bool_) or not isinstance(cell, int | float | np.integer | np.floating):
        msg = f"Ratings must be numbers, but one is “{cell}”; leave it empty or give it as a number."
        raise NotNumericError(msg)
    value = float(cell)
    if not np.isfinite(value):
        msg = "Ratings must be finite, but one is infinite; correct it or leave it empty."
        raise UndefinedMeasureError(msg)
    return value

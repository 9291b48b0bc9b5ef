"""Tell attributes of customers, ratings and factors by their values."""

from collections.abc import Sequence

import ibis.expr.types as ir
import pandas as pd

from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.numbers import NO_NUMBER

FEWEST_VALUES, MOST_VALUES = 2, 30
"""An attribute has at least and at most so many different values."""

BLANK_CODES = (-99.0, -9.0, -1.0, 66.0, 77.0, 88.0, 96.0, 97.0, 98.0, 99.0, 999.0)
"""Numbers far outside any rating scale that stand for "no answer" or "never used"."""

FEWEST_PER_VALUE = 2
"""A factor has at least so many rows per value on average; with fewer, its values are ids."""

_DATE = r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
_LOWEST_RATING, _HIGHEST_RATING, _FEWEST_RATINGS = 0, 11, 3
_ENOUGH = 50_000  # answers to tell a rating by


def find_attributes(table: ir.Table, names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns with a few different values, by which customers can be grouped; dates are none."""
    if not names:
        return ()
    counts = _different(table, names)
    few = [name for name in names if FEWEST_VALUES <= counts[name] <= MOST_VALUES]
    return tuple(name for name in few if not _holds_dates(table, name))


def find_factors(table: ir.Table, names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that come in several values, each of several rows: no ids, and not all the same."""
    if not names:
        return ()
    values = {f"n{i}": as_text(table[name]).count() for i, name in enumerate(names)}
    known, different = table.aggregate(**values).execute().iloc[0], _different(table, names)
    return tuple(
        name
        for i, name in enumerate(names)
        if FEWEST_VALUES <= different[name] <= known[f"n{i}"] / FEWEST_PER_VALUE
    )


def most_distinct(table: ir.Table, names: Sequence[str]) -> list[str]:
    """Return the columns with the most different values: an id rather than a kind or a name."""
    if len(names) <= 1:
        return list(names)
    counts = _different(table, names)
    return [name for name in names if counts[name] == max(counts.values())]


def find_ratings(table: ir.Table, names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of ratings, if every column of numbers left is one (ids aside); else nothing."""
    if not names:
        return ()
    answers = table.select(*names).limit(_ENOUGH).execute()
    ratings = []
    for name in names:
        numbers = _all_numbers(answers[name])
        if numbers is None or numbers.is_unique:
            continue
        if not _is_rating(numbers):
            return ()
        ratings.append(name)
    return tuple(ratings)


def find_alike(table: ir.Table, names: Sequence[str], ratings: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that hold ratings up to the same highest answer as the ``ratings`` do."""
    if not names or not ratings:
        return ()
    answers = table.select(*names, *ratings).limit(_ENOUGH).execute()
    read = {name: _all_numbers(answers[name]) for name in (*names, *ratings)}
    numbers = {name: found for name, found in read.items() if found is not None and _is_rating(found)}
    tops = {name: found[~found.isin(BLANK_CODES)].max() for name, found in numbers.items()}
    highest = max((tops[name] for name in ratings if name in tops), default=None)
    return tuple(name for name in names if name in tops and tops[name] == highest)


def _holds_dates(table: ir.Table, name: str) -> bool:
    values = as_text(table[name])
    dated = values.re_search(_DATE)
    found: bool = table.aggregate(all=dated.all()).execute().iloc[0]["all"]
    return bool(found)


def _different(table: ir.Table, names: Sequence[str]) -> dict[str, int]:
    counts = table.aggregate(**{f"c{i}": as_text(table[n]).nunique() for i, n in enumerate(names)})
    row = counts.execute().iloc[0]
    return {name: int(row[f"c{i}"]) for i, name in enumerate(names)}


def _all_numbers(column: pd.Series) -> pd.Series | None:
    """Return the values as numbers, None where one isn't, or there is none."""
    values = column.dropna()
    if not pd.api.types.is_numeric_dtype(values):
        text = values.astype("str").str.strip()
        values = pd.to_numeric(text[~text.str.lower().isin(NO_NUMBER)], errors="coerce")
    return None if values.empty or values.isna().any() else values


def _is_rating(numbers: pd.Series) -> bool:
    real = numbers[~numbers.isin(BLANK_CODES)]
    on_scale = real.between(_LOWEST_RATING, _HIGHEST_RATING) & (real == real.round())
    return bool(on_scale.all()) and numbers.nunique() >= _FEWEST_RATINGS

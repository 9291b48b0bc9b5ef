"""Answers and weights as arrays of numbers, or a sentence why they can't be."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.errors import MissingColumnError, NotNumericError, UndefinedMeasureError

Floats = NDArray[np.float64]


def numbers(data: pd.DataFrame, column: str) -> Floats:
    """Return a column as numbers, shape (n,), NaN where there is no answer.

    Raises
    ------
    MissingColumnError, NotNumericError, UndefinedMeasureError
        The column isn't there, holds text, or holds an infinite number.
    """
    if column not in data.columns:
        msg = f"There is no column {column}; the table has {', '.join(map(str, data.columns))}."
        raise MissingColumnError(msg)
    answers = data[column]
    if answers.isna().all():
        return np.full(len(answers), np.nan)
    if not pd.api.types.is_numeric_dtype(answers):
        text = next((value for value in answers if isinstance(value, str)), answers.dtype)
        msg = f"Column {column} must hold numbers but holds “{text}”; leave it out or code it as numbers."
        raise NotNumericError(msg)
    values = answers.to_numpy(dtype=float, na_value=np.nan)
    if np.isinf(values).any():
        msg = f"Column {column} must hold finite numbers but holds an infinite one; correct it in the table."
        raise UndefinedMeasureError(msg)
    return values


def checked_weights(weights: ArrayLike | None, rows: int) -> Floats:
    """Return the weight of each row, shape (rows,): 1 by default, 0 where a weight is missing.

    Raises
    ------
    UndefinedMeasureError
        There aren't as many weights as rows, one is negative or infinite, or all are 0.
    """
    if weights is None:
        return np.ones(rows)
    values: Floats = np.asarray(weights, dtype=float)
    if values.shape != (rows,):
        msg = f"There must be one weight per row, but {values.size} came for {rows} rows."
        raise UndefinedMeasureError(msg)
    values = np.where(np.isnan(values), 0, values)
    if (values < 0).any() or np.isinf(values).any():
        worst = values.min() if (values < 0).any() else values.max()
        msg = f"Weights must be 0 or more and finite, but one is {worst:g}; correct the weight column."
        raise UndefinedMeasureError(msg)
    if rows and not values.any():
        msg = "All weights are 0 or missing; choose another weight column or none."
        raise UndefinedMeasureError(msg)
    return values

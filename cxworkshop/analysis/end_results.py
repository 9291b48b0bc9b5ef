"""Spotting drivers that only follow the outcome: other end results, such as overall satisfaction."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.correlations import PairwiseCorrelations
from cxworkshop.analysis.driver_checks import FEW_ANSWERS_PER_DRIVER, check_answers, check_correlations
from cxworkshop.analysis.driver_rows import driver_rows
from cxworkshop.analysis.importance_measures import explained
from cxworkshop.analysis.relative_weights import relative_weights
from cxworkshop.domain.drivers import EndResult
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.naming import is_result

Floats = NDArray[np.float64]

_NO_NAMES: Mapping[str, str] = MappingProxyType({})

_MOST_ADDED = 0.15
_SUMMED_UP = 0.5
_BETTER = 1.25
_FEWEST_SUMMED_UP = 3


def end_results(
    data: pd.DataFrame,
    outcome: str,
    drivers: Sequence[str],
    *,
    weights: ArrayLike | None = None,
    named: Mapping[str, str] = _NO_NAMES,
) -> tuple[EndResult, ...]:
    """Return the drivers that are results like the outcome, by their names or by the answers.

    By the answers a driver sums the others up, and they say little about the outcome beyond it: (1) the
    others explain at least half of it, (2) at least 1.25 times as much as they explain of the outcome, (3)
    that is spread over 3 others or more (the inverse of the sum of their squared shares), and (4) once it is
    known the others add at most 15 % of what all drivers explain. Nothing is said by fewer than 20
    answers per driver, or where answers can't carry relative importance.

    Parameters
    ----------
    data
        One row per answer sheet; NaN where a question isn't answered, left out pair by pair.
    outcome, drivers
        Names of numeric columns.
    weights
        Weight of each row, 0 or more.
    named
        What columns are called, where it isn't their own name: column → name.

    Raises
    ------
    MissingColumnError, NotNumericError
        A column isn't there or holds text.
    """
    by_name = tuple(_by_name(drivers, named))
    left = [name for name in drivers if name not in {found.name for found in by_name}]
    try:
        return (*by_name, *_by_answers(data, [outcome, *left], weights, named))
    except UndefinedMeasureError:  # whoever measures importance says so
        return by_name


def _by_name(drivers: Sequence[str], named: Mapping[str, str]) -> Iterator[EndResult]:
    for name in drivers:
        called = named.get(name, name)
        if is_result(name) or is_result(called):
            reason = (
                f"{called} is named like a result of the whole experience, as the outcome is, so it would "
                "hide what is behind both."
            )
            yield EndResult(name=name, reason=reason)


def _by_answers(
    data: pd.DataFrame, names: Sequence[str], weights: ArrayLike | None, named: Mapping[str, str]
) -> Iterator[EndResult]:
    drivers = len(names) - 1
    if drivers <= _FEWEST_SUMMED_UP:
        return
    rows = driver_rows(data, names, weights=weights)
    check_answers(rows.table, names)
    matrix = PairwiseCorrelations(rows.table, rows.weights).of_all()
    check_correlations(matrix, names)
    if len(rows.table) < FEW_ANSWERS_PER_DRIVER * drivers:
        return
    whole = float(explained(matrix))
    for driver in range(1, drivers + 1):
        others = [other for other in range(1, drivers + 1) if other != driver]
        shares = relative_weights(_part(matrix, [driver, *others]))
        of_driver, of_outcome = float(shares.sum()), float(explained(_part(matrix, [0, *others])))
        added = 1 - float(matrix[0, driver]) ** 2 / whole
        summed_up = float(shares.sum() ** 2 / (shares**2).sum())
        if (
            of_driver >= max(_SUMMED_UP, _BETTER * of_outcome)
            and summed_up >= _FEWEST_SUMMED_UP
            and added <= _MOST_ADDED
        ):
            called, asked = (named.get(names[place], names[place]) for place in (driver, 0))
            reason = (
                f"{called} looks like a result, not like a driver: the other drivers tell {of_driver:.0%} "
                f"of it but only {of_outcome:.0%} of {asked}, and beside it they add just {added:.0%} of "
                "what all of them together tell."
            )
            yield EndResult(name=names[driver], reason=reason)


def _part(matrix: Floats, places: Sequence[int]) -> Floats:
    part: Floats = matrix[np.ix_(places, places)]
    return part

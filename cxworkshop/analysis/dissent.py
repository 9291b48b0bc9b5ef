"""How far people lie apart on each item: all together, and by function."""

from collections.abc import Sequence
from math import isfinite, sqrt

import numpy as np

from cxworkshop.analysis.intervals import LEVEL, check_resamples, tails
from cxworkshop.analysis.ratings import Floats, Ratings, names_of, ratings_of
from cxworkshop.domain.agreement import Dissent, FunctionDissent, ItemByFunction, ItemDissent
from cxworkshop.domain.small_groups import withheld
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SEED, SMALLEST_GROUP

Scale = tuple[float, float]


def dissent(ratings: Ratings, *, scale: Scale, items: Sequence[str] | None = None) -> Dissent:
    """Tell how far people lie apart on each item.

    The standard deviation over the largest that so many people can have on the scale, which is that of one
    half at either end (for an odd number as near as can be). It is the same whether deviations are divided by
    n or n − 1.

    Parameters
    ----------
    ratings
        Shape (raters, items), None or NaN where somebody gave none.
    scale
        Lowest and highest rating that can be given.
    items
        What items are called; by default the table's columns.

    Raises
    ------
    UndefinedMeasureError, NotNumericError
        The scale's ends are the wrong way round or a rating lies outside; fewer than 3 people; text.
    """
    values = ratings_of(ratings)
    _check(values, scale)
    names = names_of(items, ratings, values.shape[1])
    found = [
        ItemDissent(item=name, n=len(given), mean=_mean(given), dissent=_apart(given, scale))
        for name, given in zip(names, map(_given, values.T), strict=True)
        if len(given) >= SMALLEST_GROUP
    ]
    shown = {one.item for one in found}
    return Dissent(
        low=scale[0],
        high=scale[1],
        items=tuple(sorted(found, key=lambda one: (-one.dissent, one.item))),
        withheld=tuple(name for name in names if name not in shown),
    )


def dissent_by_function(
    ratings: Ratings, functions: Sequence[str | None], *, scale: Scale, items: Sequence[str] | None = None
) -> tuple[ItemByFunction, ...]:
    """Tell how far the people of each function lie apart on each item that :func:`dissent` shows.

    Functions are withheld as :func:`cxworkshop.analysis.withholding.withheld` says.

    Parameters
    ----------
    ratings, scale, items
        As in :func:`dissent`.
    functions
        The function of each rater, in the order of rows; None or "" where it isn't known.

    Raises
    ------
    UndefinedMeasureError, NotNumericError
        As in :func:`dissent`; or there isn't one function per rater.
    """
    values = ratings_of(ratings)
    if len(functions) != len(values):
        msg = f"There must be one function per rater, but {len(functions)} came for {len(values)} raters."
        raise UndefinedMeasureError(msg)
    _check(values, scale)
    names = names_of(items, ratings, values.shape[1])
    return tuple(
        _by_function(name, column, functions, scale)
        for name, column in zip(names, values.T, strict=True)
        if len(_given(column)) >= SMALLEST_GROUP
    )


def dissent_range(
    given: Floats, *, scale: Scale, bootstrap: int = 500, seed: int = SEED, level: float = LEVEL
) -> tuple[float, float]:
    """Return how far apart other people like these might lie on one item.

    The percentiles of dissent in resamples of the people.
    Resampled people are somewhat more alike than people are, so that the range lies rather low. The order of
    people changes nothing.

    Parameters
    ----------
    given
        Ratings of at least 3 people, none missing.
    scale
        As in :func:`dissent`.
    bootstrap, seed, level
        Resamples (at least 50), their seed, and the range's level (0–1).
    """
    check_resamples(bootstrap)
    n = len(given)
    drawn = np.random.default_rng(seed).integers(n, size=(bootstrap, n))
    spread = np.sort(given)[drawn].std(axis=1) / _most_apart(n, scale)
    found = _apart(given, scale)
    low, high = np.quantile(spread, tails(level))
    return min(float(low), found), max(min(float(high), 1.0), found)


def _check(values: Floats, scale: Scale) -> None:
    low, high = scale
    if not (isfinite(low) and isfinite(high) and low < high):
        msg = f"A scale goes from a lower to a higher number, but here from {low:g} to {high:g}; correct it."
        raise UndefinedMeasureError(msg)
    given = _given(values)
    outside = given[(given < low) | (given > high)]
    if len(outside):
        msg = (
            f"Ratings lie between {low:g} and {high:g}, the ends of the scale, but one is {outside[0]:g}; "
            "correct it or the ends."
        )
        raise UndefinedMeasureError(msg)
    people = int((~np.isnan(values)).any(axis=-1).sum())
    if people < SMALLEST_GROUP:
        msg = (
            f"How far people lie apart is shown from {SMALLEST_GROUP} of them on, but {people} answered; "
            "wait until more have."
        )
        raise UndefinedMeasureError(msg)


def _by_function(name: str, column: Floats, functions: Sequence[str | None], scale: Scale) -> ItemByFunction:
    answers = {
        function: _given(column[[other == function for other in functions]])
        for function in sorted(set(filter(None, functions)))
    }
    of_none = _given(column[[not function for function in functions]])
    hidden = withheld(answers, of_none)
    shown = [
        FunctionDissent(function=function, n=len(given), mean=_mean(given), dissent=_apart(given, scale))
        for function, given in answers.items()
        if function not in hidden
    ]
    return ItemByFunction(
        item=name,
        shown=tuple(sorted(shown, key=lambda one: (-one.dissent, one.function))),
        withheld=tuple(function for function in answers if function in hidden),
    )


def _given(values: Floats) -> Floats:
    return values[~np.isnan(values)]


def _mean(given: Floats) -> float:
    return float(np.sort(given).mean())


def _apart(given: Floats, scale: Scale) -> float:
    """Return the standard deviation over the largest possible one of so many ratings (0–1)."""
    return min(float(np.sort(given).std()) / _most_apart(len(given), scale), 1.0)


def _most_apart(n: int, scale: Scale) -> float:
    return (scale[1] - scale[0]) * sqrt(n // 2 * (n - n // 2)) / n

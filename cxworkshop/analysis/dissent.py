"""How far people lie apart on each item: all together, and by function."""

from collections.abc import Mapping, Sequence
from math import isfinite, sqrt

import numpy as np

from cxworkshop.analysis.ratings import Floats, Ratings, names_of, ratings_of
from cxworkshop.domain.agreement import Dissent, FunctionDissent, ItemByFunction, ItemDissent
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import SMALLEST_GROUP

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

    Functions with fewer than 3 answers are withheld. Whoever has the figures of all people can take away
    those of the functions shown; what is left must be at least 3 answers too, else the smallest function
    shown is withheld as well, and so on. People of no function count among what is left.

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
    withheld = _withheld({function: len(given) for function, given in answers.items()}, len(_given(column)))
    shown = [
        FunctionDissent(function=function, n=len(given), mean=_mean(given), dissent=_apart(given, scale))
        for function, given in answers.items()
        if function not in withheld
    ]
    return ItemByFunction(
        item=name,
        shown=tuple(sorted(shown, key=lambda one: (-one.dissent, one.function))),
        withheld=tuple(function for function in answers if function in withheld),
    )


def _withheld(answers: Mapping[str, int], everyone: int) -> frozenset[str]:
    """Return the functions whose figures would show fewer than 3 answers, or let them be worked out."""
    by_size = sorted(answers, key=lambda function: (answers[function], function))
    small = sum(count < SMALLEST_GROUP for count in answers.values())
    rest = everyone - sum(answers.values()) + sum(answers[function] for function in by_size[:small])
    nobody_left = small == 0 and rest == 0
    while not nobody_left and rest < SMALLEST_GROUP and small < len(by_size):
        rest += answers[by_size[small]]
        small += 1
    return frozenset(by_size[:small])


def _given(values: Floats) -> Floats:
    return values[~np.isnan(values)]


def _mean(given: Floats) -> float:
    return float(np.sort(given).mean())


def _apart(given: Floats, scale: Scale) -> float:
    """Return the standard deviation over the largest possible one of so many ratings (0–1)."""
    half = len(given) // 2
    most = (scale[1] - scale[0]) * sqrt(half * (len(given) - half)) / len(given)
    return min(float(np.sort(given).std()) / most, 1.0)

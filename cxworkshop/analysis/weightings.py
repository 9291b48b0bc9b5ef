"""Weightings of criteria: given ones, all that are possible, or those that fit what people prefer."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError

Floats = NDArray[np.float64]

_TRIED_AT_A_TIME = 20_000
_FEWEST_FITTING = 20


class Preferences(NamedTuple):
    """What is known of the weights. ``order`` names some or all criteria, the most important first.

    ``bounds`` gives the lowest and the highest weight (0–1) of criteria. Where nothing is known, every
    weighting is as likely as any other.
    """

    order: Sequence[str] = ()
    bounds: Mapping[str, tuple[float, float]] = MappingProxyType({})


NO_PREFERENCE = Preferences()


def by_name(names: Sequence[str]) -> NDArray[np.intp]:
    """Return the places of names in alphabetical order."""
    return np.argsort(np.array(list(names), dtype=object))


class GivenWeightings:
    """Weightings that are there: one, shape (criteria,), or draws, shape (draws, criteria).

    Each is divided by its sum.

    Raises
    ------
    UndefinedMeasureError
        There isn't one weight per criterion, one isn't a finite number of 0 or more, or all are 0.
    """

    def __init__(self, weights: ArrayLike, criteria: Sequence[str]) -> None:
        given = np.atleast_2d(np.asarray(weights, dtype=float))
        if given.ndim > 2 or given.shape[1] != len(criteria) or not len(given):  # noqa: PLR2004
            msg = (
                f"Weights must be given as draws × {len(criteria)} criteria, "
                f"but {' × '.join(map(str, given.shape))} numbers came."
            )
            raise UndefinedMeasureError(msg)
        sums = given.sum(axis=1, keepdims=True)
        if not (np.isfinite(given).all() and (given >= 0).all() and (sums > 0).all()):
            msg = "Weights must be finite and 0 or more, and not all 0; correct the weightings."
            raise UndefinedMeasureError(msg)
        self._weights = (given / sums)[:, by_name(criteria)]

    @property
    def given(self) -> int:
        """How many weightings there are."""
        return len(self._weights)

    def chunks(self, count: int, size: int) -> Iterator[Floats]:
        """Yield ``count`` weightings, ``size`` at a time, from the first again after the last.

        Shape (criteria, draws), criteria by name.
        """
        for start in range(0, count, size):
            rows = np.arange(start, min(start + size, count)) % len(self._weights)
            yield np.ascontiguousarray(self._weights[rows].T)


class DrawnWeightings:
    """Weightings drawn evenly from all that fit the preferences.

    Weights spread evenly over the simplex can be exchanged, so sorting those of the ordered criteria spreads
    them evenly over the weightings in that order; what lies outside bounds is drawn again.

    Parameters
    ----------
    preferences, criteria
        What is known of the weights, and the criteria's names.
    seed
        Of the draws, which go with the criteria's names.

    Raises
    ------
    InvalidChoiceError
        The preferences name a criterion that isn't there, or one twice, or bounds outside 0–1.
    UndefinedMeasureError
        Fewer than about one weighting in a thousand fits.

    References
    ----------
    Lahdelma & Salminen (2001), SMAA-2, Operations Research 49(3), on preferences as a part of the weight
    space; Rubinstein (1982), Operations Research Letters 1(5), on even draws by exponentials.
    """

    given = None

    def __init__(self, preferences: Preferences, criteria: Sequence[str], seed: int) -> None:
        _check_preferences(preferences, criteria)
        names = sorted(criteria)
        self._seed, self._size = seed, len(names)
        self._ordered = [names.index(name) for name in preferences.order]
        bounds = np.array([preferences.bounds.get(name, (0.0, 1.0)) for name in names])
        self._low, self._high = bounds.T
        self._bounded = bool(preferences.bounds)
        if len(self._fitting(np.random.default_rng(seed), _TRIED_AT_A_TIME)) < _FEWEST_FITTING:
            msg = "Next to no weighting fits the preferences; widen the bounds of the criteria's weights."
            raise UndefinedMeasureError(msg)

    def chunks(self, count: int, size: int) -> Iterator[Floats]:
        """Yield ``count`` weightings, ``size`` at a time, shape (criteria, draws), criteria by name."""
        random = np.random.default_rng([self._seed, 0])
        for start in range(0, count, size):
            yield self._draw(random, min(size, count - start)).T

    def _draw(self, random: np.random.Generator, count: int) -> Floats:
        if not self._bounded:
            return self._fitting(random, count)
        found = self._fitting(random, _TRIED_AT_A_TIME)
        while len(found) < count:
            found = np.concatenate([found, self._fitting(random, _TRIED_AT_A_TIME)])
        return found[:count]

    def _fitting(self, random: np.random.Generator, tried: int) -> Floats:
        """Return those of ``tried`` even draws that fit, shape (draws, criteria)."""
        weights = random.standard_exponential((tried, self._size))
        weights /= weights.sum(axis=1, keepdims=True)
        if self._ordered:
            weights[:, self._ordered] = -np.sort(-weights[:, self._ordered], axis=1)
        if not self._bounded:
            return weights
        fits = ((weights >= self._low) & (weights <= self._high)).all(axis=1)
        fitting: Floats = weights[fits]
        return fitting


def _check_preferences(preferences: Preferences, criteria: Sequence[str]) -> None:
    for name in (*preferences.order, *preferences.bounds):
        if name not in criteria:
            msg = f"There is no criterion {name} to weigh; name one of {', '.join(criteria)}."
            raise InvalidChoiceError(msg)
    if len(set(preferences.order)) < len(preferences.order):
        msg = f"The order {', '.join(preferences.order)} names a criterion twice; name each once."
        raise InvalidChoiceError(msg)
    for name, (low, high) in preferences.bounds.items():
        if not 0 <= low <= high <= 1:
            msg = (
                f"The weight of {name} must lie between bounds from 0 to 1, the lower first, "
                f"but {low:g} and {high:g} came; correct them."
            )
            raise InvalidChoiceError(msg)

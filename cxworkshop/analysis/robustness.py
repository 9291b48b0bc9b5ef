"""How safe a ranking is over all weightings and the data's uncertainty: SMAA-2."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.uncertain_criteria import UncertainCriteria
from cxworkshop.analysis.weightings import (
    NO_PREFERENCE,
    DrawnWeightings,
    GivenWeightings,
    Preferences,
    by_name,
)
from cxworkshop.domain.robustness import Acceptability, Robustness
from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError
from cxworkshop.settings import SEED

__all__ = ["Preferences", "smaa"]

Floats = NDArray[np.float64]

_NUMBERS_AT_A_TIME = 2**18


def smaa(  # noqa: PLR0913 - options of one calculation
    alternatives: Sequence[str],
    criteria: Sequence[str],
    values: ArrayLike,
    errors: ArrayLike | None = None,
    *,
    weights: ArrayLike | Preferences = NO_PREFERENCE,
    draws: int = 100_000,
    seed: int = SEED,
) -> Robustness:
    """Tell how often each alternative takes each rank, over weightings and the data's uncertainty (SMAA-2).

    An alternative is worth the weighted sum of its criteria. Equals share the ranks that they take up evenly.
    What is drawn goes with the names, so the order of alternatives and criteria changes nothing.

    Parameters
    ----------
    alternatives, criteria
        Their names, at least two alternatives and one criterion.
    values
        Criteria on a common scale, more is better: one value each, shape (alternatives, criteria), or draws,
        shape (draws, alternatives, criteria).
    errors
        Standard errors, shape (alternatives, criteria): each value is drawn from a normal distribution,
        independently. Without them one value each is known exactly.
    weights
        By default every weighting is as likely as any other; :class:`Preferences` narrow them down. Or draws
        of weights, shape (draws, criteria), or one weighting, shape (criteria,).
    draws, seed
        How many draws, from which seed. Given draws set the number where nothing has to be drawn; otherwise
        they are gone through again to the end until there are at least ``draws``.

    Returns
    -------
    Robustness
        Shares of draws, with a standard error of at most 0.5 / √draws from the drawing.

    Raises
    ------
    InvalidChoiceError, UndefinedMeasureError
        Names are missing or repeated, shapes don't fit, or numbers aren't what they must be.

    References
    ----------
    Lahdelma & Salminen (2001), SMAA-2: stochastic multicriteria acceptability analysis for group decision
    making, Operations Research 49(3); Tervonen & Lahdelma (2007), Implementing stochastic multicriteria
    acceptability analysis, European Journal of Operational Research 178(2).
    """
    _check_names(alternatives, criteria)
    data = UncertainCriteria(alternatives, criteria, values, errors, seed)
    weightings: DrawnWeightings | GivenWeightings = (
        DrawnWeightings(weights, criteria, seed)
        if isinstance(weights, Preferences)
        else GivenWeightings(weights, criteria)
    )
    count = _how_many(data.given, weightings.given, draws)
    size = max(1, _NUMBERS_AT_A_TIME // (len(alternatives) * len(criteria)))
    tally = _tally(data, weightings, count, size)
    sure = _confidence(data, tally.central, data.given or count, size)
    back = np.argsort(by_name(criteria))
    found = {
        name: Acceptability(
            name=name,
            ranks=tuple(shares.tolist()),
            central_weights=tuple(central[back].tolist()) if first else None,
            confidence=confidence if first else None,
        )
        for name, shares, first, central, confidence in zip(
            sorted(alternatives), tally.ranks, tally.ranks[:, 0] > 0, tally.central, sure, strict=True
        )
    }
    return Robustness(
        criteria=tuple(criteria),
        alternatives=tuple(found[name] for name in alternatives),
        entropy=_entropy(tally.ranks[:, 0]),
        draws=count,
        seed=seed,
    )


class _Tally(NamedTuple):
    """Acceptability, shape (alternatives, ranks), and central weights, shape (alternatives, criteria)."""

    ranks: Floats
    central: Floats


def _check_names(alternatives: Sequence[str], criteria: Sequence[str]) -> None:
    if len(alternatives) < 2 or not criteria:  # noqa: PLR2004 - nothing to rank otherwise
        msg = (
            "A ranking needs at least 2 alternatives and 1 criterion, "
            f"but {len(alternatives)} and {len(criteria)} came."
        )
        raise InvalidChoiceError(msg)
    for what, names in (("alternative", alternatives), ("criterion", criteria)):
        if len(set(names)) < len(names):
            repeated = next(name for name in names if names.count(name) > 1)
            msg = f"The {what} {repeated} came twice; name each {what} once."
            raise InvalidChoiceError(msg)


def _how_many(data: int | None, weightings: int | None, draws: int) -> int:
    """Return the number of draws; None stands for what is drawn, 1 for what is known exactly."""
    given = [number for number in (data, weightings) if number is not None]
    longest = max(given, default=1)
    if any(number not in {1, longest} for number in given):
        msg = f"There must be as many draws of values as of weights, but {data} and {weightings} came."
        raise UndefinedMeasureError(msg)
    if draws < 1:
        msg = f"At least 1 draw is needed, but {draws} were asked for."
        raise UndefinedMeasureError(msg)
    return longest if len(given) == 2 else longest * ceil(draws / longest)  # noqa: PLR2004 - both are given


def _tally(
    data: UncertainCriteria, weightings: DrawnWeightings | GivenWeightings, count: int, size: int
) -> _Tally:
    steps: Floats | float = 0.0
    central: Floats | float = 0.0
    chunks = zip(data.chunks(count, size), weightings.chunks(count, size), strict=True)
    for values, weights in chunks:
        worth = _worth(values, weights)
        steps = steps + _rank_steps(worth)
        central = central + _first(worth) @ weights.T
    ranks = np.clip(np.cumsum(steps, axis=1)[:, :-1] / count, 0, 1)
    sums = np.sum(central, axis=1, keepdims=True)
    return _Tally(ranks, np.divide(central, sums, out=np.zeros_like(central), where=sums > 0))


def _worth(values: Floats, weights: Floats) -> Floats:
    """Return weighted sums, shape (alternatives, draws).

    One criterion after the other, so that equal alternatives come out equal to the last digit.
    """
    worth: Floats = values[0] * weights[0]
    for criterion, weight in zip(values[1:], weights[1:], strict=True):
        worth += criterion * weight
    return worth


def _rank_steps(worth: Floats) -> Floats:
    """Return how the count of draws steps up and down from rank to rank, shape (alternatives, ranks + 1).

    In each draw an alternative steps up by 1 / (number of its equals) at the first rank that they share, and
    down again after the last.
    """
    alternatives, ranks = worth.shape[0], np.arange(worth.shape[0])
    lower = np.ascontiguousarray(-worth.T)
    order = np.argsort(lower, axis=1)
    ranked = np.take_along_axis(lower, order, axis=1)
    apart = np.ones((len(lower), alternatives + 1), dtype=bool)
    apart[:, 1:-1] = ranked[:, 1:] != ranked[:, :-1]
    first = np.maximum.accumulate(np.where(apart[:, :-1], ranks, 0), axis=1)
    last = np.minimum.accumulate(np.where(apart[:, 1:], ranks, alternatives)[:, ::-1], axis=1)[:, ::-1]
    cells, shared = order * (alternatives + 1), 1 / (last - first + 1)
    up, down = (
        np.bincount((cells + at).ravel(), shared.ravel(), alternatives * (alternatives + 1))
        for at in (first, last + 1)
    )
    return np.array(up - down, dtype=float).reshape(alternatives, alternatives + 1)


def _first(worth: Floats) -> Floats:
    """Return how far each alternative is first in each draw: 1, a part where several are, or 0."""
    best = worth == worth.max(axis=0)
    shares: Floats = best / best.sum(axis=0)
    return shares


def _confidence(data: UncertainCriteria, central: Floats, count: int, size: int) -> list[float]:
    """Return how often each alternative is first at its own central weights."""
    times = np.zeros(len(central))
    for values in data.chunks(count, size):
        for alternative in np.flatnonzero(central.any(axis=1)):
            times[alternative] += _first(_worth(values, central[alternative]))[alternative].sum()
    return [min(share, 1.0) for share in (times / count).tolist()]


def _entropy(first: Floats) -> float:
    shares = first[first > 0]
    return max(0.0, -float((shares * np.log2(shares)).sum()))

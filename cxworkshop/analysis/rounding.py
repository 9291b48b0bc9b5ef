"""What people have rounded values to: whole hours, fives, quarters of an hour."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.intervals import wilson

Floats = NDArray[np.float64]

_ROUND = (1.0, 2.0, 2.5, 5.0)
_DECADES = range(-4, 6)
_OF_TIME = (3.0, 6.0, 7.0, 12.0, 15.0, 24.0, 30.0, 60.0, 90.0)
_NEAR = 1e-6
_A_FEW, _NEARLY_ALL = 0.01, 0.99
_SURE = 0.95
_COARSEST = 1.5
_FEWEST_MULTIPLES = 3


def rounding_unit(values: Floats, beside: float, within: float) -> float:
    """Return the coarsest round unit whose multiples come more often than their neighbours, 0 for none.

    Some of the values rounded are enough: for 5 to be the unit, 20 must come more often than 19 and 21, and
    so on for all fives together, for every second of them, and without the one that stands out most, which
    may heap for other reasons.

    Parameters
    ----------
    values
        Shape (n,), finite.
    beside, within
        Multiples closer than ``within`` to ``beside`` don't count.
    """
    distinct, counts = np.unique(values, return_counts=True)
    shares = {unit: counts[_multiples(distinct, unit)].sum() / len(values) for unit in _units(values)}
    grid = max((unit for unit, share in shares.items() if share > _NEARLY_ALL), default=0.0)
    units = [
        unit
        for unit, share in shares.items()
        if share > _A_FEW and (not grid or (unit >= grid and _multiples(unit, grid)))
    ]
    for unit in reversed(units):
        finer = [other for other in units if other < unit and _multiples(unit, other)]
        if all(_stand_out(distinct, counts, unit, other, beside=beside, within=within) for other in finer):
            return unit
    return 0.0


def _units(values: Floats) -> Iterator[float]:
    """Yield round units, the finest first, that are fine enough for a mode not to look like a heap."""
    decimal = {digit * 10.0**decade for digit in _ROUND for decade in _DECADES}
    yield from (unit for unit in sorted(decimal | set(_OF_TIME)) if unit <= _COARSEST * values.std())


def _multiples(values: Floats | float, unit: float) -> NDArray[np.bool_]:
    parts = np.asarray(values) / unit
    return np.abs(parts - np.rint(parts)) < _NEAR


def _stand_out(  # noqa: PLR0913 - values, units, and what doesn't count
    distinct: Floats, counts: NDArray[np.int_], unit: float, finer: float, *, beside: float, within: float
) -> bool:
    """Tell whether multiples of the unit come more often than the multiples of the finer one beside them."""
    on_grid = _multiples(distinct, finer)
    places, where = np.unique(np.rint(distinct[on_grid] / finer).astype(int), return_inverse=True)
    on_place = np.bincount(where, weights=counts[on_grid]).astype(float)
    many = round(unit / finer)
    multiples = np.unique(np.concatenate([places, places - 1, places + 1]))
    multiples = multiples[(multiples % many == 0) & (np.abs(multiples * finer - beside) > within + finer)]
    here = _counts(multiples, places, on_place)
    there = (_counts(multiples - 1, places, on_place) + _counts(multiples + 1, places, on_place)) / 2
    if len(multiples) < _FEWEST_MULTIPLES:
        return False
    others = np.arange(len(multiples)) != np.argmax(here - there)
    second = (multiples // many) % 2 == 1
    return _clearly_more(here[others], there[others]) and _clearly_more(here[second], there[second])


def _counts(wanted: NDArray[np.int_], places: NDArray[np.int_], counts: Floats) -> Floats:
    at = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
    return np.where(places[at] == wanted, counts[at], 0.0)


def _clearly_more(here: Floats, there: Floats) -> bool:
    total = float(here.sum() + there.sum())
    return total > 0 and wilson(float(here.sum()) / total, total, _SURE)[0] > 1 / 2

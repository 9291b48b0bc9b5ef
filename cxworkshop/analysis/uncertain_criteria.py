"""What alternatives are worth on criteria, as far as it is known: draws of it, some at a time."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.weightings import by_name
from cxworkshop.errors import UndefinedMeasureError

Floats = NDArray[np.float64]


class UncertainCriteria:
    """Values of alternatives on criteria, with their uncertainty.

    Parameters
    ----------
    alternatives, criteria
        Their names.
    values
        Shape (alternatives, criteria), or draws, shape (draws, alternatives, criteria).
    errors
        Standard errors of values that aren't draws: these are then drawn from normal distributions.
    seed
        Of the draws, which go with the names of alternatives and criteria.

    Raises
    ------
    UndefinedMeasureError
        Shapes don't fit, or numbers aren't finite, or errors are negative.
    """

    def __init__(
        self,
        alternatives: Sequence[str],
        criteria: Sequence[str],
        values: ArrayLike,
        errors: ArrayLike | None,
        seed: int,
    ) -> None:
        shape = (len(alternatives), len(criteria))
        self._values = _finite(values, shape, "Values")
        if errors is None:
            self._values = self._values.reshape(-1, *shape)
        self._errors = None if errors is None else _finite(errors, shape, "Standard errors")
        if self._errors is not None and (self._errors.shape != self._values.shape or self._errors.min() < 0):
            msg = "Standard errors must be 0 or more, one for each value, and none come with draws of values."
            raise UndefinedMeasureError(msg)
        self._places = by_name(alternatives), by_name(criteria)
        self._seed = seed

    @property
    def given(self) -> int | None:
        """How many draws there are (1 where all is known exactly), None where they are drawn."""
        return len(self._values) if self._errors is None else None

    def chunks(self, count: int, size: int) -> Iterator[Floats]:
        """Yield ``count`` draws, ``size`` at a time, the same each time this is asked.

        Shape (criteria, alternatives, draws), both by name. Given draws start again after the last.
        """
        random = np.random.default_rng([self._seed, 1])
        for start in range(0, count, size):
            rows = np.arange(start, min(start + size, count))
            yield self._given(rows) if self._errors is None else self._drawn(self._errors, random, len(rows))

    def _given(self, rows: NDArray[np.intp]) -> Floats:
        drawn = self._values[np.ix_(rows % len(self._values), *self._places)]
        return np.ascontiguousarray(drawn.transpose(2, 1, 0))

    def _drawn(self, errors: Floats, random: np.random.Generator, count: int) -> Floats:
        means, spread = (table[np.ix_(*self._places)].T[:, :, None] for table in (self._values, errors))
        drawn = random.standard_normal((*means.shape[:2], count))
        drawn *= spread
        drawn += means
        return drawn


def _finite(numbers: ArrayLike, shape: tuple[int, int], what: str) -> Floats:
    table = np.asarray(numbers, dtype=float)
    if table.ndim not in {2, 3} or table.shape[-2:] != shape or not len(table):
        msg = (
            f"{what} must come as {shape[0]} alternatives × {shape[1]} criteria, or as draws of such tables, "
            f"but {' × '.join(map(str, table.shape)) or 'one number'} came."
        )
        raise UndefinedMeasureError(msg)
    if not np.isfinite(table).all():
        msg = f"{what} must be finite numbers, but some are missing or infinite; leave them out."
        raise UndefinedMeasureError(msg)
    return table

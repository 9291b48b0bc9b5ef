"""Which answers count when drivers are compared, and which of them belong together."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from cxworkshop.analysis.answers import checked_weights, numbers
from cxworkshop.domain.drivers import MissingRule, rough_note
from cxworkshop.errors import UndefinedMeasureError

Floats = NDArray[np.float64]
Rows = NDArray[np.bool_]

_FEWEST_CLUSTERS = 3
_MANY_MISSING = 0.5


class DriverRows(NamedTuple):
    """The answers that count.

    ``table`` has shape (n, 1 + drivers), the outcome first, NaN where there is no answer; ``weights`` (n,).
    ``counting`` says which rows of the table they are. ``clusters``, shape (n,), numbers what belongs
    together from 0 on; None: each answer stands for itself. ``usable`` is how many rows would count if no
    rule left any out for its gaps, ``unweighted`` how many more would if they had a weight above 0.
    """

    table: Floats
    weights: Floats
    counting: Rows
    clusters: NDArray[np.intp] | None
    rule: MissingRule
    usable: int
    unweighted: int

    @property
    def n_complete(self) -> int:
        """How many rows answer everything."""
        return int((~np.isnan(self.table)).all(axis=1).sum())

    @property
    def n_clusters(self) -> int | None:
        """How many groups of answers belong together; None where each answer stands for itself."""
        return None if self.clusters is None else int(self.clusters.max()) + 1

    def notes(self) -> Iterator[str]:
        """Yield a sentence where rows have no weight, gaps cost many, or few groups of answers came."""
        n, complete = len(self.table), self.n_complete
        if self.unweighted:
            rows = (
                "row has no weight (or 0) and is"
                if self.unweighted == 1
                else "rows have no weight (or 0) and are"
            )
            yield f"{self.unweighted:,} {rows} left out."
        if n < _MANY_MISSING * self.usable:
            kept = "answer everything" if self.rule == "complete" else "have no blank"
            yield f"Only {n:,} of {self.usable:,} rows {kept}; the others are left out."
        if complete < _MANY_MISSING * n:
            yield (
                f"Only {complete:,} of {n:,} rows answer everything; "
                "the others count where they answer both questions of a pair."
            )
        if rough := rough_note(self.n_clusters):
            yield rough


def driver_rows(  # noqa: PLR0913 - what to analyse, and which of it counts
    data: pd.DataFrame,
    names: Sequence[str],
    *,
    weights: ArrayLike | None = None,
    missing: MissingRule = "pairwise",
    never_used: pd.DataFrame | None = None,
    clusters: ArrayLike | None = None,
) -> DriverRows:
    """Return the rows with an outcome, at least one driver and a weight above 0 that the rule lets count.

    Parameters
    ----------
    data
        One row per answer sheet; NaN where a question isn't answered.
    names
        Numeric columns: the outcome, then the drivers.
    weights
        Weight of each row, 0 or more; a row without a weight is left out.
    missing
        "pairwise": gaps stay, to be left out pair by pair. "complete": rows with a gap are left out.
        "never_used": so are they, unless the gap says "never used".
    never_used
        Which gaps say so: as many rows as ``data``, by driver; a driver it doesn't name has none.
    clusters
        Which answers belong together, shape (rows,); an answer without a cluster stands for itself.

    Raises
    ------
    MissingColumnError, NotNumericError
        A column isn't there or holds text.
    UndefinedMeasureError
        Weights or the outcome's numbers can't be, what comes doesn't fit the rows, or there are fewer than 3
        clusters.
    """
    values = np.column_stack([numbers(data, name) for name in names])
    row_weights = checked_weights(weights, len(values))
    never = _never(never_used, names, len(values), missing)
    values[never] = np.nan
    answered = ~np.isnan(values)
    rated = answered[:, 0] & answered[:, 1:].any(axis=1)
    counting = rated & (row_weights > 0)
    usable = int(counting.sum())
    unweighted = int(rated.sum()) - usable
    if missing != "pairwise":
        counting &= (answered | (never if missing == "never_used" else False)).all(axis=1)
    belonging = None if clusters is None else _clusters(clusters, counting)
    return DriverRows(
        values[counting], row_weights[counting], counting, belonging, missing, usable, unweighted
    )


def _never(never_used: pd.DataFrame | None, names: Sequence[str], rows: int, rule: MissingRule) -> Rows:
    if never_used is None:
        if rule == "never_used":
            msg = "To leave out only what was never used, it must be said which answers mean “never used”."
            raise UndefinedMeasureError(msg)
        return np.zeros((rows, len(names)), dtype=bool)
    if len(never_used) != rows:
        msg = f"“Never used” must be told of every row, but it is told of {len(never_used)} for {rows} rows."
        raise UndefinedMeasureError(msg)
    told: Rows = never_used.reindex(columns=list(names), fill_value=False).to_numpy(dtype=bool)
    return told


def _clusters(clusters: ArrayLike, counting: Rows) -> NDArray[np.intp]:
    labels = pd.Series(np.asarray(clusters, dtype=object))
    if len(labels) != len(counting):
        msg = f"There must be one cluster per row, but {len(labels)} came for {len(counting)} rows."
        raise UndefinedMeasureError(msg)
    codes, known = pd.factorize(labels[counting])
    alone = codes < 0
    codes[alone] = len(known) + np.arange(alone.sum())
    found = len(known) + int(alone.sum())
    if len(codes) and found < _FEWEST_CLUSTERS:
        msg = (
            f"Intervals need answers from at least {_FEWEST_CLUSTERS} groups that belong together, but they "
            f"come from {found}; choose another column, or let each answer stand for itself."
        )
        raise UndefinedMeasureError(msg)
    return codes

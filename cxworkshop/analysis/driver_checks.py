"""When relative importance has no defensible value, and what to say when it is shaky."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxworkshop.analysis.sentences import listed
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.answers import HIGHEST_OUTCOME
from cxworkshop.inputs.unusual_codes import coded_one_higher
from cxworkshop.settings import SMALLEST_GROUP

Floats = NDArray[np.float64]

SINGULAR = 1e-9
"""An eigenvalue of a correlation matrix below this counts as 0."""

FEW_ANSWERS_PER_DRIVER = 20
"""With fewer answers per driver, drivers are shaky."""

_FEW_ANSWERS = 50
_HIGH_INFLATION = 10


def check_names(outcome: str, drivers: Sequence[str], most: int) -> None:
    """Refuse no drivers, too many, the same one twice, or the outcome among them."""
    if not drivers:
        msg = "Relative importance needs at least one driver, but none came; choose the drivers."
        raise UndefinedMeasureError(msg)
    if len(drivers) > most:
        msg = f"At most {most} drivers can be compared at once, but {len(drivers)} came; drop some."
        raise UndefinedMeasureError(msg)
    twice = next((name for name in drivers if list(drivers).count(name) > 1), None)
    if twice is not None:
        msg = f"Driver {twice} is named twice; name each driver once."
        raise UndefinedMeasureError(msg)
    if outcome in drivers:
        msg = f"Column {outcome} is the outcome and can't be a driver too; take it out of the drivers."
        raise UndefinedMeasureError(msg)


def check_answers(values: Floats, names: Sequence[str]) -> None:
    """Refuse too few rows, a column without any variation, or two columns never answered together."""
    rows, columns = values.shape
    if rows < columns + 1:
        msg = (
            f"{columns - 1} drivers need at least {columns + 1} rows with an outcome and a driver, "
            f"but {rows} came; take fewer drivers or collect more answers."
        )
        raise UndefinedMeasureError(msg)
    answered = ~np.isnan(values)
    for name, column, there in zip(names, values.T, answered.T, strict=True):
        if there.sum() < SMALLEST_GROUP:
            msg = (
                f"Column {name} needs at least {SMALLEST_GROUP} answers in the rows with an outcome, "
                f"but has {there.sum()}; leave it out."
            )
            raise UndefinedMeasureError(msg)
        if np.ptp(column[there]) == 0:
            remedy = (
                "there is nothing to explain; choose another outcome."
                if name == names[0]
                else "it can't explain anything; leave it out."
            )
            msg = f"Column {name} has the same answer everywhere, so {remedy}"
            raise UndefinedMeasureError(msg)
    for first, second in combinations(range(columns), 2):
        together = (answered[:, first] & answered[:, second]).sum()
        if together < SMALLEST_GROUP:
            msg = (
                f"Only {together} rows answer both {names[first]} and {names[second]}, "
                f"and {SMALLEST_GROUP} are needed; leave one of the two out."
            )
            raise UndefinedMeasureError(msg)


def check_correlations(matrix: Floats, names: Sequence[str]) -> None:
    """Refuse correlations that are undefined, collinear or contradict each other (outcome first)."""
    undefined = np.argwhere(np.isnan(matrix))
    if len(undefined):
        first, second = undefined[0]
        msg = (
            f"Where both {names[first]} and {names[second]} are answered, one of them never varies; "
            "leave one of the two out."
        )
        raise UndefinedMeasureError(msg)
    smallest, directions = np.linalg.eigh(matrix[1:, 1:])
    if abs(smallest[0]) < SINGULAR or _same(matrix):
        involved = _collinear(matrix, directions[:, 0], names)
        together = listed(involved)
        msg = (
            f"Drivers {together} say exactly the same; leave one out."
            if len(involved) == 2  # noqa: PLR2004 - a pair
            else f"Of the drivers {together} each follows exactly from the others; leave one out."
        )
        raise UndefinedMeasureError(msg)
    if smallest[0] < 0 or np.linalg.eigvalsh(matrix)[0] < -SINGULAR:
        msg = (
            "So many answers are missing that the correlations contradict each other (they are not positive "
            "definite); leave out the drivers with the fewest answers."
        )
        raise UndefinedMeasureError(msg)


def usable(matrices: Floats) -> NDArray[np.bool_]:
    """Return which of many correlation matrices (outcome first) importance is defined for."""
    defined = ~np.isnan(matrices).any(axis=(1, 2), keepdims=True)
    sound = np.where(defined, matrices, 0)
    told_apart = np.linalg.eigvalsh(sound[:, 1:, 1:])[:, 0] > SINGULAR
    found: NDArray[np.bool_] = told_apart & (np.linalg.eigvalsh(sound)[:, 0] > -SINGULAR)
    return found


def notes(values: Floats, matrix: Floats, names: Sequence[str]) -> Iterator[str]:
    """Yield a plain sentence for each thing that makes the result shaky (outcome first)."""
    answered = ~np.isnan(values)
    for name, count in zip(names[1:], answered[:, 1:].sum(axis=0), strict=True):
        if count < _FEW_ANSWERS:
            yield f"{name} has only {count} answers; its importance is a rough guess."
    per_driver = len(values) / (len(names) - 1)
    if per_driver < FEW_ANSWERS_PER_DRIVER:
        yield f"There are only {per_driver:.0f} answers per driver; expect wide intervals."
    inflation = np.diag(np.linalg.inv(matrix[1:, 1:]))
    entangled = [name for name, value in zip(names[1:], inflation, strict=True) if value > _HIGH_INFLATION]
    if entangled:
        yield f"{listed(entangled)} can be told almost exactly from the other drivers; read them as one."


def check_outcome(outcome: Floats, name: str) -> None:
    """Refuse an outcome that nobody answered."""
    if np.isnan(outcome).all():
        msg = (
            f"Column {name} has no answer, so there is nothing to explain; choose another outcome, or look "
            "whether its codes for “no answer” are right."
        )
        raise UndefinedMeasureError(msg)


def shifted_notes(data: pd.DataFrame, outcome: str, drivers: Sequence[str]) -> Iterator[str]:
    """Yield a sentence where an outcome, or some drivers only, seem to be 0–10 coded 1–11."""
    if coded_one_higher(data[outcome]):
        yield (
            f"Answers to {outcome} run from 1 to 11, as if 0–10 had been coded one higher; importance is the "
            "same either way, but subtract 1 before a score or a mean is told."
        )
    higher = [name for name in sorted(drivers) if coded_one_higher(data[name])]
    if higher and any(data[name].max() != HIGHEST_OUTCOME + 1 for name in drivers):
        yield (
            f"Answers to {listed(higher)} run from 1 to 11, as if 0–10 had been coded one higher, those to "
            "the other drivers don't; importance is the same either way, but subtract 1 before means are "
            "set side by side."
        )


def _same(matrix: Floats) -> bool:
    return bool((np.abs(np.triu(matrix[1:, 1:], k=1)) > 1 - SINGULAR).any())


def _collinear(matrix: Floats, direction: Floats, names: Sequence[str]) -> list[str]:
    """Return the drivers that are collinear: two equal ones, or those of the direction without variance."""
    if _same(matrix):
        involved = np.argwhere(np.abs(np.triu(matrix[1:, 1:], k=1)) > 1 - SINGULAR)[0]
    else:
        involved = np.flatnonzero(np.abs(direction) > np.abs(direction).max() / 1e4)
    return [names[1:][index] for index in involved]

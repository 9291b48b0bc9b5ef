"""One analysis for each group of rows."""

from collections.abc import Iterator

import pandas as pd

from cxworkshop.settings import SMALLEST_GROUP


def groups(
    frame: pd.DataFrame, by: str, outcome: str, weight: str | None = None
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the name and the rows of each group that is large enough to be shown, by name.

    Parameters
    ----------
    frame
        One row per answer sheet.
    by
        The column of groups; rows without a value belong to none.
    outcome, weight
        A row is a usable answer where ``outcome`` is there and ``weight``, where given, is above 0; a group
        needs at least 3 of them. Its rows come all the same, usable or not.
    """
    usable = _usable_answers(frame, by, outcome, weight)
    for name, rows in frame.groupby(by, sort=True):
        if usable[name] >= SMALLEST_GROUP:
            yield str(name), rows


def left_out(frame: pd.DataFrame, by: str, outcome: str, weight: str | None = None) -> tuple[str, ...]:
    """Return the names of the groups that :func:`groups` leaves out since they are too small, by name."""
    usable = _usable_answers(frame, by, outcome, weight)
    return tuple(str(name) for name in usable.index[usable < SMALLEST_GROUP])


def _usable_answers(frame: pd.DataFrame, by: str, outcome: str, weight: str | None) -> pd.Series:
    """Return how many usable answers each group has, by name."""
    usable = frame[outcome].notna()
    if weight is not None:
        usable &= frame[weight] > 0
    return usable.groupby(frame[by], sort=True).sum()

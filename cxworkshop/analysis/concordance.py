"""Kendall's W of many resamples of items at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ROUNDS = 4
_DIGITS = 12


class Concordance(NamedTuple):
    """W with and without correction for ties, shape (resamples,); NaN where all are tied by everybody."""

    corrected: Floats
    plain: Floats


def concordance(values: Floats, counts: Ints) -> Concordance:
    """Return Kendall's W of items that occur so many times each.

    W = 12 S / (m² (N³ − N) − m ΣT), with S the squared deviations of items' sums of mid-ranks from their mean
    and T = Σ(t³ − t) over each rater's ties; without correction T is 0. Kendall & Babington Smith (1939),
    Annals of Mathematical Statistics 10(3); Siegel & Castellan (1988), chapter 9.

    Parameters
    ----------
    values
        Shape (raters, items), without gaps.
    counts
        How often each item occurs, shape (resamples, items), N in each row.
    """
    raters, drawn = len(values), int(counts[0].sum())
    sums, ties = np.zeros(counts.shape), np.zeros(len(counts))
    for row in values:
        equal = (counts @ (row[:, None] == row)).astype(float)
        lower = counts @ (row[:, None] < row)
        sums += lower + (equal + 1) / 2
        ties += (counts * (equal**2 - 1)).sum(axis=1)
    squares = (counts * (sums - raters * (drawn + 1) / 2) ** 2).sum(axis=1)
    most = raters**2 * (drawn**3 - drawn)
    room = most - raters * ties
    corrected = np.divide(12 * squares, room, out=np.full(len(counts), np.nan), where=room > 0)
    # Rounded, since the order of raters may change the last digit.
    return Concordance(*(np.minimum(np.round(w, _DIGITS), 1) for w in (corrected, 12 * squares / most)))


def in_own_order(values: Floats) -> Floats:
    """Return the items (columns) in an order that neither that of items nor that of raters changes.

    Items and raters are told apart by the values they hold and, round after round, by those who hold them
    (Weisfeiler & Leman 1968). What still can't be told apart is alike in every way that counts.
    """
    items = np.zeros(values.shape[1], dtype=np.int64)
    numbered = np.unique(values, return_inverse=True)[1].reshape(values.shape)
    for _ in range(_ROUNDS):
        raters = _classes(numbered, items)
        items = _classes(numbered.T, raters)
    return values[:, np.argsort(items, kind="stable")]


def _classes(rows: Ints, columns: Ints) -> Ints:
    """Return a number for each row, the same where rows hold the same values from the same columns."""
    coded = np.sort(rows * (columns.max() + 1) + columns, axis=1)
    return np.unique(coded, axis=0, return_inverse=True)[1].reshape(-1)

"""The laundry board as it may be shown: in no telling order, what says the same, and what to wash first."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from statistics import fmean

import numpy as np

from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.likeness import clusters_of
from cxworkshop.analysis.scores import mean_interval
from cxworkshop.domain.laundry import LaundryBoard, LaundryEntry, LaundryVote, Points
from cxworkshop.domain.laundry_items import LaundryItem, LaundryRanking, LaundryStanding, items_of
from cxworkshop.errors import EmptyTableError
from cxworkshop.settings import SEED, SMALLEST_GROUP

MOST_POINTS = 25.0
"""Harm 5 times changeable 5."""


def shuffled(entries: Iterable[LaundryEntry], *, seed: int = SEED) -> tuple[LaundryEntry, ...]:
    """Return entries in an order that doesn't follow the log.

    It is the same each time, and what comes later lands anywhere among the others.
    """
    return tuple(sorted(entries, key=lambda entry: _lot(entry.id, seed)))


def proposed_groups(entries: Sequence[LaundryEntry]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of entries that seem to say the same, the largest group first; single ones aren't named.

    By average linkage on the likeness of their words; see :func:`cxworkshop.analysis.likeness.clusters_of`.
    """
    clusters = clusters_of([entry.text for entry in entries])
    return tuple(tuple(entries[place].id for place in places) for places in clusters if len(places) > 1)


def laundry_ranking(board: LaundryBoard, *, level: float = LEVEL, seed: int = SEED) -> LaundryRanking:
    """Rank what stands on the board by harm times how changeable it is.

    Parameters
    ----------
    board
        Entries, groups and votes.
    level
        Level of the intervals (0–1).
    seed
        Of the order among equals.

    Returns
    -------
    LaundryRanking
        Each person's harm (1–5) times changeable (1–5) is averaged, with Student's interval. Who voted on
        entries before these became a group counts with the mean of what they gave. Items that fewer than 3
        people gave both points are withheld.

    Raises
    ------
    EmptyTableError
        There are fewer than 3 entries, or fewer than 3 people voted.
    """
    _expect_enough(len(board.entries), "entries", "are on the board", "write down")
    _expect_enough(len(board.votes), "people", "have voted", "vote on")
    standings, withheld = [], []
    for item in items_of(board):
        given = [points for vote in board.votes if (points := _points(vote, item))]
        if len(given) < SMALLEST_GROUP:
            withheld.append(item)
        else:
            standings.append(_standing(item, given, level))
    return LaundryRanking(
        entries=len(board.entries),
        voters=len(board.votes),
        standings=tuple(sorted(standings, key=lambda one: (-one.mean, _lot(one.item.id, seed)))),
        withheld=tuple(sorted(withheld, key=lambda item: _lot(item.id, seed))),
        level=level,
    )


def _lot(told: str, seed: int) -> bytes:
    return blake2b(f"{seed}:{told}".encode(), digest_size=8).digest()


def _expect_enough(came: int, what: str, there: str, ask: str) -> None:
    if came < SMALLEST_GROUP:
        msg = (
            f"The ranking is shown once {SMALLEST_GROUP} {what} {there}, so that nothing points at one "
            f"person, but so far there are {came}; ask the others to {ask} what gets in the way."
        )
        raise EmptyTableError(msg)


def _points(vote: LaundryVote, item: LaundryItem) -> tuple[float, float] | None:
    """Return one person's harm and changeable of an item where both were given."""
    harm, changeable = (_given(points, item) for points in (vote.harm, vote.changeable))
    return None if harm is None or changeable is None else (harm, changeable)


def _given(points: dict[str, Points], item: LaundryItem) -> float | None:
    if item.id in points:
        return float(points[item.id])
    inside = [points[entry.id] for entry in item.entries if entry.id in points]
    return fmean(inside) if inside else None


def _standing(item: LaundryItem, given: Sequence[tuple[float, float]], level: float) -> LaundryStanding:
    ordered = np.array(sorted(given), dtype=np.float64)
    n, mean, low, high = mean_interval(ordered.prod(axis=1), level=level)
    harm, changeable = ordered.mean(axis=0)
    return LaundryStanding(
        item=item,
        n=n,
        harm=float(harm),
        changeable=float(changeable),
        mean=mean,
        low=max(low, 1.0),
        high=min(high, MOST_POINTS),
    )

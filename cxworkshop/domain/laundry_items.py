"""What can be voted on: the board's groups and the entries that stand alone; and how the votes fell."""

from typing import Annotated

from pydantic import Field

from cxworkshop.domain.laundry import LaundryBoard, LaundryEntry, LaundryKind
from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Count, Share

Rated = Annotated[float, Field(ge=1, le=5)]

Product = Annotated[float, Field(ge=1, le=25)]


class LaundryItem(Model):
    """A group under its name, or an entry alone under its text; ``id`` is the group's or the entry's."""

    id: str
    name: str
    kinds: tuple[LaundryKind, ...]
    entries: tuple[LaundryEntry, ...]


class LaundryStanding(Model):
    """How ``n`` people voted on an item.

    ``harm`` and ``changeable`` are means of 1–5. ``mean`` is that of each person's product (1–25), with its
    interval.
    """

    item: LaundryItem
    n: Count
    harm: Rated
    changeable: Rated
    mean: Product
    low: Product
    high: Product


class LaundryRanking(Model):
    """Items by harm times changeable, the first to wash on top; ``withheld`` ones have too few votes."""

    entries: Count
    voters: Count
    standings: tuple[LaundryStanding, ...]
    withheld: tuple[LaundryItem, ...] = ()
    level: Share


def items_of(board: LaundryBoard) -> tuple[LaundryItem, ...]:
    """Return what can be voted on, groups first."""
    entries = {entry.id: entry for entry in board.entries}
    found = []
    for group in board.groups:
        inside = tuple(entries.pop(one) for one in group.entries if one in entries)
        if inside:
            found.append(LaundryItem(id=group.id, name=group.name, kinds=_kinds(inside), entries=inside))
    alone = (
        LaundryItem(id=one.id, name=one.text, kinds=(one.kind,), entries=(one,)) for one in entries.values()
    )
    return (*found, *alone)


def _kinds(entries: tuple[LaundryEntry, ...]) -> tuple[LaundryKind, ...]:
    return tuple(dict.fromkeys(sorted(entry.kind for entry in entries)))

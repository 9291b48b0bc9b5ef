"""When to show what people gave, each alone: never so few at once that one of them can be told."""

from collections.abc import Collection, Iterable
from typing import Literal

from cxworkshop.settings import SMALLEST_GROUP

Withheld = Literal["too_few", "too_few_new"]
"""Fewer than 3 at all; one or two that are new beside those shown before."""


def newly_given(things: Iterable[object], shown: Collection[object]) -> int:
    """Return how many things are new, or changed, since they were last shown."""
    return sum(thing not in shown for thing in things)


def why_withheld(things: Collection[object], shown: Collection[object]) -> Withheld | None:
    """Return why things can't be shown now; None where they can.

    Parameters
    ----------
    things
        What people gave, as it is now.
    shown
        The same as it was when it was last shown; empty where it never was.
    """
    if len(things) < SMALLEST_GROUP:
        return "too_few"
    if shown and 0 < newly_given(things, shown) < SMALLEST_GROUP:
        return "too_few_new"
    return None

"""Fit text into a box: a smaller size first, then an ellipsis.

Widths are estimated by kinds of characters in Arial, a little on the wide side, since the font that a
projector's machine has isn't known here.
"""

import unicodedata
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

POINTS_PER_INCH = 72
LINE = 1.2
"""Height of a line in ems."""

_NARROW = frozenset("iljtfrI.,:;'!|()[] \u00a0")
_WIDE = frozenset("mwMW%@—…")


class Fitted(NamedTuple):
    """Text that fits, its size in points, and whether it had to be cut."""

    text: str
    size: int
    cut: bool


def fit(text: str, width: float, height: float, largest: int, smallest: int) -> Fitted:
    """Return ``text`` at the largest size at which it fits into the box (inches), cut if it fits at none."""
    for size in range(largest, smallest - 1, -2):
        if count_lines(text, width, size) * LINE * size <= height * POINTS_PER_INCH:
            return Fitted(text, size, cut=False)
    lines = max(1, int(height * POINTS_PER_INCH / (LINE * smallest)))
    return Fitted(cut_to(text, width, smallest, lines), smallest, cut=True)


def cut_to(text: str, width: float, size: int, lines: int) -> str:
    """Return the longest beginning of ``text`` that fills so many lines, with an ellipsis."""
    if count_lines(text, width, size) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if count_lines(text[:middle].rstrip() + "…", width, size) <= lines:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def count_lines(text: str, width: float, size: int) -> int:
    """Return on how many lines ``text`` comes in a box of that width (inches) at that size (points)."""
    room = width * POINTS_PER_INCH / size
    return sum(_count_wrapped(paragraph, room) for paragraph in text.split("\n"))


def breaks_word(text: str, width: float, size: int) -> bool:
    """Return whether a word is longer than a line of that width (inches) at that size (points)."""
    room = width * POINTS_PER_INCH / size
    return any(sum(map(_ems, word)) > room for word in text.split())


def row_heights(rows: Sequence[Sequence[str]], widths: Sequence[float], size: int, pad: float) -> list[float]:
    """Return the height of each row of a table (inches), cells padded by ``pad`` above and below."""
    return [
        max(count_lines(cell, width, size) for cell, width in zip(row, widths, strict=True))
        * (LINE * size / POINTS_PER_INCH)
        + 2 * pad
        for row in rows
    ]


def _count_wrapped(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        length = sum(map(_ems, word))
        gap = _ems(" ") if used else 0
        if used + gap + length <= room:
            used += gap + length
            continue
        broken = ceil(length / room) if length > room else 1  # a word longer than a line is broken
        lines += broken - (used == 0)
        used = length - (broken - 1) * room
    return lines


def _ems(sign: str) -> float:
    if sign in _NARROW:
        return 0.31
    if sign in _WIDE:
        return 0.95
    if unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0xFFFF:  # noqa: PLR2004 - emoji and the like
        return 1.2
    return 0.69 if sign.isupper() else 0.55

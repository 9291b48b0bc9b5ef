"""Labels side by side: as near to their places as they can be without overlapping."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], lengths: Sequence[float], start: float, end: float) -> list[float]:
    """Return the middles of labels in their order, moved apart and kept between ``start`` and ``end``.

    Parameters
    ----------
    wanted
        Where the middles would best be (px), ascending.
    lengths
        How much room each needs (px).
    start, end
        The ends of the room; where it is too small for all, they run over its start.
    """
    placed: list[float] = []
    edge = start
    for middle, length in zip(wanted, lengths, strict=True):
        placed.append(max(middle, edge + length / 2))
        edge = placed[-1] + length / 2
    edge = end
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], edge - lengths[place] / 2)
        edge = placed[place] - lengths[place] / 2
    return placed

"""What numbers given in the room add up to, whatever order they came in."""

from collections.abc import Sequence
from math import floor, fsum, log10, sqrt
from statistics import median

from cxworkshop.domain.activity_results import Measured
from cxworkshop.domain.questions import Item, ItemId, ScalePoint

TENTHS = 10

_FILLED, _NEAR, _FEWEST_STEPS, _MOST_STEPS = 4, 2, 200, 10_000

MOST_WIDEST = 3
"""More items than these aren't talked about in one go."""


class Bins:
    """The steps that numbers are counted by: a scale's points, or tenths between its ends.

    Parameters
    ----------
    least, most
        The ends of what can be given; the same where there is nothing to choose.
    points
        The numbers that can be given, with their names; none where it is any number between the ends.
    """

    def __init__(self, least: float, most: float, points: Sequence[tuple[float, str]] = ()) -> None:
        self.least, self.most = least, most
        self._places = {value: place for place, (value, _) in enumerate(points)}
        self.names = tuple(name for _, name in points) or tuple(
            f"{self._edge(tenth):g}–{self._edge(tenth + 1):g}" for tenth in range(TENTHS)
        )

    @classmethod
    def of_scale(cls, scale: Sequence[ScalePoint]) -> "Bins":
        """Return a rating scale's points."""
        return cls(scale[0].value, scale[-1].value, [(point.value, point.label) for point in scale])

    @classmethod
    def of_ranks(cls, items: int) -> "Bins":
        """Return the ranks of so many items."""
        return cls(1, items, [(rank, f"{rank}") for rank in range(1, items + 1)])

    def count(self, numbers: Sequence[float]) -> tuple[int, ...]:
        """Return how many of the numbers fall on each step."""
        counts = [0] * len(self.names)
        for number in numbers:
            counts[self._step(number)] += 1
        return tuple(counts)

    def share(self, number: float) -> float:
        """Return where between the ends a number lies (0–1)."""
        return (number - self.least) / (self.most - self.least)

    def _step(self, number: float) -> int:
        if self._places:
            return self._places[number]
        return min(int(self.share(number) * TENTHS), TENTHS - 1)

    def _edge(self, tenth: int) -> float:
        return self.least + (self.most - self.least) * tenth / TENTHS


def axis_of(numbers: Sequence[float], least: float, most: float) -> tuple[float, float]:
    """Return the ends of an axis on which numbers can be told apart, with round steps between them.

    Those between which numbers could be given, where the numbers take a quarter of the way or more; else ten
    steps of 1, 2 or 5 times a power of ten, as short as hold all numbers. It begins at the lower end where
    the numbers lie near that, as seen from how far they are apart.

    Parameters
    ----------
    numbers
        At least one, each from ``least`` to ``most``.
    """
    low, high = min(numbers), max(numbers)
    if high - low >= (most - least) / _FILLED:
        return least, most
    from_least = low - least <= _NEAR * (high - low)
    way = most - least
    shortest = max((high - low) / TENTHS, way / _MOST_STEPS) if low < high else way / _FEWEST_STEPS
    power = floor(log10(shortest))
    for step in (figure * 10.0**at for at in (power, power + 1, power + 2) for figure in (1, 2, 5)):
        begin = least if from_least else max(least, floor(low / step) * step)
        end = begin + TENTHS * step
        if step >= shortest and end >= high:
            return (begin, end) if begin < end <= most else (least, most)
    return least, most


def measure(  # noqa: PLR0913 - all of them say which numbers, and what may be told of them
    which: ItemId, label: str, numbers: Sequence[float], bins: Bins, *, cant_say: int = 0, fewest: int = 1
) -> Measured:
    """Return what an item's numbers add up to.

    Parameters
    ----------
    numbers
        Each between the ends of ``bins``.
    cant_say
        How many people had none to give.
    fewest
        Fewer numbers than these are counted but not shown.
    """
    if len(numbers) < max(fewest, 1):
        return Measured(
            id=which,
            label=label,
            n=len(numbers),
            cant_say=cant_say,
            mean=None,
            low=None,
            high=None,
            median=None,
        )
    low, high = min(numbers), max(numbers)
    return Measured(
        id=which,
        label=label,
        n=len(numbers),
        cant_say=cant_say,
        mean=min(max(fsum(numbers) / len(numbers), low), high),
        low=low,
        high=high,
        median=median(numbers),
        counts=bins.count(numbers),
        apart=_apart(numbers, bins),
    )


def _apart(numbers: Sequence[float], bins: Bins) -> float | None:
    """Return the standard deviation over the largest that so many numbers can have (0–1).

    The largest is that of one half at either end, for an odd number as near as can be.
    """
    n = len(numbers)
    if n == 1 or bins.least == bins.most:
        return None
    shares = [bins.share(number) for number in numbers]
    mean = fsum(shares) / n
    half = n // 2
    largest = sqrt(half * (n - half)) / n
    return min(sqrt(fsum((share - mean) ** 2 for share in shares) / n) / largest, 1.0)


def widest(items: Sequence[Item], apart: Sequence[float | None]) -> tuple[ItemId, ...]:
    """Return the items that people are furthest apart on: three at most, and never all there are."""
    told = [(-far, place) for place, far in enumerate(apart) if far]
    return tuple(items[place].id for _, place in sorted(told)[: min(MOST_WIDEST, len(items) - 1)])

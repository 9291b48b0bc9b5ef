"""How much time is left, by a clock that nobody sets."""

from collections.abc import Callable
from datetime import UTC, datetime
from math import ceil
from time import monotonic

from cxworkshop.domain.people import Timer


def _today() -> datetime:
    return datetime.now(UTC)


class Countdown:
    """The time left of a timer.

    The machine's clock is looked at once, when the timer is first seen; setting it back or forward later
    changes nothing.
    """

    def __init__(self, now: Callable[[], float] = monotonic, today: Callable[[], datetime] = _today) -> None:
        self._now = now
        self._today = today
        self._started: datetime | None = None
        self._begin = 0.0

    def left(self, timer: Timer) -> int:
        """Return the whole seconds left, from 0 to the timer's own."""
        if timer.started != self._started:
            gone = max(0.0, (self._today() - timer.started).total_seconds())
            self._started, self._begin = timer.started, self._now() - gone
        return max(0, min(timer.seconds, ceil(self._begin + timer.seconds - self._now())))

"""How often somebody may try: writes of a seat, seats of an address, guesses of the room's code."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic

RATE = 10.0
"""Writes a second that a seat may send for long."""

BURST = 20.0
"""Writes that a seat may send at once."""

FREE_GUESSES = 5
"""Wrong codes that an address may try before it must wait."""

LONGEST_WAIT = 60.0
"""Seconds between two guesses, at most."""

FORGET = 900.0
"""Seconds after which an address without wrong codes begins anew."""

MOST_ADDRESSES = 10_000

_V6_NETWORK = 64
"""Bits of an IPv6 address that one home or phone has; the others it may choose freely."""

SEATS_AT_ONCE = 60
"""Seats that may be taken at once from one address."""

SEAT_RATE = 1.0
"""Seats a second that may be taken from one address for long."""

Now = Callable[[], float]


class _Buckets:
    """Buckets of ``burst`` that fill by ``rate`` a second; the ones unused for longest are forgotten."""

    def __init__(self, burst: float, rate: float, now: Now) -> None:
        self._burst, self._rate, self._now = burst, rate, now
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, whose: str) -> float:
        now = self._now()
        left, since = self._left.pop(whose, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        if len(self._left) >= MOST_ADDRESSES:
            del self._left[next(iter(self._left))]
        self._left[whose] = (left - 1 if left >= 1 else left, now)
        return 0.0 if left >= 1 else (1 - left) / self._rate


class WriteLimit:
    """Writes by seat: a bucket of :data:`BURST` that fills by :data:`RATE` a second."""

    def __init__(self, now: Now = monotonic) -> None:
        self._buckets = _Buckets(BURST, RATE, now)

    def wait(self, seat: str) -> float:
        """Count one write; return 0, or the seconds after which it may be tried again."""
        return self._buckets.take(seat)


class SeatLimit:
    """New seats by address: a bucket of :data:`SEATS_AT_ONCE` that fills by :data:`SEAT_RATE` a second.

    Not for this machine itself: whoever is on it has the workshop file.
    """

    def __init__(self, now: Now = monotonic) -> None:
        self._buckets = _Buckets(SEATS_AT_ONCE, SEAT_RATE, now)

    def wait(self, address: str) -> float:
        """Count one seat; return 0, or the seconds after which it may be tried again."""
        return 0.0 if is_here(address) else self._buckets.take(_home(address))


class GuessLimit:
    """Wrong codes by address: the wait after each doubles, and holds for right codes too."""

    def __init__(self, now: Now = monotonic) -> None:
        self._now = now
        self._wrong: dict[str, tuple[int, float]] = {}

    def wait(self, address: str) -> float:
        """Return the seconds after which this address may try a code, 0 for now."""
        wrong, last = self._wrong.get(_home(address), (0, 0.0))
        return max(0.0, last + _pause(wrong) - self._now()) if wrong else 0.0

    def wrong(self, address: str) -> float:
        """Count a wrong code; return the seconds to wait from now on."""
        home, now = _home(address), self._now()
        wrong, last = self._wrong.pop(home, (0, now))
        wrong = 1 if now - last > FORGET else wrong + 1
        if len(self._wrong) >= MOST_ADDRESSES:
            del self._wrong[next(iter(self._wrong))]  # the one that guessed longest ago
        self._wrong[home] = (wrong, now)
        return _pause(wrong)


def _pause(wrong: int) -> float:
    beyond = wrong - FREE_GUESSES
    return 0.0 if beyond < 0 else min(LONGEST_WAIT, 2.0 ** min(beyond, 10))


def is_here(address: str) -> bool:
    """Return whether an address is this machine's own."""
    parsed = _parsed(address)
    return parsed is not None and parsed.is_loopback


def _home(address: str) -> str:
    parsed = _parsed(address)
    if parsed is None:
        return address
    if parsed.version == 4:  # noqa: PLR2004 - IPv4
        return str(parsed)
    return str(ip_network((parsed, _V6_NETWORK), strict=False))


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else parsed

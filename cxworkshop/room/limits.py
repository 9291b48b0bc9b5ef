"""How often somebody may try: writes of a seat, guesses of the room's code."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
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

Now = Callable[[], float]


class WriteLimit:
    """Writes by seat: a bucket of :data:`BURST` that fills by :data:`RATE` a second."""

    def __init__(self, now: Now = monotonic) -> None:
        self._now = now
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, seat: str) -> float:
        """Count one write; return 0, or the seconds after which it may be tried again."""
        now = self._now()
        left, since = self._left.get(seat, (BURST, now))
        left = min(BURST, left + (now - since) * RATE)
        self._left[seat] = (max(left - 1, 0.0) if left >= 1 else left, now)
        return 0.0 if left >= 1 else (1 - left) / RATE


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


def _home(address: str) -> str:
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004 - IPv4
        return address
    mapped = parsed.ipv4_mapped
    return str(mapped) if mapped else str(ip_network((parsed, _V6_NETWORK), strict=False))

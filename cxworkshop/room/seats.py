"""Who holds which seat: a device's secret, what the file keeps of it, and what an answer is known by."""

import hmac
import re
from collections.abc import Mapping
from hashlib import sha256

from cxworkshop.domain.people import Seat

_SECRET = re.compile(r"[\w-]{43}", re.ASCII)


def is_secret(text: str) -> bool:
    """Whether ``text`` has the shape of :func:`~cxworkshop.domain.seat_keys.new_secret`."""
    return bool(_SECRET.fullmatch(text))


def token_of(secret: str, activity: str) -> str:
    """Return who answers an anonymous question: one token for each secret and question.

    Nobody gets from the token or the seat's key to the other without the secret, which only the device has.
    """
    return hmac.new(secret.encode(), activity.encode(), sha256).hexdigest()[:32]


def answer_id(who: str, activity: str, number: int, sent: str) -> str:
    """Return the id of the event of an answer that the phone sent under ``sent``: sent again, the same."""
    return sha256(f"{who} {activity} {number} {sent}".encode()).hexdigest()[:32]


class SeatFinder:
    """Finds seats by their key without going through all of them."""

    def __init__(self) -> None:
        self._seats: Mapping[str, Seat] = {}
        self._by_key: dict[str, Seat] = {}

    def find(self, seats: Mapping[str, Seat], key: str) -> Seat | None:
        """Return the one of ``seats`` with this key."""
        if seats is not self._seats:
            self._seats = seats
            self._by_key = {seat.key: seat for seat in seats.values() if seat.key}
        return self._by_key.get(key)

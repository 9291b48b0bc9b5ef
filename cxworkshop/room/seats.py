"""Who holds which seat: a device's secret, what the file keeps of it, and what an answer is known by."""

import hmac
import re
from hashlib import sha256

_SECRET = re.compile(r"[\w-]{43}", re.ASCII)


def is_secret(text: str) -> bool:
    """Whether ``text`` has the shape of :func:`~cxworkshop.domain.seat_keys.new_secret`."""
    return bool(_SECRET.fullmatch(text))


def token_of(secret: str, activity: str, number: int) -> str:
    """Return who answers round ``number`` of an anonymous question: one token for each secret and round.

    Nobody gets from the token or the seat's key to the other without the secret, which only the device has.
    Not one token for all rounds: it would tell who came or changed the device between two of them.
    """
    return hmac.new(secret.encode(), f"{activity} {number}".encode(), sha256).hexdigest()[:32]


def answer_id(who: str, activity: str, number: int, sent: str) -> str:
    """Return the id of the event of an answer that the phone sent under ``sent``: sent again, the same."""
    return sha256(f"{who} {activity} {number} {sent}".encode()).hexdigest()[:32]

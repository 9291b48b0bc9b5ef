"""Who is the same person: a name spelt in another case is nobody else's."""

import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Personal(Protocol):
    """What one person gave."""

    @property
    def person(self) -> str:
        """A name, initials or a token."""
        ...


P = TypeVar("P", bound=Personal)


_BLANK_SIGNS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and marks of Unicode that show nothing."""


def is_unseen(sign: str) -> bool:
    """Whether one sign shows nothing of its own: it joins, turns or varies others, or is blank."""
    varies = "VARIATION SELECTOR" in unicodedata.name(sign, "")
    return varies or sign in _BLANK_SIGNS or unicodedata.category(sign) == "Cf"


def name_key(name: str) -> str:
    """Return what a name is compared by: the same for names that nobody can tell apart by reading them."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join("".join(sign for sign in plain if not is_unseen(sign)).split())


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are one person's: Ana and ANA are."""
    return name_key(one) == name_key(other)


def answered_again(given: Iterable[P], new: P, *alike: str) -> tuple[P, ...]:
    """Return what people gave with ``new`` at the end, in the place of what the same person gave before.

    Parameters
    ----------
    alike
        Names of attributes that must be the same as well, such as the round.
    """
    return (*(one for one in given if not _replaced(one, new, alike)), new)


def _replaced(one: Personal, new: Personal, alike: Iterable[str]) -> bool:
    return same_person(one.person, new.person) and all(
        getattr(one, name) == getattr(new, name) for name in alike
    )

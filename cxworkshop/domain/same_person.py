"""Who is the same person: a name spelt in another case is nobody else's."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Personal(Protocol):
    """What one person gave."""

    @property
    def person(self) -> str:
        """A name, initials or a token."""
        ...


P = TypeVar("P", bound=Personal)


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are one person's: Ana and ANA are."""
    return one.casefold() == other.casefold()


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

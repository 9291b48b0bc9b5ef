"""The words of a journey map, in one canonical form, and the ids of its parts."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

LONGEST_NAME = 300
LONGEST_NOTE = 1500
LONGEST_ID = 60

_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNSEEN = ("Cc", "Cs")
"""Unicode's classes of control characters and of halves of characters."""


def tidy(text: str) -> str:
    """Return text with one kind of line end, without control characters and outer blanks.

    Half characters (lone surrogates) go too: no file can hold them.
    """
    kept = _LINE_ENDS.sub("\n", text)
    if not kept.isprintable():
        kept = "".join(sign for sign in kept if sign in "\n\t" or unicodedata.category(sign) not in _UNSEEN)
    return kept.strip()


def one_line(text: str) -> str:
    """Return text as :func:`tidy` does, on one line with single blanks."""
    return " ".join(tidy(text).split())


def _if_text(change: Callable[[str], str]) -> BeforeValidator:
    """Change text before it is looked at; anything else is left for pydantic to refuse."""
    return BeforeValidator(lambda value: change(value) if isinstance(value, str) else value)


PartId = Annotated[str, StringConstraints(pattern=rf"^{_ID.pattern}$", max_length=LONGEST_ID)]
"""A part's id: small letters and digits, with single hyphens or underscores between them."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME), _if_text(one_line)]
"""What a part is called, on one line."""

Mention = Annotated[str, StringConstraints(max_length=LONGEST_NAME), _if_text(one_line)]
"""A person, a place or a source on one line, or none."""

Statement = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NOTE), _if_text(tidy)]
"""Free text of several lines that says something."""

Note = Annotated[str, StringConstraints(max_length=LONGEST_NOTE), _if_text(tidy)]
"""Free text of several lines, or none."""


class NewIds:
    """Makes ids that read like what a part is called and that nothing else on the map has.

    Parameters
    ----------
    taken
        The ids that are used already.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def new(self, words: str, otherwise: str) -> str:
        """Return a new id, which is taken from now on.

        Parameters
        ----------
        words
            What the part is called; an id that is free is kept as it is.
        otherwise
            The id's beginning where the words have no Latin letter and no digit.
        """
        plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
        wanted = words if _ID.fullmatch(words) else re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
        wanted = wanted[:LONGEST_ID].rstrip("_-") or otherwise
        found, number = wanted, self._numbers.get(wanted, 1)
        while found in self._taken:
            number += 1
            ending = f"_{number}"
            found = wanted[: LONGEST_ID - len(ending)].rstrip("_-") + ending
        self._numbers[wanted] = number
        self._taken.add(found)
        return found

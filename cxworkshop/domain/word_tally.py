"""What people would keep and strike in a wording, word by word, and what is left of it."""

from collections.abc import Iterable
from typing import NamedTuple

from cxworkshop.domain.mission_drafts import MOST_WORDS, WordMarks

_ENDS = ".!?;:,"


class Tally(NamedTuple):
    """A word, and how many people would keep it, and strike it."""

    word: str
    keep: int
    strike: int

    @property
    def struck(self) -> bool:
        """Whether more people would strike it than keep it."""
        return self.strike > self.keep


def words_of(text: str) -> list[str]:
    """Return the words of a wording that can be marked, as they stand, in order."""
    return text.split()[:MOST_WORDS]


def word_tally(text: str, marks: Iterable[WordMarks]) -> tuple[Tally, ...]:
    """Return each word of a wording with how many of those who marked it would keep and strike it."""
    made = tuple(marks)
    return tuple(
        Tally(word, sum(place in one.keep for one in made), sum(place in one.strike for one in made))
        for place, word in enumerate(words_of(text))
    )


def without_struck(text: str, tally: tuple[Tally, ...]) -> str:
    """Return a wording without the words struck; what ends a sentence stays where its last word goes."""
    kept: list[str] = []
    for place, word in enumerate(text.split()):
        if place < len(tally) and tally[place].struck:
            if kept and word[-1] in _ENDS and kept[-1][-1] not in _ENDS:
                kept[-1] += word[-1]
        else:
            kept.append(word)
    left = " ".join(kept)
    return left[:1].upper() + left[1:]

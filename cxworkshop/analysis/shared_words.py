"""Words and phrases that several answers share, and those that only one holds."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from cxworkshop.analysis.answer_words import Clause, Word
from cxworkshop.domain.alignment import SharedWord

PHRASES = (3, 2)
"""Lengths of phrases, in words that count; a longer one goes before its parts."""

Meanings = tuple[str, ...]


class Said(NamedTuple):
    """What each person said, clause by clause."""

    answers: tuple[tuple[Clause, ...], ...]


class _Uses(NamedTuple):
    """Who says something, and how many of them in which words."""

    people: set[int]
    forms: Counter[str]

    @property
    def by_use(self) -> list[str]:
        return sorted(self.forms, key=lambda form: (-self.forms[form], form))


def shared_words(said: Said) -> tuple[SharedWord, ...]:
    """Return the meanings that at least two people put into words, by how many do."""
    return _by_people(_uses(said, 1).values())


def shared_phrases(said: Said) -> tuple[SharedWord, ...]:
    """Return the phrases of two or three words that at least two people say, by how many do.

    Words that say nothing may stand between; a phrase isn't named where a longer one holds it and as many
    people say that.
    """
    found: list[_Uses] = []
    covered: dict[Meanings, int] = defaultdict(int)
    for length in PHRASES:
        for meanings, use in _uses(said, length).items():
            if covered[meanings] < len(use.people):
                found.append(use)
            for start in range(2):
                part = meanings[start : start + length - 1]
                covered[part] = max(covered[part], len(use.people))
    return _by_people(found)


def alone(said: Said) -> tuple[tuple[str, int], ...]:
    """Return the words that only one person says, with that person's place, each person's first in turn."""
    place_of: dict[int, list[str]] = defaultdict(list)
    for use in _uses(said, 1).values():
        if len(use.people) == 1:
            place_of[next(iter(use.people))].append(use.by_use[0])
    ranked = [
        (rank, word, place) for place, words in place_of.items() for rank, word in enumerate(sorted(words))
    ]
    return tuple((word, place) for _, word, place in sorted(ranked))


def _by_people(uses: Iterable[_Uses]) -> tuple[SharedWord, ...]:
    found = [
        SharedWord(word=use.by_use[0], also=tuple(use.by_use[1:]), people=len(use.people))
        for use in uses
        if len(use.people) > 1
    ]
    return tuple(sorted(found, key=lambda one: (-one.people, one.word)))


def _uses(said: Said, length: int) -> dict[Meanings, _Uses]:
    """Return who says what, once per person, by meanings."""
    uses: dict[Meanings, _Uses] = {}
    for person, clauses in enumerate(said.answers):
        spoken = set(chain.from_iterable(_runs(clause, length) for clause in clauses))
        for meanings, form in spoken:
            use = uses.setdefault(meanings, _Uses(set(), Counter()))
            use.people.add(person)
            use.forms[form] += 1
    return uses


def _runs(clause: Clause, length: int) -> Iterator[tuple[Meanings, str]]:
    """Yield each run of so many words that count: their meanings, and all words from first to last."""
    places = [place for place, word in enumerate(clause) if word.counts]
    for start in range(len(places) - length + 1):
        run = places[start : start + length]
        yield tuple(clause[place].meaning for place in run), _joined(clause[run[0] : run[-1] + 1])


def _joined(words: tuple[Word, ...]) -> str:
    return " ".join(word.said for word in words)

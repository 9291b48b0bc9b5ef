"""An answer in somebody's own words as meanings that can be compared.

Which words mean the same, say nothing, or say little is in ``templates/likeness/synonyms.yaml``.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from cxworkshop.analysis.word_stems import stem
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.settings import read_yaml

WORDS_FILE = "likeness/synonyms.yaml"

LONGEST_WORD = 40
"""Longer words are compared by their beginning."""

_TAGS = re.compile(r"<[/!]?[a-zA-Z][^<>]*>")
_CLAUSES = re.compile(r"[.,;:!?()\n\r•…|–—]|\s-\s")
_WORD = re.compile(r"[^\W_]+")
_SHORT_FORM = re.compile(r"[’']")


class Word(NamedTuple):
    """A word as it was said, the stem that stands for its meaning, and whether it counts."""

    said: str
    stem: str
    meaning: str
    counts: bool


Clause = tuple[Word, ...]


class WordLists(NamedTuple):
    """The meaning of each stem that has synonyms, words that say nothing, and meanings that count half."""

    meanings: dict[str, str]
    filling: frozenset[str]
    general: frozenset[str]


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Return an answer's words, clause by clause.

    Small letters; accents don't matter; tags of HTML are left out. Words that say nothing don't count, unless
    there are no others; where there are no words at all, symbols stand for them. A text of neither has no
    clauses.
    """
    plain = _plain(text)
    clauses = [tuple(filter(None, map(_word, _parted(part)))) for part in _CLAUSES.split(plain)]
    if not any(clauses):
        clauses = [tuple(_symbols(plain))]
    if not any(word.counts for word in chain(*clauses)):
        clauses = [tuple(word._replace(counts=True) for word in clause) for clause in clauses]
    return tuple(filter(None, clauses))


def weight_of(meaning: str) -> float:
    """Return how much a meaning counts: half where any firm's answers hold it."""
    return 0.5 if meaning in word_lists().general else 1.0


@cache
def word_lists() -> WordLists:
    """Return the lists that come with the product, or what the user made of them.

    Raises
    ------
    InvalidTemplateError
        The file doesn't hold lists of words, or a word stands in two lists of synonyms.
    """
    read = read_yaml(WORDS_FILE)
    meanings: dict[str, str] = {}
    for group in _texts(read, "synonyms", nested=True):
        stems = list(dict.fromkeys(map(_stem, group)))
        twice = next(
            (one for one, found in zip(group, map(_stem, group), strict=True) if found in meanings), None
        )
        if twice:
            msg = f"templates/{WORDS_FILE}: “{twice}” stands in two lists of synonyms; leave it in one."
            raise InvalidTemplateError(msg)
        meanings |= dict.fromkeys(stems, stems[0])
    filling = chain(*(_WORD.findall(line[0].casefold()) for line in _texts(read, "filling")))
    general = (_stem(word[0]) for word in _texts(read, "general"))
    return WordLists(meanings, frozenset(filling), frozenset(meanings.get(one, one) for one in general))


def _texts(read: dict[str, object], part: str, *, nested: bool = False) -> Iterator[list[str]]:
    """Yield the lists of a part of the file; single texts as lists of one."""
    listed = read.get(part)
    for entry in listed if isinstance(listed, list) else [listed]:
        words = entry if nested else [entry]
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            kind = "lists of words" if nested else "words"
            msg = (
                f"templates/{WORDS_FILE} must hold {kind} under {part}, but {entry!r} came; quote every word."
            )
            raise InvalidTemplateError(msg)
        yield words


def _plain(text: str) -> str:
    """Return a text in small letters, without tags, its short forms (we're, customers') in two words."""
    shown = html.unescape(_TAGS.sub(" ", text))
    return _SHORT_FORM.sub(" ", unicodedata.normalize("NFKC", shown).casefold())


def _parted(part: str) -> list[str]:
    """Return a clause's words; marks belong to the letter before them."""
    return "".join(sign if sign.isalnum() or _is_mark(sign) else " " for sign in part).split()


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


@lru_cache(maxsize=20_000)
def _word(said: str) -> Word | None:
    """Return a word, or None where it holds nothing but marks."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", said) if not _is_mark(sign))
    if not bare:
        return None
    lists, found = word_lists(), _stem(bare)
    return Word(said[:LONGEST_WORD], found, lists.meanings.get(found, found), bare not in lists.filling)


def _symbols(text: str) -> Iterator[Word]:
    for sign in text:
        if unicodedata.category(sign) == "So":
            yield Word(sign, sign, sign, counts=True)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """Return a word's stem; British and American spellings and adverbs have the same."""
    plain = re.sub(r"iz(?=e|ing|ation)", "is", word.casefold()[:LONGEST_WORD])
    adverb = plain.endswith("ly") and len(plain) > 6  # noqa: PLR2004 - not reply, family
    return stem(plain.removesuffix("ly") if adverb else plain)

"""An answer in somebody's own words as meanings that can be compared.

Which words mean the same, say nothing, or say little is in ``templates/likeness/synonyms.yaml``.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from cxworkshop.analysis.word_stems import stem
from cxworkshop.inputs.journey_reading import quoted
from cxworkshop.inputs.template_files import Template, read_template
from cxworkshop.inputs.yaml_lines import Path as Place
from cxworkshop.settings import assets

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
        The file can't be read, doesn't hold lists of words, or a word stands in two lists of synonyms; the
        sentence names file, line and remedy.
    """
    return read_word_lists(assets("templates") / WORDS_FILE)


def read_word_lists(path: Path) -> WordLists:
    """Return the lists of a file.

    Raises
    ------
    InvalidTemplateError
        As :func:`word_lists`.
    """
    file = read_template(path)
    meanings: dict[str, str] = {}
    for place, group in enumerate(_entries(file, "synonyms")):
        words = _words(file, ("synonyms", place), group)
        stems = list(dict.fromkeys(map(_stem, words)))
        for at, word in enumerate(words):
            if _stem(word) in meanings:
                why = f"“{word}” stands in two lists of synonyms; leave it in one"
                file.refuse(("synonyms", place, at), why)
        meanings |= dict.fromkeys(stems, stems[0])
    lists = {part: _words(file, (part,), _entries(file, part)) for part in ("filling", "general")}
    filling = chain(*(_WORD.findall(word.casefold()) for word in lists["filling"]))
    general = map(_stem, lists["general"])
    return WordLists(meanings, frozenset(filling), frozenset(meanings.get(one, one) for one in general))


def _entries(file: Template, part: str) -> list[Any]:
    """Return what stands under a part of the file, once it is a list."""
    content = file.content if isinstance(file.content, dict) else {}
    found = content.get(part)
    if not isinstance(found, list):
        file.refuse((part,), f"“{part}” must be a list, but is {quoted(found)}; begin each entry with “- ”")
    return found


def _words(file: Template, place: Place, words: object) -> list[str]:
    """Return words, once they are some."""
    if not isinstance(words, list):
        file.refuse(place, f"here must stand words in a list, [buy, purchase], but it is {quoted(words)}")
    for at, word in enumerate(words):
        if not isinstance(word, str):
            file.refuse((*place, at), f"here must stand a word, but it is {quoted(word)}; write one")
    return words


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

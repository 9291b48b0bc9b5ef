"""Words, phrases and patterns of the review of wording, compiled and looked for in a text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cxworkshop.domain.wording import Rule

Span = tuple[int, int]

_TAG = re.compile(r"<[a-z/!][^<>]{0,300}>")
_BRITISH = (
    (re.compile(r"i[sz](?=e|ing|ation|ab|$)"), "i[sz]"),
    (re.compile(r"(?<=[a-z]{2}[lnbv])ou?r|(?<=havi)ou?r"), "ou?r"),
    (re.compile(r"cent(?:re|er)"), "cent(?:re|er)"),
)
"""Spellings that differ between British and American English, and what matches both."""


class Phrases(NamedTuple):
    """What breaks a rule, and the phrases within which it doesn't."""

    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None

    def within(self, plain: str) -> Iterator[Span]:
        """Yield where a plain text breaks the rule."""
        kept = [found.span() for found in self.unless.finditer(plain)] if self.unless else []
        for pattern in self.patterns:
            for found in pattern.finditer(plain):
                start, end = found.span()
                if start < end and not any(first <= start and end <= last for first, last in kept):
                    yield start, end


def plain_text(text: str) -> str:
    """Return a text in small letters, without tags and curly apostrophes, each character in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in text)
    straight = lowered.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{NO-BREAK SPACE}", " ")
    return _TAG.sub(lambda tag: " " * len(tag.group()), straight)


@lru_cache(maxsize=512)
def phrases_of(rule: Rule) -> Phrases:
    """Return a rule's words and patterns, ready to be looked for."""
    listed = (any_of(rule.words),) if rule.words else ()
    patterns = (*listed, *map(re.compile, rule.patterns))
    return Phrases(patterns, any_of(rule.unless) if rule.unless else None)


@lru_cache(maxsize=512)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of some words and phrases, the longest first.

    A star at the end of a word stands for any ending, a space for a hyphen, British for American spelling.
    They are branched by their first letter, so that most of them aren't tried at most places.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        parts = re.split(r"[\s\-]+", plain_text(word).strip(" -"))
        branches.setdefault(parts[0][0], []).append(r"[\s\-\u2010–]+".join(map(_pattern, parts)))
    tried = (f"(?={re.escape(first)})(?:{'|'.join(listed)})" for first, listed in branches.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(tried) or '(?!)'})(?!\w)")


def _pattern(word: str) -> str:
    written = re.escape(word.removesuffix("*"))
    for spelling, both in _BRITISH:
        written = spelling.sub(both, written)
    return written + (r"\w*" if word.endswith("*") else "")

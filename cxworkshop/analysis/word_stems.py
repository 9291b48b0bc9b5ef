"""Words as stems, so that "cleaning" and "cleanliness", "invoice" and "invoicing" count as the same."""

import re
import unicodedata
from itertools import pairwise

_ENDINGS = (
    "liness",
    "ness",
    "ment",
    "ings",
    "ing",
    "ies",
    "ery",
    "ure",
    "ful",
    "al",
    "ed",
    "er",
    "es",
    "e",
    "s",
    "y",
)

_SHORTEST = 3

_FILLING = frozenset(["a", "an", "and", "for", "of", "or", "our", "the", "their", "to", "with", "your"])


def words_of(text: str) -> tuple[str, ...]:
    """Return a text's words in small letters; everything but letters and digits parts words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return tuple(re.findall(r"[^\W_]+", plain))


def stem(word: str) -> str:
    """Return a word without its endings, one after the other, as long as three letters remain."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return stem(word.removesuffix(ending))
    return word


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text's words, and of neighbours as one word (check-in, checkin; Wi-Fi, WiFi)."""
    words = [word for word in words_of(text) if word not in _FILLING]
    joined = (first + second for first, second in pairwise(words))
    return frozenset(stem(word) for word in (*words, *joined))


def holds(stems: frozenset[str], phrase: str) -> int:
    """Return how many words of a phrase are among the stems, 0 unless all of them are."""
    words = [word for word in words_of(phrase) if word not in _FILLING]
    together = stem("".join(words)) in stems
    return len(words) if words and (together or all(stem(word) in stems for word in words)) else 0

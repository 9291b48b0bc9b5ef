"""Whether a comment complains, by a list of words in ``templates/metrics/complaints.yaml``."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cxworkshop.errors import InvalidChoiceError
from cxworkshop.settings import read_yaml

WORDS_FILE = "metrics/complaints.yaml"

_NEGATION_REACHES = 3
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CLAUSES = re.compile(r"[.,;:!?()\n–—]|\b(?:but|though|although|however|yet|except)\b")


class ComplaintWords(NamedTuple):
    """A pattern of the words and phrases that complain, and the words that negate what follows."""

    complaints: re.Pattern[str]
    negations: frozenset[str]


@cache
def complaint_words() -> ComplaintWords:
    """Return the list that comes with the product, or what the user made of it.

    Raises
    ------
    InvalidChoiceError
        An entry isn't text.
    """
    listed = read_yaml(WORDS_FILE)
    for part in ("complaints", "negations"):
        entries = listed.get(part)
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            odd = next((e for e in entries if not isinstance(e, str)), "") if entries else "nothing"
            msg = (
                f"templates/{WORDS_FILE} must hold a list of words under {part}, but {odd!r} came; "
                "put every word in quotes."
            )
            raise InvalidChoiceError(msg)
    return words_of(listed["complaints"], listed["negations"])


def words_of(complaints: Sequence[str], negations: Sequence[str]) -> ComplaintWords:
    """Return a list to look for; a star at the end of a word stands for any ending."""
    phrases = [r"[\W_]+".join(map(_ending, _plain(entry).split())) for entry in complaints]
    return ComplaintWords(
        re.compile(rf"\b(?:{'|'.join(filter(None, phrases)) or '(?!)'})\b"), frozenset(map(_plain, negations))
    )


def complains(text: str, words: ComplaintWords) -> bool:
    """Return whether a comment holds a word that complains and isn't negated within its clause.

    A negation reaches three words, never past a punctuation mark or "but". A phrase whose first word is a
    negation itself ("not ready") stands as it is.
    """
    return any(
        _stands(clause, found, words)
        for clause in _CLAUSES.split(_plain(text))
        for found in words.complaints.finditer(clause)
    )


def _plain(text: str) -> str:
    return text.casefold().replace("\u2019", "'")


def _ending(word: str) -> str:
    return re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")


def _stands(clause: str, found: re.Match[str], words: ComplaintWords) -> bool:
    """Tell whether what was found isn't negated; "not only" and "not just" negate nothing."""
    if found.group().split()[0] in words.negations:
        return True
    near = [*_WORD.findall(clause[: found.start()])[-_NEGATION_REACHES:], ""]
    return not any(
        (word in words.negations or word.endswith("n't")) and after not in {"only", "just"}
        for word, after in pairwise(near)
    )

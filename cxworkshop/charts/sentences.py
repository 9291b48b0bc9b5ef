"""Findings as sentences, from ``templates/texts/findings.yaml``.

A sentence says no more than the intervals bear: where two can't be told apart, none is called first.
"""

from collections.abc import Sequence
from typing import Any

from cxworkshop import settings
from cxworkshop.charts.figures import count, listed, short
from cxworkshop.domain.profit import WhaleGroupName

NAME = 32
"""Longest name in a sentence (characters), so that it stays a title."""

MOST_NAMES = 3
"""Most names that a sentence lists; of more, two."""

MOST_ROWS = 12
"""Most rows on a chart that lists things; a board reads no more."""


def say(topic: str, pattern: str, **facts: str) -> str:
    """Return one of the findings, filled in, as a sentence that begins with a capital."""
    sentence = say_part(topic, pattern, **facts)
    return sentence[:1].upper() + sentence[1:]


def say_part(topic: str, pattern: str, **facts: str) -> str:
    """Return a part of a sentence, filled in."""
    texts: dict[str, Any] = settings.texts("findings")
    return str(texts[topic][pattern]).format(**facts)


def name_short(name: str) -> str:
    """Return a name as short as a sentence bears."""
    return short(name, NAME)


def named_first(names: Sequence[str]) -> str:
    """Return names as a sentence lists them, of many the first two and how many there are besides."""
    shortened = [name_short(name) for name in names]
    if len(shortened) <= MOST_NAMES:
        return listed(shortened)
    others = say_part("names", "others", count=counted(len(shortened) - 2))
    return listed([*shortened[:2], others])


def counted(number: int) -> str:
    """Return a small number as a word: three; a larger one in digits."""
    words: list[str] = settings.texts("findings")["counts"]
    return words[number] if number < len(words) else count(number)


def many(tied: int, of: int, named: int) -> str:
    """Return which pattern fits so many that can't be told apart; up to ``named`` are named."""
    if tied == of and tied > min(named, 2):
        return "all"
    return ("one", "two", "three")[tied - 1] if tied <= named else "more"


def name_group(name: WhaleGroupName) -> str:
    """Return what people call a group of the whale curve."""
    return say_part("groups", name)


def shown_note(shown: int, of: int) -> list[str]:
    """Return the line under a chart that shows some of many rows; none where it shows all."""
    return [say_part("charts", "shown", shown=count(shown), all=count(of))] if shown < of else []

"""Findings on the promise, as sentences from ``templates/texts/promise.yaml``."""

from typing import TYPE_CHECKING

from cxworkshop import settings
from cxworkshop.charts.figures import correlation, count
from cxworkshop.charts.findings_agreement import find_alignment, find_shared
from cxworkshop.charts.sentences import named_first
from cxworkshop.domain.alignment import Alignment

if TYPE_CHECKING:
    from cxworkshop.analysis.promise_alignment import WordShift


_NO_WIDTH = 1e-9


def find_promise(alignment: Alignment) -> str:
    """Say how alike the answers to one question are; where there are too few, why nothing is shown."""
    if alignment.n < settings.SMALLEST_GROUP:
        return _say("too_few", n=count(alignment.n))
    return find_alignment(alignment)


def find_shared_promise(alignment: Alignment) -> str | None:
    """Say which words most answers share; None where there are too few answers."""
    return None if alignment.likeness is None else find_shared(alignment)


def find_shift(before: Alignment, after: Alignment) -> str:
    """Say whether the second round's answers are more alike; only where ranges with a width lie apart."""
    ends = (before.likeness, before.low, before.high, after.likeness, after.low, after.high)
    if any(value is None for value in ends):
        return _say("shift_none")
    first, low, high, second, then_low, then_high = (value for value in ends if value is not None)
    pattern = "shift_open"
    if min(high - low, then_high - then_low) < _NO_WIDTH:
        pattern = "shift_alike"
    elif then_low > high:
        pattern = "shift_up"
    elif then_high < low:
        pattern = "shift_down"
    return _say(
        pattern,
        first=correlation(first),
        low=correlation(low),
        high=correlation(high),
        n=count(before.n),
        second=correlation(second),
        then_low=correlation(then_low),
        then_high=correlation(then_high),
        then_n=count(after.n),
    )


def find_word_shift(shift: "WordShift") -> str:
    """Say which shared words came, stayed and went."""
    told = [
        _say(pattern, words=named_first([f"“{word}”" for word in words]))
        for pattern, words in (
            ("words_new", shift.new),
            ("words_kept", shift.kept),
            ("words_gone", shift.gone),
        )
        if words
    ]
    return " ".join(told) or _say("words_none")


def _say(pattern: str, **facts: str) -> str:
    return str(settings.texts("promise")["findings"][pattern]).format(**facts)

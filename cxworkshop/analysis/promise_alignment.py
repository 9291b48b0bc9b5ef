"""How alike people's answers about the promise are, question by question, and what a second round changed."""

from collections.abc import Iterable
from typing import NamedTuple

from cxworkshop.analysis.alignment import alignment
from cxworkshop.analysis.answer_words import clauses_of
from cxworkshop.domain.alignment import Alignment, SharedWord
from cxworkshop.domain.promises import PromiseAnswers, PromiseQuestion
from cxworkshop.settings import SMALLEST_GROUP


class WordShift(NamedTuple):
    """Words that people share in the second round only, in both, and in the first only."""

    new: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]


def promise_alignment(
    promises: Iterable[PromiseAnswers], question: PromiseQuestion, number: int
) -> Alignment:
    """Tell how alike the answers to one question of one round are.

    Under :data:`cxworkshop.settings.SMALLEST_GROUP` answers only their number is told. People are named
    beside their words where they allowed it, unless the others are so few (one or two) that leaving them out
    would name them too; then nobody is.

    Parameters
    ----------
    promises
        What everybody wrote, of any round.
    question, number
        Which question, and which round, from 1.
    """
    written = [one for one in promises if one.round == number and question in one.answers]
    found = alignment({one.person: one.answers[question] for one in written}, named=True)
    if found.n < SMALLEST_GROUP:
        return Alignment(
            n=found.n, empty=found.empty, likeness=None, low=None, high=None, level=found.level, named=False
        )
    said = [one for one in written if clauses_of(one.answers[question])]
    allowed = {one.person for one in said if one.named}
    if 0 < len(said) - len(allowed) < SMALLEST_GROUP:
        allowed = set()
    return _naming(found, allowed)


def word_shift(before: Alignment, after: Alignment) -> WordShift:
    """Return which shared words came, stayed and went, the most shared first; other words for one are one."""
    return WordShift(
        new=_words(one for one in after.words if not _in(one, before)),
        kept=_words(one for one in after.words if _in(one, before)),
        gone=_words(one for one in before.words if not _in(one, after)),
    )


def _naming(found: Alignment, allowed: set[str]) -> Alignment:
    """Return an alignment that names nobody but those allowed."""
    own = tuple(
        one if one.person in allowed else one.model_copy(update={"person": None}) for one in found.own
    )
    clusters = tuple(
        one.model_copy(update={"people": tuple(person for person in one.people if person in allowed)})
        for one in found.clusters
    )
    return found.model_copy(update={"named": bool(allowed), "own": own, "clusters": clusters})


def _in(word: SharedWord, other: Alignment) -> bool:
    said = {word.word, *word.also}
    return any(said & {one.word, *one.also} for one in other.words)


def _words(found: Iterable[SharedWord]) -> tuple[str, ...]:
    return tuple(one.word for one in found)

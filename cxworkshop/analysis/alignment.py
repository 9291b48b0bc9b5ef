"""How alike the answers of several people to one open question are, and what they share."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.answer_words import Clause, clauses_of
from cxworkshop.analysis.intervals import LEVEL, student_quantile, tails
from cxworkshop.analysis.likeness import clusters_of, likeness
from cxworkshop.analysis.shared_words import Said, alone, shared_phrases, shared_words
from cxworkshop.domain.alignment import Alignment, Cluster, OwnWord
from cxworkshop.domain.map_words import tidy
from cxworkshop.domain.promises import LONGEST_ANSWER

Floats = NDArray[np.float64]

FEWEST_FOR_INTERVAL = 3
MOST_WORDS = 30
"""Most words or phrases that are named."""

_MOST_OF_CLUSTER = 5


def alignment(answers: Mapping[str, str], *, named: bool = False, level: float = LEVEL) -> Alignment:
    """Tell how alike the answers to one question are.

    The mean of :func:`cxworkshop.analysis.likeness.likeness` over each two answers. Its interval is the
    jackknife over people (Arvesen 1969, Annals of Mathematical Statistics 40(6)) with Student's quantile, cut
    to 0–1. Order and names of people change nothing.

    Parameters
    ----------
    answers
        Each person's answer; one without words or symbols counts as empty.
    named
        Whether people may be named beside their words; without it nothing holds a name.
    level
        Level of the interval (0–1).
    """
    tails(level)
    given = sorted((tidy(text), person) for person, text in answers.items())
    clauses = [clauses_of(text) for text, _ in given]
    there = [place for place, said in enumerate(clauses) if said]
    texts, people = [given[place][0] for place in there], [given[place][1] for place in there]
    said = Said(tuple(clauses[place] for place in there))
    alike = likeness(texts)
    mean, low, high = _mean_likeness(alike, level)
    own = alone(said) if len(texts) > 1 else ()
    return Alignment(
        n=len(texts),
        empty=len(given) - len(texts),
        likeness=mean,
        low=low,
        high=high,
        level=level,
        named=named,
        words=shared_words(said)[:MOST_WORDS],
        phrases=shared_phrases(said)[:MOST_WORDS],
        own=_own_words(own, people if named else None),
        own_words=len(own),
        clusters=tuple(
            _cluster(places, texts, said.answers, alike, people if named else None)
            for places in clusters_of(texts)
        ),
    )


def _mean_likeness(alike: Floats, level: float) -> tuple[float | None, float | None, float | None]:
    """Return the mean over each two answers and its interval, as far as there are enough of them."""
    n = len(alike)
    if n <= 1:
        return None, None, None
    sums = alike.sum(axis=1) - 1  # each is like itself
    mean = float(np.clip(sums.sum() / (n * (n - 1)), 0, 1))
    if n < FEWEST_FOR_INTERVAL:
        return mean, None, None
    without = (sums.sum() - 2 * sums) / ((n - 1) * (n - 2))
    error = np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum())
    half = student_quantile(level, n - 1) * float(error)
    return mean, max(mean - half, 0.0), min(mean + half, 1.0)


def _own_words(own: Sequence[tuple[str, int]], people: Sequence[str] | None) -> tuple[OwnWord, ...]:
    """Return the words of :func:`alone` by the alphabet, with who uses them where people are named."""
    found = (OwnWord(word=word, person=people[place] if people else None) for word, place in own[:MOST_WORDS])
    return tuple(sorted(found, key=lambda one: (one.word, one.person or "")))


def _cluster(
    places: Sequence[int],
    texts: Sequence[str],
    said: Sequence[tuple[Clause, ...]],
    alike: Floats,
    people: Sequence[str] | None,
) -> Cluster:
    inside = np.round(alike[np.ix_(places, places)].sum(axis=1), 9)
    words = shared_words(Said(tuple(said[place] for place in places)))
    common = [one.word for one in words if one.people * 2 >= len(places)]
    return Cluster(
        words=tuple(common[:_MOST_OF_CLUSTER]),
        example=_cut(texts[places[int(inside.argmax())]]),
        answers=tuple(_cut(texts[place]) for place in places),
        people=tuple(sorted(people[place] for place in places)) if people else (),
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_ANSWER else f"{text[: LONGEST_ANSWER - 1].rstrip()}…"

"""How alike texts are, offline, and which of them belong together."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cxworkshop.analysis.answer_words import clauses_of, weight_of

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]

LEAST_ALIKE = 0.2
"""Mean likeness from which texts are put into one cluster."""

MEANINGS, LETTERS = 0.8, 0.2
"""What words with their synonyms count, and what threes of letters do (other forms of a word, slips)."""

_THREE = 3
_DIGITS = 12


def likeness(texts: Sequence[str]) -> Floats:
    """Tell how alike each text is to each other, 0 (nothing in common) to 1 (the same words).

    The cosine (Salton & McGill 1983, Introduction to Modern Information Retrieval) of the words that both
    hold, by stem and synonym, counts four fifths; that of the threes of letters within these words one fifth.
    How often or in which order a text says a word doesn't matter, nor what other texts there are.

    Returns
    -------
    ndarray
        Shape (n, n), symmetric, 1 on the diagonal. A text without words or symbols is like none but itself.
    """
    read = [
        frozenset((word.stem, word.meaning) for word in chain(*clauses_of(text)) if word.counts)
        for text in texts
    ]
    meanings = [{meaning: weight_of(meaning) for _, meaning in words} for words in read]
    letters = [dict.fromkeys(chain(*(_threes(one) for one, _ in words)), 1.0) for words in read]
    alike = MEANINGS * _cosines(meanings) + LETTERS * _cosines(letters)
    np.fill_diagonal(alike, 1)
    return np.clip(np.round(alike, _DIGITS), 0, 1)


def clusters_of(texts: Sequence[str], *, least: float = LEAST_ALIKE) -> tuple[tuple[int, ...], ...]:
    """Return which texts belong together, as places in ``texts``, the largest cluster first.

    Average linkage (Sokal & Michener 1958, University of Kansas Science Bulletin 38): two clusters become one
    while the mean likeness between their texts is at least ``least`` (0–1). The order of texts changes
    nothing but places; clusters of one size come in the order of their first text by the alphabet.
    """
    if not texts:
        return ()
    ordered = sorted(range(len(texts)), key=lambda place: texts[place])
    alike = likeness([texts[place] for place in ordered])
    found: dict[int, list[int]] = {}
    for place, cluster in zip(ordered, _linked(alike, least), strict=True):
        found.setdefault(cluster, []).append(place)
    return tuple(tuple(places) for places in sorted(found.values(), key=lambda places: -len(places)))


def _linked(alike: Floats, least: float) -> Iterable[int]:
    from scipy.cluster.hierarchy import average, fcluster  # noqa: PLC0415 - half a second to import

    if len(alike) == 1:
        return (1,)
    apart = 1 - alike[np.triu_indices(len(alike), k=1)]
    return map(int, fcluster(average(apart), 1 - least, criterion="distance"))


def _cosines(rows: Sequence[Mapping[str, float]]) -> Floats:
    """Return the cosine of each two rows of weights, shape (n, n); 0 where a row is empty."""
    vectors = _vectors(rows)
    return (vectors @ vectors.T).toarray()  # type: ignore[no-any-return]


def _vectors(rows: Sequence[Mapping[str, float]]) -> "csr_array":
    """Return rows as vectors of length 1, shape (n, features)."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - only when asked for

    columns = {feature: column for column, feature in enumerate(sorted(set(chain(*rows))))}
    lengths = [sqrt(sum(weight**2 for weight in row.values())) for row in rows]
    values = [
        weight / length
        for row, length in zip(rows, lengths, strict=True)
        for _, weight in sorted(row.items())
    ]
    places = [columns[feature] for row in rows for feature in sorted(row)]
    starts = np.cumsum([0, *map(len, rows)])
    return csr_array((values, places, starts), shape=(len(rows), max(len(columns), 1)))


def _threes(word: str) -> Iterable[str]:
    framed = f"^{word}$"
    return (framed[place : place + _THREE] for place in range(max(len(framed) - _THREE + 1, 1)))

"""Whose answers the figures of a touchpoint rest on, in the words under a chart."""

from collections.abc import Iterator

from cxworkshop.charts.figures import count, listed
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.settings import texts


def segment_words(found: TouchpointEvidence) -> str:
    """Return whose answers are scored: the target segments, or all customers."""
    return listed(list(found.segment)) if found.segment else str(texts("hallmarks")["evidence"]["everyone"])


def answers_words(found: TouchpointEvidence) -> str:
    """Return n and whose answers they are, and whether segments count by their profit."""
    return ", ".join(_answers(found))


def touchpoint_source(found: TouchpointEvidence) -> str:
    """Return n, whose answers they are and the level of the intervals."""
    words = texts("hallmarks")["evidence"]["source"]
    return f"{answers_words(found)}; {words['level'].format(level=f'{found.level * 100:.0f}')}"


def _answers(found: TouchpointEvidence) -> Iterator[str]:
    words = texts("hallmarks")["evidence"]["source"]
    yield words["answers"].format(n=count(found.n), segment=segment_words(found))
    if len(found.weights) > 1:
        yield words["weighted"]

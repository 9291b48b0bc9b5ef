"""What follows from what people answered, each alone; only what is out for all to see.

Where a calculation refuses, too few people answered, and there is no result, hence no page.
"""

from typing import NamedTuple, get_args

from cxworkshop.analysis.health import health
from cxworkshop.analysis.health_changes import health_changes
from cxworkshop.analysis.policy_spread import policy_spread
from cxworkshop.analysis.promise_alignment import promise_alignment
from cxworkshop.domain.alignment import Alignment
from cxworkshop.domain.health import Health, HealthChanges
from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.policy_spread import PolicySpread
from cxworkshop.domain.promises import PromiseQuestion
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.results import unless_refused
from cxworkshop.inputs.mistakes import mistakes

QUESTIONS: tuple[PromiseQuestion, ...] = get_args(PromiseQuestion)


class Checked(NamedTuple):
    """The latest closed round of the health check, and what came of it."""

    round: str
    health: Health


class Compared(NamedTuple):
    """Two closed rounds by their names, and what has changed."""

    before: str
    after: str
    changes: HealthChanges


class Aligned(NamedTuple):
    """A round of promise alignment: answers by question, those with at least 3 answers only."""

    number: int
    questions: dict[PromiseQuestion, Alignment]


def labels_of_mistakes() -> dict[str, str]:
    """Return what people call the mistakes, by id."""
    return {one.id: one.mistake for one in mistakes()}


def health_in(workshop: Workshop) -> Checked | None:
    """Return the latest closed round of the health check; None before one is."""
    closed = _closed(workshop)
    if not closed:
        return None
    found = unless_refused(lambda: health(closed[-1].answers, mistakes()))
    return Checked(closed[-1].name, found) if found and found.standings else None


def health_changes_in(workshop: Workshop) -> Compared | None:
    """Return the first closed round against the latest; None where there is one alone."""
    closed = _closed(workshop)
    if len(closed) <= 1:
        return None
    first, last = closed[0], closed[-1]
    found = unless_refused(lambda: health_changes(first.answers, last.answers, mistakes()))
    return Compared(first.name, last.name, found) if found and found.changes else None


def promises_in(workshop: Workshop) -> tuple[Aligned, ...]:
    """Return the first and the last round of promise alignment that are out; one alone, or none."""
    rounds = sorted({one.round for one in workshop.promises if one.round <= workshop.promises_out})
    aligned = (Aligned(number, _aligned(workshop, number)) for number in rounds)
    told = [one for one in aligned if one.questions]
    return (told[0], told[-1]) if len(told) > 1 else tuple(told)


def policies_in(workshop: Workshop) -> PolicySpread | None:
    """Return where leaders place the policies; None where too few did."""
    found = unless_refused(lambda: policy_spread(workshop.policies))
    return found if found and found.standings else None


def _closed(workshop: Workshop) -> list[HealthRound]:
    return [one for one in workshop.health if one.closed]


def _aligned(workshop: Workshop, number: int) -> dict[PromiseQuestion, Alignment]:
    """Return how alike a round's answers are to the questions that enough people answered."""
    found = {question: promise_alignment(workshop.promises, question, number) for question in QUESTIONS}
    return {question: one for question, one in found.items() if one.likeness is not None}

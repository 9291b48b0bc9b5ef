"""What follows from what people answered, each alone; only what is out for all to see.

Where a calculation refuses, too few people answered, and there is no result, hence no page.
"""

from typing import NamedTuple, get_args

from cxworkshop.analysis.answer_orders import order_of_mistakes
from cxworkshop.analysis.health import health
from cxworkshop.analysis.health_changes import health_changes
from cxworkshop.analysis.laundry_ranking import laundry_ranking
from cxworkshop.analysis.policy_spread import policy_spread
from cxworkshop.analysis.promise_alignment import promise_alignment
from cxworkshop.analysis.suggested_agenda import FEWEST_MINUTES, USUAL, suggested_agenda
from cxworkshop.domain.agreement import Agreement
from cxworkshop.domain.alignment import Alignment
from cxworkshop.domain.health import Health, HealthChanges, SuggestedAgenda
from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.laundry_items import LaundryRanking
from cxworkshop.domain.policy_spread import PolicySpread
from cxworkshop.domain.promises import PromiseQuestion
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.results import unless_refused
from cxworkshop.inputs.agendas import agenda_called
from cxworkshop.inputs.mistakes import mistakes

QUESTIONS: tuple[PromiseQuestion, ...] = get_args(PromiseQuestion)


class Checked(NamedTuple):
    """The latest closed round of the health check, what came of it, and how far people share an order."""

    round: str
    health: Health
    order: Agreement | None


class Compared(NamedTuple):
    """Two closed rounds by their names, and what has changed."""

    before: str
    after: str
    changes: HealthChanges


class Shared(NamedTuple):
    """The minutes that a round of ``n`` people asks for, and those of the plan for the day, if any."""

    round: str
    n: int
    agenda: SuggestedAgenda
    planned: dict[str, int]


class Washed(NamedTuple):
    """The laundry board's groups by their votes; ``alone`` counts ranked entries that are in no group."""

    ranking: LaundryRanking
    alone: int


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
    latest = closed[-1]
    found = unless_refused(lambda: health(latest.answers, mistakes()))
    if found is None or not found.standings:
        return None
    return Checked(latest.name, found, order_of_mistakes(latest.answers, mistakes()))


def health_changes_in(workshop: Workshop) -> Compared | None:
    """Return the first closed round against the latest; None where there is one alone."""
    closed = _closed(workshop)
    if len(closed) <= 1:
        return None
    first, last = closed[0], closed[-1]
    found = unless_refused(lambda: health_changes(first.answers, last.answers, mistakes()))
    return Compared(first.name, last.name, found) if found and found.changes else None


def agenda_in(workshop: Workshop) -> Shared | None:
    """Return the agenda that the health check suggests; None where it asks for no step above another.

    It shares out what the plan for the day has for the decisions and the commitments, else the usual time.
    """
    checked = health_in(workshop)
    if checked is None:
        return None
    plan = unless_refused(lambda: agenda_called(workshop.agenda)) if workshop.agenda else None
    planned = plan.minutes_by_step if plan else {}
    minutes = sum(planned.get(step, 0) for step in FEWEST_MINUTES) or USUAL
    found = unless_refused(lambda: suggested_agenda(checked.health, minutes))
    if found is None or not any(item.weight for item in found.items):
        return None
    return Shared(checked.round, checked.health.n, found, planned)


def laundry_in(workshop: Workshop) -> Washed | None:
    """Return how the board's groups rank, as far as it was shown; None where none has the votes.

    An entry that stands alone is one person's words, which stay on the board.
    """
    found = unless_refused(lambda: laundry_ranking(workshop.laundry.out))
    if found is None:
        return None
    groups = tuple(one for one in found.standings if len(one.item.entries) > 1)
    alone = len(found.standings) - len(groups)
    kept = found.model_copy(update={"standings": groups, "withheld": ()})
    return Washed(kept, alone) if groups else None


def promises_in(workshop: Workshop) -> tuple[Aligned, ...]:
    """Return the first and the last round of promise alignment that are out; one alone, or none."""
    rounds = sorted({one.round for one in workshop.promises if one.round <= workshop.promises_out})
    aligned = (Aligned(number, _aligned(workshop, number)) for number in rounds)
    told = [one for one in aligned if one.questions]
    return (told[0], told[-1]) if len(told) > 1 else tuple(told)


def policies_in(workshop: Workshop) -> PolicySpread | None:
    """Return where leaders place the policies; None before that is closed, or where too few did."""
    if not workshop.policies_closed:
        return None
    found = unless_refused(lambda: policy_spread(workshop.policies))
    return found if found and found.standings else None


def _closed(workshop: Workshop) -> list[HealthRound]:
    return [one for one in workshop.health if one.closed]


def _aligned(workshop: Workshop, number: int) -> dict[PromiseQuestion, Alignment]:
    """Return how alike a round's answers are to the questions that enough people answered."""
    found = {question: promise_alignment(workshop.promises, question, number) for question in QUESTIONS}
    return {question: one for question, one in found.items() if one.likeness is not None}

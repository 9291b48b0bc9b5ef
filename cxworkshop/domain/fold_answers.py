"""The fold of what people answer, each alone: health check, laundry board, promises, policies, consent."""

from cxworkshop.domain.answer_events import (
    AnswerEvent,
    BoundaryAgreed,
    ConsentGiven,
    ExampleStruck,
    FirstStopChosen,
    HealthAnswered,
    HealthRoundBegun,
    HealthRoundClosed,
    LaundryEdited,
    MissionDrafted,
    PoliciesClosed,
    PoliciesPlaced,
    PromiseRoundClosed,
    PromisesWritten,
)
from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.laundry import edit_board
from cxworkshop.domain.mission_drafts import edit_drafts
from cxworkshop.domain.same_person import answered_again
from cxworkshop.domain.workshop import Workshop

FIRST_ROUND = "First round"
"""What a round is called that nobody has named."""


def fold_answers(  # noqa: C901, PLR0911, PLR0912 - one case per event
    workshop: Workshop, event: AnswerEvent
) -> Workshop:
    """Return ``workshop`` after ``event``; whoever answers again takes the place of their earlier answer."""
    match event:
        case HealthRoundBegun() | HealthAnswered() | HealthRoundClosed():
            return _with(workshop, health=_fold_health(workshop.health, event))
        case ExampleStruck(example=example):
            return _with(workshop, health=tuple(each.without_example(example) for each in workshop.health))
        case FirstStopChosen():
            return _with(workshop, first_stop=event.stop)
        case LaundryEdited(edit=edit):
            return _with(workshop, laundry=edit_board(workshop.laundry, edit))
        case PromisesWritten(answers=written):
            if written.round <= workshop.promises_out:
                return workshop
            return _with(workshop, promises=answered_again(workshop.promises, written, "round"))
        case PromiseRoundClosed(round=closed):
            return _with(workshop, promises_out=max(workshop.promises_out, closed))
        case MissionDrafted(edit=change):
            return _with(workshop, drafts=edit_drafts(workshop.drafts, change))
        case PoliciesPlaced(placement=placement):
            if workshop.policies_closed:
                return workshop
            return _with(workshop, policies=answered_again(workshop.policies, placement))
        case PoliciesClosed():
            return _with(workshop, policies_closed=True)
        case BoundaryAgreed(boundary=boundary):
            return _with(workshop, boundaries={**workshop.boundaries, boundary.policy: boundary})
        case ConsentGiven(consent=consent):
            return _with(workshop, consents=answered_again(workshop.consents, consent, "decision"))


def _fold_health(
    rounds: tuple[HealthRound, ...], event: HealthRoundBegun | HealthAnswered | HealthRoundClosed
) -> tuple[HealthRound, ...]:
    if isinstance(event, HealthRoundBegun):
        return (*rounds, HealthRound(name=event.name))
    *earlier, latest = rounds or (HealthRound(name=FIRST_ROUND),)
    if isinstance(event, HealthRoundClosed):
        return (*earlier, latest.model_copy(update={"closed": True})) if rounds else rounds
    return (*earlier, latest.answered(event.answers))


def _with(workshop: Workshop, **changes: object) -> Workshop:
    return workshop.model_copy(update=changes)

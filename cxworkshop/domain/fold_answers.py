"""The fold of what people answer, each alone: health check, laundry board, promises, policies, consent."""

from cxworkshop.domain.answer_events import (
    BoundaryAgreed,
    ConsentGiven,
    FirstStopChosen,
    HealthAnswered,
    HealthRoundBegun,
    LaundryEdited,
    MissionDrafted,
    PoliciesPlaced,
    PromisesWritten,
)
from cxworkshop.domain.health_rounds import HealthRound
from cxworkshop.domain.laundry import edit_board
from cxworkshop.domain.mission_drafts import edit_drafts
from cxworkshop.domain.workshop import Workshop

FIRST_ROUND = "First round"
"""What a round is called that nobody has named."""

AnswerEvent = (
    HealthRoundBegun
    | HealthAnswered
    | FirstStopChosen
    | LaundryEdited
    | PromisesWritten
    | MissionDrafted
    | PoliciesPlaced
    | BoundaryAgreed
    | ConsentGiven
)


def fold_answers(workshop: Workshop, event: AnswerEvent) -> Workshop:  # noqa: PLR0911 - one case per event
    """Return ``workshop`` after ``event``; whoever answers again takes the place of their earlier answer."""
    match event:
        case HealthRoundBegun():
            return _with(workshop, health=(*workshop.health, HealthRound(name=event.name)))
        case HealthAnswered(answers=answers):
            *earlier, latest = workshop.health or (HealthRound(name=FIRST_ROUND),)
            return _with(workshop, health=(*earlier, latest.answered(answers)))
        case FirstStopChosen():
            return _with(workshop, first_stop=event.stop)
        case LaundryEdited(edit=edit):
            return _with(workshop, laundry=edit_board(workshop.laundry, edit))
        case PromisesWritten(answers=written):
            told = (written.person, written.round)
            others = (one for one in workshop.promises if (one.person, one.round) != told)
            return _with(workshop, promises=(*others, written))
        case MissionDrafted(edit=change):
            return _with(workshop, drafts=edit_drafts(workshop.drafts, change))
        case PoliciesPlaced(placement=placement):
            rest = (one for one in workshop.policies if one.person != placement.person)
            return _with(workshop, policies=(*rest, placement))
        case BoundaryAgreed(boundary=boundary):
            return _with(workshop, boundaries={**workshop.boundaries, boundary.policy: boundary})
        case ConsentGiven(consent=consent):
            said = (consent.person, consent.decision)
            kept = (one for one in workshop.consents if (one.person, one.decision) != said)
            return _with(workshop, consents=(*kept, consent))


def _with(workshop: Workshop, **changes: object) -> Workshop:
    return workshop.model_copy(update=changes)

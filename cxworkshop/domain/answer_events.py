"""What happens when people answer, each alone: health check, laundry board, promises, policies, consent."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from cxworkshop.domain.consent import Consent
from cxworkshop.domain.event import BaseEvent, now
from cxworkshop.domain.health import HealthAnswers
from cxworkshop.domain.health_rounds import FirstStop
from cxworkshop.domain.laundry import LaundryEdit
from cxworkshop.domain.map_words import Note
from cxworkshop.domain.mission_drafts import MissionEdit
from cxworkshop.domain.policies import PolicyBoundary, PolicyPlacement
from cxworkshop.domain.promises import PromiseAnswers, PromiseRound
from cxworkshop.domain.statements import Phrase


class HealthRoundBegun(BaseEvent):
    """The health check is taken anew, beside the earlier rounds."""

    kind: Literal["health_round_begun"] = "health_round_begun"
    name: Phrase


class HealthAnswered(BaseEvent):
    """Somebody answered the health check; their last answers of a round count."""

    kind: Literal["health_answered"] = "health_answered"
    answers: HealthAnswers


class HealthRoundClosed(BaseEvent):
    """All have answered the health check: its results are shown from now on."""

    kind: Literal["health_round_closed"] = "health_round_closed"


class ExampleStruck(BaseEvent):
    """The facilitator took an example out that could point at one person, in every round."""

    kind: Literal["example_struck"] = "example_struck"
    example: Note


class FirstStopChosen(BaseEvent):
    """The team said what it stops first."""

    kind: Literal["first_stop_chosen"] = "first_stop_chosen"
    stop: FirstStop


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


class LaundryEdited(BaseEvent):
    """The laundry board was changed by one step; whoever did it stays unnamed.

    ``at`` is cut to the day: the second would tell between whose answers an entry was written.
    """

    kind: Literal["laundry_edited"] = "laundry_edited"
    at: Annotated[AwareDatetime, AfterValidator(_day)] = Field(default_factory=now, validate_default=True)
    edit: LaundryEdit


class PromisesWritten(BaseEvent):
    """Somebody wrote, alone, about the promise."""

    kind: Literal["promises_written"] = "promises_written"
    answers: PromiseAnswers


class PromiseRoundClosed(BaseEvent):
    """All have written about the promise in this round: what they wrote is shown from now on."""

    kind: Literal["promise_round_closed"] = "promise_round_closed"
    round: PromiseRound


class MissionDrafted(BaseEvent):
    """The mission's drafts were changed by one step."""

    kind: Literal["mission_drafted"] = "mission_drafted"
    edit: MissionEdit


class PoliciesPlaced(BaseEvent):
    """Somebody placed the policies between the extremes."""

    kind: Literal["policies_placed"] = "policies_placed"
    placement: PolicyPlacement


class PoliciesClosed(BaseEvent):
    """All have placed the policies: where they stand is shown from now on."""

    kind: Literal["policies_closed"] = "policies_closed"


class BoundaryAgreed(BaseEvent):
    """The team wrote down the boundary of a policy, and how to talk about it."""

    kind: Literal["boundary_agreed"] = "boundary_agreed"
    boundary: PolicyBoundary


class ConsentGiven(BaseEvent):
    """Somebody said whether they agree with a decision, can live with it, or block it."""

    kind: Literal["consent_given"] = "consent_given"
    consent: Consent


AnswerEvent = (
    HealthRoundBegun
    | HealthAnswered
    | HealthRoundClosed
    | ExampleStruck
    | FirstStopChosen
    | LaundryEdited
    | PromisesWritten
    | PromiseRoundClosed
    | MissionDrafted
    | PoliciesPlaced
    | PoliciesClosed
    | BoundaryAgreed
    | ConsentGiven
)

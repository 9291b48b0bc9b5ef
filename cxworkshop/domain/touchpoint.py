"""One touchpoint of a journey map: what happens there, for the customer and behind the scenes."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from cxworkshop.domain.map_words import Mention, Name, Note, PartId, Statement
from cxworkshop.domain.model import Model

EvidenceLevel = Literal["assumed", "partly researched", "researched"]
"""How well a claim is known: nobody asked yet, some evidence, sound evidence."""


def _rounded(number: float) -> float:
    return round(number, 2) + 0.0  # adding 0 turns −0 into 0


Emotion = Annotated[float, Field(ge=-2, le=2), AfterValidator(_rounded)]
"""How the customer feels: −2 dismayed, 0 indifferent, 2 delighted; two decimals."""


class Claim(Model):
    """Something said about a touchpoint, and how well it is known. ``source`` says where from."""

    id: PartId
    text: Statement
    evidence: EvidenceLevel = "assumed"
    source: Mention = ""


class Cause(Claim):
    """Why something is so: ``of`` is the pain point, or the cause above, that it explains."""

    of: PartId
    owner: Mention = ""


class Recovery(Model):
    """What is done when it goes wrong, in four moves."""

    notice: Note = ""
    own_up: Note = ""
    mend: Note = ""
    tell: Note = ""


class Triad(Model):
    """What marketing, operations and HR must each do at this touchpoint."""

    marketing: Note = ""
    operations: Note = ""
    hr: Note = ""


NOT_ASKED = "(not in the survey)"
"""Stands as a touchpoint's survey column where the team has said that none asks about it."""


class Touchpoint(Model):
    """A place of the journey where the customer meets the firm, or a moment of feeling without it.

    ``column`` is the survey's column with its ratings, where that isn't the id, or :data:`NOT_ASKED`.
    ``is_moment`` marks a moment without a transaction, such as waiting or telling a friend. ``emotion`` is
    its height on the emotional curve, None where nobody has said; ``feelings`` are the words for it.
    ``trends`` is what is changing. ``causes`` are the why trees of its pain points.
    """

    id: PartId
    name: Name
    column: Note = ""
    is_moment: bool = False
    channel: Note = ""
    actions: Note = ""
    thoughts: Note = ""
    emotion: Emotion | None = None
    feelings: Note = ""
    backstage: Note = ""
    owner: Note = ""
    systems: Note = ""
    trends: Note = ""
    insights: tuple[Claim, ...] = ()
    pains: tuple[Claim, ...] = ()
    opportunities: tuple[Claim, ...] = ()
    causes: tuple[Cause, ...] = ()
    personalisation: Note = ""
    recovery: Recovery = Recovery()
    triad: Triad = Triad()

    @property
    def survey_column(self) -> str:
        """The survey's column that rates this touchpoint."""
        return self.column or self.id

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Insights, pain points, opportunities and causes."""
        return (*self.insights, *self.pains, *self.opportunities, *self.causes)


ClaimLane = Literal["insights", "pains", "opportunities"]
"""The lanes that hold claims."""

CLAIM_LANES: tuple[ClaimLane, ...] = get_args(ClaimLane)

TextLane = Literal[
    "column",
    "channel",
    "actions",
    "thoughts",
    "feelings",
    "backstage",
    "owner",
    "systems",
    "trends",
    "personalisation",
    "recovery.notice",
    "recovery.own_up",
    "recovery.mend",
    "recovery.tell",
    "triad.marketing",
    "triad.operations",
    "triad.hr",
]
"""The lanes that hold one text each; a point leads into the recovery play or the triad."""

TEXT_LANES: tuple[TextLane, ...] = get_args(TextLane)


def text_of(touchpoint: Touchpoint, lane: TextLane) -> str:
    """Return what stands in a lane of text, "" where nothing does."""
    group, _, field = lane.rpartition(".")
    found: str = getattr(getattr(touchpoint, group) if group else touchpoint, field)
    return found


def with_text(touchpoint: Touchpoint, lane: TextLane, text: Note) -> Touchpoint:
    """Return the touchpoint with another text in a lane; ``text`` is a valid note."""
    group, _, field = lane.rpartition(".")
    if not group:
        return touchpoint.model_copy(update={field: text})
    changed = getattr(touchpoint, group).model_copy(update={field: text})
    return touchpoint.model_copy(update={group: changed})

"""What a team can do to a journey map, one step at a time; :mod:`cxworkshop.domain.map_editing` does it."""

from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.journey_map import Journey, Stage
from cxworkshop.domain.map_words import Name, Note, PartId
from cxworkshop.domain.model import Model
from cxworkshop.domain.touchpoint import Cause, Claim, ClaimLane, Emotion, TextLane, Touchpoint

Position = Annotated[int, Field(ge=0)]
"""How many of its kind stand before it; beyond the end means last."""


class AddJourney(Model):
    """A journey comes to the map, with whatever stages and touchpoints it brings."""

    kind: Literal["add_journey"] = "add_journey"
    journey: Journey
    position: Position | None = None


class AddStage(Model):
    """A stage comes to the journey ``to``, with whatever touchpoints it brings."""

    kind: Literal["add_stage"] = "add_stage"
    to: PartId
    stage: Stage
    position: Position | None = None


class AddTouchpoint(Model):
    """A touchpoint comes to the stage ``to``."""

    kind: Literal["add_touchpoint"] = "add_touchpoint"
    to: PartId
    touchpoint: Touchpoint
    position: Position | None = None


class Rename(Model):
    """The map, a journey, a stage or a touchpoint is called something else; its id stays."""

    kind: Literal["rename"] = "rename"
    target: PartId
    name: Name


class DescribeMap(Model):
    """Whose map it is, and what that person is after."""

    kind: Literal["describe_map"] = "describe_map"
    persona: Note = ""
    scenario: Note = ""


class ChangeText(Model):
    """A lane of a touchpoint says something else."""

    kind: Literal["change_text"] = "change_text"
    target: PartId
    lane: TextLane
    text: Note


class SetFeeling(Model):
    """A touchpoint moves up or down the emotional curve, or (None) off it."""

    kind: Literal["set_feeling"] = "set_feeling"
    target: PartId
    emotion: Emotion | None


class MarkMoment(Model):
    """A touchpoint is a moment without a transaction, or no longer."""

    kind: Literal["mark_moment"] = "mark_moment"
    target: PartId
    is_moment: bool


class Move(Model):
    """A part goes elsewhere, with all below it.

    A touchpoint goes to a stage, a stage to a journey. A journey goes to the place ``position`` among all
    journeys, and becomes a part of the journey ``to``, or of none where ``to`` is the map.
    """

    kind: Literal["move"] = "move"
    target: PartId
    to: PartId
    position: Position


class Remove(Model):
    """A journey, stage or touchpoint goes, with all below it; a journey's own parts move up one level."""

    kind: Literal["remove"] = "remove"
    target: PartId


class AddClaim(Model):
    """An insight, pain point or opportunity comes to a touchpoint, as the last of its lane."""

    kind: Literal["add_claim"] = "add_claim"
    target: PartId
    lane: ClaimLane
    claim: Claim


class ChangeClaim(Model):
    """The insight, pain point or opportunity with this id reads anew."""

    kind: Literal["change_claim"] = "change_claim"
    claim: Claim


class AddCause(Model):
    """A cause comes into the why tree, below what it explains."""

    kind: Literal["add_cause"] = "add_cause"
    cause: Cause


class ChangeCause(Model):
    """The cause with this id reads anew, or explains something else at its touchpoint."""

    kind: Literal["change_cause"] = "change_cause"
    cause: Cause


class RemoveClaim(Model):
    """An insight, pain point, opportunity or cause goes, with the causes below it."""

    kind: Literal["remove_claim"] = "remove_claim"
    target: PartId


MapEdit = Annotated[
    AddJourney
    | AddStage
    | AddTouchpoint
    | Rename
    | DescribeMap
    | ChangeText
    | SetFeeling
    | MarkMoment
    | Move
    | Remove
    | AddClaim
    | ChangeClaim
    | AddCause
    | ChangeCause
    | RemoveClaim,
    Field(discriminator="kind"),
]
"""Everything that can be done to a map; each is told by its ``kind``."""

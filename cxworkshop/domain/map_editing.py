"""From a map and an edit to the map after it.

:func:`edit_map` is pure and total: an edit that no longer applies, because its target was removed meanwhile
or because the map would break a rule, leaves the map as it is; :func:`refusal` says why.
"""

from collections.abc import Callable

from cxworkshop.domain.journey_map import Journey, JourneyMap, map_problem
from cxworkshop.domain.map_edits import (
    AddCause,
    AddClaim,
    AddJourney,
    AddStage,
    AddTouchpoint,
    ChangeCause,
    ChangeClaim,
    ChangeText,
    DescribeMap,
    MapEdit,
    MarkMoment,
    Move,
    Remove,
    RemoveClaim,
    Rename,
    SetFeeling,
)
from cxworkshop.domain.map_tree import Holder, change_part, put_in, take_out
from cxworkshop.domain.touchpoint import CLAIM_LANES, Claim, Touchpoint, with_text


def edit_map(journey_map: JourneyMap, edit: MapEdit) -> JourneyMap:
    """Return the map after an edit; the very same map where the edit doesn't apply. No edit fails."""
    edited = _edited(journey_map, edit)
    return journey_map if edited is None or map_problem(edited) else edited


def refusal(journey_map: JourneyMap, edit: MapEdit) -> str | None:
    """Return the sentence that says why an edit doesn't apply, None where it does."""
    edited = _edited(journey_map, edit)
    if edited is None:
        return "What this change is about isn't on the map any more, so nothing was changed."
    problem = map_problem(edited)
    return problem.text if problem else None


def _edited(journey_map: JourneyMap, edit: MapEdit) -> JourneyMap | None:  # noqa: C901, PLR0911, PLR0912 - a case per edit
    """Return the map after an edit, sound or not; None where the edit finds no target that it fits."""
    match edit:
        case AddJourney():
            return put_in(journey_map, journey_map.id, edit.journey, edit.position)
        case AddStage():
            return put_in(journey_map, edit.to, edit.stage, edit.position)
        case AddTouchpoint():
            return put_in(journey_map, edit.to, edit.touchpoint, edit.position)
        case Rename():
            return change_part(
                journey_map, edit.target, lambda part: part.model_copy(update={"name": edit.name})
            )
        case DescribeMap():
            return journey_map.model_copy(update={"persona": edit.persona, "scenario": edit.scenario})
        case ChangeText():
            return _at(journey_map, edit.target, lambda found: with_text(found, edit.lane, edit.text))
        case SetFeeling():
            return _at(journey_map, edit.target, lambda found: _with(found, emotion=edit.emotion))
        case MarkMoment():
            return _at(journey_map, edit.target, lambda found: _with(found, is_moment=edit.is_moment))
        case Move():
            return _moved(journey_map, edit)
        case Remove():
            return _removed(journey_map, edit.target)
        case AddClaim(lane=lane):
            added = edit.claim
            return _at(
                journey_map, edit.target, lambda found: _with(found, **{lane: (*getattr(found, lane), added)})
            )
        case ChangeClaim():
            return _at_claim(
                journey_map, edit.claim.id, CLAIM_LANES, lambda found: _replaced(found, edit.claim)
            )
        case AddCause(cause=cause):
            lanes = ("pains", "causes")
            return _at_claim(
                journey_map, cause.of, lanes, lambda found: _with(found, causes=(*found.causes, cause))
            )
        case ChangeCause():
            return _at_claim(
                journey_map, edit.cause.id, ("causes",), lambda found: _replaced(found, edit.cause)
            )
        case RemoveClaim():
            return _at_claim(journey_map, edit.target, _ALL_LANES, lambda found: _without(found, edit.target))


_ALL_LANES = (*CLAIM_LANES, "causes")


def _moved(journey_map: JourneyMap, edit: Move) -> JourneyMap | None:
    taken = take_out(journey_map, edit.target)
    if taken is None:
        return None
    left, part = taken
    if not isinstance(part, Journey):
        return put_in(left, edit.to, part, edit.position)
    parent = None if edit.to == journey_map.id else edit.to
    return put_in(left, journey_map.id, part.model_copy(update={"parent": parent}), edit.position)


def _removed(journey_map: JourneyMap, target: str) -> JourneyMap | None:
    taken = take_out(journey_map, target)
    if taken is None:
        return None
    left, part = taken
    if not isinstance(part, Journey):
        return left
    journeys = tuple(
        journey.model_copy(update={"parent": part.parent}) if journey.parent == part.id else journey
        for journey in left.journeys
    )
    return left.model_copy(update={"journeys": journeys})


def _at(
    journey_map: JourneyMap, target: str, change: Callable[[Touchpoint], Touchpoint]
) -> JourneyMap | None:
    def fitting(part: Holder) -> Holder | None:
        return change(part) if isinstance(part, Touchpoint) else None

    return change_part(journey_map, target, fitting)


def _at_claim(
    journey_map: JourneyMap, claim: str, lanes: tuple[str, ...], change: Callable[[Touchpoint], Touchpoint]
) -> JourneyMap | None:
    """Change the touchpoint that has a claim with this id in one of the lanes."""
    for touchpoint in journey_map.touchpoints:
        if any(found.id == claim for lane in lanes for found in getattr(touchpoint, lane)):
            return _at(journey_map, touchpoint.id, change)
    return None


def _replaced(touchpoint: Touchpoint, claim: Claim) -> Touchpoint:
    lanes = {
        lane: tuple(claim if found.id == claim.id else found for found in getattr(touchpoint, lane))
        for lane in _ALL_LANES
    }
    return _with(touchpoint, **lanes)


def _without(touchpoint: Touchpoint, claim: str) -> Touchpoint:
    gone = {claim}
    while below := {cause.id for cause in touchpoint.causes if cause.of in gone} - gone:
        gone |= below
    lanes = {
        lane: tuple(found for found in getattr(touchpoint, lane) if found.id not in gone)
        for lane in _ALL_LANES
    }
    return _with(touchpoint, **lanes)


def _with(touchpoint: Touchpoint, **changes: object) -> Touchpoint:
    return touchpoint.model_copy(update=changes)

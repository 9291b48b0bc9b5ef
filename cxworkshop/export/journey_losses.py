"""What a format can't hold of a journey map, found by reading back what was written."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.touchpoint import CLAIM_LANES, TEXT_LANES, Claim, TextLane, Touchpoint, text_of
from cxworkshop.inputs.journey_reading import listed, some


class Written(NamedTuple):
    """A map in some format, and a sentence for each kind of thing that the format has no place for."""

    text: str
    left_out: tuple[str, ...]
    encoding: str = "utf-8"

    @property
    def content(self) -> bytes:
        """What a file of this format holds."""
        return self.text.encode(self.encoding)


_LANE_NAMES = {
    "column": "survey columns",
    "channel": "channels",
    "actions": "actions",
    "owner": "owners",
    "backstage": "backstage processes",
    "trends": "what is changing",
    "personalisation": "personalisation ideas",
    "recovery": "recovery plays",
    "triad": "what marketing, operations and HR must do",
    "pains": "pain points",
}
"""Lane, or group of lanes → its name in a sentence, where that differs."""


def losses(journey_map: JourneyMap, back: JourneyMap, form: str) -> tuple[str, ...]:
    """Return a sentence for each kind of thing that a map lost on its way; none where it came back whole.

    Parameters
    ----------
    journey_map, back
        The map that was written, and the map that reading it gave, with the same touchpoints in one order.
    form
        What a sentence calls the format, e.g. ``Mermaid``.
    """
    found = (*_of_map(journey_map, back), *_of_tree(journey_map, back), *_of_touchpoints(journey_map, back))
    return tuple(f"{form} has no place for {what}." for what in found)


def _of_map(journey_map: JourneyMap, back: JourneyMap) -> Iterator[str]:
    fields = ("name", "state", "persona", "scenario")
    if lost := [field for field in fields if getattr(journey_map, field) != getattr(back, field)]:
        yield f"the map's {listed(lost)}"


def _of_tree(journey_map: JourneyMap, back: JourneyMap) -> Iterator[str]:
    names, names_back = ([journey.name for journey in found.journeys] for found in (journey_map, back))
    if lost := list((Counter(names) - Counter(names_back)).elements()):
        yield f"the journeys {some(lost)}"
    elif _shape(journey_map) != _shape(back):
        yield "which journey a stage or another journey belongs to"
    stages = journey_map.stages
    if len(stages) != len(back.stages):
        stages = tuple(stage for stage in stages if stage.touchpoints)
        empty = [stage.name for stage in journey_map.stages if not stage.touchpoints]
        yield f"stages without touchpoints: {some(empty)}"
    pairs = [
        (journey_map.id, back.id),
        *((one.id, other.id) for one, other in zip(stages, back.stages, strict=True)),
    ]
    if names == names_back:
        pairs += [(one.id, other.id) for one, other in zip(journey_map.journeys, back.journeys, strict=True)]
    pairs += [
        (one.id, other.id) for one, other in zip(journey_map.touchpoints, back.touchpoints, strict=True)
    ]
    if made := sum(part != other for part, other in pairs):
        yield f"ids; whoever reads it gives new ones (parts: {made:,})"


def _shape(journey_map: JourneyMap) -> list[tuple[int | None, int]]:
    """Return the place of each journey's parent, and how many touchpoints it has."""
    places = {journey.id: place for place, journey in enumerate(journey_map.journeys)}
    return [
        (places.get(journey.parent or ""), sum(len(stage.touchpoints) for stage in journey.stages))
        for journey in journey_map.journeys
    ]


def _of_touchpoints(journey_map: JourneyMap, back: JourneyMap) -> Iterator[str]:
    lost: Counter[str] = Counter()
    for one, other in zip(journey_map.touchpoints, back.touchpoints, strict=True):
        lost.update({name for name, of in _ASPECTS if of(one) != of(other)})
    if lost:
        names = dict.fromkeys(name for name, _ in _ASPECTS if lost[name])
        yield listed([f"{name} (touchpoints: {lost[name]:,})" for name in names])


_Aspect = tuple[str, Callable[[Touchpoint], object]]


def _words(lane: TextLane) -> _Aspect:
    group = lane.partition(".")[0]
    return _LANE_NAMES.get(group, group), lambda touchpoint: text_of(touchpoint, lane)


def _claims(lane: str) -> _Aspect:
    return _LANE_NAMES.get(lane, lane), lambda touchpoint: list(map(_said, getattr(touchpoint, lane)))


def _said(claim: Claim) -> dict[str, object]:
    return claim.model_dump(exclude={"id"})


_ASPECTS: tuple[_Aspect, ...] = (
    ("a feeling still open, which it tells as neither good nor bad", lambda touchpoint: touchpoint.emotion),
    ("moments without a transaction", lambda touchpoint: touchpoint.is_moment),
    *map(_words, TEXT_LANES),
    *map(_claims, (*CLAIM_LANES, "causes")),
)
"""What can be lost of a touchpoint: its name in a sentence, and how to look at it."""

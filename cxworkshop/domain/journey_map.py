"""The journey map: a customer's life with the firm, its journeys, their stages, their touchpoints.

A map is a tree with an id for every part. It is always a sound one: :func:`map_problem` says what would be
wrong, the model refuses it. The map of today and the map of tomorrow share the ids of their touchpoints.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from cxworkshop.domain.map_words import Name, Note, PartId
from cxworkshop.domain.model import Model
from cxworkshop.domain.touchpoint import Claim, Touchpoint

MapState = Literal["as_is", "to_be"]

MOST_TOUCHPOINTS = 500
MOST_STAGES = 60
MOST_JOURNEYS = 30
MOST_CLAIMS = 12
"""Most insights, pain points or opportunities of one touchpoint."""
MOST_CAUSES = 20
"""Most causes in the why trees of one touchpoint."""


class Stage(Model):
    """A part of a journey, with its touchpoints in the order in which customers meet them."""

    id: PartId
    name: Name
    touchpoints: tuple[Touchpoint, ...] = ()


class Journey(Model):
    """What a customer goes through to get one thing done; ``parent`` is the journey that it is a part of."""

    id: PartId
    name: Name
    parent: PartId | None = None
    stages: tuple[Stage, ...] = ()


class JourneyMap(Model):
    """One map of a customer's life with the firm: as it is, or as it is to be.

    ``persona`` is whose map it is, ``scenario`` what that person is after.
    """

    id: PartId
    name: Name
    state: MapState = "as_is"
    persona: Note = ""
    scenario: Note = ""
    journeys: tuple[Journey, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if problem := map_problem(self):
            kind = "journey_map"
            raise PydanticCustomError(kind, "{text}", {"text": problem.text, "part": problem.part})
        return self

    @property
    def stages(self) -> tuple[Stage, ...]:
        """All stages, in the order of the map."""
        return tuple(stage for journey in self.journeys for stage in journey.stages)

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints, in the order of the map."""
        return tuple(touchpoint for stage in self.stages for touchpoint in stage.touchpoints)

    def touchpoint(self, part: str) -> Touchpoint | None:
        """Return the touchpoint with this id, None where there is none."""
        return next((found for found in self.touchpoints if found.id == part), None)


def placement(journey_map: JourneyMap) -> tuple[tuple[str, str], ...]:
    """Return each touchpoint's survey column and its stage, in the order of the map."""
    return tuple(
        (touchpoint.survey_column, stage.name)
        for stage in journey_map.stages
        for touchpoint in stage.touchpoints
    )


class MapProblem(NamedTuple):
    """A rule that a map breaks: a sentence, and the id of the part at fault."""

    text: str
    part: str


def map_problem(journey_map: JourneyMap) -> MapProblem | None:
    """Return the first rule that a map breaks, None where it is sound."""
    return (
        _too_many(journey_map)
        or _crowded_touchpoint(journey_map)
        or _repeated_id(journey_map)
        or _bad_parent(journey_map)
        or _bad_cause(journey_map)
    )


def map_ids(journey_map: JourneyMap) -> Iterator[tuple[str, str]]:
    """Yield every part's id with what the part is, in words."""
    yield journey_map.id, f"the map “{journey_map.name}”"
    for journey in journey_map.journeys:
        yield journey.id, f"the journey “{journey.name}”"
        for stage in journey.stages:
            yield stage.id, f"the stage “{stage.name}”"
            for touchpoint in stage.touchpoints:
                yield touchpoint.id, f"the touchpoint “{touchpoint.name}”"
                for claim in touchpoint.claims:
                    yield claim.id, f"a claim at the touchpoint “{touchpoint.name}”"


def _too_many(journey_map: JourneyMap) -> MapProblem | None:
    parts: tuple[tuple[str, tuple[Model, ...], int], ...] = (
        ("touchpoints", journey_map.touchpoints, MOST_TOUCHPOINTS),
        ("stages", journey_map.stages, MOST_STAGES),
        ("journeys", journey_map.journeys, MOST_JOURNEYS),
    )
    for name, found, most in parts:
        if len(found) > most:
            text = (
                f"The map has {len(found):,} {name}, but a team can work with {most} at the most; "
                "split it into several maps."
            )
            return MapProblem(text, journey_map.id)
    return None


def _crowded_touchpoint(journey_map: JourneyMap) -> MapProblem | None:
    for touchpoint in journey_map.touchpoints:
        lanes: tuple[tuple[str, tuple[Claim, ...], int], ...] = (
            ("insights", touchpoint.insights, MOST_CLAIMS),
            ("pain points", touchpoint.pains, MOST_CLAIMS),
            ("opportunities", touchpoint.opportunities, MOST_CLAIMS),
            ("causes", touchpoint.causes, MOST_CAUSES),
        )
        for name, found, most in lanes:
            if len(found) > most:
                text = (
                    f"The touchpoint “{touchpoint.name}” has {len(found)} {name}, but {most} at the most "
                    "can be read there; keep the ones that matter."
                )
                return MapProblem(text, touchpoint.id)
    return None


def _repeated_id(journey_map: JourneyMap) -> MapProblem | None:
    seen: dict[str, str] = {}
    for part, what in map_ids(journey_map):
        if part in seen:
            text = f"The id “{part}” stands for {seen[part]} and for {what}; give one of them another id."
            return MapProblem(text, part)
        seen[part] = what
    return None


def _bad_parent(journey_map: JourneyMap) -> MapProblem | None:
    journeys = {journey.id: journey for journey in journey_map.journeys}
    for journey in journey_map.journeys:
        if journey.parent is not None and journey.parent not in journeys:
            text = (
                f"The journey “{journey.name}” has the parent “{journey.parent}”, which is no journey of "
                "this map; name a journey's id, or leave the parent out."
            )
            return MapProblem(text, journey.id)
    parents = {journey.id: journey.parent for journey in journey_map.journeys}
    if circle := _circle(parents):
        names = " → ".join(f"“{journeys[part].name}”" for part in circle)
        text = f"Journeys can't be parts of each other in a circle ({names}); leave out one of these parents."
        return MapProblem(text, circle[0])
    return None


def _bad_cause(journey_map: JourneyMap) -> MapProblem | None:
    for touchpoint in journey_map.touchpoints:
        if problem := _bad_cause_at(touchpoint):
            return problem
    return None


def _bad_cause_at(touchpoint: Touchpoint) -> MapProblem | None:
    causes = {cause.id: cause for cause in touchpoint.causes}
    explainable = {pain.id for pain in touchpoint.pains} | causes.keys()
    for cause in touchpoint.causes:
        if cause.of not in explainable:
            text = (
                f"The cause “{short(cause)}” explains “{cause.of}”, which is neither a pain point nor a "
                f"cause at “{touchpoint.name}”; name the id of one."
            )
            return MapProblem(text, cause.id)
    if circle := _circle({part: cause.of for part, cause in causes.items()}):
        names = " → ".join(f"“{short(causes[part])}”" for part in circle)
        text = f"Causes can't explain each other in a circle ({names}); let one of them explain a pain point."
        return MapProblem(text, circle[0])
    return None


def short(claim: Claim) -> str:
    """Return the beginning of a claim's text, to name it by."""
    longest = 60
    line = " ".join(claim.text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _circle(parents: Mapping[str, str | None]) -> list[str]:
    """Return parts that lead from one to its parent and round to the first again, or nothing."""
    sound: set[str] = set()
    for start in parents:
        path = [start]
        while (part := parents.get(path[-1])) is not None and part not in sound:
            if part in path:
                return [*path[path.index(part) :], part]
            path.append(part)
        sound.update(path)
    return []

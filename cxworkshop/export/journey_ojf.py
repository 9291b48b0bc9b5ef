"""Write a journey map as an ``.ojf`` file, the OpenJourney Format (JSON) of the Ptolemy editor, version 1.0.

Every lane becomes a swimlane. What belongs to one touchpoint is tied to it by the tag ``touchpoint:ID``.
"""

import json
from collections.abc import Iterator
from typing import Any

from cxworkshop.domain.journey_map import JourneyMap, Stage
from cxworkshop.domain.touchpoint import Cause, Claim, Touchpoint, text_of
from cxworkshop.export.journey_losses import Written, losses
from cxworkshop.inputs.journey_ojf import read_ojf_map
from cxworkshop.inputs.ojf_lanes import CLAIM_SWIMLANES, MOMENT, SCALE, TEXT_SWIMLANES, TOUCHPOINTS, VERSION

Node = dict[str, Any]


def write_ojf_map(journey_map: JourneyMap) -> Written:
    """Return the map as JSON: title, persona, point of view, stages, swimlanes and nodes."""
    nodes = [
        node
        for stage in journey_map.stages
        for touchpoint in stage.touchpoints
        for node in _nodes(stage, touchpoint)
    ]
    used = {node["swimlaneId"] for node in nodes} | {TOUCHPOINTS}
    file = {
        "version": VERSION,
        "title": journey_map.name,
        "persona": journey_map.persona,
        "pointOfView": journey_map.scenario,
        "stages": [{"id": stage.id, "name": stage.name} for stage in journey_map.stages],
        "swimlanes": [{"id": part, "name": name} for part, name in _swimlanes() if part in used],
        "nodes": nodes,
    }
    text = json.dumps(file, ensure_ascii=False, indent=2) + "\n"
    return Written(text, losses(journey_map, read_ojf_map(text, "The file").journey_map, "The .ojf format"))


def _swimlanes() -> Iterator[tuple[str, str]]:
    yield TOUCHPOINTS, "Touchpoints"
    yield from TEXT_SWIMLANES.values()
    yield from ((part, name) for part, (name, _) in CLAIM_SWIMLANES.items())


def _nodes(stage: Stage, touchpoint: Touchpoint) -> Iterator[Node]:
    """Yield a touchpoint's own node, then one for each lane of text and each claim."""
    own: Node = {"id": touchpoint.id, "purpose": MOMENT if touchpoint.is_moment else "touchpoint"}
    if touchpoint.emotion is not None:
        own["score"] = round(touchpoint.emotion * SCALE, 3)
    yield _node(stage, TOUCHPOINTS, touchpoint, touchpoint.actions) | own | {"tags": []}
    for lane, (swimlane, _) in TEXT_SWIMLANES.items():
        text = text_of(touchpoint, lane)
        if text and lane != "actions":
            yield _node(stage, swimlane, touchpoint, text) | {"id": f"{touchpoint.id}.{swimlane}"}
    for claims, (_, purpose) in CLAIM_SWIMLANES.items():
        for claim in getattr(touchpoint, claims):
            node = _node(stage, claims, touchpoint, claim.text)
            yield node | {"id": claim.id, "purpose": purpose, "tags": [*node["tags"], *_tags(claim)]}


def _node(stage: Stage, swimlane: str, touchpoint: Touchpoint, text: str) -> Node:
    return {
        "stageId": stage.id,
        "swimlaneId": swimlane,
        "title": touchpoint.name,
        "description": text,
        "severity": "low",
        "tags": [f"touchpoint:{touchpoint.id}"],
    }


def _tags(claim: Claim) -> Iterator[str]:
    yield f"evidence:{claim.evidence}"
    if claim.source:
        yield f"source:{claim.source}"
    if isinstance(claim, Cause):
        yield f"of:{claim.of}"
        if claim.owner:
            yield f"owner:{claim.owner}"

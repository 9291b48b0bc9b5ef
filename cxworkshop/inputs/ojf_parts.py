"""From an ``.ojf`` file's stages, swimlanes and nodes to the parts of a journey map."""

from collections import Counter
from pathlib import PurePath
from typing import Any

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.map_words import NewIds, one_line
from cxworkshop.domain.tables import spoken_name
from cxworkshop.inputs.journey_reading import CLAIM_WORDS, Found, expect_few, listed
from cxworkshop.inputs.ojf_lanes import CLAIM_SWIMLANES, MOMENT, SCALE, TEXT_SWIMLANES, TOUCHPOINTS
from cxworkshop.inputs.ojf_shapes import OjfFile, OjfNode

_TEXT_LANES = {swimlane: lane for lane, (swimlane, _) in TEXT_SWIMLANES.items()}
_BY_PURPOSE = {purpose: lane for lane, (_, purpose) in CLAIM_SWIMLANES.items() if lane != "causes"}
_BY_NAME = {
    name: lane for lane in ("insights", "pains", "opportunities") for name in (lane, CLAIM_WORDS[lane])
} | {
    "pain points": "pains",
    "pain point": "pains",
}
_OURS = ("touchpoint", "evidence", "source", "of", "owner")
"""Tags that this program writes."""


class OjfParts:
    """One file on its way to a map."""

    def __init__(self, file: OjfFile, where: str) -> None:
        self._file = file
        self._where = where
        self._swimlanes = {swimlane.id: one_line(swimlane.name or "") for swimlane in file.swimlanes}
        self._ids = NewIds()
        self._renamed: dict[str, str] = {}
        self._left_out: Counter[str] = Counter()
        self._touchpoints: dict[str, dict[str, Any]] = {}

    def found(self) -> Found:
        """Return the map, and what it has no place for.

        Raises
        ------
        ValidationError
            The file's parts make no sound map.
        """
        file = self._file
        title = file.title or file.metadata.title or spoken_name(PurePath(self._where).stem)
        name = one_line(title) or "Journey map"
        stages: dict[str, dict[str, Any]] = {}
        for place, stage in enumerate(file.stages, 1):
            called = one_line(stage.name or "") or f"Stage {place}"
            stages[stage.id] = {"id": self._new_id(stage.id, "stage"), "name": called, "touchpoints": []}
        self._place(stages)
        journey = {"id": self._new_id(name, "journey"), "name": name, "stages": list(stages.values())}
        fields = {
            "id": self._new_id(name, "map"),
            "name": name,
            "persona": file.persona or file.metadata.persona or "",
            "scenario": file.point_of_view or file.metadata.pov or "",
            "journeys": [journey] if stages else [],
        }
        return Found(JourneyMap.model_validate(fields), tuple(self._notes()))

    def _place(self, stages: dict[str, dict[str, Any]]) -> None:
        """Put every node on the map: touchpoints first, then what belongs to one."""
        placed = [node for node in self._file.nodes if node.stage in stages]
        self._left_out["nodes of stages that are gone"] = len(self._file.nodes) - len(placed)
        free = [node for node in placed if not node.tag("touchpoint")]
        with_touchpoint = {node.stage for node in free if not self._claim_lane(node)}
        claims: list[tuple[OjfNode, str, int]] = []
        expect_few(sum(not self._claim_lane(node) for node in free), self._where)
        for node in free:
            held = stages[node.stage]["touchpoints"]
            lane = self._claim_lane(node)
            if lane and node.stage in with_touchpoint:
                claims.append((node, lane, max(len(held) - 1, 0)))
            else:
                held.append(self._touchpoint(node))
        for node, lane, place in claims:
            self._claim(node, lane, stages[node.stage]["touchpoints"][place])
        for node in placed:
            if part := node.tag("touchpoint"):
                self._belonging(node, part)
        for touchpoint in self._touchpoints.values():
            for cause in touchpoint["causes"]:
                cause["of"] = self._renamed.get(cause["of"], cause["of"])

    def _claim_lane(self, node: OjfNode) -> str | None:
        """Return the lane of claims that an untagged node belongs to, None for a touchpoint."""
        named = self._swimlanes.get(node.swimlane, "").lower()
        return _BY_PURPOSE.get(node.purpose or "") or _BY_NAME.get(named)

    def _touchpoint(self, node: OjfNode) -> dict[str, Any]:
        title = one_line(node.title or "") or "Untitled"
        part = self._new_id(node.id or title, "touchpoint")
        fields: dict[str, Any] = {
            "id": part,
            "name": title,
            "is_moment": node.purpose == MOMENT,
            "actions": node.description or "",
            "emotion": None if node.score is None else node.score / SCALE,
            "feelings": node.sentiment or "",
            "recovery": {},
            "triad": {},
            **{lane: [] for lane in CLAIM_WORDS},
        }
        if node.blueprint:
            fields["backstage"] = "\n".join(map(str, node.blueprint.backstage))
            fields["systems"] = "\n".join(map(str, node.blueprint.support))
            self._left_out["lines of work on stage or of evidence"] += len(node.blueprint.onstage)
            self._left_out["lines of work on stage or of evidence"] += len(node.blueprint.evidence)
        if node.swimlane != TOUCHPOINTS:
            self._left_out["nodes' swimlanes"] += 1
        self._touchpoints.setdefault(node.id or part, fields)
        self._count_rest(node)
        return fields

    def _belonging(self, node: OjfNode, part: str) -> None:
        """Put what a node says onto its touchpoint's lane."""
        touchpoint = self._touchpoints.get(part)
        lane = _TEXT_LANES.get(node.swimlane)
        words = node.description or node.title or ""
        if touchpoint is None:
            self._left_out["nodes of touchpoints that are gone"] += 1
        elif node.swimlane in CLAIM_SWIMLANES:
            self._claim(node, node.swimlane, touchpoint)
        elif lane is None:
            self._left_out["nodes of unknown swimlanes"] += 1
        else:
            group, _, field = lane.rpartition(".")
            holder = touchpoint[group] if group else touchpoint
            holder[field] = "\n".join(filter(None, (holder.get(field), words)))
            self._count_rest(node)

    def _claim(self, node: OjfNode, lane: str, touchpoint: dict[str, Any]) -> None:
        title, words = node.title or "", node.description or ""
        ours = bool(node.tag("touchpoint"))
        fields = {
            "id": self._new_id(node.id or f"{touchpoint['id']}_{CLAIM_WORDS[lane]}", CLAIM_WORDS[lane]),
            "text": (words or title) if ours else ": ".join(filter(None, (title, words))),
            "evidence": node.tag("evidence") or "assumed",
            "source": node.tag("source"),
        }
        if lane == "causes":
            fields |= {"of": node.tag("of"), "owner": node.tag("owner")}
        touchpoint[lane].append(fields)
        self._count_rest(node)

    def _count_rest(self, node: OjfNode) -> None:
        """Count what a node says besides what the map takes in."""
        tags = [tag for tag in node.tags or () if tag.partition(":")[0] not in _OURS]
        self._left_out["tags"] += len(tags)
        self._left_out["severities"] += node.severity in {"medium", "high"}
        self._left_out["moments of truth"] += bool(node.moment_of_truth)

    def _notes(self) -> list[str]:
        left_out = [f"{what} ({number:,})" for what, number in self._left_out.items() if number]
        if not left_out:
            return []
        return [f"{self._where} has what a journey map has no place for: {listed(left_out)}."]

    def _new_id(self, words: str, otherwise: str) -> str:
        found = self._ids.new(words, otherwise)
        self._renamed.setdefault(words, found)
        return found

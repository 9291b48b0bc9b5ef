"""The chain: mission → segment → hallmark → value driver, and what hangs loose."""

from collections.abc import Iterator
from typing import Literal

from cxworkshop.domain.consents import stances
from cxworkshop.domain.evidence import Evidence, TouchpointEvidence
from cxworkshop.domain.journey_map import placement
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.model import Model
from cxworkshop.domain.scorecard import flaws, unpaired
from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import SMALLEST_GROUP

Decision = Literal["mission", "success", "segments", "hallmarks", "metrics"]

LooseKind = Literal[
    "undecided",
    "blocked",
    "hallmark_unmeasured",
    "metric_off_hallmark",
    "metric_unpaired",
    "scorecard_flawed",
    "evidence_outdated",
]

LATE: dict[str, tuple[tuple[Role, tuple[str, ...]], ...]] = {
    "profit": (
        (Role.SERVICE, ("customer",)),
        (Role.UNIT_COSTS, ("event",)),
        (Role.CUSTOMERS, ("attribute", "acquisition")),
        (Role.SURVEY, ("customer",)),
    ),
    "value": (
        (Role.SERVICE, ("customer",)),
        (Role.UNIT_COSTS, ("event",)),
        (Role.CUSTOMERS, ("acquisition",)),
    ),
    "touchpoints": ((Role.JOURNEY, ("touchpoint",)), (Role.VERBATIMS, ("touchpoint",))),
    "consistency": ((Role.SURVEY, ("factor", "date")), (Role.REQUESTS, ("channel",))),
    "drivers": ((Role.JOURNEY, ("touchpoint",)),),
    "measured": (
        (Role.METRICS, ("metric",)),
        (Role.SURVEY, ("date",)),
        (Role.VERBATIMS, ("rating",)),
    ),
}
"""Tables that count for a kind of evidence as soon as they are attached with one of these columns."""


class Loose(Model):
    """Something that hangs loose: its kind and what it is about."""

    kind: LooseKind
    about: str


def decided(workshop: Workshop) -> dict[Decision, bool]:
    """Return for each decision, in the order of the workshop, whether it has been made."""
    return {
        "mission": workshop.mission is not None,
        "success": workshop.success is not None,
        "segments": bool(workshop.segments and workshop.segments.targets),
        "hallmarks": bool(workshop.hallmarks and workshop.hallmarks.picks),
        "metrics": bool(workshop.metrics and workshop.metrics.chosen),
    }


def loose_ends(workshop: Workshop) -> tuple[Loose, ...]:
    """Return what hangs loose: open decisions first, then links that don't hold."""
    return tuple(_loose_ends(workshop))


def _loose_ends(workshop: Workshop) -> Iterator[Loose]:
    for name, done in decided(workshop).items():
        if not done:
            yield Loose(kind="undecided", about=name)
        elif _blocked(workshop, name):
            yield Loose(kind="blocked", about=name)
    yield from _loose_metrics(workshop)
    for evidence in workshop.evidence.values():
        if outdated(workshop, evidence):
            yield Loose(kind="evidence_outdated", about=evidence.kind)


def _blocked(workshop: Workshop, decision: Decision) -> bool:
    """Tell whether somebody blocks a decision as it reads now, once 3 people have said where they stand."""
    said = stances(workshop, decision)
    return len(said) >= SMALLEST_GROUP and any(one.stance == "block" for one in said)


def _loose_metrics(workshop: Workshop) -> Iterator[Loose]:
    picks = workshop.hallmarks.picks if workshop.hallmarks else ()
    metrics = workshop.metrics or Metrics(chosen=())
    if not metrics.chosen:
        return
    if picks:
        measured = {metric.driver for metric in metrics.chosen}
        chosen = {pick.touchpoint for pick in picks}
        for pick in picks:
            if pick.touchpoint not in measured:
                yield Loose(kind="hallmark_unmeasured", about=pick.label)
        for metric in metrics.chosen:
            if metric.rung != "outcome" and metric.driver not in chosen:
                yield Loose(kind="metric_off_hallmark", about=metric.name)
    for flaw in flaws(metrics):
        yield Loose(kind="scorecard_flawed", about=flaw)
    for name in unpaired(metrics):
        yield Loose(kind="metric_unpaired", about=name)


def outdated(workshop: Workshop, evidence: Evidence) -> bool:
    """Return whether evidence no longer fits the tables attached or the segments chosen."""
    used = {source.role: source.sha256 for source in evidence.provenance}
    late = {
        role
        for role, columns in LATE[evidence.kind]
        if (table := workshop.tables.get(role)) and any(table.columns(column) for column in columns)
    }
    tables = {role: table for role, table in workshop.tables.items() if role in used or role in late}
    if any(table.sha256 != used.get(role) for role, table in tables.items()):
        return True
    chosen = workshop.segments
    if evidence.kind == "value":
        return workshop.profit is not None and workshop.profit.costs != evidence.costs
    if evidence.kind == "profit":
        return chosen is not None and chosen.by != evidence.by
    if evidence.kind == "consistency" or evidence.kind == "measured":  # noqa: PLR1714 - mypy narrows by "or"
        return False
    if (evidence.asked_by, evidence.asked_for) != ((chosen.by, chosen.targets) if chosen else (None, ())):
        return True
    return evidence.kind == "touchpoints" and _moved(workshop, evidence)


def _moved(workshop: Workshop, evidence: TouchpointEvidence) -> bool:
    """Return whether the profit that weighs the segments, or the order of the journey, is another now."""
    if evidence.asked_weights != profit_weights(workshop):
        return True
    if workshop.today is None:
        return False
    scored = {score.name for score in evidence.touchpoints}
    now: dict[str, str] = {}
    for name, stage in placement(workshop.today):
        if name in scored:
            now.setdefault(name, stage)
    then = sorted((score for score in evidence.touchpoints if score.stage), key=lambda score: score.position)
    return list(now.items()) != [(score.name, score.stage) for score in then]


def profit_weights(workshop: Workshop) -> dict[str, float]:
    """Return by which share each target segment counts for the touchpoints: its share of their profit.

    Empty where no targets are chosen, the profit isn't known by the same attribute, or none of them earns
    any; segments that lose money don't count.
    """
    profit, chosen = workshop.profit, workshop.segments
    if profit is None or chosen is None or chosen.by != profit.by:
        return {}
    targets = [segment for segment in profit.segments if segment.name in chosen.targets]
    earning = {segment.name: segment.profit for segment in targets if segment.profit > 0}
    total = sum(earning.values())
    return {name: round(found / total, 4) for name, found in earning.items()}

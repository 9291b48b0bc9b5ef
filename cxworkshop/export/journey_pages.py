"""The page of the journey map: how the journey feels as it is, and where it hurts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from cxworkshop.charts.figures import count, listed, short
from cxworkshop.charts.sentences import counted, name_short
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.map_compare import compare
from cxworkshop.domain.statements import number
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.notes import alt_text, say
from cxworkshop.export.sources import answers_basis, headers, provenance_notes, text
from cxworkshop.export.story import Feelings, Felt, Page, Table

SCALE = (-2.0, 2.0)
"""Ends of the scale of feelings."""

FEWEST_FELT = 2
"""Fewest touchpoints with a feeling that make a curve."""

MOST_NAMED = 2
"""Most touchpoints that are called the best, or the worst."""

MOST_PAINS = 3
PAIN, LABEL = 84, 26
"""Longest pain point and longest touchpoint's name beside the curve (characters)."""


def journey_page(today: JourneyMap, workshop: Workshop) -> Page:
    """Return the page of the journey as it is: its emotional curve, or its stages where nobody felt yet.

    What the map of tomorrow changes is said beside it.
    """
    felt = [touchpoint for touchpoint in today.touchpoints if touchpoint.emotion is not None]
    has_curve = len(felt) >= FEWEST_FELT
    title = _finding(felt) if has_curve else _size(today)
    return Page(
        id="journey",
        title=title,
        exhibits=(_curve(today, felt, title) if has_curve else _stages(today),),
        takeaway=(*_main_pains(today), *_changes(today, workshop.maps.get("to_be"))),
        source=_source(today, felt),
        notes=(say("journey"), text("journey", "made"), *_scored(workshop.touchpoints), *_listed(today)),
    )


def _finding(felt: Sequence[Touchpoint]) -> str:
    best, worst = _best(felt), _worst(felt)
    if not worst:
        return text("journey", "title", "flat", height=number(felt[0].emotion or 0.0))
    facts = {"best": _named(best), "worst": _named(worst)}
    return text("journey", "title", "curve", **facts)


def _best(felt: Sequence[Touchpoint]) -> list[Touchpoint]:
    top = max(touchpoint.emotion or 0.0 for touchpoint in felt)
    return [touchpoint for touchpoint in felt if touchpoint.emotion == top]


def _worst(felt: Sequence[Touchpoint]) -> list[Touchpoint]:
    """Return those that feel worst, none where all feel the same."""
    low = min(touchpoint.emotion or 0.0 for touchpoint in felt)
    found = [touchpoint for touchpoint in felt if touchpoint.emotion == low]
    return found if len(found) < len(felt) else []


def _named(touchpoints: Sequence[Touchpoint]) -> str:
    if len(touchpoints) > MOST_NAMED:
        return text("journey", "several", count=counted(len(touchpoints)))
    return listed([f"“{name_short(touchpoint.name)}”" for touchpoint in touchpoints])


def _size(today: JourneyMap) -> str:
    sizes = {"touchpoint": len(today.touchpoints), "stage": len([s for s in today.stages if s.touchpoints])}
    said = {
        f"{what}s": text("journey", what, "one" if many == 1 else "more", count=counted(many))
        for what, many in sizes.items()
    }
    return text("journey", "title", "stages", **said)


def _curve(today: JourneyMap, felt: Sequence[Touchpoint], finding: str) -> Feelings:
    best, worst = (found if len(found) <= MOST_NAMED else [] for found in (_best(felt), _worst(felt)))
    numbers = {touchpoint.id: str(place) for place, touchpoint in enumerate(_hurting(today), start=1)}
    named = {touchpoint.id: short(touchpoint.name, LABEL) for touchpoint in (*best, *worst)}
    points = tuple(
        Felt(
            stage=stage.name,
            height=touchpoint.emotion,
            name=" ".join(found[touchpoint.id] for found in (numbers, named) if touchpoint.id in found),
            is_peak=touchpoint in best,
        )
        for stage in today.stages
        for touchpoint in stage.touchpoints
    )
    values = [f"{touchpoint.name} {number(touchpoint.emotion or 0.0)}" for touchpoint in felt]
    alt = alt_text("journey", finding, values)
    return Feelings(points, SCALE, text("journey", "axis_x"), text("journey", "axis_y"), alt)


def _stages(today: JourneyMap) -> Table:
    rows = tuple(
        (
            stage.name,
            ", ".join(touchpoint.name for touchpoint in stage.touchpoints),
            count(sum(len(touchpoint.pains) for touchpoint in stage.touchpoints)),
        )
        for stage in today.stages
        if stage.touchpoints
    )
    return Table(headers("journey", "headers"), rows, (0.22, 0.63, 0.15))


def _main_pains(today: JourneyMap) -> tuple[str, ...]:
    """Return a pain point of each touchpoint that hurts most, by the touchpoint's number on the curve."""
    hurting = _hurting(today)
    if not hurting:
        return (text("journey", "painless"),)
    return tuple(
        text(
            "journey",
            "pain",
            number=place,
            name=short(touchpoint.name, LABEL),
            pain=short(touchpoint.pains[0].text, PAIN),
            level=touchpoint.pains[0].evidence,
        )
        for place, touchpoint in enumerate(hurting, start=1)
    )


def _hurting(today: JourneyMap) -> list[Touchpoint]:
    """Return touchpoints with pain points, those first where customers feel worst."""
    hurting = [touchpoint for touchpoint in today.touchpoints if touchpoint.pains]
    return sorted(hurting, key=lambda touchpoint: touchpoint.emotion or 0.0)[:MOST_PAINS]


def _changes(today: JourneyMap, tomorrow: JourneyMap | None) -> tuple[str, ...]:
    """Say what the map of tomorrow changes; nothing where there is none, or it reads the same."""
    if tomorrow is None:
        return ()
    changes = compare(today, tomorrow)
    altered = [part for part in changes.changed if part not in changes.moved]
    kinds = {"new": changes.new, "moved": changes.moved, "changed": altered, "gone": changes.gone}
    said = [
        text("journey", "changes", kind, "one" if len(parts) == 1 else "more", count=counted(len(parts)))
        for kind, parts in kinds.items()
        if parts
    ]
    return (text("journey", "tomorrow", changes=listed(said)),) if said else ()


def _source(today: JourneyMap, felt: Sequence[Touchpoint]) -> str:
    said = text("journey", "source", felt=count(len(felt)), all=count(len(today.touchpoints)))
    levels = Counter(claim.evidence for touchpoint in today.touchpoints for claim in touchpoint.claims)
    if not levels:
        return said
    known = ", ".join(f"{count(levels[level])} {level}" for level in sorted(levels))
    return f"{said} · {text('journey', 'known', known=known)}"


def _scored(evidence: TouchpointEvidence | None) -> Iterator[str]:
    """Yield what stands behind the customers' scores that the report draws beside the curve."""
    if evidence:
        basis = answers_basis(evidence.n, evidence.segment, evidence.level)
        yield text("journey", "scored", basis=basis)
        yield from provenance_notes(evidence.provenance)


def _listed(today: JourneyMap) -> Iterator[str]:
    for stage in today.stages:
        for touchpoint in stage.touchpoints:
            height = text("journey", "unfelt") if touchpoint.emotion is None else number(touchpoint.emotion)
            words = f" ({touchpoint.feelings})" if touchpoint.feelings else ""
            yield f"{stage.name} · {touchpoint.name}: {height}{words}"
            for pain in touchpoint.pains:
                yield text(
                    "journey", "pain_known", pain=pain.text, level=pain.evidence, source=_from(pain.source)
                )


def _from(source: str) -> str:
    return f"; {source}" if source else ""

"""The pages of the hallmarks: which they are, and how each is delivered."""

from collections.abc import Iterator, Sequence

from cxworkshop.charts.figures import count, listed, percent, short
from cxworkshop.charts.sentences import counted, name_short
from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.statements import number
from cxworkshop.domain.touchpoint import Cause, Claim, Recovery, Touchpoint, Triad
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.methods import method_of
from cxworkshop.export.notes import evidence_notes, say
from cxworkshop.export.sources import DECISION, answers_basis, headers, of_ten, source_line, text
from cxworkshop.export.story import Card, Page, Table

LONGEST_LIST = 80
"""Longest list of names in a title (characters)."""

MOST_PAINS = 2
LONGEST = 50
"""Longest pain point or cause on the card (characters); notes have all of them in full."""


def hallmarks_page(hallmarks: Hallmarks, workshop: Workshop) -> Page:
    """Return the page with the hallmarks: why these, and the experience delivered there."""
    scores = {score.name: score for score in workshop.touchpoints.touchpoints} if workshop.touchpoints else {}
    rows = tuple(
        (
            pick.label,
            _why(scores.get(pick.touchpoint), hallmarks.ratings.get(pick.touchpoint)),
            pick.experience.strip() or text("hallmarks", "no_experience"),
        )
        for pick in hallmarks.picks
    )
    labels = listed([short(pick.label, 32) for pick in hallmarks.picks])
    kind = "many" if len(labels) > LONGEST_LIST else "one" if len(rows) == 1 else "more"
    return Page(
        id="hallmarks",
        title=text("hallmarks", "title", kind, Count=counted(len(rows)).capitalize(), labels=labels),
        takeaway=(text("hallmarks", "lead"),),
        exhibits=(Table(headers("hallmarks", "headers"), rows, (0.22, 0.3, 0.48)),),
        notes=(say("hallmarks"),),
        source=text(*DECISION),
    )


def _why(score: TouchpointScore | None, rating: float | None) -> str:
    reasons = []
    if score:
        reasons.append(text("hallmarks", "why", "value", value=percent(score.value)))
        reasons.append(text("hallmarks", "why", "memorability", memorability=of_ten(score.memorability)))
    if rating is not None:
        reasons.append(text("hallmarks", "why", "differentiation", differentiation=number(rating)))
    return "\n".join(reasons) or text("hallmarks", "why", "none")


def hallmark_pages(hallmarks: Hallmarks, workshop: Workshop) -> Iterator[Page]:
    """Yield a page for each hallmark of which the map says more than its place."""
    found = workshop.tomorrow.touchpoints if workshop.tomorrow else ()
    on_map = {touchpoint.survey_column: touchpoint for touchpoint in reversed(found)}
    for place, pick in enumerate(hallmarks.picks, start=1):
        touchpoint = on_map.get(pick.touchpoint)
        if touchpoint and _is_designed(touchpoint):
            yield _hallmark_page(place, pick, touchpoint, workshop)


def _is_designed(touchpoint: Touchpoint) -> bool:
    said = (_filled(touchpoint.recovery), _filled(touchpoint.triad), touchpoint.personalisation)
    return any(said) or bool(touchpoint.pains)


def _hallmark_page(place: int, pick: Hallmark, touchpoint: Touchpoint, workshop: Workshop) -> Page:
    evidence = workshop.touchpoints
    score = _score_of(pick, evidence)
    rating = workshop.hallmarks.ratings.get(pick.touchpoint) if workshop.hallmarks else None
    blocks = {  # two columns: what is said most stands beside what is said least
        "recovery": _lines("recovery", touchpoint.recovery),
        "triad": _lines("triad", touchpoint.triad),
        "personalisation": (touchpoint.personalisation or text("hallmark", "nothing"),),
        "pains": tuple(_said(pain, touchpoint) for pain in touchpoint.pains[:MOST_PAINS])
        or (text("hallmark", "painless"),),
    }
    card = Card(
        name=pick.label,
        segment=_stage_of(touchpoint, workshop),
        figures=(*_figures(score), *_rated(rating)),
        quotes=(pick.experience.strip(),) if pick.experience.strip() else (),
        blocks=tuple((text("hallmark", "blocks", kind), lines) for kind, lines in blocks.items()),
        badge=str(place),
    )
    in_full = (*(line for lines in blocks.values() for line in lines), *_tree(touchpoint))
    return Page(
        id=f"hallmark-{place}",
        title=_title(pick, touchpoint),
        exhibits=(card,),
        source=_source(score, evidence),
        notes=(*_behind(score, evidence), *dict.fromkeys(in_full)),
    )


def _score_of(pick: Hallmark, evidence: TouchpointEvidence | None) -> TouchpointScore | None:
    scores = evidence.touchpoints if evidence else ()
    return next((score for score in scores if score.name == pick.touchpoint), None)


def _title(pick: Hallmark, touchpoint: Touchpoint) -> str:
    pains = len(touchpoint.pains)
    kind = ("none", "one", "more")[min(pains, 2)]
    facts = {"label": name_short(pick.label), "owner": short(touchpoint.owner, 40)}
    owner = text("hallmark", "owned" if touchpoint.owner else "unowned", **facts)
    return text("hallmark", "title", owner=owner, pains=text("hallmark", "pains", kind, count=counted(pains)))


def _stage_of(touchpoint: Touchpoint, workshop: Workshop) -> str:
    stages = workshop.tomorrow.stages if workshop.tomorrow else ()
    return next((stage.name for stage in stages if touchpoint in stage.touchpoints), "")


def _figures(score: TouchpointScore | None) -> tuple[tuple[str, str], ...]:
    if score is None:
        return ()
    mean = {"low": f"{score.low:.1f}", "high": f"{score.high:.1f}", "n": count(score.n)}
    value = {"low": percent(score.value_low), "high": percent(score.value_high)}
    return (
        (f"{score.mean:.1f}", text("hallmark", "mean", **mean)),
        (percent(score.value), text("hallmark", "value", **value)),
        (of_ten(score.memorability), text("hallmark", "memorability")),
    )


def _rated(rating: float | None) -> tuple[tuple[str, str], ...]:
    if rating is None:
        return ()
    return ((text("hallmark", "rated", rating=number(rating)), text("hallmark", "differentiation")),)


def _filled(part: Recovery | Triad) -> dict[str, str]:
    """Return what was said in a part of the design, by field."""
    said: dict[str, str] = part.model_dump()
    return {field: words for field, words in said.items() if words}


def _lines(kind: str, part: Recovery | Triad) -> tuple[str, ...]:
    lines = tuple(text("hallmark", kind, field, text=words) for field, words in _filled(part).items())
    return lines or (text("hallmark", "nothing"),)


def _said(pain: Claim, touchpoint: Touchpoint) -> str:
    """Return a pain point with the first cause that nobody has dug below, and who owns it."""
    facts = {"pain": short(pain.text, LONGEST), "level": pain.evidence}
    root = next(_roots(pain, touchpoint.causes), None)
    if root is None:
        return text("hallmark", "pain", **facts)
    kind = "because_owned" if root.owner else "because"
    return text("hallmark", kind, **facts, cause=short(root.text, LONGEST), owner=short(root.owner, 24))


def _roots(claim: Claim, causes: Sequence[Cause]) -> Iterator[Cause]:
    for cause in causes:
        if cause.of == claim.id:
            deeper = list(_roots(cause, causes))
            yield from deeper or (cause,)


def _tree(touchpoint: Touchpoint) -> Iterator[str]:
    """Yield each pain point and its whole why tree, a line for each, with how well it is known."""
    for pain in touchpoint.pains:
        facts = {"text": pain.text, "level": pain.evidence, "source": _after(pain.source)}
        yield text("hallmark", "tree", **facts)
        yield from _branches(pain, touchpoint.causes, 1)


def _branches(claim: Claim, causes: Sequence[Cause], depth: int) -> Iterator[str]:
    for cause in causes:
        if cause.of == claim.id:
            facts = {"text": cause.text, "level": cause.evidence, "source": _after(cause.source)}
            owner = text("hallmark", "branch_owner", owner=cause.owner) if cause.owner else ""
            yield text("hallmark", "branch", depth="–" * depth, owner=owner, **facts)
            yield from _branches(cause, causes, depth + 1)


def _after(source: str) -> str:
    return f", {source}" if source else ""


def _source(score: TouchpointScore | None, evidence: TouchpointEvidence | None) -> str:
    if score is None or evidence is None:
        return text(*DECISION)
    basis = answers_basis(evidence.n, evidence.segment, evidence.level)
    return f"{source_line(evidence.provenance, basis)} · {text('hallmark', 'decided')}"


def _behind(score: TouchpointScore | None, evidence: TouchpointEvidence | None) -> tuple[str, ...]:
    if score is None or evidence is None:
        return (say("hallmark"),)
    return evidence_notes("hallmark", evidence.provenance, (method_of(evidence),))

"""Findings on touchpoints, hallmarks and what hangs loose: slide titles, captions, alternative texts.

A sentence says no more than the intervals bear: where two can't be told apart, none is called first.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxworkshop import settings
from cxworkshop.charts.figures import listed, short
from cxworkshop.charts.sentences import counted, many, name_short, say, say_part
from cxworkshop.domain.chain import Loose, loose_ends
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.workshop import Workshop

if TYPE_CHECKING:
    from cxworkshop.analysis.touchpoints import HallmarkCandidate


def find_touchpoints(evidence: TouchpointEvidence) -> str:
    """Say which touchpoint is worth most to customers, and which scores lowest."""
    found = evidence.touchpoints
    if not found:
        return say("touchpoints", "none")
    lowest = min(found, key=lambda touchpoint: touchpoint.mean)
    scale = f"{evidence.scale_high:g}"
    low = {"lowest": name_short(lowest.label), "mean": f"{lowest.mean:.1f}", "scale": scale}
    if len(found) == 1:
        return say("touchpoints", "one", **low)
    worth = sum(touchpoint.value_high >= found[0].value_low for touchpoint in found)
    level = sum(touchpoint.low <= lowest.high for touchpoint in found)
    if worth == level == 1 and found[0].name == lowest.name:
        return say("touchpoints", "same", **low)
    high = {
        "first": name_short(found[0].label),
        "second": name_short(found[1].label),
        "count": counted(worth),
    }
    return say(
        "touchpoints",
        "both",
        worth=say_part("touchpoints", f"worth_{many(worth, len(found), named=2)}", **high),
        scores=say_part(
            "touchpoints", f"scores_{many(level, len(found), named=1)}", count=counted(level), **low
        ),
    )


def find_scores(evidence: TouchpointEvidence) -> str:
    """Say which touchpoint scores lowest, and how many can't be told apart from it."""
    ranked = sorted(evidence.touchpoints, key=lambda touchpoint: touchpoint.mean)
    if not ranked:
        return say("touchpoints", "none")
    lowest = ranked[0]
    level = [touchpoint for touchpoint in ranked if touchpoint.low <= lowest.high]
    facts = {
        "lowest": name_short(lowest.label),
        "named": listed([name_short(touchpoint.label) for touchpoint in level]),
        "mean": f"{lowest.mean:.1f}",
        "scale": f"{evidence.scale_high:g}",
    }
    if len(ranked) == 1:
        return say("touchpoints", "one", **facts)
    return say("scores", many(len(level), len(ranked), named=2), count=counted(len(level)), **facts)


def find_hallmarks(candidates: Sequence["HallmarkCandidate"]) -> str:
    """Say which candidates lead."""
    ranked = sorted(candidates, key=lambda candidate: -candidate.score)
    if not ranked:
        return say("hallmarks", "none")
    names = listed([name_short(candidate.label) for candidate in ranked[:3]])
    return say("hallmarks", "one" if len(ranked) == 1 else "more", names=names)


def find_loose_ends(workshop: Workshop) -> tuple[str, ...]:
    """Say what hangs loose in the chain, one sentence each; open decisions first."""
    return tuple(map(_loose_words, loose_ends(workshop)))


def _loose_words(end: Loose) -> str:
    words = settings.texts("loose")[end.kind]
    return str(words[end.about] if isinstance(words, dict) else words.format(about=short(end.about, 80)))

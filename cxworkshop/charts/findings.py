"""Findings on touchpoints, drivers and what hangs loose: slide titles, captions, alternative texts.

A sentence says no more than the intervals bear: where two can't be told apart, none is called first.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cxworkshop import settings
from cxworkshop.charts.figures import listed, percent, short
from cxworkshop.charts.sentences import NAME, counted, many, name_short, say, say_part
from cxworkshop.domain.chain import Loose, loose_ends
from cxworkshop.domain.evidence import DriverEvidence, Drivers, TouchpointEvidence
from cxworkshop.domain.workshop import Workshop

if TYPE_CHECKING:
    from cxworkshop.analysis.touchpoints import HallmarkCandidate

WEAK = 0.02
"""Share of the outcome's variation (R²) below which no driver is named."""


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


def find_drivers(drivers: Drivers, labels: Mapping[str, str], outcome: str | None = None) -> str:
    """Say which drivers matter most for the outcome, and how many can't be told apart.

    Parameters
    ----------
    drivers
        The drivers, most important first.
    labels
        Driver's name → what people call it.
    outcome
        What people call the outcome, e.g. ``"recommendation"``.
    """
    said = outcome or str(settings.texts("findings")["outcome"])
    if not drivers.drivers:
        return say("drivers", "none")
    if drivers.r2 < WEAK:
        return say("drivers", "weak", outcome=said)
    names = [name_short(labels.get(driver.name, driver.name)) for driver in drivers.drivers]
    tied = sum(driver.group == drivers.drivers[0].group for driver in drivers.drivers)
    facts = {
        "first": names[0],
        "second": names[min(1, len(names) - 1)],
        "named": listed(names[:tied]),
        "share": percent(drivers.drivers[0].share),
        "count": counted(tied),
        "outcome": said,
    }
    return say("drivers", many(tied, len(names), named=3), **facts)


def find_driver_shift(evidence: DriverEvidence) -> str:
    """Say which drivers weigh more for the target segments, beyond both intervals."""
    if evidence.target is None:
        pattern = "refused" if evidence.refusal else "waiting"
        return say("driver_shift", pattern, refusal=evidence.refusal or "")
    everyone = {driver.name: driver.high for driver in evidence.everyone.drivers}
    heavier = [
        name_short(evidence.labels.get(driver.name, driver.name))
        for driver in evidence.target.drivers
        if driver.name in everyone and driver.low > everyone[driver.name]
    ]
    who = short(listed(list(evidence.asked_for)), NAME)
    pattern = ("none", "one", "more")[min(len(heavier), 2)]
    return say("driver_shift", pattern, who=who, names=listed(heavier) if heavier else "")


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

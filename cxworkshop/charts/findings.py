"""Results as one plain sentence each: slide titles, captions, alternative texts.

A sentence says no more than the intervals bear: where two can't be told apart, none is called first.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cxworkshop import settings
from cxworkshop.charts.figures import count, listed, money, percent, short
from cxworkshop.domain.chain import Loose, loose_ends
from cxworkshop.domain.evidence import DriverEvidence, Drivers, TouchpointEvidence
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit, WhaleCurve
from cxworkshop.domain.workshop import Workshop

if TYPE_CHECKING:
    from cxworkshop.analysis.touchpoints import HallmarkCandidate

NAME = 32
"""Longest name in a sentence (characters), so that it stays a title."""

FEWEST = 5
"""Fewest customers of which a fifth is at least one."""

WEAK = 0.02
"""Share of the outcome's variation (R²) below which no driver is named."""


def find_whale(whale: WhaleCurve) -> str:
    """Say how much of the profit the best customers make, and how many lose money."""
    if whale.refusal:
        return _say("whale", "refused", refusal=whale.refusal)
    if not whale.customers:
        return _say("whale", "empty")
    if whale.top is None or whale.customers < FEWEST:
        return _say("whale", "few", customers=count(whale.customers))
    losers = whale.losers / whale.customers
    digits = 0 if losers >= 0.01 else 1  # noqa: PLR2004 - "0 % lose money" would be false
    return _say(
        "whale",
        "losing" if whale.losers else "earning",
        top=percent(whale.top["0.2"]),
        losers=percent(losers, digits),
    )


def find_segments(evidence: ProfitEvidence) -> str:
    """Say which segment earns most per customer, where the intervals bear it, and which lose money."""
    ranked = sorted(evidence.segments, key=lambda segment: -segment.profit_per_customer)
    if not ranked:
        return _say("segments", "none")
    first = ranked[0]
    facts = {"first": _name(first.name), "value": money(first.profit_per_customer)}
    if len(ranked) == 1:
        return _say("segments", "one", **facts)
    if all(segment.high < 0 for segment in ranked):
        return _say("segments", "all_losing", **facts)
    level_with_first = [segment for segment in ranked if segment.high >= first.low]
    losing = _losing(ranked)
    tied = len(level_with_first)
    pattern = "ahead" if tied == 1 else "all_tied" if tied == len(ranked) else "tied"
    if losing:
        facts["losing"] = losing
        pattern += "_losing"
    return _say("segments", pattern, count=counted(tied), **facts)


def find_touchpoints(evidence: TouchpointEvidence) -> str:
    """Say which touchpoint is worth most to customers, and which scores lowest."""
    found = evidence.touchpoints
    if not found:
        return _say("touchpoints", "none")
    lowest = min(found, key=lambda touchpoint: touchpoint.mean)
    scale = f"{evidence.scale_high:g}"
    low = {"lowest": _name(lowest.label), "mean": f"{lowest.mean:.1f}", "scale": scale}
    if len(found) == 1:
        return _say("touchpoints", "one", **low)
    worth = sum(touchpoint.value_high >= found[0].value_low for touchpoint in found)
    level = sum(touchpoint.low <= lowest.high for touchpoint in found)
    if worth == level == 1 and found[0].name == lowest.name:
        return _say("touchpoints", "same", **low)
    high = {"first": _name(found[0].label), "second": _name(found[1].label), "count": counted(worth)}
    return _say(
        "touchpoints",
        "both",
        worth=_part(f"worth_{_many(worth, len(found), named=2)}", **high),
        scores=_part(f"scores_{_many(level, len(found), named=1)}", count=counted(level), **low),
    )


def find_scores(evidence: TouchpointEvidence) -> str:
    """Say which touchpoint scores lowest, and how many can't be told apart from it."""
    ranked = sorted(evidence.touchpoints, key=lambda touchpoint: touchpoint.mean)
    if not ranked:
        return _say("touchpoints", "none")
    lowest = ranked[0]
    level = [touchpoint for touchpoint in ranked if touchpoint.low <= lowest.high]
    facts = {
        "lowest": _name(lowest.label),
        "named": listed([_name(touchpoint.label) for touchpoint in level]),
        "mean": f"{lowest.mean:.1f}",
        "scale": f"{evidence.scale_high:g}",
    }
    if len(ranked) == 1:
        return _say("touchpoints", "one", **facts)
    return _say("scores", _many(len(level), len(ranked), named=2), count=counted(len(level)), **facts)


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
        return _say("drivers", "none")
    if drivers.r2 < WEAK:
        return _say("drivers", "weak", outcome=said)
    names = [_name(labels.get(driver.name, driver.name)) for driver in drivers.drivers]
    tied = sum(driver.group == drivers.drivers[0].group for driver in drivers.drivers)
    facts = {
        "first": names[0],
        "second": names[min(1, len(names) - 1)],
        "named": listed(names[:tied]),
        "share": percent(drivers.drivers[0].share),
        "count": counted(tied),
        "outcome": said,
    }
    return _say("drivers", _many(tied, len(names), named=3), **facts)


def find_driver_shift(evidence: DriverEvidence) -> str:
    """Say which drivers weigh more for the target segments, beyond both intervals."""
    if evidence.target is None:
        pattern = "refused" if evidence.refusal else "waiting"
        return _say("driver_shift", pattern, refusal=evidence.refusal or "")
    everyone = {driver.name: driver.high for driver in evidence.everyone.drivers}
    heavier = [
        _name(evidence.labels.get(driver.name, driver.name))
        for driver in evidence.target.drivers
        if driver.name in everyone and driver.low > everyone[driver.name]
    ]
    who = short(listed(list(evidence.asked_for)), NAME)
    pattern = ("none", "one", "more")[min(len(heavier), 2)]
    return _say("driver_shift", pattern, who=who, names=listed(heavier) if heavier else "")


def find_hallmarks(candidates: Sequence["HallmarkCandidate"]) -> str:
    """Say which candidates lead."""
    ranked = sorted(candidates, key=lambda candidate: -candidate.score)
    if not ranked:
        return _say("hallmarks", "none")
    names = listed([_name(candidate.label) for candidate in ranked[:3]])
    return _say("hallmarks", "one" if len(ranked) == 1 else "more", names=names)


def find_loose_ends(workshop: Workshop) -> tuple[str, ...]:
    """Say what hangs loose in the chain, one sentence each; open decisions first."""
    return tuple(map(_loose_words, loose_ends(workshop)))


def counted(number: int) -> str:
    """Return a small number as a word: three; a larger one in digits."""
    words: list[str] = settings.texts("findings")["counts"]
    return words[number] if number < len(words) else count(number)


def _loose_words(end: Loose) -> str:
    words = settings.texts("loose")[end.kind]
    return str(words[end.about] if isinstance(words, dict) else words.format(about=short(end.about, 80)))


def _losing(segments: list[SegmentProfit]) -> str:
    """Name the segments whose whole interval is below zero; count them where they are many."""
    names = [_name(segment.name) for segment in segments if segment.high < 0]
    if len(names) > 2:  # noqa: PLR2004 - more names than a title holds
        return f"{counted(len(names))} segments"
    return listed(names) if names else ""


def _many(tied: int, of: int, named: int) -> str:
    """Return which pattern fits so many that can't be told apart; up to ``named`` are named."""
    if tied == of and tied > min(named, 2):
        return "all"
    return ("one", "two", "three")[tied - 1] if tied <= named else "more"


def _part(pattern: str, **facts: str) -> str:
    return str(settings.texts("findings")["touchpoints"][pattern]).format(**facts)


def _name(name: str) -> str:
    return short(name, NAME)


def _say(topic: str, pattern: str, **facts: str) -> str:
    texts: dict[str, Any] = settings.texts("findings")
    sentence = str(texts[topic][pattern]).format(**facts)
    return sentence[:1].upper() + sentence[1:]

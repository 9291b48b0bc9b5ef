"""Findings on drivers: what matters most, which way, for whom, and what those who left had said.

A sentence says no more than the intervals bear, and never that one thing causes another.
"""

from collections.abc import Mapping, Sequence

from cxworkshop import settings
from cxworkshop.charts.figures import count, listed, percent, short, span
from cxworkshop.charts.sentences import NAME, counted, many, name_short, named_first, say, say_part
from cxworkshop.domain.drivers import (
    DriverDifference,
    DriverEvidence,
    Drivers,
    Response,
    RuleEffect,
    SatisfactionTrap,
    SegmentDrivers,
)
from cxworkshop.domain.tables import spoken_name

_TOLD: tuple[Response, ...] = ("must_be", "exciter", "linear")


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
    if drivers.weak:
        return say("drivers", "weak", outcome=said)
    names = [name_short(labels.get(driver.name, driver.name)) for driver in drivers.drivers]
    tied = sum(driver.group == drivers.drivers[0].group for driver in drivers.drivers)
    facts = {
        "first": names[0],
        "second": names[min(1, len(names) - 1)],
        "named": listed(names[:tied]),
        "share": percent(drivers.drivers[0].share),
        "span": span(drivers.drivers[0].low, drivers.drivers[0].high),
        "n": count(drivers.n),
        "count": counted(tied),
        "outcome": said,
    }
    return say("drivers", many(tied, len(names), named=3), **facts)


def find_signs(drivers: Drivers, labels: Mapping[str, str], outcome: str) -> str | None:
    """Say with which drivers the outcome falls, and with which none can tell.

    None where it rises with all, or where they explain too little to say anything of any of them.

    Parameters
    ----------
    drivers, labels, outcome
        As in :func:`find_drivers`.
    """
    found = {
        sign: [labels.get(driver.name, driver.name) for driver in drivers.drivers if driver.sign == sign]
        for sign in ("down", "unclear")
    }
    if drivers.weak or not any(found.values()):
        return None
    pattern = "both" if all(found.values()) else next(sign for sign, names in found.items() if names)
    facts = {sign: named_first(names) for sign, names in found.items() if names}
    return say("signs", pattern, outcome=outcome, **facts)


def find_driver_shift(evidence: DriverEvidence) -> str:
    """Say which drivers weigh more for the target segments, beyond both intervals."""
    if evidence.target is None:
        pattern = "refused" if evidence.refusal else "waiting"
        return say("driver_shift", pattern, refusal=evidence.refusal or "")
    who = short(listed(list(evidence.asked_for)), NAME)
    if evidence.target.weak or evidence.everyone.weak:
        return say("driver_shift", "weak", who=who)
    everyone = {driver.name: driver.high for driver in evidence.everyone.drivers}
    heavier = [
        name_short(evidence.labels.get(driver.name, driver.name))
        for driver in evidence.target.drivers
        if driver.name in everyone and driver.low > everyone[driver.name]
    ]
    pattern = ("none", "one", "more")[min(len(heavier), 2)]
    return say("driver_shift", pattern, who=who, names=listed(heavier) if heavier else "")


def find_responses(evidence: DriverEvidence) -> str:
    """Say which drivers have to be right, which can delight, and with which more is simply better."""
    responses, labels = evidence.responses, evidence.labels
    if not responses:
        return say("responses", "none")
    if evidence.everyone.weak:
        return say("responses", "weak")
    found = {
        kind: [labels.get(one.name, one.name) for one in responses if one.response == kind]
        for kind in (*_TOLD, "unclear")
    }
    parts = [
        say_part(
            "responses",
            f"{kind}_{'one' if len(found[kind]) == 1 else 'more'}",
            names=named_first(found[kind]),
        )
        for kind in _TOLD
        if found[kind]
    ]
    if not parts:
        return say("responses", "all_unclear", count=counted(len(responses)))
    if unclear := len(found["unclear"]):
        parts.append(
            say_part("responses", "unclear_one" if unclear == 1 else "unclear_more", count=counted(unclear))
        )
    return say("responses", "whole", parts="; ".join(parts))


def find_segment_differences(evidence: DriverEvidence) -> str:
    """Say where a driver weighs clearly more or less for one segment than for the rest, the largest first."""
    segments = evidence.segments
    compared = [segment for segment in segments if segment.differences]
    if not segments:
        return say("segment_differences", "none")
    if not compared:
        refusal = next((segment.refusal for segment in segments if segment.refusal), None)
        only = len(segments) == 1 and refusal
        return str(refusal) if only else say("segment_differences", "refused", count=counted(len(segments)))
    if evidence.everyone.weak:
        return say("segment_differences", "weak")
    clear = sorted(
        ((segment, one) for segment in compared for one in segment.differences if beyond_chance(one)),
        key=lambda found: -abs(found[1].difference),
    )
    if not clear:
        pattern = "chance_one" if len(compared) == 1 else "chance"
        return say(
            "segment_differences",
            pattern,
            segment=name_short(compared[0].segment),
            count=counted(len(compared)),
        )
    pattern = ("one", "two")[len(clear) - 1] if len(clear) <= 2 else "more"  # noqa: PLR2004
    first = _difference_words(*clear[0], evidence.labels)
    return say("segment_differences", pattern, first=first, count=counted(len(clear) - 1))


def beyond_chance(difference: DriverDifference) -> bool:
    """Return whether a difference's interval leaves 0 out, that of all others holding at once."""
    return difference.low > 0 or difference.high < 0


def find_trap(trap: SatisfactionTrap) -> str:
    """Say what share of the answers of those who left were satisfied, beside those who stayed."""
    if trap.high < trap.stayed_low:
        pattern = "fewer"
    else:
        pattern = "level" if trap.low <= trap.stayed_high else "greater"
    return say(
        "trap",
        pattern,
        share=percent(trap.share),
        span=span(trap.low, trap.high),
        n=count(trap.leavers),
        satisfied_from=f"{trap.satisfied_from:g}",
        score=spoken_name(trap.score),
        stayed=percent(trap.stayed_share),
        stayed_span=span(trap.stayed_low, trap.stayed_high),
        n_stayed=count(trap.stayers),
    )


def find_rules(everyone: Drivers, rules: Sequence[RuleEffect], labels: Mapping[str, str]) -> str:
    """Say whether it matters how missing answers are treated: for the shares, and for the order of groups.

    It matters where a group's first falls behind a driver of a later group, or a share leaves its interval.

    Parameters
    ----------
    everyone
        The drivers, under the rule chosen.
    rules
        What the other rules would give.
    labels
        Driver's name → what people call it.
    """
    told = [rule for rule in rules if rule.refusal is None]
    if not told:
        refusal = next((rule.refusal for rule in rules if rule.refusal), None)
        return refusal or say("rules", "none")
    moves = [
        (abs(rule.shares[driver.name] - driver.share), driver, rule)
        for rule in told
        for driver in everyone.drivers
        if driver.name in rule.shares
    ]
    if not moves:
        return say("rules", "none")
    if everyone.weak:
        return say("rules", "weak")
    reordered = [rule for rule in told if not _keeps_groups(everyone, rule)]
    outside = any(not one.low <= effect.shares[one.name] <= one.high for _, one, effect in moves)
    size, driver, rule = max(
        (move for move in moves if move[2] in reordered or not reordered), key=lambda move: move[0]
    )
    return say(
        "rules",
        "reordered" if reordered else "moved" if outside else "steady",
        rule=say_part("rules", rule.rule),
        name=name_short(labels.get(driver.name, driver.name)),
        points=say_points(size),
    )


def say_points(size: float) -> str:
    """Return a difference of shares (0–1) in percentage points: "14 points", "1 point", "0.4 points"."""
    points = abs(size) * 100
    said = f"{points:.0f}" if points >= 0.95 else f"{points:.1f}"  # noqa: PLR2004 - so that 0.4 isn't 0
    return say_part("rules", "point" if said == "1" else "points", n=said)


def _keeps_groups(everyone: Drivers, rule: RuleEffect) -> bool:
    """Return whether the first of each group stays ahead of all drivers of later groups."""
    ranked = [
        (driver.group, rule.shares[driver.name]) for driver in everyone.drivers if driver.name in rule.shares
    ]
    firsts: dict[int, float] = {}
    for group, share in ranked:
        firsts.setdefault(group, share)
    return all(firsts[earlier] >= share for group, share in ranked for earlier in firsts if earlier < group)


def _difference_words(segment: SegmentDrivers, found: DriverDifference, labels: Mapping[str, str]) -> str:
    low, high = sorted((abs(found.low), abs(found.high)))
    return say_part(
        "segment_differences",
        "greater" if found.difference > 0 else "less",
        segment=name_short(segment.segment),
        n=count(segment.n),
        name=name_short(labels.get(found.name, found.name)),
        by=say_points(found.difference),
        low=f"{low * 100:.0f}",
        high=f"{high * 100:.0f}",
    )

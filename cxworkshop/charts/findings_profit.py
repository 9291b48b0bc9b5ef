"""Findings on profit: whale curve, groups, segments, and what people guessed."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from statistics import median

from cxworkshop.charts.figures import count, listed, money, percent, signed
from cxworkshop.charts.sentences import counted, name_group, name_short, say, say_part
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit, WhaleCurve, WhaleGroup

FEWEST = 5
"""Fewest customers of which a fifth is at least one."""

CLEARLY, LEAST = 2.0, 0.05
"""A share is more than usual beyond so many standard errors, and by at least so much (1 = all)."""

HIGHEST_GUESS = 10.0
"""A guess beyond this share is said as this (1 = all)."""

NAMED = 4
"""Most segments whose growth a sentence names."""


def find_whale(whale: WhaleCurve) -> str:
    """Say how much of the profit the best customers make, and how many lose money."""
    if whale.refusal:
        return say("whale", "refused", refusal=whale.refusal)
    if not whale.customers:
        return say("whale", "empty")
    if whale.top is None or whale.customers < FEWEST:
        return say("whale", "few", customers=count(whale.customers))
    losers = whale.losers / whale.customers
    digits = 0 if losers >= 0.01 else 1  # noqa: PLR2004 - "0 % lose money" would be false
    return say(
        "whale",
        "losing" if whale.losers else "earning",
        top=percent(whale.top["0.2"]),
        losers=percent(losers, digits),
    )


def find_groups(whale: WhaleCurve, groups: Sequence[WhaleGroup], *, currency: str | None = None) -> str:
    """Say how many customers build the profit, and how many take how much of it away again."""
    found = {group.name: group for group in groups if group.customers}
    builders, eroders = found.get("builders"), found.get("eroders")
    if not whale.customers or not found:
        return say("whale", "empty")
    if builders is None:
        return say("whale_groups", "none_built", eroders=count(whale.customers))
    facts = {"builders": count(builders.customers)}
    if eroders is None:
        return say("whale_groups", "none_lost", **facts)
    facts["eroders"] = count(eroders.customers)
    if eroders.share is None:
        return say("whale_groups", "money", money=money(-eroders.profit, currency), **facts)
    return say("whale_groups", "share", share=percent(-eroders.share), **facts)


def find_makeup(group: WhaleGroup) -> str:
    """Say which segment is found in the group more often than usual, beyond chance."""
    name = name_group(group.name)
    if not group.makeup:
        return say("makeup", "empty")
    most = max(group.makeup, key=lambda part: part.share - part.usual)
    chance = sqrt(most.usual * (1 - most.usual) / group.customers)
    if most.share - most.usual < max(CLEARLY * chance, LEAST):
        return say("makeup", "usual", group=name)
    facts = {"share": percent(most.share), "usual": percent(most.usual)}
    return say("makeup", "more", segment=name_short(most.segment), group=name.lower(), **facts)


def find_segments(evidence: ProfitEvidence) -> str:
    """Say which segment earns most per customer, where the intervals bear it, and which lose money."""
    ranked = sorted(evidence.segments, key=lambda segment: -segment.profit_per_customer)
    if not ranked:
        return say("segments", "none")
    first = ranked[0]
    facts = {"first": name_short(first.name), "value": money(first.profit_per_customer, evidence.currency)}
    if len(ranked) == 1:
        return say("segments", "one", **facts)
    if all(segment.high < 0 for segment in ranked):
        return say("segments", "all_losing", **facts)
    losing = _losing(ranked)
    tied = sum(segment.group == first.group for segment in ranked)
    pattern = "ahead" if tied == 1 else "all_tied" if tied == len(ranked) else "tied"
    if losing:
        facts["losing"] = losing
        pattern += "_losing"
    return say("segments", pattern, count=counted(tied), **facts)


def find_growth(evidence: ProfitEvidence, targets: Sequence[str] = ()) -> str:
    """Say how revenue grew: of the targets, or of the segments at either end. "" where it isn't known."""
    known = sorted(
        (segment for segment in evidence.segments if segment.growth is not None),
        key=lambda segment: -(segment.growth or 0),
    )
    of_targets = [segment for segment in known if segment.name in targets]
    named = of_targets[:NAMED] if targets else [*known[:1], *known[1:][-1:]]
    if not named:
        return ""
    parts = [
        say_part("growth", "one", name=name_short(segment.name), growth=signed(segment.growth or 0))
        for segment in named
    ]
    return say("growth", "named", named=listed(parts))


def find_guessed_shares(whale: WhaleCurve, guesses: Sequence[float]) -> str:
    """Say what people guessed the top 20 % make, and what they make. "" without guesses or truth."""
    if not guesses or whale.top is None:
        return ""
    low, middle, high = (
        percent(min(max(guess, 0.0), HIGHEST_GUESS))
        for guess in (min(guesses), median(guesses), max(guesses))
    )
    facts = {"guess": middle, "truth": percent(whale.top["0.2"])}
    if len(guesses) == 1:
        return say("guesses", "one", **facts)
    return say("guesses", "more", low=low, high=high, **facts)


def find_guessed_segments(evidence: ProfitEvidence, guesses: Sequence[str]) -> str:
    """Say which segment most people guessed earns most in total, and which does. "" without guesses."""
    ranked = sorted(evidence.segments, key=lambda segment: -segment.profit)
    if not guesses or not ranked:
        return ""
    first = ranked[0]
    level = [segment for segment in ranked if segment.customers * segment.high >= first.customers * first.low]
    truth = _truth([name_short(segment.name) for segment in level])
    guessed = Counter(guesses).most_common()
    name, most = guessed[0]
    tied = sum(n == most for _, n in guessed)
    facts = {"n": count(most), "people": count(len(guesses)), "truth": truth}
    if tied > 1:
        return say("guesses", "segment_tied", count=counted(tied), **facts)
    people = "one" if len(guesses) == 1 else "more"
    if len(level) == 1 and name == first.name:
        return say("guesses", f"right_{people}", **facts)
    return say("guesses", f"segment_{people}", guessed=name_short(name), **facts)


def _truth(level: Sequence[str]) -> str:
    """Say which of the segments earns most in total, where they can be told apart."""
    if len(level) == 1:
        return say_part("guesses", "truth", first=level[0])
    if len(level) == 2:  # noqa: PLR2004 - a sentence names two
        return say_part("guesses", "truth_tied", first=level[0], second=level[1])
    return say_part("guesses", "truth_many", count=counted(len(level)))


def _losing(segments: list[SegmentProfit]) -> str:
    """Name the segments whose whole interval is below zero; count them where they are many."""
    names = [name_short(segment.name) for segment in segments if segment.high < 0]
    if len(names) > 2:  # noqa: PLR2004 - more names than a title holds
        return f"{counted(len(names))} segments"
    return listed(names) if names else ""

"""Findings on which touchpoints to choose, and on what customers live through there.

A sentence says no more than the intervals bear; where they leave a question open, it says so.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from cxworkshop.charts.figures import count, listed, percent
from cxworkshop.charts.findings_consistency import (
    find_inconsistency as find_inconsistency,  # noqa: PLC0414 - its public name
)
from cxworkshop.charts.findings_consistency import (
    find_response_times as find_response_times,  # noqa: PLC0414 - its public name
)
from cxworkshop.charts.sentences import counted, name_short, say, say_part
from cxworkshop.domain.opportunity import Opportunities, Opportunity
from cxworkshop.domain.peak_end import Moment, PeakEnd
from cxworkshop.domain.perception import Gap, PerceptionGaps
from cxworkshop.domain.robustness import Robustness

if TYPE_CHECKING:
    from cxworkshop.analysis.touchpoints import HallmarkCandidate

SAFE, UNLIKELY = 0.8, 0.2
"""Shares of weightings from which a pick is safe, and below which it is unlikely."""

SURE = 0.99
"""Share of draws above which nobody asks for the figure."""

NAMED = 3
"""Most touchpoints that a sentence lists."""

Chance = Literal["safe", "depends", "unlikely"]


def judge(share: float) -> Chance:
    """Return what it means to be among the first in this share of weightings (0–1), as it is shown."""
    shown = round(share, 2)
    if shown >= SAFE:
        return "safe"
    return "depends" if shown >= UNLIKELY else "unlikely"


def find_acceptability(robustness: Robustness, labels: Mapping[str, str], most: int) -> str:
    """Say which touchpoints are among the first ``most`` whatever counts most, and which depend on taste."""
    found = {one.name: one.among_first(most) for one in robustness.alternatives}
    ranked = sorted(found, key=lambda name: -found[name])
    if not ranked:
        return say("acceptability", "none")
    place = say_part("acceptability", "first" if most == 1 else "among", most=str(most))
    if len(ranked) <= most:
        return say("acceptability", "all", count=counted(len(ranked)), place=place)
    safe = [name for name in ranked if judge(found[name]) == "safe"]
    depends = [name for name in ranked if judge(found[name]) == "depends"]
    facts = {"place": place}
    if safe:
        facts |= {"names": _named(safe, labels), "share": _at_least(found[safe[-1]], len(safe))}
    if depends:
        facts |= {"next": _name(depends[0], labels), "next_share": percent(found[depends[0]])}
    if len(depends) > 1:
        facts |= {"second": _name(depends[1], labels), "second_share": percent(found[depends[1]])}
    facts["count"] = counted(len(depends) - 1)
    return say(
        "acceptability",
        "whole",
        safe=say_part("acceptability", f"safe_{_how_many(safe)}", **facts),
        depends=say_part("acceptability", f"depends_{_how_many(depends, apart=3)}", **facts),
    )


def find_ranking_change(
    everyone: Sequence["HallmarkCandidate"], weighted: Sequence["HallmarkCandidate"], most: int
) -> str:
    """Say who comes among the first ``most`` once segments are weighted by profit, and who drops out.

    Parameters
    ----------
    everyone, weighted
        The candidates with all customers alike, and weighted by profit; each the best first.
    most
        How many can be picked.
    """
    if not everyone or not weighted:
        return say("ranking_change", "none")
    before, after = ([one.name for one in ranking[:most]] for ranking in (everyone, weighted))
    labels = {one.name: one.label for one in (*everyone, *weighted)}
    comes = [name for name in after if name not in before]
    drops = [name for name in before if name not in after]
    if not comes and not drops:
        return say("ranking_change", "same" if before == after else "order", most=str(most))
    changes = [
        say_part("ranking_change", f"{what}_{_how_many(names)}", names=_named(names, labels), most=str(most))
        for what, names in (("comes", comes), ("drops", drops))
        if names
    ]
    return say("ranking_change", "changed", changes=listed(changes))


def find_gaps(gaps: PerceptionGaps) -> str:
    """Say what leaders overestimate most, and what they underestimate most, beyond uncertainty."""
    if not gaps.gaps:
        return say("gaps", "none")
    over, under = (
        [gap for gap in gaps.gaps if gap.beyond_uncertainty and (gap.gap > 0) == above]
        for above in (True, False)
    )
    facts = {"n": count(gaps.n)}
    if over:
        facts |= {"over": name_short(over[0].label), "over_by": _gap_size(over[0])}
    if under:
        facts |= {"under": name_short(under[0].label), "under_by": _gap_size(under[0])}
    pattern = ("chance", "over", "under", "both")[bool(over) + 2 * bool(under)]
    return say("gaps", pattern, **facts)


def find_function_gaps(gaps: PerceptionGaps) -> str | None:
    """Say which function is furthest from the customers, and where; None where no function can be shown."""
    if not gaps.by_function:
        return None
    clear = [gap for gap in gaps.by_function if gap.beyond_uncertainty]
    if not clear:
        return say("function_gaps", "chance")
    largest = clear[0]
    return say(
        "function_gaps",
        "over" if largest.gap > 0 else "under",
        function=name_short(largest.function or ""),
        touchpoint=name_short(largest.label),
        by=_gap_size(largest),
        n=count(largest.n),
    )


def find_performance(opportunities: Opportunities, labels: Mapping[str, str]) -> str:
    """Say which touchpoints matter more than most and satisfy less, and which of them surely do."""
    improve = [one for one in opportunities.touchpoints if one.quadrant == "improve"]
    surely = [one for one in improve if one.sure >= opportunities.level]
    perhaps = [one for one in improve if one not in surely]
    if not improve:
        return say("performance", "none")
    facts = {
        "surely": _named([one.name for one in surely], labels) if surely else "",
        "perhaps": _named([one.name for one in perhaps], labels) if perhaps else "",
        "sure": _sureness([one.sure for one in surely or perhaps]),
    }
    if not surely:
        return say("performance", f"perhaps_{_how_many(perhaps)}", **facts)
    first = say_part("performance", f"surely_{_how_many(surely)}", **facts)
    return say("performance", "and_perhaps" if perhaps else "alone", first=first, **facts)


def find_opportunities(opportunities: Opportunities, labels: Mapping[str, str]) -> str:
    """Say which opportunities are very attractive, or how far the greatest is from it."""
    from cxworkshop.analysis.opportunity import VERY_ATTRACTIVE  # noqa: PLC0415 - NumPy is heavy

    if not opportunities.touchpoints:
        return say("opportunities", "none")
    above = [one for one in opportunities.touchpoints if one.low > VERY_ATTRACTIVE]
    if above:
        return say("opportunities", f"above_{_how_many(above)}", **_opportunity_facts(above, labels))
    near = [one for one in opportunities.touchpoints if one.high > VERY_ATTRACTIVE]
    if near:
        return say("opportunities", f"near_{_how_many(near)}", **_opportunity_facts(near, labels))
    first = opportunities.touchpoints[0]
    level = [one for one in opportunities.touchpoints if one.high >= first.low]
    return say("opportunities", f"below_{_how_many(level)}", **_opportunity_facts(level, labels))


def find_pain_near_end(peak_end: PeakEnd) -> str | None:
    """Return the warning that the journey ends on pain, or nearly so; None where it doesn't."""
    if not peak_end.near_end:
        return None
    last = min(peak_end.near_end, key=lambda moment: moment.from_end)
    facts = _moment_facts(last) | {"average": f"{peak_end.average:.1f}"}
    if not last.from_end:
        return say("pain_near_end", "last", **facts)
    return say("pain_near_end", "near_one" if last.from_end == 1 else "near", **facts)


def find_peak_end(peak_end: PeakEnd) -> str:
    """Say where the journey is best, where it hurts, and how it ends."""
    facts = {
        f"{what}_{fact}": words
        for what in ("peak", "worst", "end")
        for fact, words in _moment_facts(getattr(peak_end, what)).items()
    }
    facts["average"] = f"{peak_end.average:.1f}"
    if not peak_end.pains:
        return say("peak_end", "painless", **facts)
    return say("peak_end", "ends_worst" if peak_end.worst == peak_end.end else "all", **facts)


def _how_many(found: Sequence[object], apart: int = 2) -> str:
    """Return which pattern fits so many; from ``apart`` on all are the same."""
    return ("none", "one", "two")[len(found)] if len(found) < apart else "more"


def _name(name: str, labels: Mapping[str, str]) -> str:
    return name_short(labels.get(name, name))


def _named(names: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return names as a sentence lists them, of many the first two."""
    said = [_name(name, labels) for name in names]
    if len(said) > NAMED:
        said = [*said[: NAMED - 1], say_part("acceptability", "others", count=counted(len(said) - NAMED + 1))]
    return listed(said)


def _at_least(share: float, touchpoints: int) -> str:
    said = percent(share)
    if touchpoints == 1 or said == percent(1):
        return said
    return say_part("acceptability", "at_least", share=said)


def _sureness(shares: Sequence[float]) -> str:
    """Return how sure all of these are: over 99 %, 96 %, 96 % or more."""
    least = min(shares)
    if least > SURE:
        return say_part("performance", "over", sure=percent(SURE))
    return say_part("performance", "sure_one" if len(shares) == 1 else "sure_more", sure=percent(least))


def _gap_size(gap: Gap) -> str:
    low, high = sorted((abs(gap.low), abs(gap.high)))
    return say_part("gaps", "by", by=f"{abs(gap.gap):.1f}", low=f"{low:.1f}", high=f"{high:.1f}")


def _opportunity_facts(found: Sequence[Opportunity], labels: Mapping[str, str]) -> dict[str, str]:
    first = found[0]
    return {
        "names": _named([one.name for one in found], labels),
        "first": _name(first.name, labels),
        "score": f"{first.score:.1f}",
        "low": f"{first.low:.1f}",
        "high": f"{first.high:.1f}",
        "count": counted(len(found)),
    }


def _moment_facts(moment: Moment) -> dict[str, str]:
    return {
        "name": name_short(moment.label),
        "mean": f"{moment.mean:.1f}",
        "low": f"{moment.low:.1f}",
        "high": f"{moment.high:.1f}",
        "n": count(moment.n),
        "later": counted(moment.from_end),
    }

"""Findings on what splits profit: attributes, proposed segments, believed figures."""

from cxworkshop.charts.figures import count, money, percent, short
from cxworkshop.charts.sentences import counted, name_short, say, say_part
from cxworkshop.domain.costs import Believed
from cxworkshop.domain.profit import AttributeSplit, Condition, Proposal, Sensitivity, Splits
from cxworkshop.domain.tables import spoken_name

NAMED = 2
"""Most values of one attribute that a proposal's name lists."""

VAGUE = frozenset({"yes", "no", "true", "false", "not known", "other (small groups)"})
"""Values that say nothing without their attribute, as numbers do."""


def beyond_chance(split: AttributeSplit) -> bool:
    """Return whether the attribute explains more than chance would, all attributes looked at counted in."""
    from cxworkshop.analysis.splits import SPLITS_BELOW  # noqa: PLC0415 - NumPy is heavy

    return split.p <= SPLITS_BELOW


def find_splits(splits: Splits) -> str:
    """Say which attribute explains most of the differences in profit, where any does beyond chance."""
    found = [split for split in splits.ranked if beyond_chance(split)]
    if not splits.ranked:
        return say("splits", "none")
    if not found:
        return say("splits", "chance")
    first = found[0]
    level = [split for split in found if split.high >= first.low]
    facts = {"first": _attribute(first), "share": percent(first.explained), "count": counted(len(level))}
    if len(level) == 1:
        return say("splits", "one", **facts)
    if len(level) == 2:  # noqa: PLR2004 - a title names two
        return say("splits", "two", second=_attribute(level[1]), **facts)
    return say("splits", "more", **facts)


def find_proposal(proposal: Proposal, *, currency: str | None = None) -> str:
    """Say who belongs to a proposed segment, how many they are, and what they earn."""
    facts = {
        "name": name_proposal(proposal),
        "customers": percent(proposal.share_of_customers),
        "n": count(proposal.customers),
        "each": money(proposal.profit_per_customer, currency),
        "low": money(proposal.low),
        "high": money(proposal.high),
    }
    if proposal.share_of_profit is None:
        return say("proposal", "money", profit=money(proposal.profit, currency), **facts)
    if proposal.profit < 0:
        return say("proposal", "losing", profit=money(-proposal.profit, currency), **facts)
    return say("proposal", "share", profit=percent(proposal.share_of_profit), **facts)


def name_proposal(proposal: Proposal) -> str:
    """Return a proposed segment's name, from its conditions: "Corporate, Direct"."""
    return ", ".join(_condition(condition) for condition in proposal.conditions)


def find_sensitivity(sensitivity: Sensitivity, *, currency: str | None = None) -> str:
    """Say who changes side, and which segments change places, over a believed figure's range."""
    believed = sensitivity.believed
    facts = {
        "figure": name_figure(believed),
        "low": say_figure(believed, believed.low, currency),
        "high": say_figure(believed, believed.high, currency),
        "n": count(sensitivity.change_sides),
    }
    sides = "one" if sensitivity.change_sides == 1 else "more" if sensitivity.change_sides else "none"
    changes = say_part("sensitivity", f"sides_{sides}", **facts)
    crossings = sorted(sensitivity.crossings, key=lambda crossing: abs(crossing.at - believed.value))
    if not crossings:
        order = say_part("sensitivity", "order_kept")
    else:
        nearest = crossings[0]
        order = say_part(
            "sensitivity",
            "above" if nearest.at > believed.value else "below",
            first=name_short(nearest.first),
            second=name_short(nearest.second),
            at=say_figure(believed, nearest.at, currency),
        )
        if len(crossings) > 1:
            more = len(crossings) - 1
            pattern = "and_one" if more == 1 else "and_more"
            order = say_part("sensitivity", pattern, order=order, count=counted(more))
    return say("sensitivity", "whole", changes=changes, order=order, **facts)


def name_figure(believed: Believed) -> str:
    """Return what a believed figure is called: "Cost of one complaint"."""
    return say_part("figure", believed.kind, name=short(believed.name.replace("_", " "), 40))


def say_figure(believed: Believed, value: float, currency: str | None = None) -> str:
    """Return a value of a believed figure: a share as per cent, else money."""
    return percent(value) if believed.kind == "margin" else money(value, currency)


def _attribute(split: AttributeSplit) -> str:
    return name_short(spoken_name(split.attribute))


def _condition(condition: Condition) -> str:
    names = _values([short(value, 28) for value in condition.values])
    if any(value.lower() in VAGUE or value.isdigit() for value in condition.values):
        return say_part(
            "proposal", "of", attribute=name_short(spoken_name(condition.attribute)), values=names
        )
    return names


def _values(values: list[str]) -> str:
    if len(values) == 1:
        return values[0]
    if len(values) <= NAMED:
        return say_part("proposal", "either", first=values[0], second=values[1])
    return say_part("proposal", "others", first=values[0], count=counted(len(values) - 1))

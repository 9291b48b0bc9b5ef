"""Findings on forward value: what customers will be worth, and how long they stay."""

import re
from calendar import month_abbr
from collections.abc import Sequence
from typing import NamedTuple

from cxworkshop.charts.figures import count, money, percent
from cxworkshop.charts.sentences import counted, name_short, say, say_part
from cxworkshop.domain.value import ValueEvidence

MOST_KEPT = 3
"""Most segments that the sentence on kept customers names."""


class Kept(NamedTuple):
    """Share (1 = all) of ``customers`` who bought in the ``period``-th period after their first."""

    period: int
    share: float
    customers: int


def find_value(evidence: ValueEvidence) -> str:
    """Say which segment is expected to be worth most per customer, where the intervals bear it."""
    ranked = sorted(evidence.segments, key=lambda segment: -segment.mean)
    horizon = say_horizon(evidence)
    if not ranked:
        expected = evidence.expected_value
        return say("value", "everyone", mean=money(expected.mean, evidence.currency), horizon=horizon)
    first = ranked[0]
    facts = {
        "first": name_short(first.name),
        "mean": money(first.mean, evidence.currency),
        "horizon": horizon,
    }
    level = [segment for segment in ranked if segment.high >= first.low]
    if len(level) == 1:
        return say("value", "ahead" if len(ranked) > 1 else "one", **facts)
    pattern = "all_tied" if len(level) == len(ranked) else "tied"
    return say("value", pattern, count=counted(len(level)), **facts)


def find_kept(evidence: ValueEvidence) -> str:
    """Say what a customer known to stay is worth more than one who may have left."""
    return say(
        "value",
        "kept",
        more=money(evidence.kept_customer, evidence.currency),
        horizon=say_horizon(evidence),
        alive=percent(evidence.alive),
    )


def find_kept_by_segment(evidence: ValueEvidence, targets: Sequence[str] = ()) -> str:
    """Say what keeping a customer adds in the target segments, or in all where none is a target; most first.

    A sentence names three segments at most. "" without segments.
    """
    wanted = [segment for segment in evidence.segments if segment.name in targets] or evidence.segments
    if not wanted:
        return ""
    ranked = sorted(wanted, key=lambda segment: -segment.kept_customer)
    named = [
        say_part(
            "value",
            "kept_one",
            name=name_short(segment.name),
            more=money(segment.kept_customer, evidence.currency),
            n=count(segment.customers),
        )
        for segment in ranked[:MOST_KEPT]
    ]
    return say("value", "kept_by", named=", ".join(named))


def find_retention(evidence: ValueEvidence) -> str:
    """Say how many per cent of customers still buy so long after their first purchase. "" without cohorts."""
    found = kept_by_period(evidence)
    if not found:
        return ""
    first, last = found[0], found[-1]
    unit = evidence.cohort_unit
    facts = {"first": percent(first.share), "n": count(first.customers), "unit": unit}
    if len(found) == 1:
        return say("value", "retention_one", **facts)
    later = {"last": percent(last.share), "period": count(last.period), "n_last": count(last.customers)}
    return say("value", "retention", **later, **facts)


def kept_by_period(evidence: ValueEvidence) -> list[Kept]:
    """Return how many of all cohorts that are old enough were kept, by periods since their first."""
    longest = max((len(cohort.kept) for cohort in evidence.cohorts), default=0)
    found = []
    for period in range(1, longest):
        old_enough = [cohort for cohort in evidence.cohorts if len(cohort.kept) > period]
        customers = sum(cohort.customers for cohort in old_enough)
        kept = sum(cohort.customers * cohort.kept[period] for cohort in old_enough)
        if customers:
            found.append(Kept(period, kept / customers, customers))
    return found


def say_horizon(evidence: ValueEvidence) -> str:
    """Return how far ahead value is expected: "the next 52 weeks"."""
    horizon = evidence.expected_value.horizon
    one = round(horizon, 1) == 1
    return say_part("value", "horizon_one" if one else "horizon", n=f"{horizon:,.0f}", unit=evidence.unit)


def name_cohort(start: str) -> str:
    """Return a cohort's period as people write it: Oct 2024, Q4 2024, 2024."""
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", start):
        return f"{month_abbr[int(month[2])]} {month[1]}"
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", start):
        return f"Q{quarter[2]} {quarter[1]}"
    return start

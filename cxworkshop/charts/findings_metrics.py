"""Findings on metrics: where they stand, what they run ahead of, what looks odd, what is at stake.

Nothing here says that one thing causes another, and what looks odd is asked, never held against anyone.
"""

from collections.abc import Mapping
from typing import Literal

from cxworkshop import settings
from cxworkshop.charts.figures import (
    LONGEST_CURRENCY,
    correlation,
    count,
    measured,
    money,
    percent,
    short,
    span,
)
from cxworkshop.charts.sentences import counted, name_short, say, say_part
from cxworkshop.domain.measured import GamingSign, LaggedMetric, Level, MeasuredMetric
from cxworkshop.domain.scorecard import Flaw
from cxworkshop.domain.stakes import Range, Stake, Stakes
from cxworkshop.domain.tables import spoken_name
from cxworkshop.domain.target_reach import TargetReach

Measure = Literal["recommendation", "staying", "profit"]
"""What a driver's move might bring: points of recommendation, customers who stay, profit."""

_PARTS = {0.0: "none", 0.25: "quarter", 0.5: "half", 0.75: "three_quarters", 1.0: "all"}
"""Shares of what goes together that have a word."""


def find_level(metric: MeasuredMetric) -> str:
    """Say where a metric stands today, whether it has moved within a year, and where it should be."""
    today = metric.today
    before = _year_before(metric)
    trend = say_part("level", "no_trend")
    if before is not None:
        moved = today.low > before.high or today.high < before.low
        direction = "up" if today.mean > before.mean else "down"
        facts = {"mean": _value(before.mean, metric), "when": name_quarter(before.name)}
        trend = say_part("level", direction if moved else "unmoved", **facts)
    return say(
        "level",
        "untargeted" if metric.target is None else "targeted",
        name=name_short(spoken_name(metric.name)),
        when=name_quarter(today.name),
        trend=trend,
        target="" if metric.target is None else _value(metric.target, metric),
        **_level_facts(today, metric),
    )


def find_lag(lagged: LaggedMetric, outcome: str) -> str:
    """Say by how long a metric runs ahead of the outcome, if a lag stands out; never that it causes it.

    Parameters
    ----------
    lagged
        The lags tried.
    outcome
        What people call the outcome, e.g. ``"recommendation"``.
    """
    if lagged.refusal is not None:
        return lagged.refusal
    name = name_short(spoken_name(lagged.metric))
    facts = {"metric": name, "outcome": outcome, "step": lagged.step, "count": counted(len(lagged.lags))}
    best = next((lag for lag in lagged.lags if lag.lag == lagged.best), None)
    if best is None:
        return say("lag", "none", **facts)
    pattern = ("together" if best.lag == 0 else "ahead") + ("" if best.r > 0 else "_against")
    facts |= {
        "by": say_part(
            "lag", "step" if best.lag == 1 else "steps", count=counted(best.lag), step=lagged.step
        ),
        "r": correlation(best.r),
        "low": correlation(best.low),
        "high": correlation(best.high),
        "n": count(best.n),
    }
    return say("lag", pattern, **facts)


def ask_gaming(sign: GamingSign, labels: Mapping[str, str]) -> str:
    """Say what looks odd in the data, and ask what lies behind it; it accuses nobody.

    Parameters
    ----------
    sign
        What was found.
    labels
        Touchpoint's name → what people call it; metrics are called as they are.
    """
    facts = {"about": name_short(labels.get(sign.about) or spoken_name(sign.about)), "n": count(sign.n)}
    if sign.kind == "rising_scores":
        return say("gaming", sign.kind, **facts, **_rising_facts(sign))
    return say(
        "gaming",
        sign.kind,
        found=percent(sign.found),
        span=span(sign.low, sign.high),
        expected=percent(sign.expected),
        at="" if sign.at is None else measured(sign.at),
        **facts,
    )


def find_reach(reach: TargetReach, metric: MeasuredMetric, target: float) -> str:
    """Say whether a target was ever reached, where or when, what the best was, or that it isn't one."""
    best = reach.best
    site = any(best == level for level in metric.sites)
    pattern: str = reach.reach
    if pattern == "worse_than_today":  # by so little that both look the same: then it asks for nothing more
        told = _value(target, metric) != _value(best.mean, metric)
        pattern = ("worse_below" if target < best.mean else "worse_above") if told else "reached_here"
    if pattern == "never_seen":
        pattern += ("_site" if site else "_quarter") if metric.sites else "_alone"
    return say(
        "reach",
        pattern,
        name=name_short(spoken_name(metric.name)),
        target=_value(target, metric),
        best=name_short(best.name) if site else name_quarter(best.name),
        **_level_facts(best, metric),
    )


def find_stakes(stakes: Stakes, measure: Measure) -> str:
    """Say which driver's move might bring most, as a range, and on which assumption that rests."""
    found = ranked_stakes(stakes, measure)
    if not stakes.stakes:
        return next(iter(stakes.refusals), say("stakes", "none"))
    if not found:
        return next(iter(stakes.refusals), say("stakes", "untold"))
    first, mid = found[0]
    tied = sum(one.high >= mid.low for _, one in found)
    pattern = "one" if len(found) == 1 else "ahead" if tied == 1 else "all" if tied == len(found) else "tied"
    return say(
        "stakes",
        pattern,
        causal=say_causal(stakes.assumptions.causal),
        name=name_short(first.label),
        move=measured(first.move, digits=2),
        range=say_range(mid, stakes, measure),
        count=counted(tied),
    )


def ranked_stakes(stakes: Stakes, measure: Measure) -> list[tuple[Stake, Range]]:
    """Return the drivers for which the measure can be told, with its range, the greatest middle first."""
    found = [(stake, told) for stake in stakes.stakes if (told := getattr(stake, measure)) is not None]
    return sorted(found, key=lambda one: -one[1].mid)


def say_range(told: Range, stakes: Stakes, measure: Measure) -> str:
    """Return a range with its unit: "0.05 to 0.19 points of recommendation", "740 to 4,300 EUR of profit"."""
    low, high = (say_stake(bound, measure) for bound in (told.low, told.high))
    pattern = measure if measure != "profit" or stakes.currency is None else "profit_in"
    return say_part(
        "stakes",
        pattern,
        low=low,
        high=high,
        currency=short(stakes.currency or "", LONGEST_CURRENCY),
        years=say_years(stakes.assumptions.years),
    )


def say_stake(amount: float, measure: Measure) -> str:
    """Return one figure of a measure without its unit: 0.12, 0.6 (percentage points), 2,300."""
    if measure == "profit":
        return money(amount)
    return measured(amount * 100 if measure == "staying" else amount, digits=2)


def say_causal(causal: float) -> str:
    """Return how much of what goes together is taken for cause: "half of what goes together is cause"."""
    word = _PARTS.get(round(causal, 4))
    part = say_part("stakes", f"part_{word}") if word else percent(causal)
    return say_part("stakes", "causal", part=part)


def say_years(years: float) -> str:
    """Return for how long profit is counted: "a year", "2.5 years"."""
    return say_part("stakes", "year" if years == 1 else "years", n=measured(years))


def find_flaw(flaw: Flaw) -> str:
    """Say what is odd about a scorecard as a whole."""
    return str(settings.texts("loose")["scorecard_flawed"][flaw])


def name_quarter(name: str) -> str:
    """Return a quarter as people write it: Q3 2026 for 2026 Q3; other names as they are."""
    year, _, quarter = name.partition(" ")
    return f"{quarter} {year}" if quarter.startswith("Q") and year.isdigit() else name


def _year_before(metric: MeasuredMetric) -> Level | None:
    """Return the level of the same quarter a year before the latest, None where there is none."""
    year, _, quarter = metric.today.name.partition(" ")
    if not (year.isdigit() and quarter):
        return None
    wanted = f"{int(year) - 1} {quarter}"
    return next((level for level in metric.quarters if level.name == wanted), None)


def _level_facts(level: Level, metric: MeasuredMetric) -> dict[str, str]:
    return {
        "mean": _value(level.mean, metric),
        "low": measured(level.low),
        "high": measured(level.high),
        "n": count(level.n),
    }


def _value(value: float, metric: MeasuredMetric) -> str:
    return measured(value, metric.unit)


def _rising_facts(sign: GamingSign) -> dict[str, str]:
    also, *bounds = (abs(bound or 0.0) * 100 for bound in (sign.also, sign.also_low, sign.also_high))
    return {
        "found": measured(sign.found, digits=2),
        "low": measured(sign.low, digits=2),
        "high": measured(sign.high, digits=2),
        "also": f"{also:.0f}",
        "also_low": f"{min(bounds):.0f}",
        "also_high": f"{max(bounds):.0f}",
    }

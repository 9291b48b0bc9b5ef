"""Findings of the health check, as sentences from ``templates/texts/health.yaml``.

A sentence says no more than the ranges bear: where two can't be told apart, none is called first.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from cxworkshop import settings
from cxworkshop.charts.figures import count, percent
from cxworkshop.charts.sentences import named_first
from cxworkshop.domain.agreement import MOST_DISSENT
from cxworkshop.domain.health import Health, HealthCell, HealthChange, HealthChanges, Standing

Labels = Mapping[str, str]
"""What each mistake is called, by id."""


def find_themes(health: Health) -> str:
    """Say in which themes most of it is done."""
    cells = sorted(health.cells, key=lambda cell: (-cell.mean, cell.theme))
    if not cells:
        return _say("themes", "nothing")
    first = cells[0]
    if first.mean == 0:
        return _say("themes", "none", n=count(first.n))
    if first.low is None:
        level = [cell.theme for cell in cells if cell.mean == first.mean]
        return _say("themes", "alone", names=_themes(level), mean=f"{first.mean:.1f}")
    tied = [cell.theme for cell in cells if cell is first or _reaches(cell, first.low)]
    return _say("themes", _pattern(tied, cells), names=_themes(tied), **_figures(first))


def find_disagreement(health: Health, labels: Labels) -> str:
    """Say on which questions leaders are furthest apart; needs a team."""
    apart = health.disagreed
    if not apart:
        return _say("apart", "none", n=count(health.n))
    first = apart[0]
    tied = [one for one in apart if (one.dissent_high or 0) >= (first.dissent_low or 0)]
    far = "flagged" if round(first.dissent or 0, 9) > MOST_DISSENT else "together"
    return _say(
        "apart",
        f"{far}_{_pattern(tied, health.standings)}",
        names=_quoted(tied, labels),
        share=percent(first.dissent or 0),
        n=count(first.known),
    )


def find_stops(health: Health, labels: Labels) -> str:
    """Say what is done and can be stopped first."""
    if not health.standings:
        return _say("stops", "nothing")
    first = health.standings[0]
    if first.stop_first == 0:
        return _say("stops", "none")
    if first.low is None:
        level = [one for one in health.standings if one.stop_first == first.stop_first]
        return _say("stops", "alone", names=_quoted(level, labels), mean=f"{first.mean:.1f}")
    least = _stop_first_at(first, first.low)
    tied = [one for one in health.standings if _stop_first_at(one, one.high) >= least]
    pattern = _pattern(tied, health.standings)
    return _say("stops", pattern, names=_quoted(tied, labels), **_figures(first))


def find_rounds(changes: HealthChanges) -> str:
    """Say in which themes it got better or worse by more than chance might make it."""
    found = changes.changes
    if not found:
        return _say("rounds", "none")
    if any(min(one.n_before, one.n_after) < settings.SMALLEST_GROUP for one in found):
        return _say("rounds", "alone")
    better = [one.theme for one in found if one.high is not None and one.high < 0]
    worse = [one.theme for one in found if one.low is not None and one.low > 0]
    if not better and not worse:
        alike = [one.theme for one in found if one.low is None and one.change]
        return _say("rounds", "alike" if alike else "chance", names=_themes(alike) if alike else "")
    pattern = "both" if better and worse else "better" if better else "worse"
    return _say(
        "rounds",
        pattern,
        better=_themes(better) if better else "",
        worse=_themes(worse) if worse else "",
    )


def beyond_chance(change: HealthChange) -> bool:
    """Whether a theme's change is larger than chance might make it."""
    return change.low is not None and change.high is not None and not change.low <= 0 <= change.high


def _pattern(tied: Sequence[object], of: Sequence[object]) -> str:
    """Return which pattern fits the first and those that can't be told apart from it."""
    return "all" if len(tied) == len(of) > 1 else "one" if len(tied) == 1 else "more"


def _stop_first_at(one: Standing, mean: float | None) -> float:
    """Return what :attr:`Standing.stop_first` would be if the mean were at an end of its range."""
    return one.stop_first / one.mean * (mean or 0.0) if one.mean else 0.0


def _reaches(cell: HealthCell, low: float) -> bool:
    return cell.high is not None and cell.high >= low


def _figures(found: HealthCell | Standing) -> dict[str, str]:
    n = found.n if isinstance(found, HealthCell) else found.known
    low, high = found.low or 0.0, found.high or 0.0
    return {"mean": f"{found.mean:.1f}", "low": f"{low:.1f}", "high": f"{high:.1f}", "n": count(n)}


def _themes(names: list[str]) -> str:
    return named_first([f"“{name}”" for name in names])


def _quoted(standings: list[Standing], labels: Labels) -> str:
    names = [f"“{labels.get(one.id, one.id)}”" for one in standings]
    return named_first(names)


def _say(topic: str, pattern: str, **facts: str) -> str:
    texts: dict[str, Any] = settings.texts("health")["findings"]
    sentence = str(texts[topic][pattern]).format(**facts)
    return sentence[:1].upper() + sentence[1:]

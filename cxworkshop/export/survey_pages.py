"""The pages of the survey: the touchpoints, and the drivers."""

from collections.abc import Iterable, Sequence

from cxworkshop.charts.figures import count, listed, percent, short
from cxworkshop.charts.findings import find_driver_shift, find_drivers, find_touchpoints
from cxworkshop.charts.findings_touchpoints import find_pain_near_end
from cxworkshop.domain.evidence import DriverEvidence, Drivers, TouchpointEvidence, TouchpointScore
from cxworkshop.export.methods import method_of, method_of_drivers
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.results import peak_end_in
from cxworkshop.export.sources import (
    answers_basis,
    headers,
    of_ten,
    outcome_name,
    source_line,
    text,
)
from cxworkshop.export.story import MOST_BARS, MOST_PAIRS, Bar, Bars, Page, Quote, Table

MOST_ROWS = 6
"""Most touchpoints in the table beside the scores, one less above a warning; all hallmarks are there."""

LEADING = 3
"""So many of all customers' first drivers are always shown."""


def touchpoints_page(evidence: TouchpointEvidence, picks: Sequence[str]) -> Page:
    """Return the page of the touchpoints' scores, with the hallmarks and those worth most beside them."""
    journey = sorted(evidence.touchpoints, key=lambda score: score.position)
    leading = _leading(evidence, picks)
    shown = [score for score in journey if score in leading[:MOST_BARS]]
    bars = tuple(
        Bar(short(score.label, 30), score.mean, score.low, score.high, score.name in picks or not picks)
        for score in shown
    )
    values = [
        text(
            "notes",
            "n",
            name=score.label,
            n=count(score.n),
            value=f"{score.mean:.2f}",
            low=f"{score.low:.2f}",
            high=f"{score.high:.2f}",
        )
        for score in journey
    ]
    low, high = f"{evidence.scale_low:g}", f"{evidence.scale_high:g}"
    axis = text("touchpoints", "axis_picks" if picks else "axis", low=low, high=high)
    finding, ends = find_touchpoints(evidence), peak_end_in(evidence)
    warning = find_pain_near_end(ends) if ends else None
    rows = MOST_ROWS - bool(warning)
    alt = alt_text("touchpoints", finding, [f"{bar.label} {bar.value:.1f}" for bar in bars])
    chart = Bars({axis: bars}, axis, "0.0", alt, (evidence.scale_low, evidence.scale_high))
    return Page(
        id="touchpoints",
        title=finding,
        exhibits=(chart, _worth_most(leading[: max(rows, len(picks))], picks)) if bars else (Quote(finding),),
        takeaway=(warning,) if bars and warning else (),
        source=source_line(evidence.provenance, answers_basis(evidence.n, evidence.segment, evidence.level)),
        notes=evidence_notes(
            "touchpoints", evidence.provenance, (method_of(evidence), *evidence.notes), values, len(bars)
        ),
    )


def _leading(evidence: TouchpointEvidence, picks: Sequence[str]) -> list[TouchpointScore]:
    """Return the hallmarks, then the other touchpoints, each with those worth most first."""
    return sorted(evidence.touchpoints, key=lambda score: (score.name not in picks, -score.value))


def _worth_most(scores: Sequence[TouchpointScore], picks: Sequence[str]) -> Table:
    rows = tuple((score.label, percent(score.value), of_ten(score.memorability)) for score in scores)
    return Table(headers("touchpoints", "headers_picks" if picks else "headers"), rows, (0.56, 0.18, 0.26))


def drivers_page(evidence: DriverEvidence, picks: Sequence[str]) -> Page:
    """Return the page of the drivers, the hallmarks among them, for target segments beside all."""
    groups = {f"{text('drivers', 'everyone')} (n = {count(evidence.everyone.n)})": evidence.everyone}
    if evidence.target:
        groups = {f"{_who(evidence)} (n = {count(evidence.target.n)})": evidence.target, **groups}
    names = _compared(evidence, picks)
    series = {group: _driver_bars(drivers, names, evidence) for group, drivers in groups.items()}
    finding, *says = _drivers_say(evidence)
    values = [f"{group}: {'; '.join(_driver_values(drivers, evidence))}" for group, drivers in groups.items()]
    axis = text("drivers", "axis", level=percent(evidence.everyone.level))
    methods = [method_of_drivers(evidence, drivers) for drivers in groups.values()]
    remarks = [*evidence.everyone.notes, *([evidence.refusal] if evidence.refusal else [])]
    chart = Bars(series, axis, "0%", alt_text("drivers", finding, values))
    return Page(
        id="drivers",
        title=finding,
        exhibits=(chart,) if names else (Quote(finding),),
        takeaway=tuple(says),
        source=source_line(evidence.provenance, _drivers_basis(evidence)),
        notes=evidence_notes("drivers", evidence.provenance, (*methods, *remarks), values),
    )


def _who(evidence: DriverEvidence) -> str:
    return short(listed(list(evidence.asked_for)), 40) if evidence.asked_for else ""


def _drivers_basis(evidence: DriverEvidence) -> str:
    """Say how many answers stand behind the drivers, of all customers and of the target segments."""
    n, level = evidence.everyone.n, evidence.everyone.level
    if evidence.target is None:
        return answers_basis(n, (), level)
    facts = {"target": count(evidence.target.n), "segment": _who(evidence), "level": percent(level)}
    return text("source", "compared", n=count(n), **facts)


def _compared(evidence: DriverEvidence, picks: Sequence[str]) -> list[str]:
    """Return the drivers to show: the hallmarks, and those that count most (for either group)."""
    everyone = [driver.name for driver in evidence.everyone.drivers]
    if evidence.target is None:
        kept = sorted(everyone, key=lambda name: name not in picks)[:MOST_BARS]
        return [name for name in everyone if name in kept]
    target = [driver.name for driver in evidence.target.drivers if driver.name in everyone]
    leading = {*everyone[:LEADING], *picks}.intersection(target)
    others = [name for name in target if name not in leading][: MOST_PAIRS - len(leading)]
    return [name for name in target if name in leading or name in others]


def _driver_bars(drivers: Drivers, names: Iterable[str], evidence: DriverEvidence) -> tuple[Bar, ...]:
    found = {driver.name: driver for driver in drivers.drivers}
    return tuple(
        Bar(short(evidence.labels.get(name, name), 30), found[name].share, found[name].low, found[name].high)
        for name in names
    )


def _driver_values(drivers: Drivers, evidence: DriverEvidence) -> Iterable[str]:
    for driver in drivers.drivers:
        yield text(
            "notes",
            "value",
            name=evidence.labels.get(driver.name, driver.name),
            value=percent(driver.share),
            low=percent(driver.low),
            high=percent(driver.high),
        )


def _drivers_say(evidence: DriverEvidence) -> tuple[str, ...]:
    """Say the finding first, then what stands beside the chart."""
    outcome, drivers = outcome_name(evidence), evidence.target or evidence.everyone
    who = _who(evidence) if evidence.target else text("drivers", "everyone_said")
    explained = text("drivers", "explained", who=who, r2=percent(drivers.r2), outcome=outcome)
    finding = find_drivers(evidence.everyone, evidence.labels, outcome)
    if evidence.target is None:
        return (finding, explained, *([evidence.refusal] if evidence.refusal else []))
    targets = find_drivers(evidence.target, evidence.labels, outcome)
    return (
        text("drivers", "target", who=_who(evidence), finding=targets),
        find_driver_shift(evidence),
        text("drivers", "others", finding=finding),
        explained,
    )

"""The pages of the drivers: what moves the outcome, how it responds, and what satisfaction doesn't tell."""

from collections.abc import Iterable, Iterator, Sequence

from cxworkshop.charts.figures import count, listed, percent, short, span
from cxworkshop.charts.findings_drivers import (
    find_driver_shift,
    find_drivers,
    find_responses,
    find_signs,
    find_trap,
)
from cxworkshop.domain.drivers import (
    DriverEvidence,
    Drivers,
    PenaltyReward,
    SatisfactionTrap,
    rough_note,
)
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role
from cxworkshop.export.methods import method_of_drivers
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.sources import answers_basis, headers, outcome_name, source_line, text
from cxworkshop.export.story import MOST_BARS, MOST_PAIRS, Bar, Bars, Page, Quote, Table

LEADING = 3
"""So many of all customers' first drivers are always shown."""

MOST_RESPONSES = 6
"""Most drivers on the page of how the outcome responds."""


def driver_pages(evidence: DriverEvidence, picks: Sequence[str]) -> Iterator[Page]:
    """Yield the page of the drivers, then those of how the outcome responds and of who left satisfied."""
    yield drivers_page(evidence, picks)
    if evidence.responses:
        yield _responses_page(evidence, picks)
    if evidence.trap:
        yield _trap_page(evidence.trap, evidence)


def drivers_page(evidence: DriverEvidence, picks: Sequence[str]) -> Page:
    """Return the page of the drivers, the hallmarks among them, for target segments beside all."""
    groups = {f"{text('drivers', 'everyone')} (n = {count(evidence.everyone.n)})": evidence.everyone}
    if evidence.target:
        groups = {f"{_who(evidence)} (n = {count(evidence.target.n)})": evidence.target, **groups}
    names = _compared(evidence, picks)
    series = {group: _driver_bars(drivers, names, evidence) for group, drivers in groups.items()}
    finding, *says = _drivers_say(evidence)
    remarks = (*(one.reason for one in evidence.left_out), *evidence.all_notes)
    values = [f"{group}: {'; '.join(_driver_values(drivers, evidence))}" for group, drivers in groups.items()]
    axis = text("drivers", "axis", level=percent(evidence.everyone.level))
    refused = (evidence.refusal,) if evidence.refusal else ()
    methods = [method_of_drivers(evidence, drivers) for drivers in groups.values()]
    chart = Bars(series, axis, "0%", alt_text("drivers", finding, values))
    return Page(
        id="drivers",
        title=finding,
        exhibits=(chart,) if names else (Quote(finding),),
        takeaway=tuple(says),
        source=source_line(evidence.provenance, _drivers_basis(evidence)),
        notes=evidence_notes("drivers", evidence.provenance, (*methods, *refused, *remarks), values),
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
            "drivers",
            "told",
            name=evidence.labels.get(driver.name, driver.name),
            value=percent(driver.share),
            low=percent(driver.low),
            high=percent(driver.high),
            sign=text("drivers", driver.sign),
        )


def _drivers_say(evidence: DriverEvidence) -> tuple[str, ...]:
    """Say the finding first, then what stands beside the chart."""
    outcome, drivers = outcome_name(evidence), evidence.target or evidence.everyone
    who = _who(evidence) if evidence.target else text("drivers", "everyone_said")
    explained = text("drivers", "explained", who=who, r2=percent(drivers.r2), outcome=outcome)
    finding = find_drivers(evidence.everyone, evidence.labels, outcome)
    if evidence.target is None:
        signs = find_signs(drivers, evidence.labels, outcome)
        return (finding, explained, *filter(None, (signs, evidence.refusal)))
    targets = find_drivers(evidence.target, evidence.labels, outcome)
    return (
        text("drivers", "target", who=_who(evidence), finding=targets),
        find_driver_shift(evidence),
        text("drivers", "others", finding=finding),
        explained,
    )


def _responses_page(evidence: DriverEvidence, picks: Sequence[str]) -> Page:
    finding, outcome = find_responses(evidence), outcome_name(evidence)
    first = sorted(evidence.responses, key=lambda one: (one.name not in picks, one.response == "unclear"))
    shown = [one for one in evidence.responses if one in first[:MOST_RESPONSES]]
    labels = [short(evidence.labels.get(one.name, one.name), 30) for one in shown]
    pairs = list(zip(labels, shown, strict=True))
    series = {
        text("responses", "low"): tuple(
            Bar(label, one.penalty, one.penalty_low, one.penalty_high) for label, one in pairs
        ),
        text("responses", "high"): tuple(
            Bar(label, one.reward, one.reward_low, one.reward_high) for label, one in pairs
        ),
    }
    values = [_responded(one, evidence) for one in evidence.responses]
    provenance, n = _survey(evidence), max(one.n for one in evidence.responses)
    level = evidence.everyone.level
    axis = text("responses", "axis", outcome=outcome, level=percent(level))
    rows = tuple((label, text("responses", one.response)) for label, one in pairs)
    rough = filter(None, [evidence.everyone.rough])
    return Page(
        id="responses",
        title=finding,
        exhibits=(
            Bars(series, axis, "0.0", alt_text("responses", finding, values)),
            Table(headers("responses", "headers"), rows, (0.55, 0.45)),
        ),
        source=source_line(provenance, answers_basis(n, (), level)),
        notes=evidence_notes(
            "responses", provenance, (text("method", "responses"), *rough), values, shown=len(shown)
        ),
    )


def _responded(one: PenaltyReward, evidence: DriverEvidence) -> str:
    return text(
        "responses",
        "told",
        name=evidence.labels.get(one.name, one.name),
        low_to=f"{one.low_to:g}",
        high_from=f"{one.high_from:g}",
        n_low=count(one.n_low),
        n_high=count(one.n_high),
        penalty=f"{one.penalty:+.2f}",
        penalty_low=f"{one.penalty_low:+.2f}",
        penalty_high=f"{one.penalty_high:+.2f}",
        reward=f"{one.reward:+.2f}",
        reward_low=f"{one.reward_low:+.2f}",
        reward_high=f"{one.reward_high:+.2f}",
    )


def _trap_page(trap: SatisfactionTrap, evidence: DriverEvidence) -> Page:
    finding = find_trap(trap)
    bars = (
        Bar(text("trap", "left", n=count(trap.leavers)), trap.share, trap.low, trap.high),
        Bar(
            text("trap", "stayed", n=count(trap.stayers)),
            trap.stayed_share,
            trap.stayed_low,
            trap.stayed_high,
            strong=False,
        ),
    )
    satisfied = f"{trap.satisfied_from:g}"
    values = [f"{bar.label}: {percent(bar.value)} ({span(bar.low, bar.high)})" for bar in bars]
    provenance, rough = _survey(evidence), rough_note(trap.clusters)
    left = percent(trap.left_though_satisfied)
    though = text("trap", "though", satisfied=satisfied, left=left, span=span(trap.left_low, trap.left_high))
    axis = text("trap", "axis", satisfied=satisfied, level=percent(trap.level))
    return Page(
        id="trap",
        title=finding,
        exhibits=(Bars({axis: bars}, axis, "0%", alt_text("trap", finding, values)),),
        takeaway=(though, text("trap", "takeaway")),
        source=source_line(provenance, answers_basis(trap.leavers + trap.stayers, (), trap.level)),
        notes=evidence_notes(
            "trap",
            provenance,
            (text("method", "trap", satisfied=satisfied), *filter(None, [rough])),
            [*values, though],
        ),
    )


def _survey(evidence: DriverEvidence) -> tuple[Provenance, ...]:
    return tuple(entry for entry in evidence.provenance if entry.role == Role.SURVEY)

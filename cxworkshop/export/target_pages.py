"""The pages of decision 2: whom the team designs for and for whom not, and a persona per target."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from cxworkshop.charts.figures import count, listed, money, percent, short, signed
from cxworkshop.charts.findings_value import say_horizon
from cxworkshop.charts.sentences import counted
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit, SegmentValues
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.value import SegmentValue, ValueEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.methods import method_of
from cxworkshop.export.notes import evidence_notes, say
from cxworkshop.export.sources import customers_basis, headers, source_line, text
from cxworkshop.export.story import Card, Page, Table

Segment = TypeVar("Segment", SegmentProfit, SegmentValue)

LONGEST_LIST = 60
"""Longest list of names in a title (characters)."""

MOST_VALUED = 3
MOST_QUOTES = 2


def targets_page(chosen: TargetSegments, workshop: Workshop) -> Page:
    """Return the page of the segments designed for, and of those that deliberately are none."""
    asked = [(name, "target") for name in chosen.targets]
    asked += [(name, "not_target") for name in chosen.not_targets]
    rows = tuple((name, text("targets", role), *_row(name, chosen.by, workshop)) for name, role in asked)
    reasons = {"why": chosen.reason.strip(), "why_not": chosen.not_reason.strip()}
    return Page(
        id="targets",
        title=_title(chosen),
        takeaway=tuple(text("targets", why, reason=said) for why, said in reasons.items() if said),
        exhibits=(Table(headers("targets", "headers"), rows, (0.23, 0.16, 0.15, 0.11, 0.11, 0.24)),),
        notes=_notes("targets", *_behind(chosen.targets + chosen.not_targets, chosen.by, workshop)),
        source=text("source", "decision"),
    )


def _behind(
    names: Sequence[str], by: str, workshop: Workshop
) -> tuple[ProfitEvidence | None, ValueEvidence | None]:
    """Return the evidence that holds figures of these segments."""
    profit, value = workshop.profit, workshop.value
    return (
        profit if any(_profit_of(name, by, profit) for name in names) else None,
        value if any(_value_of(name, by, value) for name in names) else None,
    )


def _title(chosen: TargetSegments) -> str:
    targets, nots = (
        listed([short(name, 32) for name in names]) if names else ""
        for names in (chosen.targets, chosen.not_targets)
    )
    if not targets:
        return text("targets", "title", "none", nots=short(nots, LONGEST_LIST))
    is_many = len(targets + nots) > LONGEST_LIST
    kind = ("many" if is_many else "one") + ("_not" if nots else "")
    counts = {"count": _segments(len(chosen.targets)), "count_not": _segments(len(chosen.not_targets))}
    return text("targets", "title", kind, targets=targets, nots=nots, **counts)


def _segments(number: int) -> str:
    return text("targets", "counted", "one" if number == 1 else "more", count=counted(number))


def _row(name: str, by: str, workshop: Workshop) -> tuple[str, str, str, str]:
    found, value = _profit_of(name, by, workshop.profit), _value_of(name, by, workshop.value)
    customers = workshop.profit.whale.customers if workshop.profit else 0
    return (
        f"{count(found.customers)} ({percent(found.customers / customers)})" if found and customers else "",
        percent(found.share) if found and found.share is not None else "",
        signed(found.growth) if found and found.growth is not None else "",
        _worth(value, workshop.value) if value and workshop.value else "",
    )


def _worth(value: SegmentValue, evidence: ValueEvidence) -> str:
    mean = money(value.mean, evidence.currency)
    return text("targets", "worth", mean=mean, low=money(value.low), high=money(value.high))


def persona_pages(chosen: TargetSegments, workshop: Workshop) -> Iterator[Page]:
    """Yield a card for each target that was described, or whose customers' answers say what counts."""
    profit = workshop.profit
    valued = {values.segment: values for values in profit.values} if profit and profit.by == chosen.by else {}
    for place, segment in enumerate(chosen.targets, start=1):
        if workshop.persona(chosen.by, segment) or valued.get(segment):
            page = _persona_page(segment, chosen.by, workshop, valued.get(segment))
            yield replace(page, id=f"persona-{place}")


def _persona_page(segment: str, by: str, workshop: Workshop, valued: SegmentValues | None) -> Page:
    persona = workshop.persona(by, segment)
    profit, value = workshop.profit, workshop.value
    found, worth = _profit_of(segment, by, profit), _value_of(segment, by, value)
    figures: list[tuple[str, str]] = []
    if profit and found:
        figures += _profit_figures(profit, found)
    if value and worth:
        bounds = {"low": money(worth.low), "high": money(worth.high), "horizon": say_horizon(value)}
        figures.append((money(worth.mean, value.currency), text("persona", "value", **bounds)))
    described = {
        "needs": persona.needs if persona else (),
        "jobs": persona.jobs if persona else (),
        "behaviours": persona.behaviours if persona else (),
    }
    blocks = [(text("persona", "blocks", kind), lines) for kind, lines in described.items() if lines]
    if valued:
        blocks.append((text("persona", "blocks", "values", n=count(valued.n)), _valued(valued)))
    quotes = persona.quotes[:MOST_QUOTES] if persona else ()
    return Page(
        id="persona",
        title=_persona_title(segment, profit, found),
        exhibits=(
            Card(
                name=persona.name if persona else segment,
                segment=segment if persona and persona.name != segment else "",
                figures=tuple(figures),
                quotes=tuple(text("persona", "quote", quote=quote) for quote in quotes),
                blocks=tuple(blocks),
            ),
        ),
        source=source_line(profit.provenance, customers_basis(profit))
        if profit and found
        else text("source", "decision"),
        notes=_notes("persona", *_behind((segment,), by, workshop), valued),
    )


def _notes(
    page: str,
    profit: ProfitEvidence | None,
    value: ValueEvidence | None,
    valued: SegmentValues | None = None,
) -> tuple[str, ...]:
    evidence = [found for found in (profit, value) if found]
    tables = dict.fromkeys(entry for found in evidence for entry in found.provenance)
    methods = [method_of(found) for found in evidence]
    if valued:
        methods.append(text("method", "values"))
    return evidence_notes(page, tables, methods) if evidence else (say(page),)


def _persona_title(segment: str, profit: ProfitEvidence | None, found: SegmentProfit | None) -> str:
    name = short(segment, LONGEST_LIST)
    if found is None or profit is None or not profit.whale.customers:
        return text("persona", "title_plain", segment=name)
    customers = percent(found.customers / profit.whale.customers)
    if found.share is None:
        return text("persona", "title_customers", segment=name, customers=customers)
    return text("persona", "title", segment=name, customers=customers, profit=percent(found.share))


def _profit_figures(profit: ProfitEvidence, found: SegmentProfit) -> Iterator[tuple[str, str]]:
    share = percent(found.customers / profit.whale.customers) if profit.whale.customers else ""
    yield count(found.customers), text("persona", "customers", share=share)
    if found.share is not None:
        yield percent(found.share), text("persona", "profit")
    each = money(found.profit_per_customer, profit.currency)
    yield each, text("persona", "each", low=money(found.low), high=money(found.high))
    if found.growth is not None:
        yield signed(found.growth), text("persona", "growth")


def _valued(values: SegmentValues) -> tuple[str, ...]:
    if values.refusal:
        return (values.refusal,)
    return tuple(
        text(
            "persona",
            "valued",
            label=one.label,
            share=percent(one.share),
            low=f"{one.low * 100:.0f}",
            high=percent(one.high),
        )
        for one in values.valued[:MOST_VALUED]
    )


def _profit_of(name: str, by: str, profit: ProfitEvidence | None) -> SegmentProfit | None:
    return _named(name, profit.segments) if profit and profit.by == by else None


def _value_of(name: str, by: str, value: ValueEvidence | None) -> SegmentValue | None:
    return _named(name, value.segments) if value and value.by == by else None


def _named(name: str, segments: Sequence[Segment]) -> Segment | None:
    return next((segment for segment in segments if segment.name == name), None)

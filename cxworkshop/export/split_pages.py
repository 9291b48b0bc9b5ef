"""The pages of what splits profit, and of what a believed figure does to the order of segments."""

from cxworkshop.charts.figures import count, in_currency, money, percent, short
from cxworkshop.charts.findings_splits import (
    beyond_chance,
    find_proposal,
    find_sensitivity,
    find_splits,
    name_figure,
    name_proposal,
    say_figure,
)
from cxworkshop.charts.sensitivity import MOST_CROSSINGS, profit_at, shown_lines
from cxworkshop.domain.profit import AttributeSplit, ProfitEvidence, Proposal, Sensitivity
from cxworkshop.domain.tables import spoken_name
from cxworkshop.export.methods import believed_note, method_of, method_of_splits
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.sources import customers_basis, headers, measured_basis, source_line, text
from cxworkshop.export.story import Bar, Bars, Line, Lines, Page, Table

MOST_ATTRIBUTES = 8
MOST_PROPOSALS = 6

OTHERS = 2
"""So many more believed figures are named beside the one that is drawn."""


def splits_page(evidence: ProfitEvidence) -> Page:
    """Return the page of the attributes that split profit, with the segments that the data propose."""
    splits = evidence.splits
    finding = find_splits(splits)
    shown = splits.ranked[:MOST_ATTRIBUTES]
    bars = tuple(
        Bar(_named(split), split.explained, split.low, split.high, beyond_chance(split)) for split in shown
    )
    values = [
        text(
            "notes",
            "value",
            name=_named(split),
            value=percent(split.explained),
            low=percent(split.low),
            high=percent(split.high),
        )
        for split in splits.ranked
    ]
    proposed = [find_proposal(proposal, currency=evidence.currency) for proposal in splits.proposals]
    axis = text("splits", "axis", level=percent(evidence.level))
    chart = Bars({axis: bars}, axis, "0%", alt_text("splits", finding, values[: len(bars)]))
    return Page(
        id="splits",
        title=finding,
        exhibits=(chart, *([_proposals(evidence)] if proposed else [])),
        takeaway=() if proposed else (text("splits", "takeaway"), *splits.notes[-1:]),
        source=source_line(evidence.provenance, measured_basis(evidence)),
        notes=evidence_notes(
            "splits",
            evidence.provenance,
            (method_of_splits(splits), *splits.notes, *proposed),
            values,
            len(bars),
        ),
    )


def _named(split: AttributeSplit) -> str:
    name = short(spoken_name(split.attribute), 30)
    return name if beyond_chance(split) else text("splits", "chance", name=name)


def _proposals(evidence: ProfitEvidence) -> Table:
    rows = tuple(
        (
            f"{short(name_proposal(proposal), 44)} (n = {count(proposal.customers)})",
            text(
                "splits",
                "earns",
                customers=percent(proposal.share_of_customers),
                profit=_earned(proposal, evidence.currency),
                each=money(proposal.profit_per_customer, evidence.currency),
                low=money(proposal.low),
                high=money(proposal.high),
            ),
        )
        for proposal in evidence.splits.proposals[:MOST_PROPOSALS]
    )
    return Table(headers("splits", "headers"), rows, (0.45, 0.55))


def _earned(proposal: Proposal, currency: str | None) -> str:
    share = proposal.share_of_profit
    if share is None:
        return text("splits", "profit", profit=money(proposal.profit, currency))
    return text("splits", "share", profit=percent(share))


def matter(evidence: ProfitEvidence) -> list[Sensitivity]:
    """Return the believed figures for which customers change side, most first."""
    return sorted(
        (found for found in evidence.sensitivity if found.change_sides),
        key=lambda found: -found.change_sides,
    )


def sensitivity_page(evidence: ProfitEvidence) -> Page:
    """Return the page of the believed figure that matters most; the others that matter are named.

    Raises
    ------
    IndexError
        No figure matters.
    """
    first, *others = matter(evidence)
    currency, believed = evidence.currency, first.believed
    finding = find_sensitivity(first, currency=currency)
    is_share = believed.kind == "margin"
    lines = shown_lines(first)
    by_name = {line.name: line for line in lines}
    changing = {name for crossing in first.crossings for name in (crossing.first, crossing.second)}
    crossings = sorted(first.crossings, key=lambda crossing: abs(crossing.at - believed.value))
    axis = name_figure(believed)
    chart = Lines(
        lines=tuple(
            Line(
                short(line.name, 26),
                ((believed.low, line.at_low), (believed.high, line.at_high)),
                line.name in changing or not changing,
            )
            for line in lines
        ),
        x_axis=axis if is_share else in_currency(axis, currency),
        y_axis=in_currency(text("segments", "per_customer"), currency),
        x_format="0%" if is_share else "#,##0",
        y_format="#,##0",
        alt=f"{text('sensitivity', 'alt')} {finding}",
        marks=tuple(
            (
                say_figure(believed, crossing.at),
                crossing.at,
                profit_at(by_name[crossing.first], first, crossing.at),
            )
            for crossing in crossings[:MOST_CROSSINGS]
            if {crossing.first, crossing.second} <= set(by_name)
        ),
        today=(
            text("sensitivity", "today", figure=say_figure(believed, believed.value)),
            believed.value,
        ),
    )
    return Page(
        id="sensitivity",
        title=finding,
        exhibits=(chart,),
        takeaway=(
            *_at_the_ends(first, currency),
            *(find_sensitivity(other, currency=currency) for other in others[:OTHERS]),
        ),
        source=source_line(evidence.provenance, customers_basis(evidence)),
        notes=evidence_notes(
            "sensitivity",
            evidence.provenance,
            (text("method", "sensitivity"), *believed_note(evidence), method_of(evidence)),
            [
                f"{line.name}: {money(line.at_low, currency)} to {money(line.at_high, currency)}"
                for line in first.segments
            ],
            len(lines),
        ),
    )


def _at_the_ends(sensitivity: Sensitivity, currency: str | None) -> tuple[str, str]:
    believed = sensitivity.believed
    return (
        text(
            "sensitivity",
            "losers",
            low=count(sensitivity.losers_low),
            high=count(sensitivity.losers_high),
            at_low=say_figure(believed, believed.low, currency),
            at_high=say_figure(believed, believed.high, currency),
        ),
        text(
            "sensitivity",
            "total",
            low=money(sensitivity.total_low, currency),
            high=money(sensitivity.total_high, currency),
        ),
    )

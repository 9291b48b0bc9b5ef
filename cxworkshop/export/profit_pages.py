"""The pages of the profit: the whale curve with its groups, and the segments."""

from collections.abc import Sequence
from statistics import median

from cxworkshop.charts.figures import count, in_currency, listed, money, percent, short
from cxworkshop.charts.findings_profit import (
    find_groups,
    find_growth,
    find_guessed_segments,
    find_guessed_shares,
    find_segments,
    find_whale,
)
from cxworkshop.charts.segments import largest
from cxworkshop.charts.sentences import name_group
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit, WhaleGroup
from cxworkshop.domain.segments import USUAL_ACTIONS, TargetSegments
from cxworkshop.export.methods import believed_note, method_of, method_of_whale
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.sources import customers_basis, headers, source_line, text
from cxworkshop.export.story import MOST_BARS, Bar, Bars, Curve, Exhibit, Page, Quote, Table


def whale_page(evidence: ProfitEvidence, chosen: TargetSegments | None, guesses: Sequence[float]) -> Page:
    """Return the page of the whale curve and its three groups; without a curve, of the groups alone."""
    whale, groups = evidence.whale, evidence.groups
    finding = find_whale(whale)
    refused = whale.top is None
    says = _whale_says(evidence, guesses)
    return Page(
        id="whale",
        title=text("whale", "refused") if refused else finding,
        exhibits=(
            _whale_chart(evidence, guesses, " ".join((finding, *says))),
            *([_actions(evidence, chosen)] if groups else []),
        ),
        takeaway=(finding, *says) if refused and groups else tuple(says),
        source=source_line(evidence.provenance, customers_basis(evidence)),
        notes=evidence_notes(
            "whale",
            evidence.provenance,
            (method_of_whale(evidence), method_of(evidence), *believed_note(evidence), *evidence.notes),
            [_makeup_values(group) for group in groups],
        ),
    )


def _whale_chart(evidence: ProfitEvidence, guesses: Sequence[float], said: str) -> Exhibit:
    whale, groups = evidence.whale, evidence.groups
    if whale.top is not None:
        middle = median(guesses) if guesses else None
        return Curve(whale, middle, f"{text('whale', 'alt')} {said}", groups, tuple(guesses))
    if not groups:
        return Quote(find_whale(whale))
    bars = tuple(
        Bar(
            f"{name_group(group.name)} (n = {count(group.customers)})",
            group.profit,
            group.profit,
            group.profit,
            strong=group.profit < 0,
        )
        for group in groups
    )
    axis = in_currency(text("whale", "axis_groups"), evidence.currency)
    return Bars({axis: bars}, axis, "#,##0", f"{text('whale', 'alt_groups')} {said}")


def _whale_says(evidence: ProfitEvidence, guesses: Sequence[float]) -> list[str]:
    whale = evidence.whale
    guessed = find_guessed_shares(whale, guesses)
    says = [guessed] if guessed else []
    if evidence.groups:
        says.append(find_groups(whale, evidence.groups, currency=evidence.currency))
    elif whale.losers and whale.top is not None:
        facts = {"losers": count(whale.losers), "customers": count(whale.customers)}
        says.append(text("whale", "losers", sum=money(whale.losers_sum, evidence.currency), **facts))
    return says


def _actions(evidence: ProfitEvidence, chosen: TargetSegments | None) -> Table:
    """Return the groups with what is done about each: as decided, or as is usual."""
    decided = chosen.actions if chosen else {}
    actions = {
        name: text("whale", "actions", decided[name])
        if name in decided
        else text("whale", "suggested", action=text("whale", "actions", usual))
        for name, usual in USUAL_ACTIONS.items()
    }
    rows = tuple(
        (
            name_group(group.name),
            count(group.customers),
            money(group.profit, evidence.currency),
            actions[group.name],
        )
        for group in evidence.groups
    )
    return Table(headers("whale", "headers"), rows, (0.22, 0.24, 0.24, 0.3))


def _makeup_values(group: WhaleGroup) -> str:
    parts = (f"{part.segment} {percent(part.share)} (n = {count(part.customers)})" for part in group.makeup)
    return f"{name_group(group.name)} (n = {count(group.customers)}): {', '.join(parts)}"


def segments_page(evidence: ProfitEvidence, chosen: TargetSegments | None, guesses: Sequence[str]) -> Page:
    """Return the page of the segments' profit, what people guessed, and those chosen."""
    targets = chosen.among(evidence.by) if chosen else ()
    ranked = sorted(evidence.segments, key=lambda segment: -segment.profit_per_customer)
    shown = largest(evidence.segments, targets, MOST_BARS)
    bars = tuple(
        Bar(
            f"{short(segment.name)} (n = {count(segment.customers)})",
            segment.profit_per_customer,
            segment.low,
            segment.high,
            segment.name in targets,
        )
        for segment in ranked
        if segment in shown
    )
    shown_values = [_value(segment) for segment in ranked if segment in shown]
    what = in_currency(text("segments", "per_customer"), evidence.currency)
    axis = text("segments", "axis", what=what, level=percent(evidence.level))
    finding = find_segments(evidence)
    exhibit = Bars({axis: bars}, axis, "#,##0", alt_text("segments", finding, shown_values))
    said = (find_guessed_segments(evidence, guesses), find_growth(evidence, targets))
    return Page(
        id="segments",
        title=finding,
        exhibits=(exhibit,) if bars else (Quote(finding),),
        takeaway=(*_targets_say(evidence, chosen), *filter(None, said)),
        source=source_line(evidence.provenance, customers_basis(evidence)),
        notes=evidence_notes(
            "segments",
            evidence.provenance,
            (method_of(evidence), text("method", "segments"), *believed_note(evidence)),
            [_value(segment) for segment in ranked],
            len(bars),
        ),
    )


def _value(segment: SegmentProfit) -> str:
    return text(
        "notes",
        "n",
        name=segment.name,
        n=count(segment.customers),
        value=money(segment.profit_per_customer),
        low=money(segment.low),
        high=money(segment.high),
    )


def _targets_say(evidence: ProfitEvidence, chosen: TargetSegments | None) -> tuple[str, ...]:
    if not chosen or not chosen.targets:
        return (text("segments", "open"),)
    says = [text("segments", "chosen", targets=listed([short(name, 40) for name in chosen.targets]))]
    found = [segment for segment in evidence.segments if segment.name in chosen.among(evidence.by)]
    if found and evidence.whale.customers:
        says.append(_share_says(evidence, found))
    return tuple(says)


def _share_says(evidence: ProfitEvidence, found: list[SegmentProfit]) -> str:
    customers = percent(sum(segment.customers for segment in found) / evidence.whale.customers)
    shares = [segment.share for segment in found]
    if any(share is None for share in shares):
        return text("segments", "share_customers", customers=customers)
    profit = percent(sum(share for share in shares if share is not None))
    return text("segments", "share", customers=customers, profit=profit)

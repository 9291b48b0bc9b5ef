"""The pages of the profit: the whale curve, and the segments."""

from cxworkshop.charts.figures import count, listed, money, percent, short
from cxworkshop.charts.findings import find_segments, find_whale
from cxworkshop.domain.profit import ProfitEvidence, SegmentProfit, WhaleCurve
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.sources import customers_basis, method_of, method_of_whale, source_line, text
from cxworkshop.export.story import MOST_BARS, Bar, Bars, Curve, Page, Quote


def whale_page(evidence: ProfitEvidence, guess: float | None) -> Page:
    """Return the page of the whale curve, or of the sentence why there is none."""
    whale = evidence.whale
    finding, top = find_whale(whale), (whale.top or {}).get("0.2")
    says = [] if top is None else _whale_says(whale, guess, top)
    said = " ".join((text("whale", "alt"), finding, *says))
    exhibit = Quote(finding) if top is None else Curve(whale, guess, said)
    return Page(
        id="whale",
        title=finding if top is not None else text("whale", "refused"),
        exhibits=(exhibit,),
        takeaway=tuple(says),
        source=source_line(evidence.provenance, customers_basis(evidence)),
        notes=evidence_notes("whale", evidence.provenance, (method_of_whale(whale), method_of(evidence))),
    )


def _whale_says(whale: WhaleCurve, guess: float | None, top: float) -> list[str]:
    says = []
    if guess is not None:
        says.append(text("whale", "guess", guess=percent(guess), top=percent(top)))
    if whale.losers:
        at, peak = percent(whale.peak_at / whale.customers), percent(whale.peak_share or 0)
        says.append(text("whale", "peak", at=at, peak=peak))
        facts = {"losers": count(whale.losers), "customers": count(whale.customers)}
        says.append(text("whale", "losers", sum=money(whale.losers_sum), **facts))
    return says


def segments_page(evidence: ProfitEvidence, chosen: TargetSegments | None) -> Page:
    """Return the page of the segments' profit, and of those chosen."""
    targets = chosen.among(evidence.by) if chosen else ()
    ranked = sorted(evidence.segments, key=lambda segment: -segment.profit_per_customer)
    shown = [segment for segment in ranked if segment.name in targets]
    shown = [*shown, *(segment for segment in ranked if segment not in shown)][:MOST_BARS]
    shown.sort(key=lambda segment: -segment.profit_per_customer)
    bars = tuple(
        Bar(
            f"{short(segment.name)} (n = {count(segment.customers)})",
            segment.profit_per_customer,
            segment.low,
            segment.high,
            segment.name in targets,
        )
        for segment in shown
    )
    values = [
        text(
            "notes",
            "n",
            name=segment.name,
            n=count(segment.customers),
            value=money(segment.profit_per_customer),
            low=money(segment.low),
            high=money(segment.high),
        )
        for segment in ranked
    ]
    axis = text("segments", "axis", level=percent(evidence.level))
    finding = find_segments(evidence)
    exhibit = Bars({axis: bars}, axis, "#,##0", alt_text("segments", finding, values[: len(bars)]))
    return Page(
        id="segments",
        title=finding,
        exhibits=(exhibit,) if bars else (Quote(finding),),
        takeaway=_targets_say(evidence, chosen),
        source=source_line(evidence.provenance, customers_basis(evidence)),
        notes=evidence_notes("segments", evidence.provenance, (method_of(evidence),), values, len(bars)),
    )


def _targets_say(evidence: ProfitEvidence, chosen: TargetSegments | None) -> tuple[str, ...]:
    if not chosen or not chosen.targets:
        return (text("segments", "open"),)
    says = [text("segments", "chosen", targets=listed([short(name, 40) for name in chosen.targets]))]
    found = [segment for segment in evidence.segments if segment.name in chosen.among(evidence.by)]
    if found and evidence.whale.customers:
        says.append(_share_says(evidence, found))
    return (*says, *([chosen.reason.strip()] if chosen.reason.strip() else []))


def _share_says(evidence: ProfitEvidence, found: list[SegmentProfit]) -> str:
    customers = percent(sum(segment.customers for segment in found) / evidence.whale.customers)
    shares = [segment.share for segment in found]
    if any(share is None for share in shares):
        return text("segments", "share_customers", customers=customers)
    profit = percent(sum(share for share in shares if share is not None))
    return text("segments", "share", customers=customers, profit=profit)

"""The page of what leaders believed and customers said."""

from collections.abc import Iterator

from cxworkshop.charts.figures import count, listed, percent, short, signed_points
from cxworkshop.charts.findings_touchpoints import find_function_gaps, find_gaps
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.perception import Gap, PerceptionGaps
from cxworkshop.export.methods import method_of
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.sources import answers_basis, headers, source_line, text
from cxworkshop.export.story import MOST_PAIRS, Bar, Bars, Page, Table

MOST_ROWS = 5
"""Most gaps in the table beside the bars."""


def gaps_page(gaps: PerceptionGaps, evidence: TouchpointEvidence) -> Page:
    """Return the page of the gaps by touchpoint, the largest first, with what stands out by function."""
    finding, function = find_gaps(gaps), find_function_gaps(gaps)
    values = [_told(gap) for gap in gaps.gaps]
    chart = _bars(gaps, evidence, alt_text("gaps", finding, values))
    basis = text(
        "gaps",
        "basis",
        leaders=count(gaps.n),
        answers=answers_basis(evidence.n, evidence.segment, evidence.level),
    )
    return Page(
        id="gaps",
        title=finding,
        exhibits=(chart, _table(gaps)),
        takeaway=(*([function] if function else []), text("gaps", "takeaway")),
        source=source_line(evidence.provenance, basis),
        notes=evidence_notes(
            "gaps",
            evidence.provenance,
            (text("method", "gaps", level=percent(gaps.level)), method_of(evidence), *_withheld(gaps)),
            [*values, *(_told(gap) for gap in gaps.by_function)],
            min(len(gaps.gaps), MOST_PAIRS),
        ),
    )


def _bars(gaps: PerceptionGaps, evidence: TouchpointEvidence, alt: str) -> Bars:
    shown = gaps.gaps[:MOST_PAIRS]
    customers = {score.name: score for score in evidence.touchpoints}
    believed = tuple(Bar(short(gap.label, 30), gap.leaders, gap.leaders, gap.leaders) for gap in shown)
    said = tuple(
        Bar(
            short(gap.label, 30), gap.customers, customers[gap.touchpoint].low, customers[gap.touchpoint].high
        )
        for gap in shown
    )
    series = {
        text("gaps", "leaders", n=count(gaps.n)): believed,
        text("gaps", "customers", n=count(evidence.n)): said,
    }
    low, high = evidence.scale_low, evidence.scale_high
    axis = text("gaps", "axis", low=f"{low:g}", high=f"{high:g}", level=percent(evidence.level))
    return Bars(series, axis, "0.0", alt, (low, high))


def _table(gaps: PerceptionGaps) -> Table:
    rows = tuple((short(gap.label, 30), _size(gap)) for gap in gaps.gaps[:MOST_ROWS])
    return Table(headers("gaps", "headers"), rows, (0.52, 0.48))


def _size(gap: Gap) -> str:
    ends = {"low": signed_points(gap.low), "high": signed_points(gap.high)}
    return text("gaps", "size", gap=signed_points(gap.gap), **ends)


def _told(gap: Gap) -> str:
    return text(
        "gaps",
        "told",
        name=f"{gap.label}, {gap.function}" if gap.function else gap.label,
        n=count(gap.n),
        leaders=f"{gap.leaders:.2f}",
        customers=f"{gap.customers:.2f}",
        size=_size(gap),
    )


def _withheld(gaps: PerceptionGaps) -> Iterator[str]:
    yield from gaps.notes
    if gaps.withheld:
        yield text("gaps", "withheld", functions=listed(list(gaps.withheld)))

"""The page of the survey's touchpoints: how they are scored, and what they are worth."""

from collections.abc import Sequence

from cxworkshop.charts.figures import count, percent, short
from cxworkshop.charts.findings import find_touchpoints
from cxworkshop.charts.findings_touchpoints import find_pain_near_end
from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.export.methods import method_of
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.results import peak_end_in
from cxworkshop.export.sources import (
    answers_basis,
    headers,
    of_ten,
    source_line,
    text,
)
from cxworkshop.export.story import MOST_BARS, Bar, Bars, Page, Quote, Table

MOST_ROWS = 6
"""Most touchpoints in the table beside the scores, one less above a warning; all hallmarks are there."""


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

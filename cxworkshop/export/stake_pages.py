"""The page of what is at stake: what moving a hallmark's score might be worth, and on which assumptions."""

from collections.abc import Iterator

from cxworkshop.charts.figures import count, in_currency, measured, money, short
from cxworkshop.charts.findings_metrics import (
    Measure,
    find_stakes,
    ranked_stakes,
    say_causal,
    say_range,
    say_stake,
    say_years,
)
from cxworkshop.domain.drivers import DriverEvidence
from cxworkshop.domain.stakes import Stakes
from cxworkshop.export.notes import alt_text, evidence_notes
from cxworkshop.export.sources import answers_basis, source_line, text
from cxworkshop.export.story import Bar, Bars, NumberFormat, Page

LEVEL = 0.95
"""Stakes are ranges in which 95 % of the draws lie."""

MEASURES: tuple[Measure, ...] = ("profit", "staying", "recommendation")
"""From the furthest along the way to money to the nearest to the answers."""

_FORMATS: dict[Measure, NumberFormat] = {"profit": "#,##0", "staying": "0.0", "recommendation": "0.0"}


def measure_of(stakes: Stakes) -> Measure | None:
    """Return the furthest measure that can be told: profit, else staying, else recommendation."""
    return next((measure for measure in MEASURES if ranked_stakes(stakes, measure)), None)


def stakes_page(stakes: Stakes, measure: Measure, evidence: DriverEvidence) -> Page:
    """Return the page of the ranges for one measure; the others are in the notes."""
    found, finding = ranked_stakes(stakes, measure), find_stakes(stakes, measure)
    scale = 100 if measure == "staying" else 1
    bars = tuple(
        Bar(
            text("stakes", "moved", name=short(stake.label, 30), move=measured(stake.move, digits=2)),
            scale * told.mid,
            scale * told.low,
            scale * told.high,
            told.low > 0,
        )
        for stake, told in found
    )
    values = [
        text(
            "stakes",
            "told",
            name=stake.label,
            range=say_range(told, stakes, each),
            mid=say_stake(told.mid, each),
        )
        for each in MEASURES
        for stake, told in ranked_stakes(stakes, each)
    ]
    axis = in_currency(text("stakes", "axes", measure), stakes.currency if measure == "profit" else None)
    return Page(
        id="stakes",
        title=finding,
        exhibits=(Bars({axis: bars}, axis, _FORMATS[measure], alt_text("stakes", finding, values)),),
        takeaway=(text("stakes", "takeaway"), *_assumed(stakes)),
        source=source_line(evidence.provenance, answers_basis(stakes.n, stakes.segment, LEVEL)),
        notes=evidence_notes(
            "stakes",
            evidence.provenance,
            (text("method", "stakes"), *_assumed(stakes), *stakes.refusals),
            values,
        ),
    )


def _assumed(stakes: Stakes) -> Iterator[str]:
    """Yield what was assumed, one line each."""
    yield text("stakes", "causal", causal=say_causal(stakes.assumptions.causal))
    if stakes.customers is not None and stakes.per_customer is not None:
        yield text(
            "stakes",
            "customers",
            customers=count(stakes.customers),
            profit=money(stakes.per_customer.mid, stakes.currency),
            years=say_years(stakes.assumptions.years),
        )

"""What each segment earns, per customer and in total, and what splits profit."""

from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import count, money, percent, short, signed
from cxworkshop.charts.findings_profit import find_growth, find_segments
from cxworkshop.charts.findings_splits import find_splits, name_proposal
from cxworkshop.domain.predictions import guesses, top_segment
from cxworkshop.domain.profit import ProfitEvidence, Proposal, SegmentProfit
from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import texts
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.steps.segments.sources import profit_source
from cxworkshop.ui.widgets.fields import views_field
from cxworkshop.ui.widgets.prose import (
    callout_html,
    empty_html,
    exhibit_html,
    heading_html,
    prose_html,
    table_html,
)

PER_CUSTOMER, IN_TOTAL = "per_customer", "in_total"


class SegmentsPanel:
    """Profit by segment as a chart, per customer or in total, and as a table."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._words = words
        self._drawn: tuple[ProfitEvidence, Workshop] | None = None
        options = [(words[measure], measure) for measure in (PER_CUSTOMER, IN_TOTAL)]
        self.measure = views_field(words["measure"], options, PER_CUSTOMER)
        self.measure.observe(lambda _: self._draw_chart(), "value")
        self._chart, self._table = w.HTML(), w.HTML()
        self.box = w.VBox([self.measure, self._chart, self._table])

    def draw(self, found: ProfitEvidence, workshop: Workshop) -> None:
        """Draw chart and table of ``found``."""
        self._drawn = (found, workshop)
        self._draw_chart()
        chosen = workshop.segments
        growth = find_growth(found, chosen.among(found.by) if chosen else ())
        self._table.value = self._table_html(found) + (prose_html(growth) if growth else "")

    def _draw_chart(self) -> None:
        if self._drawn:
            self._chart.value = segments_exhibit(*self._drawn, total=self.measure.value == IN_TOTAL)

    def _table_html(self, found: ProfitEvidence) -> str:
        words = self._words["table"]
        rows = [self._row(segment, found) for segment in found.segments]
        caption = words["caption"].format(by=found.by, level=f"{found.level * 100:.0f}")
        if found.currency:
            caption += words["currency"].format(currency=found.currency)
        return table_html(caption, words["columns"], rows)

    def _row(self, segment: SegmentProfit, found: ProfitEvidence) -> tuple[str, ...]:
        none, words = texts("common")["none"], self._words
        low, high = segment.rank_low, segment.rank_high
        return (
            segment.name,
            count(segment.customers),
            percent(segment.customers / found.whale.customers),
            money(segment.profit),
            none if segment.share is None else percent(segment.share),
            money(segment.profit_per_customer),
            words["interval"].format(low=money(segment.low), high=money(segment.high)),
            str(low) if low == high else words["places"].format(low=low, high=high),
            count(segment.losers),
            none if segment.growth is None else signed(segment.growth),
        )


def segments_exhibit(found: ProfitEvidence, workshop: Workshop, *, total: bool) -> str:
    """Return the segments' chart under its finding, targets and guesses marked."""
    from cxworkshop.charts.segments import plot_segment_totals, plot_segments  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    chosen = workshop.segments
    targets = chosen.among(found.by) if chosen else ()
    guessed = list(guesses(workshop, top_segment(found.by)).values())
    plot = plot_segment_totals if total else plot_segments
    chart = to_svg(plot(found, targets, guesses=guessed))
    title = _total_title(found) if total else find_segments(found)
    return exhibit_html(title, chart, source_line(found.provenance, profit_source(found, "segments")))


def _total_title(found: ProfitEvidence) -> str:
    words = texts("segments")["segments"]
    first = max(found.segments, key=lambda segment: segment.profit)
    profit, everyone = money(first.profit, found.currency), money(found.whale.total, found.currency)
    return str(words["total"]).format(first=short(first.name), profit=profit, all=everyone)


class SplitsPanel:
    """Which attributes split profit, and the segments that the data propose."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._words = words
        self._html = w.HTML()
        self.box = w.VBox([self._html])

    def draw(self, found: ProfitEvidence, _: Workshop) -> None:
        """Draw the ranking and write the proposals of ``found``."""
        splits = found.splits
        if not splits.ranked:
            self._html.value = empty_html(self._words["none"]) + "".join(map(callout_html, splits.notes))
            return
        from cxworkshop.charts.splits import plot_splits  # noqa: PLC0415 - Altair is heavy
        from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

        words = self._words
        detail = words["detail"].format(
            n=count(splits.n), attributes=len(splits.ranked), level=f"{found.level * 100:.0f}"
        )
        chart = to_svg(plot_splits(splits, level=found.level))
        self._html.value = (
            exhibit_html(find_splits(splits), chart, source_line(found.provenance, detail))
            + heading_html(words["proposals"])
            + (self._proposals_html(found) if splits.proposals else prose_html(words["no_proposals"]))
            + "".join(map(callout_html, splits.notes))
        )

    def _proposals_html(self, found: ProfitEvidence) -> str:
        words = self._words["table"]
        caption = words["caption"].format(n=count(found.splits.measured), level=f"{found.level * 100:.0f}")
        if found.currency:
            caption += words["currency"].format(currency=found.currency)
        return table_html(caption, words["columns"], map(self._proposal, found.splits.proposals))

    def _proposal(self, proposal: Proposal) -> tuple[str, ...]:
        share = proposal.share_of_profit
        return (
            name_proposal(proposal),
            count(proposal.customers),
            percent(proposal.share_of_customers),
            money(proposal.profit),
            texts("common")["none"] if share is None else percent(share),
            money(proposal.profit_per_customer),
            self._words["interval"].format(low=money(proposal.low), high=money(proposal.high)),
        )

"""What other costs would change, in words and as a chart."""

from typing import Any

from cxworkshop.charts.figures import count, listed
from cxworkshop.charts.findings_profit import find_whale
from cxworkshop.charts.findings_splits import find_sensitivity
from cxworkshop.domain.costs import Believed
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.steps.segments.believed import believed_label, believed_value
from cxworkshop.ui.steps.segments.sources import profit_source
from cxworkshop.ui.widgets.prose import callout_html, exhibit_html, heading_html, list_html


def told(figure: Believed) -> tuple[str, str]:
    """Return what tells a believed figure from the others."""
    return figure.kind, figure.name


def trial_html(tried: ProfitEvidence, base: ProfitEvidence, words: dict[str, Any]) -> str:
    """Return the warning that what is shown is a try-out: which figures are otherwise than recorded."""
    before = {told(figure): figure.value for figure in base.costs.believed}
    changes = [
        words["change"].format(
            label=believed_label(figure, words),
            value=believed_value(figure, figure.value, tried.currency),
            before=believed_value(figure, before[told(figure)], base.currency),
        )
        for figure in tried.costs.believed
        if figure.value != before[told(figure)]
    ]
    return callout_html(words["trying"].format(changes=listed(changes)), "warn")


def changes_html(tried: ProfitEvidence, base: ProfitEvidence, words: dict[str, Any]) -> str:
    """Return how many more or fewer customers are at a loss, and whether the segments' order changes."""
    now, before = tried.whale.losers, base.whale.losers
    order, was = _order(tried), _order(base)
    sides = (
        words["same_losers"].format(losers=count(now))
        if now == before
        else words["more_losers" if now > before else "fewer_losers"].format(
            n=count(abs(now - before)), losers=count(now), before=count(before)
        )
    )
    ranks = (
        words["same_order"] if order == was else words["order"].format(now=listed(order), before=listed(was))
    )
    return list_html([sides, ranks])


def _order(found: ProfitEvidence) -> list[str]:
    """Return the segments by profit per customer, the most first."""
    ranked = sorted(found.segments, key=lambda segment: -segment.profit_per_customer)
    return [segment.name for segment in ranked]


def sensitivity_html(found: ProfitEvidence, figure: Believed, words: dict[str, Any]) -> str:
    """Return what a believed figure does over its whole range, "" where it wasn't looked at."""
    sensitivity = next((row for row in found.sensitivity if told(row.believed) == told(figure)), None)
    if sensitivity is None:
        return ""
    from cxworkshop.charts.sensitivity import plot_sensitivity  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    detail = words["detail"].format(
        believed=believed_label(figure, words),
        low=believed_value(figure, figure.low, found.currency),
        high=believed_value(figure, figure.high, found.currency),
    )
    chart = to_svg(plot_sensitivity(sensitivity, currency=found.currency))
    title = find_sensitivity(sensitivity, currency=found.currency)
    source = source_line(found.provenance, detail)
    return heading_html(words["range_title"]) + exhibit_html(title, chart, source)


def whale_html(found: ProfitEvidence) -> str:
    """Return the whale curve without guesses, or why it can't be drawn."""
    if found.whale.refusal:
        return callout_html(found.whale.refusal, "warn")
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.whale import plot_whale_curve  # noqa: PLC0415

    chart = to_svg(plot_whale_curve(found.whale, groups=found.groups))
    source = source_line(found.provenance, profit_source(found, "whale"))
    return exhibit_html(find_whale(found.whale), chart, source)

"""What is at stake as a chart and in words, with all that it rests on."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cxworkshop.charts.figures import count, money
from cxworkshop.domain.stakes import Stakes
from cxworkshop.domain.workshop import Workshop
from cxworkshop.ui.steps.evidence_notes import source_line, stale_html
from cxworkshop.ui.widgets.prose import callout_html, exhibit_html, heading_html, list_html

if TYPE_CHECKING:  # Altair is heavy
    from cxworkshop.charts.findings_metrics import Measure

MEASURES: "tuple[Measure, ...]" = ("recommendation", "staying", "profit")


def told(found: Stakes, measure: "Measure") -> bool:
    """Return whether the measure can be told for any driver."""
    return any(getattr(stake, measure) is not None for stake in found.stakes)


def stakes_html(found: Stakes, measure: "Measure", workshop: Workshop, words: Mapping[str, Any]) -> str:
    """Return the chart under its finding, what couldn't be told, and what is assumed."""
    from cxworkshop.charts.findings_metrics import find_stakes  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.stakes import plot_stakes  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    evidence = workshop.drivers
    parts = [stale_html(workshop, evidence)] if evidence else []
    if told(found, measure) and evidence:
        segment = ", ".join(found.segment) or words["everyone"]
        detail = words["detail"].format(n=count(found.n), segment=segment)
        sources = [*evidence.provenance]
        if measure == "profit" and workshop.profit:
            sources += workshop.profit.provenance
        chart = to_svg(plot_stakes(found, measure))
        parts.append(exhibit_html(find_stakes(found, measure), chart, source_line(sources, detail)))
    elif not found.assumptions.moves:
        parts.append(callout_html(words["nothing_moved"]))
    parts += [callout_html(line, "warn") for line in found.refusals]
    parts.append(heading_html(words["assumptions"]) + list_html(_assumed(found, words)))
    return "".join(parts)


def _assumed(found: Stakes, words: Mapping[str, Any]) -> Iterator[str]:
    from cxworkshop.charts.findings_metrics import say_causal, say_years  # noqa: PLC0415 - Altair is heavy

    lines, assumed = words["lines"], found.assumptions
    causal = say_causal(assumed.causal)
    yield lines["causal"].format(causal=causal[:1].upper() + causal[1:])
    yield lines["alone"]
    if found.n_stayed:
        yield lines["stayed"].format(n=count(found.n_stayed))
    if found.customers is not None:
        entered = "entered" if assumed.customers is not None else "evidence"
        yield lines[f"customers_{entered}"].format(n=count(found.customers))
    if found.per_customer:
        mid, low, high = (
            money(getattr(found.per_customer, end), found.currency) for end in ("mid", "low", "high")
        )
        entered = "entered" if assumed.profit is not None else "evidence"
        yield lines[f"profit_{entered}"].format(mid=mid, low=low, high=high)
        yield lines["years"].format(years=say_years(assumed.years))

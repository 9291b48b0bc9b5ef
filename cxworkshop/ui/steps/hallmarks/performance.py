"""Where better experiences pay: importance against performance, and opportunity scores."""

from typing import TYPE_CHECKING, Any

from cxworkshop.charts.figures import percent
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import WorkshopError
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.steps.hallmarks.sources import answers_words, touchpoint_source
from cxworkshop.ui.widgets.prose import empty_html, exhibit_html, fold_html, prose_html, table_html

if TYPE_CHECKING:
    from cxworkshop.domain.opportunity import Opportunities


def performance_html(found: TouchpointEvidence, _: Workshop, words: dict[str, Any]) -> str:
    """Return importance against performance, in four quadrants."""
    from cxworkshop.analysis.opportunity import touchpoint_opportunities  # noqa: PLC0415 - NumPy is heavy
    from cxworkshop.charts.findings_touchpoints import find_performance  # noqa: PLC0415
    from cxworkshop.charts.performance import plot_performance  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    try:
        chances = touchpoint_opportunities(found)
    except WorkshopError as error:
        return empty_html(str(error))
    labels, source = labels_in(found), source_line(found.provenance, answers_words(found))
    chart = to_svg(plot_performance(chances, labels))
    return prose_html(words["explain"]) + exhibit_html(find_performance(chances, labels), chart, source)


def opportunities_html(found: TouchpointEvidence, _: Workshop, words: dict[str, Any]) -> str:
    """Return the opportunity scores, the greatest first."""
    from cxworkshop.analysis.opportunity import touchpoint_opportunities  # noqa: PLC0415 - NumPy is heavy
    from cxworkshop.charts.findings_touchpoints import find_opportunities  # noqa: PLC0415
    from cxworkshop.charts.performance import plot_opportunities  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    try:
        chances = touchpoint_opportunities(found)
    except WorkshopError as error:
        return empty_html(str(error))
    labels, source = labels_in(found), source_line(found.provenance, touchpoint_source(found))
    chart = to_svg(plot_opportunities(chances, labels))
    exhibit = exhibit_html(find_opportunities(chances, labels), chart, source)
    table = fold_html(words["table"], _table(chances, labels, words))
    return prose_html(words["explain"]) + exhibit + table


def labels_in(found: TouchpointEvidence) -> dict[str, str]:
    """Return touchpoint → what it is called."""
    return {score.name: score.label for score in found.touchpoints}


def _table(chances: "Opportunities", labels: dict[str, str], words: dict[str, Any]) -> str:
    rows = [
        (
            labels[one.name],
            f"{one.score:.1f}",
            words["interval"].format(low=f"{one.low:.1f}", high=f"{one.high:.1f}"),
            f"{one.importance:.1f}",
            f"{one.satisfaction:.1f}",
            percent(one.attractive),
        )
        for one in chances.touchpoints
    ]
    return table_html(words["caption"].format(level=f"{chances.level * 100:.0f}"), words["columns"], rows)

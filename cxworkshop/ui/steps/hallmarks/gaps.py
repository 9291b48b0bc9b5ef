"""What leaders believed beside what customers said, by touchpoint and by function."""

from typing import Any

from cxworkshop.charts.figures import count, listed
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import WorkshopError
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.steps.hallmarks.sources import touchpoint_source
from cxworkshop.ui.widgets.actions import in_page_words
from cxworkshop.ui.widgets.prose import empty_html, exhibit_html, heading_html, prose_html, small_html


def gaps_html(found: TouchpointEvidence, workshop: Workshop, words: dict[str, Any]) -> str:
    """Return the gaps, or a sentence where nobody answered or too few did; never one person's answer."""
    from cxworkshop.analysis.perception import gaps_of  # noqa: PLC0415 - pandas and Altair are heavy
    from cxworkshop.charts.findings_touchpoints import find_function_gaps, find_gaps  # noqa: PLC0415
    from cxworkshop.charts.perception import plot_function_gaps, plot_gaps  # noqa: PLC0415
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415

    if not workshop.beliefs:
        return empty_html(words["nobody"])
    try:
        gaps = gaps_of(workshop.beliefs, found)
    except WorkshopError as error:
        return empty_html(in_page_words(str(error)))
    detail = words["detail"].format(leaders=count(gaps.n), source=touchpoint_source(found))
    source = source_line(found.provenance, detail)
    parts = [exhibit_html(find_gaps(gaps), to_svg(plot_gaps(gaps)), source)] if gaps.gaps else []
    parts.extend(map(small_html, gaps.notes))
    said = find_function_gaps(gaps)
    if gaps.by_function and said:
        parts.append(exhibit_html(said, to_svg(plot_function_gaps(gaps)), source))
    else:
        parts.append(heading_html(words["by_function"]) + prose_html(words["no_functions"]))
    if gaps.withheld:
        parts.append(small_html(words["withheld"].format(names=listed(list(gaps.withheld)))))
    return "".join(parts)

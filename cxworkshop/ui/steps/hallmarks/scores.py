"""How customers score each touchpoint, and what the journey will be remembered for."""

from collections.abc import Callable
from typing import Any

from cxworkshop.charts.figures import count, money, percent
from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.domain.peak_end import PeakEnd
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.settings import texts
from cxworkshop.ui.steps.evidence_notes import source_line
from cxworkshop.ui.steps.hallmarks.sources import touchpoint_source
from cxworkshop.ui.widgets.prose import callout_html, exhibit_html, fold_html, prose_html, table_html

_Cell = Callable[[TouchpointScore], str]


def peak_end_of(found: TouchpointEvidence) -> PeakEnd | None:
    """Return peak, pain and end of the journey; None where it is too short for them."""
    from cxworkshop.analysis.peak_end import peak_end  # noqa: PLC0415 - NumPy is heavy

    try:
        return peak_end(found)
    except UndefinedMeasureError:
        return None


def scores_html(found: TouchpointEvidence, _: Workshop, words: dict[str, Any]) -> str:
    """Return the scores as a chart, a warning where pain sits near the end, and the figures as a table."""
    from cxworkshop.charts.findings import find_scores  # noqa: PLC0415 - Altair is heavy
    from cxworkshop.charts.findings_touchpoints import (  # noqa: PLC0415
        find_pain_near_end,
        find_peak_end,
    )
    from cxworkshop.charts.svg import to_svg  # noqa: PLC0415
    from cxworkshop.charts.touchpoints import plot_scores  # noqa: PLC0415

    source = source_line(found.provenance, touchpoint_source(found))
    moments = peak_end_of(found)
    warning = find_pain_near_end(moments) if moments else None
    return "".join(
        [
            callout_html(warning, "warn") if warning else "",
            exhibit_html(find_scores(found), to_svg(plot_scores(found)), source),
            prose_html(find_peak_end(moments)) if moments else "",
            fold_html(words["table"], scores_table(found, words)),
        ]
    )


def scores_table(found: TouchpointEvidence, words: dict[str, Any]) -> str:
    """Return the figures of each touchpoint; columns that nobody gave a figure for are left out."""
    none = texts("common")["none"]
    journey = sorted(found.touchpoints, key=lambda score: score.position)

    def interval(low: str, high: str) -> str:
        return str(words["interval"].format(low=low, high=high))

    cells: dict[str, _Cell] = {
        "label": lambda score: score.label,
        "mean": lambda score: f"{score.mean:.1f}",
        "interval": lambda score: interval(f"{score.low:.1f}", f"{score.high:.1f}"),
        "top": lambda score: percent(score.top_box),
        "top_interval": lambda score: interval(percent(score.top_low), percent(score.top_high)),
        "n": lambda score: count(score.n),
        "comments": lambda score: count(score.comments),
        "volume": lambda score: none if score.volume is None else money(score.volume),
        "cost": lambda score: none if score.cost is None else money(score.cost),
    }
    given = {
        "comments": any(score.comments for score in journey),
        "volume": any(score.volume is not None for score in journey),
        "cost": (costly := any(score.cost is not None for score in journey)),
    }
    shown = [name for name in cells if given.get(name, True)]
    caption = words["caption"].format(level=f"{found.level * 100:.0f}")
    if costly and found.currency:
        caption += words["currency"].format(currency=found.currency)
    rows = [[cells[name](score) for name in shown] for score in journey]
    return table_html(caption, [words["columns"][name] for name in shown], rows)

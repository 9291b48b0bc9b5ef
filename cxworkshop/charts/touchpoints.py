"""Touchpoints: how they score, and which could carry the promise."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from cxworkshop.analysis.touchpoints import HIGHEST_DIFFERENTIATION, UNRATED, HallmarkCandidate
from cxworkshop.charts.figures import count, percent, short
from cxworkshop.charts.intervals import Row, named_apart, plot_intervals, rows_axis
from cxworkshop.charts.sentences import say_part
from cxworkshop.charts.theme import AMOUNT, LABEL, ROW, colour, data_colour, weak_colour
from cxworkshop.domain.evidence import TouchpointEvidence

PANEL = 190
"""Width of one criterion's panel (px)."""


def plot_scores(evidence: TouchpointEvidence) -> alt.LayerChart:
    """Draw the mean score of each touchpoint with its interval, in the order of the journey."""
    journey = sorted(evidence.touchpoints, key=lambda touchpoint: touchpoint.position)
    names = named_apart([f"{short(point.label)} (n = {count(point.n)})" for point in journey])
    rows = [
        Row(name, point.mean, point.low, point.high, f"{point.mean:.1f}")
        for name, point in zip(names, journey, strict=True)
    ]
    scale = f"{evidence.scale_low:g} to {evidence.scale_high:g}"
    title = f"Mean score on {scale}, with {percent(evidence.level)} interval"
    return plot_intervals(rows, title, AMOUNT, mark="point")


def plot_hallmarks(candidates: Sequence[HallmarkCandidate], picks: Sequence[str] = ()) -> alt.HConcatChart:
    """Draw the candidates ranked by score, and beside it what the score is made of.

    Parameters
    ----------
    candidates
        Touchpoints with their criteria, 0–1. A criterion that none has is left out; where only some are
        rated, the others stand at the middle, where they are counted, as an outline.
    picks
        Names of the touchpoints picked as hallmarks, highlighted.
    """
    ranked = sorted(candidates, key=lambda candidate: -candidate.score)
    names = named_apart([short(candidate.label) for candidate in ranked])
    panels: dict[str, Sequence[float | None]] = {
        "Score": [candidate.score for candidate in ranked],
        "Value to customers": [candidate.value for candidate in ranked],
        "Memorable": [candidate.memorability for candidate in ranked],
        "Sets us apart": [candidate.differentiation for candidate in ranked],
    }
    chosen = [candidate.name in picks for candidate in ranked]
    drawn = [
        _panel(title, names, values, chosen, first=not place)
        for place, (title, values) in enumerate(panels.items())
        if any(value is not None for value in values)
    ]
    return alt.hconcat(*drawn, spacing=18)


def _panel(
    title: str, names: list[str], values: Sequence[float | None], chosen: list[bool], *, first: bool
) -> alt.LayerChart:
    unrated = [value is None for value in values]
    table = pd.DataFrame(
        {
            "name": names,
            "value": [UNRATED / HIGHEST_DIFFERENTIATION if value is None else value for value in values],
            "chosen": chosen,
            "unrated": unrated,
            "text": [
                say_part("touchpoint_charts", "unrated") if value is None else f"{value:.2f}"
                for value in values
            ],
        }
    )
    y = rows_axis(names) if first else rows_axis(names).axis(None)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, 1.25]))
    strong, weak = (data_colour(0), weak_colour()) if first else (data_colour(4), colour("line"))
    fill = alt.condition("datum.chosen", alt.value(strong), alt.value(weak))
    base = alt.Chart(table).encode(y=y, x=x)
    words = base.mark_text(align="left", dx=8, fontSize=LABEL, fontWeight="bold" if first else "normal")
    rated, outline = base.transform_filter("!datum.unrated"), base.transform_filter("datum.unrated")
    bars = rated.mark_bar(size=ROW * 0.5).encode(color=fill)
    empty = outline.mark_bar(
        size=ROW * 0.5, filled=False, stroke=colour("muted"), strokeWidth=1.5, strokeDash=[4, 3]
    )
    layers = [bars, *([empty] if any(unrated) else []), words.encode(text="text:N")]
    return alt.LayerChart(layer=layers).properties(
        width=PANEL,
        height=ROW * max(len(names), 1),
        title=alt.TitleParams(title, fontSize=LABEL, anchor="start", frame="group", color=colour("ink")),
    )

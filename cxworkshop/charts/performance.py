"""Importance against performance, and where better experiences pay."""

from collections.abc import Mapping
from math import dist, pi
from typing import NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.analysis.opportunity import VERY_ATTRACTIVE
from cxworkshop.charts.apart import Place, push_apart
from cxworkshop.charts.figures import percent, short
from cxworkshop.charts.intervals import Row, named_apart, plot_intervals
from cxworkshop.charts.sentences import MOST_ROWS, say_part, shown_note
from cxworkshop.charts.theme import AMOUNT, LABEL, colour
from cxworkshop.domain.opportunity import Opportunities, Opportunity, Quadrant

SIDE, HEIGHT = 560, 500
"""Width and least height of the plot (px)."""

BEST = 20
"""Greatest opportunity score there is."""

MIDDLE = (VERY_ATTRACTIVE + BEST) / 2

BADGE = 15
"""Radius of a point with its number (px)."""

LINE, HEAD = 24, 36
"""Height of a name in the list, and of a quadrant's name above its touchpoints (px)."""

_HUES: dict[Quadrant, str] = {
    "improve": "bad",
    "keep_up": "good",
    "overkill": "accent",
    "low_priority": "muted",
}
"""Quadrants in the order of the list, and their colours."""


_ON_TEN = f"datum.value < 0 || datum.value > 10 ? '' : ({AMOUNT})"
"""Labels of an axis that reaches beyond its scale to make room."""


class _Frame(NamedTuple):
    """What the plot spans: satisfaction from left to right, importance from bottom to top."""

    left: float
    right: float
    bottom: float
    top: float
    height: float

    def pixels(self, satisfaction: float, importance: float) -> Place:
        """Return how far right and down a touchpoint lies (px)."""
        across = (satisfaction - self.left) / (self.right - self.left) * SIDE
        return across, (self.top - importance) / (self.top - self.bottom) * self.height

    def values(self, across: float, down: float) -> Place:
        """Return the satisfaction and importance that lie so far right and down (px)."""
        return (
            self.left + across / SIDE * (self.right - self.left),
            self.top - down / self.height * (self.top - self.bottom),
        )

    def x(self, field: str = "x") -> alt.X:
        scale = alt.Scale(domain=[self.left, self.right], nice=False)
        return alt.X(f"{field}:Q", axis=_axis("satisfaction"), scale=scale)

    def y(self, field: str = "y") -> alt.Y:
        scale = alt.Scale(domain=[self.bottom, self.top], nice=False)
        return alt.Y(f"{field}:Q", axis=_axis("importance"), scale=scale)


def plot_performance(opportunities: Opportunities, labels: Mapping[str, str]) -> alt.LayerChart:
    """Draw importance against satisfaction in four named quadrants; points are numbered and listed beside.

    Touchpoints that may as well belong to another quadrant are hollow, and the list says how sure they are.

    Parameters
    ----------
    opportunities
        Touchpoints and where the quadrants are cut; the numbers are their places by opportunity.
    labels
        Touchpoint's name → what people call it.
    """
    listed = [
        (number, one)
        for quadrant in _HUES
        for number, one in enumerate(opportunities.touchpoints, start=1)
        if one.quadrant == quadrant
    ]
    headed = len({one.quadrant for _, one in listed})
    frame = _frame(opportunities, max(HEIGHT, headed * HEAD + len(listed) * LINE + 2 * LINE))
    layers = [_quadrants(opportunities, frame)]
    if listed:
        layers += [_points(opportunities, frame), _list(listed, labels, opportunities.level, frame)]
    return alt.LayerChart(layer=layers).properties(width=SIDE, height=frame.height)


def plot_opportunities(opportunities: Opportunities, labels: Mapping[str, str]) -> alt.LayerChart:
    """Draw opportunity scores with their intervals, the greatest on top, and the line at 15.

    Those above 15 beyond uncertainty stand out.
    """
    shown = opportunities.touchpoints[:MOST_ROWS]
    names = named_apart([short(labels.get(one.name, one.name)) for one in shown])
    any_above = any(one.low > VERY_ATTRACTIVE for one in shown)
    rows = [
        Row(
            name,
            one.score,
            one.low,
            one.high,
            f"{one.score:.1f}",
            strong=one.low > VERY_ATTRACTIVE or not any_above,
        )
        for name, one in zip(names, shown, strict=True)
    ]
    what = say_part("touchpoint_charts", "opportunity")
    title = [what, _interval(opportunities), *shown_note(len(shown), len(opportunities.touchpoints))]
    best = alt.Chart(pd.DataFrame({"value": [VERY_ATTRACTIVE], "best": [BEST], "middle": [MIDDLE]}))
    shade = best.mark_rect(color=colour("accent-soft")).encode(x="value:Q", x2="best:Q")
    words = best.mark_text(
        text=say_part("touchpoint_charts", "very_attractive"),
        fontSize=LABEL,
        fontWeight="bold",
        color=colour("accent"),
    )
    said = words.encode(x="middle:Q", y=alt.value(-14))
    return alt.LayerChart(layer=[shade, plot_intervals(rows, title, AMOUNT), said])


def _interval(opportunities: Opportunities) -> str:
    return say_part("touchpoint_charts", "with_interval", level=percent(opportunities.level))


def _frame(opportunities: Opportunities, height: float) -> _Frame:
    across = [opportunities.satisfaction_cut, *(one.satisfaction for one in opportunities.touchpoints)]
    up = [opportunities.importance_cut, *(one.importance for one in opportunities.touchpoints)]
    left, right = _span(across, opportunities.satisfaction_cut, edge=0.1, least=0.3)
    bottom, top = _span(up, opportunities.importance_cut, edge=0.14, least=0.15)
    return _Frame(left=left, right=right, bottom=bottom, top=top, height=height)


def _span(values: list[float], cut: float, *, edge: float, least: float) -> tuple[float, float]:
    """Return the ends of an axis, with room at the edges and, on either side of the cut, for the names."""
    room = max(max(values) - min(values), 0.5) * edge
    low, high = min(values) - room, max(values) + room
    share = least / (1 - least)
    return min(low, cut - (high - cut) * share), max(high, cut + (cut - low) * share)


def _axis(way: str) -> alt.Axis:
    title = say_part("touchpoint_charts", way)
    return alt.Axis(title=title, labelExpr=_ON_TEN, tickCount=6, grid=False)


def _quadrants(opportunities: Opportunities, frame: _Frame) -> alt.LayerChart:
    """Draw the two cuts, and name the quadrants in their corners."""
    cut = pd.DataFrame({"x": [opportunities.satisfaction_cut], "y": [opportunities.importance_cut]})
    line = alt.Chart(cut).mark_rule(strokeWidth=2, color=colour("muted"))
    corners: dict[Quadrant, Place] = {
        "improve": (0, 0),
        "keep_up": (SIDE, 0),
        "low_priority": (0, frame.height),
        "overkill": (SIDE, frame.height),
    }
    words = [
        alt.Chart(cut)
        .mark_text(
            text=say_part("touchpoint_charts", quadrant),
            align="right" if across else "left",
            baseline="bottom" if down else "top",
            dx=-8 if across else 8,
            dy=-8 if down else 8,
            fontSize=LABEL + 3,
            fontWeight="bold",
            color=colour(_HUES[quadrant]),
        )
        .encode(x=alt.value(across), y=alt.value(down))
        for quadrant, (across, down) in corners.items()
    ]
    edge = alt.Chart(cut).mark_rect(filled=False, stroke=colour("line"), strokeWidth=2)
    box = edge.encode(x=alt.value(0), x2=alt.value(SIDE), y=alt.value(0), y2=alt.value(frame.height))
    return alt.LayerChart(layer=[box, line.encode(x=frame.x()), line.encode(y=frame.y()), *words])


def _points(opportunities: Opportunities, frame: _Frame) -> alt.LayerChart:
    """Draw each touchpoint as its number, moved aside where others are, and tied to its place then."""
    found = opportunities.touchpoints
    places = [frame.pixels(one.satisfaction, one.importance) for one in found]
    moved = push_apart(places, 2 * BADGE + 2, (SIDE, frame.height))
    rows = []
    for number, (one, place, aside) in enumerate(zip(found, places, moved, strict=True), start=1):
        hue, sure = colour(_HUES[one.quadrant]), one.sure >= opportunities.level
        x, y = frame.values(*aside)
        rows.append(
            {
                "number": str(number),
                "x": x,
                "y": y,
                "satisfaction": one.satisfaction,
                "importance": one.importance,
                "hue": hue,
                "fill": hue if sure else colour("surface"),
                "ink": colour("surface") if sure else hue,
                "moved": dist(place, aside) > BADGE / 2,
            }
        )
    base = alt.Chart(pd.DataFrame(rows))
    tint = alt.Color("hue:N", scale=None)
    away = base.transform_filter("datum.moved")
    tie = away.mark_rule(strokeWidth=2).encode(
        x=frame.x(), y=frame.y(), x2="satisfaction:Q", y2="importance:Q", color=tint
    )
    dot = away.mark_point(filled=True, size=50, opacity=1).encode(
        x=frame.x("satisfaction"), y=frame.y("importance"), color=tint
    )
    badge = base.mark_point(size=pi * BADGE**2, opacity=1, strokeWidth=2.5).encode(
        x=frame.x(),
        y=frame.y(),
        stroke=alt.Stroke("hue:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
    )
    number = base.mark_text(fontSize=LABEL, fontWeight="bold").encode(
        x=frame.x(), y=frame.y(), text="number:N", color=alt.Color("ink:N", scale=None)
    )
    return alt.LayerChart(layer=[tie, dot, badge, number])


def _list(
    listed: list[tuple[int, Opportunity]], labels: Mapping[str, str], level: float, frame: _Frame
) -> alt.LayerChart:
    """List the touchpoints right of the plot, below their quadrants' names."""
    names: list[dict[str, object]] = []
    heads: list[dict[str, object]] = []
    down = -LINE / 2
    for number, one in listed:
        words, hue = say_part("touchpoint_charts", one.quadrant), colour(_HUES[one.quadrant])
        if not heads or heads[-1]["words"] != words:
            down += HEAD
            heads.append({"words": words, "y": frame.values(0, down)[1], "hue": hue})
        down += LINE
        name = short(labels.get(one.name, one.name))
        said = name if one.sure >= level else f"{name} ({percent(one.sure)})"
        names.append({"number": str(number), "words": said, "y": frame.values(0, down)[1]})
    head = alt.Chart(pd.DataFrame(heads)).mark_text(align="left", fontSize=LABEL + 1, fontWeight="bold")
    base = alt.Chart(pd.DataFrame(names)).encode(y=frame.y())
    number = base.mark_text(align="right", fontSize=LABEL, color=colour("ink"))
    words = base.mark_text(align="left", fontSize=LABEL, color=colour("ink"))
    layers = [
        head.encode(
            x=alt.value(SIDE + 30), y=frame.y(), text="words:N", color=alt.Color("hue:N", scale=None)
        ),
        number.encode(x=alt.value(SIDE + 52), text="number:N"),
        words.encode(x=alt.value(SIDE + 62), text="words:N"),
    ]
    if any(one.sure < level for _, one in listed):
        note = alt.Chart(pd.DataFrame({"one": [1]})).mark_text(
            text=say_part("touchpoint_charts", "hollow").split("\n"),
            align="left",
            baseline="top",
            fontSize=LABEL,
            color=colour("muted"),
        )
        layers.append(note.encode(x=alt.value(SIDE + 30), y=alt.value(down + LINE)))
    return alt.LayerChart(layer=layers)

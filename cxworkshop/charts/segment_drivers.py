"""Where drivers weigh more or less for one segment than for all others."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, in_points, short, wrapped
from cxworkshop.charts.findings_drivers import beyond_chance
from cxworkshop.charts.sentences import say_part
from cxworkshop.charts.theme import LABEL, colour, data_colour
from cxworkshop.domain.drivers import DriverDifference, DriverEvidence, SegmentDrivers

WIDE = 420
"""Width of the plot (px)."""

LINE, HEAD = 33, 44
"""Height of a driver's row, and of a segment's name above its rows (px)."""

NAMES = 260
"""Room for the drivers' names left of the plot (px)."""

MOST_DRIVERS = 16
"""Most rows of drivers on the chart."""

LEAST_EACH = 2
"""Differences of a segment that are shown even where none is clear: its largest."""

NOTE = 88
"""Longest line of a note below the chart (characters)."""


_POINTS = "(datum.value < 0 ? '−' : '') + format(abs(datum.value) * 100, ',.0f')"
"""Labels of the axis: differences of shares in percentage points."""


class _Line(NamedTuple):
    """A driver's row of a segment, and how far down its middle lies (px)."""

    down: float
    name: str
    difference: float
    low: float
    high: float
    clear: bool
    text: str


class _Frame(NamedTuple):
    """The axis of differences and how far down the rows reach (px)."""

    axis: alt.Axis
    scale: alt.Scale
    height: float

    def x(self, field: str = "difference") -> alt.X:
        return alt.X(f"{field}:Q", axis=self.axis, scale=self.scale)

    def y(self) -> alt.Y:
        return alt.Y("down:Q", axis=None, scale=alt.Scale(domain=[self.height, 0], nice=False))


def plot_segment_differences(evidence: DriverEvidence) -> alt.LayerChart:
    """Draw per segment by how much drivers weigh more or less than for all others, with intervals.

    Shown are the differences that are apart from 0, and each segment's largest besides; the latter hollow,
    and said. Segments that can't be compared are named below, with the reason.
    """
    compared = [segment for segment in evidence.segments if segment.differences]
    chosen = _chosen(compared)
    heads, lines, height = _laid_out(chosen, evidence.labels)
    table = pd.DataFrame(lines, columns=_Line._fields)
    notes = _notes(evidence.segments, compared, lines)
    frame = _frame(table, [say_part("driver_charts", "difference"), *notes], height)
    layers = [_heads(heads, frame), *_differences(table, frame), *_directions()]
    return alt.LayerChart(layer=layers).properties(width=WIDE, height=max(height, 1))


def _chosen(compared: Sequence[SegmentDrivers]) -> list[tuple[SegmentDrivers, list[DriverDifference]]]:
    """Return each segment's differences to show: the clear ones, as far as there is room, or its largest."""
    room = max(MOST_DRIVERS // max(len(compared), 1), LEAST_EACH)
    chosen = []
    for segment in compared:
        ranked = sorted(segment.differences, key=lambda one: (not beyond_chance(one), -abs(one.difference)))
        clear = sum(map(beyond_chance, ranked))
        chosen.append((segment, ranked[: max(LEAST_EACH, min(clear, room))]))
    return chosen


def _laid_out(
    chosen: Sequence[tuple[SegmentDrivers, list[DriverDifference]]], labels: Mapping[str, str]
) -> tuple[pd.DataFrame, list[_Line], float]:
    """Return the segments' names and the drivers' rows with their places, and the height of all (px)."""
    heads, lines, down = [], [], 0.0
    for segment, differences in chosen:
        words = say_part(
            "driver_charts",
            "segment_n",
            segment=short(segment.segment),
            n=count(segment.n),
            n_rest=count(segment.n_rest),
        )
        heads.append({"down": down + HEAD / 2 + 6, "words": words})
        down += HEAD
        for one in differences:
            lines.append(_line(one, down + LINE / 2, labels))
            down += LINE
    return pd.DataFrame(heads, columns=["down", "words"]), lines, down


def _line(found: DriverDifference, down: float, labels: Mapping[str, str]) -> _Line:
    clear = beyond_chance(found)
    points = in_points(found.difference)
    return _Line(
        down=down,
        name=short(labels.get(found.name, found.name)),
        difference=found.difference,
        low=found.low,
        high=found.high,
        clear=clear,
        text=say_part("driver_charts", "points" if clear else "points_chance", points=points),
    )


def _frame(table: pd.DataFrame, title: list[str], height: float) -> _Frame:
    """Return the axes: from as much less to as much more, 0 in the middle, and down by pixels."""
    furthest = max([0.05, *table["low"].abs(), *table["high"].abs()])
    axis = alt.Axis(title=title, labelExpr=_POINTS, tickCount=5)
    return _Frame(axis, alt.Scale(domain=[-furthest, furthest], nice=True), height)


def _heads(heads: pd.DataFrame, frame: _Frame) -> alt.Chart:
    words = alt.Chart(heads).mark_text(align="left", fontSize=LABEL, fontWeight="bold", color=colour("ink"))
    chart: alt.Chart = words.encode(x=alt.value(-NAMES), y=frame.y(), text="words:N")
    return chart


def _differences(table: pd.DataFrame, frame: _Frame) -> list[alt.Chart]:
    """Draw the rows: name, interval, point and figure; hollow and grey where it may be chance."""
    base = alt.Chart(table).encode(y=frame.y())
    zero = alt.Chart(pd.DataFrame({"difference": [0.0]})).mark_rule(strokeWidth=2, color=colour("muted"))
    hue = alt.condition("datum.clear", alt.value(data_colour(0)), alt.value(colour("muted")))
    fill = alt.condition("datum.clear", alt.value(data_colour(0)), alt.value(colour("surface")))
    ink = alt.condition("datum.clear", alt.value(colour("ink")), alt.value(colour("muted")))
    names = base.mark_text(align="right", dx=-12, fontSize=LABEL, color=colour("ink"))
    words = base.mark_text(align="left", dx=14, fontSize=LABEL, fontWeight="bold")
    rules = base.mark_rule(strokeWidth=3)
    points = base.mark_point(size=170, opacity=1, strokeWidth=2.5)
    return [
        zero.encode(x=frame.x()),
        names.encode(x=alt.value(0), text="name:N"),
        rules.encode(x=frame.x("low"), x2="high:Q", color=hue),
        points.encode(x=frame.x(), stroke=hue, fill=fill),
        words.encode(x=alt.value(WIDE), text="text:N", color=ink),
    ]


def _directions() -> list[alt.Chart]:
    """Say above the plot what either side of 0, which is in the middle, means."""
    base = alt.Chart(pd.DataFrame({"one": [1]})).encode(x=alt.value(WIDE / 2), y=alt.value(-12))
    less, more = (say_part("driver_charts", f"weighs_{side}") for side in ("less", "more"))
    muted = colour("muted")
    return [
        base.mark_text(text=less, align="right", dx=-10, fontSize=LABEL, color=muted),
        base.mark_text(text=more, align="left", dx=10, fontSize=LABEL, color=muted),
    ]


def _notes(
    segments: Sequence[SegmentDrivers], compared: Sequence[SegmentDrivers], shown: Sequence[_Line]
) -> list[str]:
    """Return the lines below the chart: how many are shown, and why some segments aren't compared."""
    every = [one for segment in compared for one in segment.differences]
    clear = sum(map(beyond_chance, every))
    notes = []
    if len(shown) < len(every):
        pattern = "differences_shown" if sum(line.clear for line in shown) == clear else "differences_cut"
        facts = {"shown": count(len(shown)), "all": count(len(every)), "clear": count(clear)}
        notes.append(say_part("driver_charts", pattern, **facts))
    refusals = [segment.refusal for segment in segments if segment.refusal]
    return [*notes, *(line for refusal in refusals for line in wrapped(refusal, NOTE).split("\n"))]

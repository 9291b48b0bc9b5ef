"""What a believed figure does to the order of segments, over the range it may lie in."""

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import in_currency, short
from cxworkshop.charts.findings_splits import name_figure, say_figure
from cxworkshop.charts.sentences import say_part
from cxworkshop.charts.spreading import spread
from cxworkshop.charts.theme import AMOUNT, LABEL, PERCENT, WIDTH, colour, data_colour, weak_colour
from cxworkshop.domain.profit import SegmentRange, Sensitivity

MOST_LINES = 8
MOST_CROSSINGS = 6
HEIGHT = 380

APART = 21
"""Least distance between the middles of two lines' labels (px)."""

CHARACTER = 8.6
"""Width of a character of a bold label (px), on the wide side."""


class _Frame(NamedTuple):
    """The chart's axes, and the profit per customer that they span."""

    x: alt.X
    y: alt.Y
    low: float
    high: float

    def down(self, profit: float) -> float:
        """Return how far below the top of the plot a profit lies (px)."""
        return (self.high - profit) / (self.high - self.low) * HEIGHT


def plot_sensitivity(sensitivity: Sensitivity, *, currency: str | None = None) -> alt.LayerChart:
    """Draw each segment's profit per customer over a believed figure's range.

    Today's value is marked, and so is where two segments change places. Of many segments, those that change
    places and those that the figure moves most are shown.

    Parameters
    ----------
    sensitivity
        The figure and the segments.
    currency
        What the tables say it is.
    """
    lines = shown_lines(sensitivity)
    frame = _frame(sensitivity, lines, currency)
    labels = spread([frame.down(line.at_high) for line in lines], [APART] * len(lines), 0, HEIGHT)
    colours = _colours(sensitivity, lines)
    return alt.LayerChart(
        layer=[
            _zero(frame),
            *(
                _line(line, sensitivity, frame, hue, label)
                for line, hue, label in zip(lines, colours, labels, strict=True)
            ),
            _today(sensitivity, frame, currency),
            *_crossings(sensitivity, lines, frame),
        ]
    ).properties(width=WIDTH, height=HEIGHT)


def shown_lines(sensitivity: Sensitivity) -> list[SegmentRange]:
    """Return the segments to show, in the order of their lines' right ends."""
    changing = _changing(sensitivity)
    ranked = sorted(
        sensitivity.segments,
        key=lambda line: (line.name not in changing, -abs(line.at_high - line.at_low)),
    )
    return sorted(ranked[:MOST_LINES], key=lambda line: -line.at_high)


def profit_at(line: SegmentRange, sensitivity: Sensitivity, figure: float) -> float:
    """Return a segment's profit per customer at a value of the figure: it moves along a straight line."""
    low, high = sensitivity.believed.low, sensitivity.believed.high
    share = (figure - low) / (high - low) if high > low else 0.0
    return line.at_low + share * (line.at_high - line.at_low)


def _changing(sensitivity: Sensitivity) -> set[str]:
    return {name for crossing in sensitivity.crossings for name in (crossing.first, crossing.second)}


def _frame(sensitivity: Sensitivity, lines: Sequence[SegmentRange], currency: str | None) -> _Frame:
    believed = sensitivity.believed
    ends = [0.0, *(amount for line in lines for amount in (line.at_low, line.at_high))]
    room = (max(ends) - min(ends) or 1) * 0.06
    low, high = min(ends) - room, max(ends) + room
    is_share = believed.kind == "margin"
    title = [name_figure(believed) if is_share else in_currency(name_figure(believed), currency)]
    if len(lines) < len(sensitivity.segments):
        title.append(
            say_part("charts", "shown_moved", shown=f"{len(lines)}", all=f"{len(sensitivity.segments)}")
        )
    x_axis = alt.Axis(title=title, labelExpr=PERCENT if is_share else AMOUNT, tickCount=6, grid=False)
    y_title = in_currency(say_part("charts", "per_customer"), currency)
    span = [believed.low, believed.high if believed.high > believed.low else believed.low + 1]
    return _Frame(
        x=alt.X("figure:Q", axis=x_axis, scale=alt.Scale(domain=span, nice=False)),
        y=alt.Y(
            "profit:Q",
            axis=alt.Axis(title=y_title, labelExpr=AMOUNT, tickCount=6),
            scale=alt.Scale(domain=[low, high], nice=False),
        ),
        low=low,
        high=high,
    )


def _colours(sensitivity: Sensitivity, lines: Sequence[SegmentRange]) -> list[str]:
    """Return the lines' colours: those that change places stand out, unless none does."""
    changing = _changing(sensitivity)
    found, used = [], 0
    for line in lines:
        stands_out = line.name in changing or not changing
        found.append(data_colour(used % 6) if stands_out else weak_colour())
        used += stands_out
    return found


def _line(
    line: SegmentRange, sensitivity: Sensitivity, frame: _Frame, hue: str, label: float
) -> alt.LayerChart:
    believed = sensitivity.believed
    ends = pd.DataFrame({"figure": [believed.low, believed.high], "profit": [line.at_low, line.at_high]})
    drawn = alt.Chart(ends).mark_line(strokeWidth=4, color=hue).encode(x=frame.x, y=frame.y)
    name = alt.Chart(ends.tail(1)).mark_text(
        text=short(line.name), align="left", baseline="middle", fontSize=LABEL, fontWeight="bold"
    )
    tie = alt.Chart(ends.tail(1)).mark_rule(strokeWidth=2, color=hue)
    start, end = alt.value(WIDTH + 2), alt.value(WIDTH + 20)
    tied = tie.encode(x=start, x2=end, y=alt.value(frame.down(line.at_high)), y2=alt.value(label))
    return alt.LayerChart(layer=[drawn, tied, name.encode(x=alt.value(WIDTH + 24), y=alt.value(label))])


def _zero(frame: _Frame) -> alt.Chart:
    rule = alt.Chart(pd.DataFrame({"profit": [0.0]})).mark_rule(strokeWidth=2, color=colour("muted"))
    line: alt.Chart = rule.encode(y=frame.y)
    return line


def _today(sensitivity: Sensitivity, frame: _Frame, currency: str | None) -> alt.LayerChart:
    """Mark today's value with a line that is labelled above the plot."""
    believed = sensitivity.believed
    words = say_part("charts", "today", figure=say_figure(believed, believed.value, currency))
    base = alt.Chart(pd.DataFrame({"figure": [believed.value]})).encode(x=frame.x)
    rule = base.mark_rule(strokeDash=[6, 5], strokeWidth=2, color=colour("ink"))
    said = base.mark_text(text=words, fontSize=LABEL, fontWeight="bold", color=colour("ink"))
    return alt.LayerChart(layer=[rule, said.encode(y=alt.value(-14))])


def _crossings(
    sensitivity: Sensitivity, lines: Sequence[SegmentRange], frame: _Frame
) -> list[alt.LayerChart]:
    """Mark where segments change places, nearest to today's value; the figure stands above its axis."""
    believed, by_name = sensitivity.believed, {line.name: line for line in lines}
    drawn = [
        crossing for crossing in sensitivity.crossings if {crossing.first, crossing.second} <= set(by_name)
    ]
    nearest = sorted(drawn, key=lambda crossing: abs(crossing.at - believed.value))[:MOST_CROSSINGS]
    shown = sorted(nearest, key=lambda crossing: crossing.at)
    words = [say_figure(believed, crossing.at) for crossing in shown]
    span = believed.high - believed.low or 1
    middles = [(crossing.at - believed.low) / span * WIDTH for crossing in shown]
    places = spread(middles, [len(said) * CHARACTER + 10 for said in words], 0, WIDTH)
    return [
        _crossing(
            crossing.at, profit_at(by_name[crossing.first], sensitivity, crossing.at), frame, said, place
        )
        for crossing, said, place in zip(shown, words, places, strict=True)
    ]


def _crossing(at: float, profit: float, frame: _Frame, words: str, place: float) -> alt.LayerChart:
    base = alt.Chart(pd.DataFrame({"figure": [at], "profit": [profit]}))
    dot = base.mark_point(filled=True, size=200, opacity=1, color=colour("ink")).encode(x=frame.x, y=frame.y)
    drop = base.mark_rule(strokeWidth=1.5, color=colour("ink")).encode(
        x=frame.x, y=frame.y, y2=alt.value(HEIGHT - 22)
    )
    said = base.mark_text(text=words, fontSize=LABEL, fontWeight="bold", color=colour("ink"))
    return alt.LayerChart(layer=[drop, dot, said.encode(x=alt.value(place), y=alt.value(HEIGHT - 11))])

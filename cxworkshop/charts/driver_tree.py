"""The tree of metrics: the outcome, the value drivers that go with it, and the metrics that watch them."""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import measured, wrapped
from cxworkshop.charts.sentences import say_part
from cxworkshop.charts.theme import LABEL, colour, data_colour
from cxworkshop.domain.metrics import Metric, Metrics

LINE = 20
"""Height of a line of text (px)."""

PAD = 8
"""Room between a box and its text (px)."""

GAP = 10
"""Least distance between two boxes (px)."""

BRANCH = 8
"""How much further two drivers' metrics stand apart (px)."""

HEAD = 34
"""Height of the columns' names above the boxes (px)."""

STARTS = (0, 240, 480)
"""Left edges of the columns: outcome, value drivers, metrics (px)."""

WIDTHS = (190, 190, 320)
"""Widths of the columns' boxes (px)."""

LINES = (4, 3, 2)
"""Most lines of a name in each column."""

CHARACTER = 8.4
"""Width of a character (px), on the wide side."""


class _Box(NamedTuple):
    """A box: its column, how far down its middle lies (px), its name and what stands below the name."""

    column: int
    middle: float
    name: str
    detail: str = ""

    @property
    def height(self) -> float:
        """Return its height (px)."""
        return _height(self.name, self.detail)


Edge = tuple[_Box, _Box]


class _Frame(NamedTuple):
    """Width and height of the plot (px); places on it are px from the top left."""

    width: float
    height: float

    def x(self) -> alt.X:
        return alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, self.width], nice=False))

    def y(self, field: str = "y") -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[self.height, 0], nice=False))


def plot_tree(metrics: Metrics, labels: Mapping[str, str], outcome: str) -> alt.LayerChart:
    """Draw from left to right the outcome, its value drivers and metrics with today's values and targets.

    Leading and supporting metrics are told apart by a sign and a word.
    Metrics of the rung "outcome" stand in the outcome's box.

    Parameters
    ----------
    metrics
        The metrics chosen; values that a draft leaves open are NaN.
    labels
        Driver's name → what people call it.
    outcome
        What people call the outcome, e.g. ``"recommendation"``; shown where no metric is the outcome.
    """
    boxes, edges = _laid_out(metrics.chosen, labels, outcome)
    width, height = STARTS[-1] + WIDTHS[-1], max(box.middle + box.height / 2 for box in boxes)
    frame = _Frame(width, height)
    layers = [_edges(edges, frame), *_boxes(boxes, frame), _heads(frame)]
    return alt.LayerChart(layer=layers).properties(width=width, height=height)


def _laid_out(
    chosen: Sequence[Metric], labels: Mapping[str, str], outcome: str
) -> tuple[list[_Box], list[Edge]]:
    """Return the boxes and which hang together: each parent stands level with the middle of its children."""
    branches: dict[str, list[Metric]] = {}
    for metric in chosen:
        if metric.rung != "outcome":
            branches.setdefault(metric.driver, []).append(metric)
    drivers: list[_Box] = []
    leaves: list[_Box] = []
    edges: list[Edge] = []
    down = 0.0
    for name, metrics in branches.items():
        children = [_leaf(metric) for metric in metrics]
        label = labels.get(name, name) or say_part("metric_charts", "no_driver")
        driver = _Box(1, 0.0, _lines(label, 1))
        own = sum(child.height for child in children) + GAP * (len(children) - 1)
        tall = max(own, driver.height)
        driver = driver._replace(middle=down + tall / 2)
        top = down + (tall - own) / 2
        for child in children:
            leaf = child._replace(middle=top + child.height / 2)
            leaves.append(leaf)
            edges.append((driver, leaf))
            top += child.height + GAP
        drivers.append(driver)
        down += tall + GAP + BRANCH
    goals = [metric for metric in chosen if metric.rung == "outcome"]
    root = _root(goals, outcome)
    root = root._replace(middle=max((down - GAP - BRANCH) / 2, root.height / 2))
    return [root, *drivers, *leaves], [*((root, driver) for driver in drivers), *edges]


def _root(goals: Sequence[Metric], outcome: str) -> _Box:
    """Return the outcome's box: the metric with today's value and target, several one below the other."""
    if len(goals) == 1:
        return _Box(0, 0.0, _lines(goals[0].name, 0), _from_to(goals[0]))
    names = [goal.name for goal in goals] or [outcome[:1].upper() + outcome[1:]]
    return _Box(0, 0.0, "\n".join(_lines(name, 0) for name in names))


def _leaf(metric: Metric) -> _Box:
    rung, values = say_part("metric_charts", metric.rung), _from_to(metric)
    detail = say_part("metric_charts", "rung", rung=rung, values=values) if values else rung
    return _Box(2, 0.0, _lines(metric.name, 2), detail)


def _from_to(metric: Metric) -> str:
    """Return today's value and the target; "?" for what a draft leaves open, "" where it is both."""
    if isnan(metric.baseline) and isnan(metric.target):
        return ""
    baseline = "?" if isnan(metric.baseline) else measured(metric.baseline)
    target = "?" if isnan(metric.target) else measured(metric.target, metric.unit)
    return say_part("metric_charts", "from_to", baseline=baseline, target=target)


def _lines(text: str, column: int) -> str:
    return wrapped(text, int((WIDTHS[column] - 2 * PAD) / CHARACTER), LINES[column])


def _height(name: str, detail: str) -> float:
    return LINE * (name.count("\n") + 1 + bool(detail)) + 2 * PAD


def _boxes(boxes: Sequence[_Box], frame: _Frame) -> list[alt.Chart]:
    table = pd.DataFrame(
        [
            {
                "x": STARTS[box.column],
                "right": STARTS[box.column] + WIDTHS[box.column],
                "y": box.middle - box.height / 2,
                "bottom": box.middle + box.height / 2,
                "below": box.middle + box.height / 2 - LINE - 2 * PAD,
                "column": box.column,
                "name": box.name,
                "detail": box.detail,
            }
            for box in boxes
        ]
    )
    base = alt.Chart(table)
    fill = alt.condition("datum.column == 2", alt.value(colour("surface")), alt.value(colour("accent-soft")))
    rects = base.mark_rect(stroke=data_colour(0), strokeWidth=2, cornerRadius=6)
    text: dict[str, Any] = {
        "align": "left",
        "baseline": "top",
        "dx": PAD,
        "dy": PAD + 1,
        "lineBreak": "\n",
        "lineHeight": LINE,
    }
    names = base.mark_text(fontSize=LABEL, fontWeight="bold", color=colour("ink"), **text)
    details = base.mark_text(fontSize=LABEL, color=colour("ink"), **text)
    return [
        rects.encode(x=frame.x(), x2="right:Q", y=frame.y(), y2="bottom:Q", color=fill),
        names.encode(x=frame.x(), y=frame.y(), text="name:N"),
        details.encode(x=frame.x(), y=frame.y("below"), text="detail:N"),
    ]


def _edges(edges: Sequence[Edge], frame: _Frame) -> alt.Chart:
    """Join boxes by lines with two corners, half way between their columns."""
    corners = []
    for number, (parent, child) in enumerate(edges):
        start, end = STARTS[parent.column] + WIDTHS[parent.column], STARTS[child.column]
        places = (
            (start, parent.middle),
            ((start + end) / 2, parent.middle),
            ((start + end) / 2, child.middle),
            (end, child.middle),
        )
        corners += [
            {"edge": number, "at": at, "x": across, "y": down} for at, (across, down) in enumerate(places)
        ]
    table = pd.DataFrame(corners, columns=["edge", "at", "x", "y"])
    line = alt.Chart(table).mark_line(strokeWidth=2, color=colour("muted"))
    chart: alt.Chart = line.encode(x=frame.x(), y=frame.y(), detail="edge:N", order="at:Q")
    return chart


def _heads(frame: _Frame) -> alt.Chart:
    names = [say_part("metric_charts", name) for name in ("outcome", "drivers", "metrics")]
    words = alt.Chart(pd.DataFrame({"x": STARTS, "name": names})).mark_text(
        align="left", fontSize=LABEL, color=colour("muted")
    )
    chart: alt.Chart = words.encode(x=frame.x(), y=alt.value(-HEAD / 2), text="name:N")
    return chart

"""Rows with an estimate, its interval and the number beside it: the form most of our charts take."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.theme import LABEL, ROW, WIDTH, colour, data_colour, weak_colour

BRACKET = 72
"""Distance of a group's line from the plot (px): clear of the longest interval and its number."""

SECOND_LINE = LABEL + 4
"""Height of a label's second line (px)."""


class Row(NamedTuple):
    """One row: its name, the estimate with its interval, the number as text, and whether it stands out."""

    name: str
    value: float
    low: float
    high: float
    text: str
    strong: bool = True


def plot_intervals(
    rows: Sequence[Row], title: str | list[str], tick: str, mark: Literal["bar", "point"] = "bar"
) -> alt.LayerChart:
    """Draw rows, the first on top; weak ones in grey, so that the strong ones are seen."""
    table = pd.DataFrame(rows, columns=Row._fields)
    # The number stands right of the interval, and right of zero where that is negative: clear of the bar.
    table["end"] = table["high"].clip(lower=0) if mark == "bar" else table["high"]
    y = rows_axis([row.name for row in rows])
    axis = alt.Axis(title=title, labelExpr=tick, tickCount=6)
    scale = alt.Scale(zero=mark == "bar", nice=True)
    fill = alt.condition("datum.strong", alt.value(data_colour(0)), alt.value(weak_colour()))
    base = alt.Chart(table)
    body = (
        base.mark_bar(size=ROW * 0.6) if mark == "bar" else base.mark_point(filled=True, size=220, opacity=1)
    )
    rule = base.mark_rule(strokeWidth=3, color=colour("ink"))
    words = base.mark_text(align="left", dx=10, fontSize=LABEL, fontWeight="bold")
    layers = [
        rule.encode(y=y, x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q"),
        words.encode(y=y, x=alt.X("end:Q", axis=axis, scale=scale), text="text:N"),
    ]
    shape = body.encode(y=y, x=alt.X("value:Q", axis=axis, scale=scale), color=fill)
    layers.insert(0 if mark == "bar" else 1, shape)  # the rule lies over a bar, but under a point
    tall = ROW + (SECOND_LINE if any("\n" in row.name for row in rows) else 0)
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=tall * max(len(rows), 1))


def rows_axis(names: list[str]) -> alt.Y:
    """Return the axis that lists the rows in their own order, whatever data a layer holds.

    Either all names have two lines, or none.
    """
    axis = alt.Axis(
        labelExpr="split(datum.label, '\\n')",
        labelLineHeight=SECOND_LINE,
        labelOffset=-SECOND_LINE / 2 if any("\n" in name for name in names) else 0,
    )
    return alt.Y("name:N", sort=None, scale=alt.Scale(domain=names), title=None, axis=axis)


def named_apart(names: list[str]) -> list[str]:
    """Return the names so that none is there twice: charts merge rows of the same name."""
    seen: dict[str, int] = {}
    apart: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return apart


def draw_brackets(names: Sequence[str], groups: Sequence[int]) -> list[alt.LayerChart]:
    """Return a line at the right edge for each group of rows that can't be told apart, saying so.

    Parameters
    ----------
    names, groups
        The rows' names and groups, in their order; the rows of a group stand together.
    """
    members: dict[int, list[str]] = {}
    for name, group in zip(names, groups, strict=True):
        members.setdefault(group, []).append(name)
    return [_bracket(list(names), found) for found in members.values() if len(found) > 1]


def _bracket(names: list[str], members: list[str]) -> alt.LayerChart:
    """Join the rows of one group with a line at the right edge, and say what it means."""
    base = alt.Chart(pd.DataFrame({"name": [members[0]], "last": [members[-1]]}))
    edge = base.encode(y=rows_axis(names), x=alt.value(WIDTH + BRACKET))
    line = edge.mark_rule(strokeWidth=4, color=colour("muted")).encode(y2="last:N")
    words = edge.mark_text(
        align="left", dx=12, text=["can't be", "told apart"], fontSize=LABEL, color=colour("muted")
    )
    return alt.LayerChart(layer=[line, words])

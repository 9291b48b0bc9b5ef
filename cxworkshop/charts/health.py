"""The health check: themes by function, where leaders disagree, and what can be stopped first."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from cxworkshop import settings
from cxworkshop.charts.figures import count, percent, short
from cxworkshop.charts.intervals import named_apart, rows_axis
from cxworkshop.charts.sentences import shown_note
from cxworkshop.charts.theme import LABEL, ROW, WIDTH, colour, data_colour
from cxworkshop.domain.health import Health, HealthCell, Level, Standing

MOST_FUNCTIONS = 4
"""Most functions beside the column of all."""

MOST_ROWS = 10
"""Most questions on a chart."""

COLUMN, LINE = 148, 58
"""Width and height of a cell of the heat map (px)."""

LEVELS: tuple[Level, ...] = ("never", "sometimes", "often", "always")

_SMALL = LABEL - 1
_DARK = 2.15
"""Level from which a cell is so dark that its words are white."""

_LONGEST = 44
"""Longest name of a question beside a chart (characters)."""


def plot_health(health: Health) -> alt.LayerChart:
    """Draw each theme's level for all and by function, darker where more of it is done.

    Every cell holds the mean, its range and n. Functions that are withheld at a theme leave a gap; there must
    be a theme to show.
    """
    by_function = health.by_function if health.n > 1 else ()
    functions = list(dict.fromkeys(cell.function or "" for cell in by_function))
    shown = _most_answered(health, functions)
    everyone = say_chart("all")
    columns = [everyone, *named_apart([short(name, 15) for name in shown])]
    names = dict(zip([None, *shown], columns, strict=True))
    themes = [short(cell.theme, 28) for cell in health.cells]
    table = pd.DataFrame(
        [
            {
                "theme": short(cell.theme, 28),
                "column": names[cell.function],
                "mean": cell.mean,
                "text": f"{cell.mean:.1f}",
                "more": _range(cell),
                "dark": cell.mean >= _DARK,
            }
            for cell in (*health.cells, *by_function)
            if cell.function in names
        ]
    )
    notes = [_scale_title(health, "scale")]
    if len(shown) < len(functions):
        notes.append(say_chart("functions", shown=count(len(shown)), all=count(len(functions))))
    head = alt.Axis(orient="top", title=None, labelAngle=0, labelFontWeight="bold")
    x = alt.X("column:N", sort=None, scale=alt.Scale(domain=columns), axis=head)
    y = alt.Y("theme:N", sort=None, scale=alt.Scale(domain=themes), title=None)
    base = alt.Chart(table).encode(x=x, y=y)
    tone = alt.Scale(domain=[0, 3], range=[colour("accent-soft"), colour("accent")])
    ink = alt.condition("datum.dark", alt.value(colour("surface")), alt.value(colour("ink")))
    cells = base.mark_rect(stroke=colour("surface"), strokeWidth=3)
    means = base.mark_text(dy=-10, fontSize=LABEL + 3, fontWeight="bold")
    more = base.mark_text(dy=13, fontSize=_SMALL)
    layers = [
        cells.encode(color=alt.Color("mean:Q", scale=tone, legend=None)),
        means.encode(text="text:N", color=ink),
        more.encode(text="more:N", color=ink),
    ]
    return alt.LayerChart(layer=layers).properties(
        width=COLUMN * len(columns), height=LINE * len(themes), title=_below(notes)
    )


def plot_disagreement(health: Health, labels: Mapping[str, str], levels: Mapping[str, str]) -> alt.LayerChart:
    """Draw how many answered never to always, where leaders are furthest apart on top.

    Parameters
    ----------
    health
        Of a team; on some question they must disagree.
    labels
        What each mistake is called, by id.
    levels
        What never, sometimes, often and always are called.
    """
    shown = health.disagreed[:MOST_ROWS]
    names = _names(shown, labels)
    rows = []
    for name, one in zip(names, shown, strict=True):
        start = 0
        for place, many in enumerate(one.counts):
            end = start + many
            middle = (start + end) / 2
            rows.append((name, levels[LEVELS[place]], start, end, middle, str(many or ""), place > 1))
            start = end
    columns = ["name", "level", "start", "end", "middle", "text", "dark"]
    table = pd.DataFrame(rows, columns=columns)
    most = max(one.known for one in shown)
    title = [say_chart("counts"), *shown_note(len(shown), len(health.disagreed))]
    axis = alt.Axis(title=title, tickMinStep=1, format="d")
    scale = alt.Scale(domain=[0, most], nice=False)
    hues = alt.Scale(domain=[levels[level] for level in LEVELS], range=_tones())
    y = rows_axis(names)
    base = alt.Chart(table).encode(y=y)
    bars = base.mark_bar(size=ROW * 0.6, stroke=colour("surface"), strokeWidth=2)
    inside = base.mark_text(fontSize=LABEL, fontWeight="bold")
    ends = pd.DataFrame(
        {
            "name": names,
            "end": [one.known for one in shown],
            "text": [percent(one.dissent or 0) for one in shown],
        }
    )
    words = alt.Chart(ends).mark_text(align="left", dx=10, fontSize=LABEL, fontWeight="bold")
    ink = alt.condition("datum.dark", alt.value(colour("surface")), alt.value(colour("ink")))
    layers = [
        bars.encode(
            x=alt.X("start:Q", axis=axis, scale=scale), x2="end:Q", color=alt.Color("level:N", scale=hues)
        ),
        inside.encode(x=alt.X("middle:Q", axis=axis, scale=scale), text="text:N", color=ink),
        words.encode(y=y, x=alt.X("end:Q", axis=axis, scale=scale), text="text:N"),
    ]
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=ROW * len(names))


def plot_stops(health: Health, labels: Mapping[str, str]) -> alt.LayerChart:
    """Draw how often each mistake is made, what can be stopped first on top; there must be one.

    Parameters
    ----------
    health
        Its standings are drawn, those that are done at all before the others.
    labels
        What each mistake is called, by id.
    """
    shown = health.standings[:MOST_ROWS]
    names = _names(shown, labels)
    table = pd.DataFrame(
        [
            {
                "name": name,
                "mean": one.mean,
                "low": one.mean if one.low is None else one.low,
                "high": one.mean if one.high is None else one.high,
                "text": say_chart(
                    "known", mean=f"{one.mean:.1f}", known=count(one.known), asked=count(one.asked)
                ),
            }
            for name, one in zip(names, shown, strict=True)
        ]
    )
    title = [_scale_title(health, "stops")]
    if len(shown) < len(health.standings):
        title.append(say_chart("shown", shown=count(len(shown)), all=count(len(health.standings))))
    axis = alt.Axis(title=title, values=[0, 1, 2, 3], format="d")
    scale = alt.Scale(domain=[0, 3])
    y = rows_axis(names)
    base = alt.Chart(table).encode(y=y)
    rule = base.mark_rule(strokeWidth=3, color=colour("ink"))
    point = base.mark_point(filled=True, size=220, opacity=1, color=data_colour(0))
    words = base.mark_text(align="left", dx=16, fontSize=LABEL, fontWeight="bold")
    layers = [
        rule.encode(x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q"),
        point.encode(x=alt.X("mean:Q", axis=axis, scale=scale)),
        words.encode(x=alt.value(WIDTH), text="text:N"),
    ]
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=ROW * len(names))


def say_chart(pattern: str, **facts: str) -> str:
    """Return a label of the health check's charts, filled in."""
    texts: dict[str, Any] = settings.texts("health")["charts"]
    return str(texts[pattern]).format(**facts)


def _most_answered(health: Health, functions: Sequence[str]) -> list[str]:
    """Return the functions to show: those of most people."""
    people = {name: max(cell.n for cell in health.by_function if cell.function == name) for name in functions}
    return sorted(functions, key=lambda name: (-people[name], name))[:MOST_FUNCTIONS]


def _range(cell: HealthCell) -> str:
    if cell.low is None or cell.high is None:
        return say_chart("cell_alone", n=count(cell.n))
    return say_chart("cell", low=f"{cell.low:.1f}", high=f"{cell.high:.1f}", n=count(cell.n))


def _scale_title(health: Health, what: str) -> str:
    return say_chart(f"{what}_alone" if health.n == 1 else what, level=percent(health.level))


def _names(shown: Sequence[Standing], labels: Mapping[str, str]) -> list[str]:
    return named_apart(
        [
            say_chart("row_n", name=short(labels.get(one.id, one.id), _LONGEST), n=count(one.known))
            for one in shown
        ]
    )


def _tones() -> list[str]:
    """Return the colours of never to always, light to dark."""
    return [colour("accent-soft"), data_colour(4), data_colour(0), colour("ink")]


def _below(lines: list[str]) -> alt.TitleParams:
    return alt.TitleParams(
        lines,
        orient="bottom",
        anchor="start",
        fontSize=LABEL,
        fontWeight="normal",
        color=colour("muted"),
        offset=12,
    )

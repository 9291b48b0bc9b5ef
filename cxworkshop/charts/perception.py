"""Leaders' beliefs beside customers' scores, and the gap between them."""

from collections.abc import Sequence
from statistics import fmean

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, listed, percent, short, signed_points
from cxworkshop.charts.intervals import named_apart, rows_axis
from cxworkshop.charts.sentences import MOST_ROWS, say_part, shown_note
from cxworkshop.charts.theme import AMOUNT, LABEL, ROW, WIDTH, colour, data_colour, weak_colour
from cxworkshop.domain.perception import Gap, PerceptionGaps

SCORES, GAPS = 420, 220
"""Widths of the scores' and of the gaps' panel (px)."""

MOST_FUNCTIONS = 4
"""Most functions side by side."""


def plot_gaps(gaps: PerceptionGaps) -> alt.HConcatChart:
    """Draw what leaders believe and what customers say at each touchpoint, and the gap with its interval.

    The largest gap is on top. Gaps that may be chance are grey, and said.
    """
    shown = gaps.gaps[:MOST_ROWS]
    labels, title = _labels(shown)
    table = _table(shown, named_apart(labels))
    scores = _dumbbells(table, [title, *shown_note(len(shown), len(gaps.gaps))])
    return alt.hconcat(scores, _differences(table, percent(gaps.level)), spacing=30)


def _labels(shown: Sequence[Gap]) -> tuple[list[str], str]:
    """Return the rows' labels and the scores' title; where it is the same for all, n stands in the title."""
    names = [short(gap.label) for gap in shown]
    if len({gap.n for gap in shown}) == 1:
        return names, say_part("touchpoint_charts", "score_n", n=count(shown[0].n))
    labels = [
        say_part("touchpoint_charts", "leaders_n", label=name, n=count(gap.n))
        for name, gap in zip(names, shown, strict=True)
    ]
    return labels, say_part("touchpoint_charts", "score")


def plot_function_gaps(gaps: PerceptionGaps) -> alt.HConcatChart:
    """Draw each function's gaps with their intervals, one panel per function, touchpoints in the same order.

    Of many functions, those furthest from the customers are shown; there must be at least one.
    """
    order = list(dict.fromkeys(gap.touchpoint for gap in (*gaps.gaps, *gaps.by_function)))
    with_function = {gap.touchpoint: gap for gap in gaps.by_function}
    touchpoints = [name for name in order if name in with_function][:MOST_ROWS]
    labels = dict(
        zip(
            touchpoints,
            named_apart([short(with_function[name].label) for name in touchpoints]),
            strict=True,
        )
    )
    functions = _functions(gaps.by_function)
    found = [gap for gap in gaps.by_function if gap.touchpoint in labels and gap.function in functions]
    table = _table(found, [labels[gap.touchpoint] for gap in found])
    ends = [0.0, *table["low"], *table["high"]]
    scale = alt.Scale(domain=[min(ends), max(ends)], nice=True)
    width = min(300, WIDTH // max(len(functions), 1))
    panels = [
        _function_panel(
            table[table["function"] == function],
            _function_title(function, gaps, width),
            rows_axis(list(labels.values())) if not at else rows_axis(list(labels.values())).axis(None),
            scale,
        ).properties(width=width, height=ROW * max(len(labels), 1))
        for at, function in enumerate(functions)
    ]
    title = alt.TitleParams(
        [
            say_part("touchpoint_charts", "function_gap", level=percent(gaps.level)),
            *_left_out(gaps, len(functions)),
        ],
        orient="bottom",
        anchor="middle",
        fontSize=LABEL,
        fontWeight="normal",
        color=colour("muted"),
        offset=14,
    )
    return alt.hconcat(*panels, spacing=24, title=title)


def _functions(gaps: Sequence[Gap]) -> list[str]:
    """Return the functions to show, the one furthest from the customers first."""
    sizes: dict[str, list[float]] = {}
    for gap in gaps:
        sizes.setdefault(gap.function or "", []).append(abs(gap.gap))
    return sorted(sizes, key=lambda name: -fmean(sizes[name]))[:MOST_FUNCTIONS]


def _function_title(function: str, gaps: PerceptionGaps, width: int) -> str:
    most = max(gap.n for gap in gaps.by_function if (gap.function or "") == function)
    name = _function_name(short(function, width // 9 - 10))
    return say_part("touchpoint_charts", "function_n", function=name, n=count(most))


def _function_name(function: str) -> str:
    return function or say_part("touchpoint_charts", "no_function")


def _left_out(gaps: PerceptionGaps, shown: int) -> list[str]:
    functions = len({gap.function for gap in gaps.by_function})
    more = (
        [say_part("charts", "shown_first", shown=count(shown), all=count(functions))]
        if shown < functions
        else []
    )
    if gaps.withheld:
        names = listed([_function_name(short(name, 24)) for name in gaps.withheld[:MOST_FUNCTIONS]])
        more.append(say_part("touchpoint_charts", "withheld", names=names))
    return more


def _table(gaps: Sequence[Gap], names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "name": name,
                "function": gap.function or "",
                "n": gap.n,
                "leaders": gap.leaders,
                "customers": gap.customers,
                "gap": gap.gap,
                "low": gap.low,
                "high": gap.high,
                "strong": gap.beyond_uncertainty,
                "text": signed_points(gap.gap)
                if gap.beyond_uncertainty
                else say_part("touchpoint_charts", "gap_chance", gap=signed_points(gap.gap)),
            }
            for name, gap in zip(names, gaps, strict=True)
        ],
        columns=["name", "function", "n", "leaders", "customers", "gap", "low", "high", "strong", "text"],
    )


def _dumbbells(table: pd.DataFrame, title: list[str]) -> alt.LayerChart:
    who = {which: say_part("touchpoint_charts", which) for which in ("leaders", "customers")}
    names = list(table["name"])
    axis = alt.Axis(title=title, labelExpr=AMOUNT, tickCount=5)
    scale = alt.Scale(zero=False, nice=True, padding=12)
    base = alt.Chart(table).encode(y=rows_axis(names))
    bar = base.mark_rule(strokeWidth=6, color=weak_colour()).encode(
        x=alt.X("leaders:Q", axis=axis, scale=scale), x2="customers:Q"
    )
    ends = pd.concat(
        [
            table.assign(score=table[which], who=words)[["name", "score", "who"]]
            for which, words in who.items()
        ]
    )
    hues = alt.Scale(domain=list(who.values()), range=[data_colour(3), data_colour(0)])
    shapes = alt.Scale(domain=list(who.values()), range=["diamond", "circle"])
    points = (
        alt.Chart(ends)
        .mark_point(filled=True, size=260, opacity=1)
        .encode(
            y=rows_axis(names),
            x=alt.X("score:Q", axis=axis, scale=scale),
            color=alt.Color("who:N", scale=hues),
            shape=alt.Shape("who:N", scale=shapes),
        )
    )
    height = ROW * max(len(names), 1)
    return alt.LayerChart(layer=[bar, points]).properties(width=SCORES, height=height)


def _differences(table: pd.DataFrame, level: str) -> alt.LayerChart:
    y = rows_axis(list(table["name"])).axis(None)
    axis = alt.Axis(title=say_part("touchpoint_charts", "gap", level=level), labelExpr=AMOUNT, tickCount=5)
    furthest = max([0.5, *table["high"].abs(), *table["low"].abs()])
    scale = alt.Scale(domain=[-furthest, furthest], nice=True)
    words = alt.Chart(table.assign(end=table["high"].clip(lower=0))).mark_text(
        align="left", dx=10, fontSize=LABEL, fontWeight="bold"
    )
    ink = alt.condition("datum.strong", alt.value(colour("ink")), alt.value(colour("muted")))
    said = words.encode(y=y, x=alt.X("end:Q", axis=axis, scale=scale), text="text:N", color=ink)
    layers = [*_with_interval(table, y, axis, scale), said, *_directions()]
    return alt.LayerChart(layer=layers).properties(width=GAPS, height=ROW * max(len(table), 1))


def _directions() -> list[alt.Chart]:
    """Say above the panel what either side of 0, which is in the middle, means."""
    base = alt.Chart(pd.DataFrame({"one": [1]})).encode(x=alt.value(GAPS / 2), y=alt.value(-14))
    under, over = (say_part("touchpoint_charts", side) for side in ("underrated", "overrated"))
    muted = colour("muted")
    return [
        base.mark_text(text=under, align="right", dx=-10, fontSize=LABEL, fontWeight="bold", color=muted),
        base.mark_text(text=over, align="left", dx=10, fontSize=LABEL, fontWeight="bold", color=muted),
    ]


def _function_panel(table: pd.DataFrame, title: str, y: alt.Y, scale: alt.Scale) -> alt.LayerChart:
    axis = alt.Axis(title=None, labelExpr=AMOUNT, tickCount=4)
    head = alt.TitleParams(title, fontSize=LABEL, anchor="start", frame="group", color=colour("ink"))
    return alt.LayerChart(layer=_with_interval(table, y, axis, scale)).properties(title=head)


def _with_interval(table: pd.DataFrame, y: alt.Y, axis: alt.Axis, scale: alt.Scale) -> list[alt.Chart]:
    """Draw gaps with their intervals and the line at 0; those that may be chance hollow and grey."""
    zero = alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(strokeWidth=2, color=colour("muted"))
    base = alt.Chart(table).encode(y=y)
    hue = alt.condition("datum.strong", alt.value(data_colour(0)), alt.value(colour("muted")))
    fill = alt.condition("datum.strong", alt.value(data_colour(0)), alt.value(colour("surface")))
    rule = base.mark_rule(strokeWidth=3).encode(
        x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q", color=hue
    )
    point = base.mark_point(size=170, opacity=1, strokeWidth=2.5).encode(
        x=alt.X("gap:Q", axis=axis, scale=scale), stroke=hue, fill=fill
    )
    return [zero.encode(x=alt.X("zero:Q", axis=axis, scale=scale)), rule, point]

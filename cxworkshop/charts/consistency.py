"""How much depends on who serves, where and when, and how long channels take to answer."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, duration, percent, rounded_time, short
from cxworkshop.charts.findings_consistency import NEAR_NOTHING, matters_little
from cxworkshop.charts.intervals import SECOND_LINE, named_apart, rows_axis
from cxworkshop.charts.sentences import MOST_ROWS, say_part, shown_note
from cxworkshop.charts.theme import AMOUNT, LABEL, PERCENT, ROW, WIDTH, colour, data_colour, weak_colour
from cxworkshop.domain.consistency import ChannelTimes, Consistency, FactorShare, ResponseTimes

WIDE = 20
"""From this ratio of the longest to the shortest time on, steps are multiples (a logarithmic axis)."""


class _Look(NamedTuple):
    """One way of looking at factors: its words, its colour, the shape of its point."""

    words: str
    hue: str
    shape: str


def plot_shares(consistency: Consistency, labels: Mapping[str, str]) -> alt.LayerChart:
    """Draw how much of a score's variation lies between the levels of each factor, with intervals.

    Each factor is drawn as looked at alone and, where that could be told, with the others held the same.

    Parameters
    ----------
    consistency
        The shares.
    labels
        Factor → what people call it.
    """
    looks = {
        "alone": _Look(say_part("touchpoint_charts", "factor_alone"), data_colour(0), "circle"),
        "together": _Look(say_part("touchpoint_charts", "factor_together"), data_colour(3), "diamond"),
    }
    shown = consistency.alone[:MOST_ROWS]
    names = dict(
        zip((one.factor for one in shown), named_apart([_label(one, labels) for one in shown]), strict=True)
    )
    together = [one for one in consistency.together if one.factor in names]
    used = [looks["alone"], *([looks["together"]] if together else [])]
    table = pd.DataFrame(
        [
            _row(one, names[one.factor], look)
            for shares, look in zip((shown, together), looks.values(), strict=True)
            for one in shares
        ],
        columns=["name", "look", "share", "low", "high", "text"],
    )
    title = say_part(
        "charts",
        "with_interval",
        what=say_part("touchpoint_charts", "share"),
        level=percent(consistency.level),
    )
    axis = alt.Axis(
        title=[title, *shown_note(len(shown), len(consistency.alone))], labelExpr=PERCENT, tickCount=6
    )
    scale = alt.Scale(domain=[0, max([0.1, *table["high"]])], nice=True)
    words = [look.words for look in used]
    hue = alt.Color(
        "look:N", scale=alt.Scale(domain=words, range=[look.hue for look in used]), legend=_legend(words)
    )
    shape = alt.Shape(
        "look:N", scale=alt.Scale(domain=words, range=[look.shape for look in used]), legend=_legend(words)
    )
    shift = alt.YOffset("look:N", sort=words, scale=alt.Scale(domain=words, paddingOuter=0.2))
    base = alt.Chart(table).encode(y=rows_axis(list(names.values())), yOffset=shift)
    layers = [
        base.mark_rule(strokeWidth=4).encode(
            x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q", color=hue
        ),
        base.mark_point(filled=True, size=220, opacity=1).encode(
            x=alt.X("share:Q", axis=axis, scale=scale), color=hue, shape=shape
        ),
        base.mark_text(align="left", dx=12, fontSize=LABEL).encode(
            x=alt.X("high:Q", axis=axis, scale=scale), text="text:N"
        ),
    ]
    tall = ROW * (1.5 if together else 1)
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=tall * max(len(names), 1))


def plot_response_times(times: ResponseTimes, unit: str) -> alt.LayerChart:
    """Draw for each channel the time of half of the answers and of nine in ten, with intervals.

    The quickest is on top; channels that nobody can count on stand out, and it is said.

    Parameters
    ----------
    times
        The channels.
    unit
        The unit of time, e.g. ``"hours"``.
    """
    shown = times.channels[:MOST_ROWS]
    names = _named(shown, times.inconsistent)
    y, by_steps = rows_axis(names), _spreads_wide(shown)
    title = _times_title(times, unit, len(shown), by_steps=by_steps)
    x = (
        _step_axis(shown, title)
        if by_steps
        else {"axis": alt.Axis(title=title, labelExpr=AMOUNT, tickCount=6)}
    )
    table = pd.DataFrame(
        [
            {
                "name": name,
                "median": one.median,
                "slow": one.slow,
                "end": one.slow_high,
                "text": _both_times(one, unit),
                "strong": one.channel in times.inconsistent,
            }
            for name, one in zip(names, shown, strict=True)
        ],
        columns=["name", "median", "slow", "end", "text", "strong"],
    )
    base = alt.Chart(table).encode(y=y)
    hue = alt.condition("datum.strong", alt.value(data_colour(3)), alt.value(weak_colour()))
    weight = alt.condition("datum.strong", alt.value(8), alt.value(5))
    between = base.mark_rule().encode(x=alt.X("median:Q", **x), x2="slow:Q", color=hue, strokeWidth=weight)
    words = base.mark_text(align="left", dx=12, fontSize=LABEL, fontWeight="bold")
    said = words.encode(x=alt.X("end:Q", **x), text="text:N")
    tall = ROW + (SECOND_LINE if any("\n" in name for name in names) else 0)
    layers = [between, *_ends(shown, names, x), said]
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=tall * max(len(names), 1))


def _ends(shown: Sequence[ChannelTimes], names: list[str], x: Mapping[str, Any]) -> list[alt.Chart]:
    """Draw both times of each channel with their intervals."""
    marks = [say_part("touchpoint_charts", name) for name in ("half", "nine_in_ten")]
    rows = [
        {"name": name, "mark": mark, "time": time, "low": low, "high": high}
        for name, one in zip(names, shown, strict=True)
        for mark, time, low, high in (
            (marks[0], one.median, one.median_low, one.median_high),
            (marks[1], one.slow, one.slow_low, one.slow_high),
        )
    ]
    base = alt.Chart(pd.DataFrame(rows, columns=["name", "mark", "time", "low", "high"])).encode(
        y=rows_axis(names)
    )
    shapes = alt.Shape("mark:N", scale=alt.Scale(domain=marks, range=["circle", "diamond"]))
    hues = alt.Color("mark:N", scale=alt.Scale(domain=marks, range=[data_colour(0), colour("ink")]))
    rules = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", **x), x2="high:Q", color=hues)
    points = base.mark_point(filled=True, size=240, opacity=1)
    return [rules, points.encode(x=alt.X("time:Q", **x), color=hues, shape=shapes)]


def _label(one: FactorShare, labels: Mapping[str, str]) -> str:
    name = short(labels.get(one.factor, one.factor))
    return say_part("touchpoint_charts", "levels", factor=name, levels=count(one.levels), n=count(one.n))


def _row(one: FactorShare, name: str, look: _Look) -> dict[str, object]:
    untold = one.low < NEAR_NOTHING and not matters_little(one)
    said = say_part("touchpoint_charts", "untold", share=percent(one.share)) if untold else percent(one.share)
    return {
        "name": name,
        "look": look.words,
        "share": one.share,
        "low": one.low,
        "high": one.high,
        "text": said,
    }


def _legend(words: Sequence[str]) -> alt.Legend | None:
    """Return the legend; a single way of looking needs none."""
    return alt.Legend() if len(words) > 1 else None


def _named(shown: Sequence[ChannelTimes], inconsistent: Sequence[str]) -> list[str]:
    """Return channels' labels; a second line says what must be known of one, and is blank for the others."""
    names = named_apart(
        [
            say_part("touchpoint_charts", "channel", channel=short(one.channel), n=count(one.n))
            for one in shown
        ]
    )
    seconds = []
    for one in shown:
        said = [say_part("touchpoint_charts", "unsteady")] if one.channel in inconsistent else []
        if one.unanswered:
            said.append(say_part("touchpoint_charts", "unanswered", n=count(one.unanswered)))
        seconds.append(", ".join(said))
    if not any(seconds):
        return names
    return [f"{name}\n{second or ' '}" for name, second in zip(names, seconds, strict=True)]


def _both_times(one: ChannelTimes, unit: str) -> str:
    figures = {"median": rounded_time(one.median), "slow": duration(one.slow, unit)}
    return say_part("touchpoint_charts", "both_times", **figures)


def _spreads_wide(shown: Sequence[ChannelTimes]) -> bool:
    """Return whether times lie so far apart that equal steps would hide the short ones."""
    shortest = min((one.median_low for one in shown), default=0)
    return shortest > 0 and max(one.slow_high for one in shown) / shortest >= WIDE


def _step_axis(shown: Sequence[ChannelTimes], title: list[str]) -> dict[str, Any]:
    """Return an axis on which each step is ten times as long."""
    first = floor(log10(min(one.median_low for one in shown)))
    last = ceil(log10(max(one.slow_high for one in shown)))
    steps = [10.0**step for step in range(first, max(last, first + 1) + 1)]
    return {
        "axis": alt.Axis(title=title, labelExpr=AMOUNT, values=steps),
        "scale": alt.Scale(type="log", domain=[steps[0], steps[-1]], nice=False),
    }


def _times_title(times: ResponseTimes, unit: str, shown: int, *, by_steps: bool) -> list[str]:
    what = say_part("touchpoint_charts", "times", unit=short(unit, 20))
    title = say_part("charts", "with_interval", what=what, level=percent(times.level))
    steps = [say_part("touchpoint_charts", "steps")] if by_steps else []
    return [title, *steps, *shown_note(shown, len(times.channels))]

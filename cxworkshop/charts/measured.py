"""The firm's own metrics: where they stand, in time and by site, and what they run ahead of."""

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import correlation, count, measured, short, wrapped
from cxworkshop.charts.findings_metrics import name_quarter
from cxworkshop.charts.sentences import say_part
from cxworkshop.charts.spreading import spread
from cxworkshop.charts.theme import AMOUNT, LABEL, colour, data_colour
from cxworkshop.domain.measured import LaggedMetric, Level, MeasuredMetric
from cxworkshop.domain.tables import spoken_name

HEIGHT = 320

STEP = 52
"""Distance between two quarters or sites (px)."""

BETWEEN = 30
"""Room between quarters and sites (px)."""

MOST_QUARTERS, MOST_SITES = 8, 6
"""Most quarters (the latest) and sites (the highest and the lowest) on a chart."""

WORDS = 44
"""Least distance between the middles of two targets' words (px): they have two lines."""

SLANT = 310
"""Angle of the sites' names (degrees clockwise): they rise to the right."""

SITE = 18
"""Longest name of a site (characters)."""


NAME = 36
"""Longest line of words up the axis (characters)."""

LAG_STEP = 64
"""Distance between two lags (px)."""

NOTE = 86
"""Longest line of words below the lags (characters)."""

_TENTHS = "(datum.value < 0 ? '−' : '') + format(abs(datum.value), '.1f')"


class _Frame(NamedTuple):
    """Width of the plot (px), the values at its bottom and top, and the axis of values."""

    width: float
    low: float
    high: float
    title: list[str]

    def y(self, field: str = "mean") -> alt.Y:
        axis = alt.Axis(title=self.title, labelExpr=AMOUNT, tickCount=5)
        return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[self.low, self.high], nice=False))

    def x(self) -> alt.X:
        return alt.X("place:Q", axis=None, scale=alt.Scale(domain=[0, self.width], nice=False))

    def down(self, value: float) -> float:
        """Return how far below the top of the plot a value lies (px)."""
        return (self.high - value) / (self.high - self.low) * HEIGHT


def plot_levels(metric: MeasuredMetric, target: float | None = None) -> alt.LayerChart:
    """Draw a metric quarter by quarter and site by site, with intervals, and the targets as lines across.

    Parameters
    ----------
    metric
        The metric; of many quarters the latest are shown, of many sites the highest and the lowest.
    target
        The team's own target, beside the firm's; None where it has none.
    """
    quarters = list(metric.quarters[-MOST_QUARTERS:])
    sites = _sites(metric.sites)
    quarters_end = STEP * len(quarters)
    width = quarters_end + (BETWEEN + STEP * len(sites) if sites else 0)
    frame = _frame(metric, [*quarters, *sites], target, width)
    in_time = _levels(quarters, 0.0)
    at_sites = _levels(sites, quarters_end + BETWEEN)
    layers = [*_targets(metric, target, frame), _line(in_time, frame), *_points(in_time, frame, hue=0)]
    layers += [_figures(in_time.tail(1), frame), _quarter_names(in_time, frame)]
    if sites:
        layers += [*_points(at_sites, frame, hue=2), _site_names(at_sites, frame), _figures(at_sites, frame)]
        layers.append(_heads(frame, quarters_end + BETWEEN))
    chart = alt.LayerChart(layer=layers).properties(width=width, height=HEIGHT)
    left_out = len(metric.sites) > len(sites)
    return chart.properties(title=_note(metric, len(sites))) if left_out else chart


def _sites(sites: Sequence[Level]) -> list[Level]:
    """Return the sites to show, the highest first."""
    ranked = sorted(sites, key=lambda level: -level.mean)
    half = MOST_SITES // 2
    return ranked if len(ranked) <= MOST_SITES else [*ranked[:half], *ranked[-half:]]


def _frame(metric: MeasuredMetric, levels: Sequence[Level], target: float | None, width: float) -> _Frame:
    bounds = [bound for level in levels for bound in (level.low, level.high)]
    bounds += [one for one in (metric.target, target) if one is not None]
    room = (max(bounds) - min(bounds) or 1.0) * 0.08
    title = [short(words, NAME) for words in (spoken_name(metric.name), metric.unit) if words]
    return _Frame(width=width, low=min(bounds) - room, high=max(bounds) + room, title=title)


def _levels(levels: Sequence[Level], start: float) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "place": start + STEP * (place + 0.5),
                "name": level.name,
                "mean": level.mean,
                "low": level.low,
                "high": level.high,
                "text": measured(level.mean),
            }
            for place, level in enumerate(levels)
        ],
        columns=["place", "name", "mean", "low", "high", "text"],
    )


def _line(table: pd.DataFrame, frame: _Frame) -> alt.Chart:
    line: alt.Chart = (
        alt.Chart(table).mark_line(strokeWidth=3, color=data_colour(0)).encode(x=frame.x(), y=frame.y())
    )
    return line


def _points(table: pd.DataFrame, frame: _Frame, hue: int) -> list[alt.Chart]:
    base = alt.Chart(table).encode(x=frame.x())
    shape = "circle" if hue == 0 else "square"
    return [
        base.mark_rule(strokeWidth=3, color=data_colour(hue)).encode(y=frame.y("low"), y2="high:Q"),
        base.mark_point(shape=shape, filled=True, size=150, opacity=1, color=data_colour(hue)).encode(
            y=frame.y()
        ),
    ]


def _figures(table: pd.DataFrame, frame: _Frame) -> alt.Chart:
    """Write the means above their intervals."""
    words = alt.Chart(table).mark_text(dy=-12, fontSize=LABEL, fontWeight="bold", color=colour("ink"))
    chart: alt.Chart = words.encode(x=frame.x(), y=frame.y("high"), text="text:N")
    return chart


def _quarter_names(table: pd.DataFrame, frame: _Frame) -> alt.Chart:
    """Write the quarters below the plot, the year under the quarter."""
    named = table.assign(name=[name_quarter(name).replace(" ", "\n") for name in table["name"]])
    words = alt.Chart(named).mark_text(
        baseline="top", lineBreak="\n", lineHeight=LABEL + 4, fontSize=LABEL, color=colour("ink")
    )
    chart: alt.Chart = words.encode(x=frame.x(), y=alt.value(HEIGHT + 10), text="name:N")
    return chart


def _site_names(table: pd.DataFrame, frame: _Frame) -> alt.Chart:
    """Write the sites' names below the plot, on the slant."""
    named = table.assign(name=[short(name, SITE) for name in table["name"]])
    words = alt.Chart(named).mark_text(
        align="right", baseline="middle", angle=SLANT, fontSize=LABEL, color=colour("ink")
    )
    chart: alt.Chart = words.encode(x=frame.x(), y=alt.value(HEIGHT + 14), text="name:N")
    return chart


def _heads(frame: _Frame, start: float) -> alt.Chart:
    """Say above the plot where quarters and where sites are."""
    words = [say_part("metric_charts", name) for name in ("quarters", "sites")]
    heads = alt.Chart(pd.DataFrame({"place": [0.0, start], "words": words})).mark_text(
        align="left", fontSize=LABEL, fontWeight="bold", color=colour("muted")
    )
    chart: alt.Chart = heads.encode(x=frame.x(), y=alt.value(-12), text="words:N")
    return chart


def _targets(metric: MeasuredMetric, target: float | None, frame: _Frame) -> list[alt.LayerChart]:
    """Draw the firm's and the team's target across, with words at the right that don't overlap."""
    given = [
        ("own_target", metric.target, colour("muted"), [3, 4]),
        ("team_target", target, colour("bad"), [9, 5]),
    ]
    known = sorted(
        ((name, at, hue, dash) for name, at, hue, dash in given if at is not None), key=lambda one: -one[1]
    )
    places = spread([frame.down(at) for _, at, _, _ in known], [WORDS] * len(known), 0, HEIGHT)
    drawn = []
    for (name, at, hue, dash), place in zip(known, places, strict=True):
        words = say_part("metric_charts", name, target=measured(at)).split("\n")
        base = alt.Chart(pd.DataFrame({"mean": [at]}))
        line = base.mark_rule(strokeWidth=2.5, strokeDash=dash, color=hue).encode(y=frame.y())
        said = base.mark_text(
            text=words, align="left", dx=8, dy=-LABEL / 2, fontSize=LABEL, fontWeight="bold", color=hue
        )
        drawn.append(alt.LayerChart(layer=[line, said.encode(x=alt.value(frame.width), y=alt.value(place))]))
    return drawn


def _note(metric: MeasuredMetric, shown: int) -> alt.TitleParams:
    words = say_part("metric_charts", "sites_shown", shown=count(shown), all=count(len(metric.sites)))
    return alt.TitleParams(
        words, orient="bottom", fontSize=LABEL, fontWeight="normal", color=colour("muted"), offset=14
    )


def plot_lags(lagged: LaggedMetric, outcome: str) -> alt.LayerChart:
    """Draw the correlation with the outcome at each lag with its interval, the one that stands out marked.

    The others are hollow and grey.

    Parameters
    ----------
    lagged
        The lags tried; there must be at least one.
    outcome
        What people call the outcome, e.g. ``"recommendation"``.
    """
    table = pd.DataFrame([lag.model_dump() for lag in lagged.lags])
    table["best"] = table["lag"] == lagged.best
    base = alt.Chart(table).encode(x=_lag_axis(lagged, outcome))
    axis = alt.Axis(title=say_part("metric_charts", "correlation"), labelExpr=_TENTHS, tickCount=5)
    scale = alt.Scale(domain=[-1, 1])
    zero = alt.Chart(pd.DataFrame({"r": [0.0]})).mark_rule(strokeWidth=2, color=colour("muted"))
    hue = alt.condition("datum.best", alt.value(data_colour(0)), alt.value(colour("muted")))
    fill = alt.condition("datum.best", alt.value(data_colour(0)), alt.value(colour("surface")))
    y = alt.Y("r:Q", axis=axis, scale=scale)
    rules = base.mark_rule(strokeWidth=3)
    points = base.mark_point(size=190, opacity=1, strokeWidth=2.5)
    layers = [
        zero.encode(y=y),
        rules.encode(y=alt.Y("low:Q", axis=axis, scale=scale), y2="high:Q", color=hue),
        points.encode(y=y, stroke=hue, fill=fill),
    ]
    best = table[table["best"]]
    if len(best):
        layers.append(_standing_out(best, lagged, outcome, scale))
    return alt.LayerChart(layer=layers).properties(width=LAG_STEP * len(table), height=HEIGHT)


def _lag_axis(lagged: LaggedMetric, outcome: str) -> alt.X:
    title = say_part(
        "metric_charts",
        f"lag_{lagged.step}s",
        metric=short(spoken_name(lagged.metric)),
        outcome=short(outcome),
    )
    note = say_part("metric_charts", "lag_note", count=count(len(lagged.lags)))
    lines = [*wrapped(title, NOTE).split("\n"), *wrapped(note, NOTE).split("\n")]
    return alt.X("lag:O", axis=alt.Axis(title=lines, labelAngle=0, grid=False))


def _standing_out(best: pd.DataFrame, lagged: LaggedMetric, outcome: str, scale: alt.Scale) -> alt.Chart:
    """Write the correlation that stands out above its interval, or below where that is high."""
    high = float(best["high"].iloc[0])
    below = high > 0.75  # noqa: PLR2004 - no room above
    words = [say_part("metric_charts", "stands_out"), correlation(float(best["r"].iloc[0]))]
    text = alt.Chart(best).mark_text(
        text=words,
        baseline="top" if below else "bottom",
        dy=10 if below else -28,
        fontSize=LABEL,
        fontWeight="bold",
        color=data_colour(0),
    )
    y = alt.Y("low:Q" if below else "high:Q", scale=scale)
    chart: alt.Chart = text.encode(x=_lag_axis(lagged, outcome), y=y)
    return chart

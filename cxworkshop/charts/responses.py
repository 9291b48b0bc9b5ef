"""How the outcome responds to low and to high ratings: what has to be right, and what can delight."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, short
from cxworkshop.charts.intervals import named_apart, rows_axis
from cxworkshop.charts.sentences import MOST_ROWS, say_part
from cxworkshop.charts.theme import AMOUNT, LABEL, ROW, colour, data_colour, weak_colour
from cxworkshop.domain.drivers import PenaltyReward

WIDE = 400
"""Width of the plot (px)."""

TALL = ROW + 10
"""Height of a row (px): its name has two lines."""

BAR = 18

NAME = 28
"""Longest name of a driver (characters)."""

_KINDS = {
    "must_be": "must_be",
    "linear": "linear",
    "exciter": "exciter",
    "unclear": "response_unclear",
}


class _Axis(NamedTuple):
    """The axis of what ratings go along with, in points of the outcome."""

    axis: alt.Axis
    scale: alt.Scale

    def x(self, field: str = "value") -> alt.X:
        return alt.X(f"{field}:Q", axis=self.axis, scale=self.scale)


def plot_responses(
    responses: Sequence[PenaltyReward], labels: Mapping[str, str], outcome: str
) -> alt.LayerChart:
    """Draw for each driver what low ratings cost and high ones bring, with intervals, and its kind in words.

    What low ratings go along with is the upper bar of a row, what high ones do the lower; drivers of which
    no kind can be told are grey.

    Parameters
    ----------
    responses
        The drivers; of many, the first are shown.
    labels
        Driver's name → what people call it.
    outcome
        What people call the outcome, e.g. ``"recommendation"``.
    """
    shown = responses[:MOST_ROWS]
    names = named_apart([_name(one, labels) for one in shown])
    table = _table(shown, names)
    title = [say_part("driver_charts", "response", outcome=outcome)]
    if len(shown) < len(responses):
        title.append(say_part("charts", "shown_first", shown=count(len(shown)), all=count(len(responses))))
    furthest = max([0.5, *table["low"].abs(), *table["high"].abs()])
    axis = _Axis(
        alt.Axis(title=title, labelExpr=AMOUNT, tickCount=5), alt.Scale(domain=[-furthest, furthest])
    )
    zero = alt.Chart(pd.DataFrame({"value": [0.0]})).mark_rule(strokeWidth=2, color=colour("muted"))
    bars = [
        _bars(table[table["side"] == side], axis, rows_axis(names), hue, down)
        for side, hue, down in (("penalty", data_colour(3), -BAR / 2), ("reward", data_colour(2), BAR / 2))
    ]
    layers = [*bars, zero.encode(x=axis.x()), _kinds(shown, names), *_sides(shown)]
    return alt.LayerChart(layer=layers).properties(width=WIDE, height=TALL * max(len(names), 1))


def _name(one: PenaltyReward, labels: Mapping[str, str]) -> str:
    name = short(labels.get(one.name, one.name), NAME)
    return say_part("driver_charts", "driver_n", name=name, n=count(one.n))


def _table(responses: Sequence[PenaltyReward], names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"name": name, "side": side, "value": value, "low": low, "high": high, "told": told}
            for name, one in zip(names, responses, strict=True)
            for told in [one.response != "unclear"]
            for side, value, low, high in (
                ("penalty", one.penalty, one.penalty_low, one.penalty_high),
                ("reward", one.reward, one.reward_low, one.reward_high),
            )
        ],
        columns=["name", "side", "value", "low", "high", "told"],
    )


def _bars(table: pd.DataFrame, axis: _Axis, y: alt.Y, hue: str, down: float) -> alt.LayerChart:
    """Draw one side's bars with their intervals, so far below the middles of the rows (px)."""
    base = alt.Chart(table).encode(y=y)
    fill = alt.condition("datum.told", alt.value(hue), alt.value(weak_colour()))
    bars = base.mark_bar(size=BAR, yOffset=down).encode(x=axis.x(), color=fill)
    rules = base.mark_rule(strokeWidth=3, color=colour("ink"), yOffset=down)
    ends = rules.encode(x=axis.x("low"), x2="high:Q")
    return alt.LayerChart(layer=[bars, ends])


def _kinds(responses: Sequence[PenaltyReward], names: Sequence[str]) -> alt.Chart:
    """Write each driver's kind right of the plot."""
    said = [say_part("driver_charts", _KINDS[one.response]) for one in responses]
    table = pd.DataFrame(
        {"name": names, "kind": said, "told": [one.response != "unclear" for one in responses]}
    )
    words = alt.Chart(table).mark_text(align="left", dx=14, fontSize=LABEL, fontWeight="bold")
    ink = alt.condition("datum.told", alt.value(colour("ink")), alt.value(colour("muted")))
    chart: alt.Chart = words.encode(y=rows_axis(list(names)), x=alt.value(WIDE), text="kind:N", color=ink)
    return chart


def _sides(responses: Sequence[PenaltyReward]) -> list[alt.Chart]:
    """Say above the plot which side is which, with the ratings where they are the same for all drivers."""
    lows, highs = ({getattr(one, bound) for one in responses} for bound in ("low_to", "high_from"))
    low = say_part("driver_charts", "low_rated")
    if len(lows) == 1:
        low = say_part("driver_charts", "low_rated_to", to=f"{lows.pop():g}")
    high = say_part("driver_charts", "high_rated")
    if len(highs) == 1:
        high = say_part("driver_charts", "high_rated_from", start=f"{highs.pop():g}")
    base = alt.Chart(pd.DataFrame({"one": [1]})).encode(x=alt.value(WIDE / 2), y=alt.value(-14))
    bold: dict[str, Any] = {"fontSize": LABEL, "fontWeight": "bold"}
    return [
        base.mark_text(text=low, align="right", dx=-10, color=colour("bad"), **bold),
        base.mark_text(text=high, align="left", dx=10, color=colour("good"), **bold),
    ]

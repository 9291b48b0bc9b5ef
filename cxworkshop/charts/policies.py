"""The policy spectrum drawn: everybody's position without names, the mean, and that of functions."""

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, short
from cxworkshop.charts.findings_policies import name_policy
from cxworkshop.charts.intervals import named_apart, rows_axis
from cxworkshop.charts.theme import ROW, WIDTH, colour, data_colour, weak_colour
from cxworkshop.domain.policy_spread import PolicySpread
from cxworkshop.settings import texts, theme

_TALL = int(ROW * 1.3)
_NAME = 22


def plot_policies(spread: PolicySpread) -> alt.LayerChart:
    """Draw each policy's positions between the extremes, the widest spread on top.

    Functions that may be shown stand as upright lines at their means, as many as there are colours.
    """
    words = texts("policies")["chart"]
    names = [words["row"].format(policy=name_policy(one.policy), n=count(one.n)) for one in spread.standings]
    table = pd.DataFrame(
        [
            {"name": name, "low": one.positions[0], "high": one.positions[-1], "mean": one.mean}
            for name, one in zip(names, spread.standings, strict=True)
        ],
        columns=["name", "low", "high", "mean"],
    )
    people = pd.DataFrame(
        [
            {"name": name, "position": position}
            for name, one in zip(names, spread.standings, strict=True)
            for position in one.positions
        ],
        columns=["name", "position"],
    )
    functions = _functions(spread, names)
    y = rows_axis(names)
    title = [words["title"], *([words["functions"]] if len(functions) else [])]
    base = alt.Chart(table).encode(y=y)
    layers = [
        base.mark_rule(strokeWidth=8, color=weak_colour()).encode(x=_across("low", title), x2="high:Q"),
        alt.Chart(people)
        .mark_point(size=150, strokeWidth=2.5, color=data_colour(0), opacity=0.8)
        .encode(y=y, x=_across("position", title)),
        base.mark_point(shape="diamond", filled=True, size=260, opacity=1, color=colour("ink")).encode(
            x=_across("mean", title)
        ),
    ]
    if len(functions):
        layers.append(_lines(functions, y, title))
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=_TALL * max(len(names), 1))


def _across(field: str, title: list[str]) -> alt.X:
    words = texts("policies")["chart"]
    ends = f"datum.value == 0 ? '{words['low']}' : datum.value == 100 ? '{words['high']}' : ''"
    axis = alt.Axis(title=title, labelExpr=ends, values=[0, 25, 50, 75, 100])
    return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, 100]))


def _functions(spread: PolicySpread, names: list[str]) -> pd.DataFrame:
    everyone = sorted({place.function for one in spread.standings for place in one.functions})
    # The first colour is that of people.
    called = dict(zip(everyone, named_apart([short(name, _NAME) for name in everyone]), strict=True))
    shown = everyone[: len(theme()["data"]) - 1]
    return pd.DataFrame(
        [
            {"name": name, "function": called[place.function], "mean": place.mean}
            for name, one in zip(names, spread.standings, strict=True)
            for place in one.functions
            if place.function in shown
        ],
        columns=["name", "function", "mean"],
    )


def _lines(functions: pd.DataFrame, y: alt.Y, title: list[str]) -> alt.Chart:
    shown = list(dict.fromkeys(functions["function"].sort_values()))
    hues = alt.Scale(domain=shown, range=[data_colour(place + 1) for place in range(len(shown))])
    marks = alt.Chart(functions).mark_tick(thickness=5, size=ROW * 0.8)
    hue = alt.Color("function:N", scale=hues)
    drawn: alt.Chart = marks.encode(y=y, x=_across("mean", title), color=hue)
    return drawn

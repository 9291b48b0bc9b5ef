"""Two rounds of the health check, drawn beside each other."""

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, percent, short, signed_points
from cxworkshop.charts.findings_health import beyond_chance
from cxworkshop.charts.health import say_chart
from cxworkshop.charts.intervals import rows_axis
from cxworkshop.charts.theme import LABEL, ROW, WIDTH, colour, data_colour, weak_colour
from cxworkshop.domain.health import HealthChange, HealthChanges


def plot_rounds(changes: HealthChanges) -> alt.LayerChart:
    """Draw each theme's level in the first and in the latest round, with the change and its range.

    Changes that may be chance are grey; there must be a theme that both rounds show.
    """
    names = [
        say_chart(
            "rounds_n", theme=short(one.theme, 28), before=count(one.n_before), after=count(one.n_after)
        )
        for one in changes.changes
    ]
    table = pd.DataFrame(
        [
            {
                "name": name,
                "before": one.before,
                "after": one.after,
                "text": _words(one),
                "strong": beyond_chance(one),
            }
            for name, one in zip(names, changes.changes, strict=True)
        ]
    )
    who = {which: say_chart(which) for which in ("before", "after")}
    ends = pd.concat(
        [
            table.assign(level=table[which], round=said)[["name", "level", "round"]]
            for which, said in who.items()
        ]
    )
    axis = alt.Axis(title=say_chart("rounds", level=percent(changes.level)), values=[0, 1, 2, 3], format="d")
    scale = alt.Scale(domain=[0, 3])
    y = rows_axis(names)
    hues = alt.Scale(domain=list(who.values()), range=[data_colour(3), data_colour(0)])
    shapes = alt.Scale(domain=list(who.values()), range=["diamond", "circle"])
    bar = alt.Chart(table).mark_rule(strokeWidth=6, color=weak_colour())
    points = alt.Chart(ends).mark_point(filled=True, size=260, opacity=1)
    words = alt.Chart(table).mark_text(align="left", dx=16, fontSize=LABEL, fontWeight="bold")
    ink = alt.condition("datum.strong", alt.value(colour("ink")), alt.value(colour("muted")))
    layers = [
        bar.encode(y=y, x=alt.X("before:Q", axis=axis, scale=scale), x2="after:Q"),
        points.encode(
            y=y,
            x=alt.X("level:Q", axis=axis, scale=scale),
            color=alt.Color("round:N", scale=hues),
            shape=alt.Shape("round:N", scale=shapes),
        ),
        words.encode(y=y, x=alt.value(WIDTH), text="text:N", color=ink),
    ]
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=ROW * len(names))


def _words(one: HealthChange) -> str:
    change = signed_points(one.change)
    if one.low is None or one.high is None:
        return say_chart("change_alone", change=change)
    return say_chart("change", change=change, low=signed_points(one.low), high=signed_points(one.high))

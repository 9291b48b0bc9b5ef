"""What the room chose: bars, in one round or two."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import measured, percent
from cxworkshop.charts.intervals import named_apart, rows_axis
from cxworkshop.charts.theme import LABEL, PERCENT, ROW, WIDTH, colour, data_colour

PAIR = 62
"""Height of a row with two bars (px)."""


def plot_room(
    rounds: Mapping[str, Mapping[str, float]], labels: Mapping[str, str], axis: list[str], *, share: bool
) -> alt.LayerChart:
    """Draw what each item was given, the first on top; of two rounds, bars under each other.

    Parameters
    ----------
    rounds
        By round the items' figures, by id; the same items in each.
    labels
        What the items are called.
    axis
        What the figures are, line by line.
    share
        Whether they are shares (1 = all).
    """
    ids = list(next(iter(rounds.values())))
    names = dict(zip(ids, named_apart([labels[which] for which in ids]), strict=True))
    rows = [
        (names[which], told, figures[which], _written(figures[which], share=share))
        for told, figures in rounds.items()
        for which in ids
    ]
    table = pd.DataFrame(rows, columns=["name", "round", "value", "text"])
    ticks = alt.Axis(title=axis, tickCount=6, labelExpr=PERCENT if share else "datum.label")
    x = alt.X("value:Q", axis=ticks)
    order = list(rounds)
    hue = alt.Color(
        "round:N",
        scale=alt.Scale(domain=order, range=[data_colour(place) for place in range(len(order))]),
        legend=alt.Legend() if len(order) > 1 else None,
    )
    offset = alt.YOffset("round:N", scale=alt.Scale(domain=order))
    base = alt.Chart(table).encode(x=x, y=rows_axis(list(names.values())), yOffset=offset)
    words = base.mark_text(align="left", dx=8, fontSize=LABEL, fontWeight="bold", color=colour("ink"))
    tall = ROW if len(order) == 1 else PAIR
    return alt.LayerChart(layer=[base.mark_bar().encode(color=hue), words.encode(text="text:N")]).properties(
        width=WIDTH, height=tall * len(ids)
    )


def _written(value: float, *, share: bool) -> str:
    return percent(value) if share else measured(value, digits=2)

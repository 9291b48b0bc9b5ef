"""The three groups of the whale curve: what they earn, and who they are."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, in_currency, money, percent, short
from cxworkshop.charts.intervals import Row, named_apart, plot_intervals, rows_axis
from cxworkshop.charts.sentences import MOST_ROWS, name_group, say_part, shown_note
from cxworkshop.charts.theme import AMOUNT, LABEL, PERCENT, ROW, WIDTH, colour, data_colour
from cxworkshop.domain.profit import Part, WhaleGroup


def plot_whale_groups(groups: Sequence[WhaleGroup], *, currency: str | None = None) -> alt.LayerChart:
    """Draw the three groups' profit in money: what stands where shares of the total mean nothing."""
    rows = [
        Row(
            name=f"{name_group(group.name)} (n = {count(group.customers)})",
            value=group.profit,
            low=group.profit,
            high=group.profit,
            text=money(group.profit),
            strong=group.profit < 0,
        )
        for group in groups
    ]
    return plot_intervals(rows, in_currency(say_part("charts", "groups"), currency), AMOUNT)


def plot_makeup(group: WhaleGroup) -> alt.LayerChart:
    """Draw each segment's share of the group's customers beside its usual share of all customers."""
    shown = group.makeup[:MOST_ROWS]
    names = named_apart([f"{short(part.segment)} (n = {count(part.customers)})" for part in shown])
    table = pd.DataFrame(
        [
            {
                "name": name,
                "share": part.share,
                "usual": part.usual,
                "end": max(part.share, part.usual),
                "text": _beside(part),
            }
            for name, part in zip(names, shown, strict=True)
        ],
        columns=["name", "share", "usual", "end", "text"],
    )
    title = [say_part("charts", "makeup"), *shown_note(len(shown), len(group.makeup))]
    axis = alt.Axis(title=title, labelExpr=PERCENT, tickCount=6)
    scale = alt.Scale(domain=[0, max([0.1, *table["end"]])], nice=True)
    base = alt.Chart(table).encode(y=rows_axis(names))
    bars = base.mark_bar(size=ROW * 0.6, color=data_colour(0)).encode(
        x=alt.X("share:Q", axis=axis, scale=scale)
    )
    usual = base.mark_tick(thickness=4, size=ROW * 0.86, color=colour("ink")).encode(
        x=alt.X("usual:Q", axis=axis, scale=scale)
    )
    words = base.mark_text(align="left", dx=10, fontSize=LABEL, fontWeight="bold")
    said = words.encode(x=alt.X("end:Q", axis=axis, scale=scale), text="text:N")
    return alt.LayerChart(layer=[bars, usual, said]).properties(width=WIDTH, height=ROW * max(len(names), 1))


def _beside(part: Part) -> str:
    return say_part("charts", "beside_usual", share=percent(part.share), usual=percent(part.usual))

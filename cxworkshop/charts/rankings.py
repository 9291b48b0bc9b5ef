"""Two rankings side by side: all customers alike, and segments weighted by profit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, short
from cxworkshop.charts.intervals import named_apart
from cxworkshop.charts.sentences import MOST_ROWS, say_part
from cxworkshop.charts.theme import LABEL, colour, weak_colour

if TYPE_CHECKING:
    from cxworkshop.analysis.touchpoints import HallmarkCandidate

BETWEEN = 300
"""Width between the two columns (px)."""

STEP = 36
"""Height of one rank (px)."""

NAME_WIDTH = 300
"""Width of a column of names (px)."""

_Change = Literal["comes", "drops", "stays", "outside"]


class _Row(NamedTuple):
    """A touchpoint's ranks, the first being 1, None where it isn't ranked, and its words in each column."""

    name: str
    left: int | None
    right: int | None
    left_words: str
    right_words: str
    change: _Change


def plot_rankings(
    everyone: Sequence["HallmarkCandidate"],
    weighted: Sequence["HallmarkCandidate"],
    most: int,
    names: tuple[str, str] = ("All customers alike", "Weighted by profit"),
) -> alt.LayerChart:
    """Draw both rankings as columns whose touchpoints are joined by lines.

    Whatever comes among the first ``most``, or drops out of them, stands out. Of many touchpoints, those are
    shown that are high up in either ranking.

    Parameters
    ----------
    everyone, weighted
        The candidates on the left and on the right; each the best first.
    most
        How many can be picked.
    names
        What to write above the columns.
    """
    columns = [[one.name for one in ranking] for ranking in (everyone, weighted)]
    shown = [name for name in columns[1] if name in columns[0][:MOST_ROWS] or name in columns[1][:MOST_ROWS]]
    shown += [name for name in columns[0][:MOST_ROWS] if name not in shown]
    called = {one.name: one.label for one in (*everyone, *weighted)}
    labels = dict(zip(shown, named_apart([short(called[name]) for name in shown]), strict=True))
    rows = [_row(name, labels[name], columns, most) for name in shown]
    lowest = max([1, *(place for row in rows for place in (row.left, row.right) if place)])
    y = alt.Scale(domain=[0.5, lowest + 0.5], range=[0, STEP * lowest])
    table = pd.DataFrame(rows, columns=_Row._fields)
    layers: list[alt.Chart | alt.LayerChart] = [_cut(most, y)] if most < lowest else []
    layers += [_lines(table, y), _column(table, y, "left", names[0]), _column(table, y, "right", names[1])]
    chart = alt.LayerChart(layer=layers).properties(width=BETWEEN, height=STEP * lowest)
    if len(shown) == len(called):
        return chart
    note = say_part(
        "touchpoint_charts",
        "shown_high",
        most=count(MOST_ROWS),
        shown=count(len(shown)),
        all=count(len(called)),
    )
    style = {"orient": "bottom", "fontSize": LABEL, "fontWeight": "normal", "color": colour("muted")}
    return chart.properties(title={"text": note, **style})


def _row(name: str, label: str, columns: Sequence[list[str]], most: int) -> _Row:
    left, right = (ranking.index(name) + 1 if name in ranking else None for ranking in columns)
    change = _change(left is not None and left <= most, right is not None and right <= most)
    said = say_part("touchpoint_charts", change, label=label) if change in {"comes", "drops"} else label
    space = "\N{NO-BREAK SPACE}"
    return _Row(name, left, right, f"{label}{space} {left}", f"{right}{space} {said}", change)


def _change(before: bool, after: bool) -> _Change:  # noqa: FBT001 - two facts
    if before:
        return "stays" if after else "drops"
    return "comes" if after else "outside"


def _hues() -> dict[_Change, str]:
    return {
        "comes": colour("accent"),
        "drops": colour("bad"),
        "stays": colour("ink"),
        "outside": colour("muted"),
    }


def _lines(table: pd.DataFrame, scale: alt.Scale) -> alt.LayerChart:
    """Join both places of each touchpoint: of one that comes in solid and thick, that drops out dashed."""
    joined = table.dropna(subset=["left", "right"])
    styles: dict[_Change, tuple[str, float, list[int]]] = {
        "outside": (weak_colour(), 2, [1, 0]),
        "stays": (colour("ink"), 2, [1, 0]),
        "drops": (colour("bad"), 5, [10, 6]),
        "comes": (colour("accent"), 5, [1, 0]),
    }
    rules = [
        alt.Chart(joined[joined["change"] == change])
        .mark_rule(color=hue, strokeWidth=width, strokeDash=dash)
        .encode(
            x=alt.value(0),
            x2=alt.value(BETWEEN),
            y=alt.Y("left:Q", axis=None, scale=scale),
            y2="right:Q",
        )
        for change, (hue, width, dash) in styles.items()
        if (joined["change"] == change).any()
    ]
    return alt.LayerChart(layer=rules or [alt.Chart(joined).mark_point(size=0)])


def _column(
    table: pd.DataFrame, scale: alt.Scale, side: Literal["left", "right"], name: str
) -> alt.LayerChart:
    ranked = table.dropna(subset=[side]).assign(
        strong=table["change"].isin(["comes", "drops"]), hue=table["change"].map(_hues())
    )
    hue = alt.Color("hue:N", scale=None)
    at, away = (alt.value(0), -14) if side == "left" else (alt.value(BETWEEN), 14)
    align: Literal["left", "right"] = "right" if side == "left" else "left"
    base = alt.Chart(ranked).encode(x=at, y=alt.Y(f"{side}:Q", axis=None, scale=scale), color=hue)
    plain = base.transform_filter("!datum.strong").mark_text(align=align, dx=away, fontSize=LABEL)
    bold = base.transform_filter("datum.strong").mark_text(
        align=align, dx=away, fontSize=LABEL, fontWeight="bold"
    )
    head = alt.Chart(pd.DataFrame({"head": [short(name, 40)]})).mark_text(
        align=align, dx=away, fontSize=LABEL + 1, fontWeight="bold", color=colour("ink")
    )
    said = alt.Text(f"{side}_words:N")
    return alt.LayerChart(
        layer=[
            base.mark_point(filled=True, size=130, opacity=1),
            plain.encode(text=said),
            bold.encode(text=said),
            head.encode(x=at, y=alt.value(-22), text="head:N"),
        ]
    )


def _cut(most: int, scale: alt.Scale) -> alt.LayerChart:
    """Draw the line below the last rank that can be picked."""
    words = say_part("touchpoint_charts", "first_ranked", most=str(most))
    base = alt.Chart(pd.DataFrame({"rank": [most + 0.5], "words": [words]})).encode(
        y=alt.Y("rank:Q", axis=None, scale=scale)
    )
    rule = base.mark_rule(strokeWidth=2, strokeDash=[6, 5], color=colour("muted")).encode(
        x=alt.value(-NAME_WIDTH), x2=alt.value(BETWEEN + NAME_WIDTH)
    )
    said = base.mark_text(align="right", dx=-8, fontSize=LABEL, color=colour("muted"))
    return alt.LayerChart(layer=[rule, said.encode(x=alt.value(-NAME_WIDTH), text="words:N")])

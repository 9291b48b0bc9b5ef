"""The satisfaction trap: what those who left had said, beside those who stayed."""

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, percent, span
from cxworkshop.charts.intervals import rows_axis
from cxworkshop.charts.sentences import say_part
from cxworkshop.charts.theme import LABEL, PERCENT, colour, data_colour, weak_colour
from cxworkshop.domain.drivers import SatisfactionTrap

WIDE, TALL = 600, 92
"""Width of the plot and height of a row (px)."""

LARGE = 26
"""Font size of the shares (px)."""


def plot_trap(trap: SatisfactionTrap) -> alt.LayerChart:
    """Draw all who left and all who stayed as one bar each, the part coloured that had been satisfied.

    The part's share stands on it, its interval across its end.
    """
    names = [
        say_part("driver_charts", "left", n=count(trap.leavers)),
        say_part("driver_charts", "stayed", n=count(trap.stayers)),
    ]
    table = pd.DataFrame(
        {
            "name": names,
            "share": [trap.share, trap.stayed_share],
            "low": [trap.low, trap.stayed_low],
            "high": [trap.high, trap.stayed_high],
            "all": [1.0, 1.0],
            "left": [True, False],
        }
    )
    table["words"] = [percent(share) for share in table["share"]]
    table["span"] = [span(low, high) for low, high in zip(table["low"], table["high"], strict=True)]
    axis = alt.Axis(title=_title(trap), labelExpr=PERCENT, tickCount=5, grid=False)
    scale = alt.Scale(domain=[0, 1])
    base = alt.Chart(table).encode(y=rows_axis(names))
    x = alt.X("share:Q", axis=axis, scale=scale)
    hue = alt.condition("datum.left", alt.value(data_colour(3)), alt.value(data_colour(0)))
    whole = base.mark_bar(size=TALL * 0.62, color=weak_colour()).encode(
        x=alt.X("all:Q", axis=axis, scale=scale)
    )
    part = base.mark_bar(size=TALL * 0.62).encode(x=x, color=hue)
    rule = base.mark_rule(strokeWidth=4, color=colour("ink"))
    ends = rule.encode(x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q")
    layers = [whole, part, ends, *_figures(base), *_heads(trap)]
    return alt.LayerChart(layer=layers).properties(width=WIDE, height=TALL * 2)


def _figures(base: alt.Chart) -> list[alt.Chart]:
    """Write each share large at the right, with its interval below."""
    right = base.encode(x=alt.value(WIDE))
    large = right.mark_text(align="left", dx=18, dy=-10, fontSize=LARGE, fontWeight="bold")
    small = right.mark_text(align="left", dx=18, dy=16, fontSize=LABEL, color=colour("muted"))
    return [large.encode(text="words:N"), small.encode(text="span:N")]


def _heads(trap: SatisfactionTrap) -> list[alt.Chart]:
    """Say above the bars what their two parts are."""
    base = alt.Chart(pd.DataFrame({"one": [1]})).encode(y=alt.value(-8))
    satisfied = say_part("driver_charts", "satisfied", satisfied_from=f"{trap.satisfied_from:g}")
    words = base.mark_text(text=satisfied, align="left", fontSize=LABEL, fontWeight="bold")
    rest = base.mark_text(
        text=say_part("driver_charts", "unsatisfied"), align="right", fontSize=LABEL, color=colour("muted")
    )
    return [words.encode(x=alt.value(0)), rest.encode(x=alt.value(WIDE))]


def _title(trap: SatisfactionTrap) -> list[str]:
    though = say_part(
        "driver_charts",
        "though",
        satisfied_from=f"{trap.satisfied_from:g}",
        share=percent(trap.left_though_satisfied),
        span=span(trap.left_low, trap.left_high),
    )
    return [say_part("driver_charts", "trap", level=percent(trap.level)), though]

"""What moving a driver might bring, as ranges."""

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import in_currency, measured, short, wrapped
from cxworkshop.charts.findings_metrics import (
    Measure,
    ranked_stakes,
    say_causal,
    say_stake,
    say_years,
)
from cxworkshop.charts.intervals import named_apart, rows_axis
from cxworkshop.charts.sentences import MOST_ROWS, say_part, shown_note
from cxworkshop.charts.theme import AMOUNT, LABEL, ROW, colour, data_colour
from cxworkshop.domain.stakes import Range, Stake, Stakes

WIDE = 420
"""Width of the plot (px)."""

TALL = ROW + 10
"""Height of a row (px): its name has two lines."""

NAME = 28
"""Longest name of a driver (characters)."""

NOTE = 96
"""Longest line of a note below the chart (characters)."""


def plot_stakes(stakes: Stakes, measure: Measure) -> alt.LayerChart:
    """Draw for each driver the range of what its move might bring, the greatest middle on top.

    The range is a bar with its middle marked: a bar from 0 would say more than the simulation does.
    Drivers for which the measure can't be told are left out.

    Parameters
    ----------
    stakes
        The drivers and what is assumed.
    measure
        What is drawn: points of recommendation, the share that stays (in percentage points), or profit.
    """
    ranked = ranked_stakes(stakes, measure)
    shown = ranked[:MOST_ROWS]
    names = named_apart([_name(stake) for stake, _ in shown])
    size = 100 if measure == "staying" else 1
    table = pd.DataFrame(
        [
            {
                "name": name,
                "mid": told.mid * size,
                "low": told.low * size,
                "high": told.high * size,
                "text": _words(told, measure),
            }
            for name, (_, told) in zip(names, shown, strict=True)
        ],
        columns=["name", "mid", "low", "high", "text"],
    )
    title = [_title(stakes, measure), *_assumed(stakes), *shown_note(len(shown), len(ranked))]
    axis = alt.Axis(title=title, labelExpr=AMOUNT, tickCount=5)
    scale = alt.Scale(zero=True, nice=True)
    base = alt.Chart(table).encode(y=rows_axis(names))
    zero = alt.Chart(pd.DataFrame({"mid": [0.0]})).mark_rule(strokeWidth=2, color=colour("muted"))
    x = alt.X("mid:Q", axis=axis, scale=scale)
    bars = base.mark_bar(size=ROW * 0.5, color=data_colour(4), cornerRadius=4)
    middles = base.mark_tick(thickness=5, size=ROW * 0.8, color=data_colour(0), opacity=1).encode(x=x)
    words = base.mark_text(align="left", dx=14, fontSize=LABEL, fontWeight="bold")
    layers = [
        bars.encode(x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q"),
        zero.encode(x=x),
        middles,
        words.encode(x=alt.value(WIDE), text="text:N"),
    ]
    return alt.LayerChart(layer=layers).properties(width=WIDE, height=TALL * max(len(names), 1))


def _name(stake: Stake) -> str:
    return say_part(
        "metric_charts", "stake", name=short(stake.label, NAME), move=measured(stake.move, digits=2)
    )


def _words(told: Range, measure: Measure) -> str:
    return say_part(
        "metric_charts",
        "stake_range",
        **{bound: say_stake(getattr(told, bound), measure) for bound in ("mid", "low", "high")},
    )


def _title(stakes: Stakes, measure: Measure) -> str:
    title = say_part("metric_charts", f"stake_{measure}", years=say_years(stakes.assumptions.years))
    return in_currency(title, stakes.currency) if measure == "profit" else title


def _assumed(stakes: Stakes) -> list[str]:
    causal = say_causal(stakes.assumptions.causal)
    return wrapped(say_part("metric_charts", "if_causal", causal=causal), NOTE).split("\n")

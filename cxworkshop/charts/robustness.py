"""How safe each pick is: among the first in how many of all weightings."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, percent, short
from cxworkshop.charts.findings_touchpoints import SAFE, UNLIKELY, Chance
from cxworkshop.charts.intervals import named_apart, rows_axis
from cxworkshop.charts.sentences import MOST_ROWS, say_part, shown_note
from cxworkshop.charts.theme import LABEL, PERCENT, ROW, WIDTH, colour, data_colour
from cxworkshop.domain.robustness import Acceptability, Robustness

BANDS: tuple[tuple[Chance, float, float], ...] = (
    ("unlikely", 0, UNLIKELY),
    ("depends", UNLIKELY, SAFE),
    ("safe", SAFE, 1),
)


def plot_acceptability(
    robustness: Robustness, labels: Mapping[str, str], most: int, picks: Sequence[str] = ()
) -> alt.LayerChart:
    """Draw in how many of all weightings each touchpoint is among the first ``most``, the safest on top.

    Of many touchpoints, the safest are shown, and all picks.

    Parameters
    ----------
    robustness
        How often each touchpoint takes each rank.
    labels
        Touchpoint's name → what people call it.
    most
        How many can be picked.
    picks
        Names of the touchpoints picked, highlighted.
    """
    shown = _shown(robustness, most, picks)
    names = named_apart([short(labels.get(one.name, one.name)) for one in shown])
    shares = [one.among_first(most) for one in shown]
    picked = [one.name in picks for one in shown]
    table = pd.DataFrame(
        {
            "name": names,
            "share": shares,
            "text": [_words(*row) for row in zip(shares, picked, strict=True)],
            "strong": [chosen or not picks for chosen in picked],
        }
    )
    height = ROW * max(len(names), 1)
    axis = alt.Axis(title=_title(robustness, most, len(shown)), labelExpr=PERCENT, tickCount=5, grid=False)
    x = alt.X("share:Q", axis=axis, scale=alt.Scale(domain=[0, 1]))
    fill = alt.condition("datum.strong", alt.value(data_colour(0)), alt.value(data_colour(4)))
    base = alt.Chart(table).encode(y=rows_axis(names), x=x)
    bars = base.mark_bar(size=ROW * 0.6).encode(color=fill)
    words = base.mark_text(align="left", dx=8, fontSize=LABEL, fontWeight="bold").encode(text="text:N")
    return alt.LayerChart(layer=[*_bands(), bars, words]).properties(width=WIDTH, height=height)


def _shown(robustness: Robustness, most: int, picks: Sequence[str]) -> list[Acceptability]:
    def safest(one: Acceptability) -> float:
        return -one.among_first(most)

    first = sorted(robustness.alternatives, key=lambda one: (one.name not in picks, safest(one)))
    return sorted(first[: max(MOST_ROWS, len(picks))], key=safest)


def _words(share: float, picked: bool) -> str:  # noqa: FBT001 - a column
    return say_part("touchpoint_charts", "picked", share=percent(share)) if picked else percent(share)


def _title(robustness: Robustness, most: int, shown: int) -> list[str]:
    place = say_part("acceptability", "first" if most == 1 else "among", most=str(most))
    title = say_part("touchpoint_charts", "acceptability", draws=count(robustness.draws), place=place)
    return [title, *shown_note(shown, len(robustness.alternatives))]


def _bands() -> list[alt.Chart]:
    """Shade what depends on taste, and name the bands above the plot."""
    bands = pd.DataFrame(
        [
            {
                "start": start,
                "end": end,
                "middle": (start + end) / 2,
                "band": say_part("touchpoint_charts", name),
            }
            for name, start, end in BANDS
        ]
    )
    middle = bands[bands["start"] == UNLIKELY]
    shade = alt.Chart(middle).mark_rect(color=colour("canvas")).encode(x="start:Q", x2="end:Q")
    lines = alt.Chart(bands.iloc[1:]).mark_rule(strokeWidth=2, color=colour("line"))
    words = alt.Chart(bands).mark_text(fontSize=LABEL, color=colour("muted"), fontWeight="bold")
    return [
        shade,
        lines.encode(x="start:Q"),
        words.encode(x="middle:Q", y=alt.value(-14), text="band:N"),
    ]

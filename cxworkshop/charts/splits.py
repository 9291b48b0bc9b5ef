"""Which attributes split profit."""

import altair as alt

from cxworkshop.charts.figures import count, percent, short
from cxworkshop.charts.findings_splits import beyond_chance
from cxworkshop.charts.intervals import Row, named_apart, plot_intervals
from cxworkshop.charts.sentences import MOST_ROWS, say_part
from cxworkshop.charts.theme import PERCENT
from cxworkshop.domain.profit import AttributeSplit, Splits
from cxworkshop.domain.tables import spoken_name


def plot_splits(splits: Splits, *, level: float = 0.95) -> alt.LayerChart:
    """Draw how much of the differences in profit each attribute explains, most first.

    What may be chance is grey, and said.

    Parameters
    ----------
    splits
        The attributes.
    level
        Level of their intervals (0–1).
    """
    shown = splits.ranked[:MOST_ROWS]
    names = named_apart([split_label(split) for split in shown])
    rows = [
        Row(
            name=name,
            value=split.explained,
            low=split.low,
            high=split.high,
            text=percent(split.explained) if beyond_chance(split) else say_part("charts", "chance"),
            strong=beyond_chance(split),
        )
        for name, split in zip(names, shown, strict=True)
    ]
    what = say_part("charts", "explained", n=count(splits.n))
    title = say_part("charts", "with_interval", what=what, level=percent(level))
    more = [say_part("charts", "shown_first", shown=count(len(shown)), all=count(len(splits.ranked)))]
    return plot_intervals(rows, [title, *(more if len(shown) < len(splits.ranked) else [])], PERCENT)


def split_label(split: AttributeSplit) -> str:
    """Return an attribute's label: its name, and how many groups it has."""
    return say_part(
        "charts", "attribute", name=short(spoken_name(split.attribute)), groups=count(split.groups)
    )

"""Drivers: what matters most for the outcome, for all customers and for the target segments."""

from collections.abc import Iterable, Mapping, Sequence

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import percent, short
from cxworkshop.charts.intervals import Row, named_apart, plot_intervals, rows_axis
from cxworkshop.charts.theme import LABEL, PERCENT, ROW, WIDTH, colour, data_colour
from cxworkshop.domain.evidence import DriverEvidence, DriverImportance, Drivers

BRACKET = 72
"""Distance of a group's line from the plot (px): clear of the longest interval and its number."""


def plot_drivers(drivers: Drivers, labels: Mapping[str, str], picks: Sequence[str] = ()) -> alt.LayerChart:
    """Draw each driver's share of the explained variation with its interval, most important first.

    Drivers that can't be told apart from the first of their group are joined by a line on the right.
    """
    rows = _rows(drivers.drivers, labels, picks)
    title = (
        f"Share of what the drivers explain (R² = {drivers.r2:.2f}), with {percent(drivers.level)} interval"
    )
    names = [row.name for row in rows]
    groups = [driver.group for driver in drivers.drivers]
    brackets = [
        _bracket(names, [name for name, of in zip(names, groups, strict=True) if of == group])
        for group in sorted(set(groups))
        if groups.count(group) > 1
    ]
    return alt.LayerChart(layer=[plot_intervals(rows, title, PERCENT), *brackets])


def _rows(
    drivers: Iterable[DriverImportance], labels: Mapping[str, str], picks: Sequence[str] = ()
) -> list[Row]:
    ranked = list(drivers)
    names = named_apart([short(labels.get(driver.name, driver.name)) for driver in ranked])
    return [
        Row(
            name=name,
            value=driver.share,
            low=driver.low,
            high=driver.high,
            text=percent(driver.share),
            strong=driver.name in picks or not picks,
        )
        for name, driver in zip(names, ranked, strict=True)
    ]


def _bracket(names: list[str], members: list[str]) -> alt.LayerChart:
    """Join the rows of one group with a line at the right edge, and say what it means."""
    base = alt.Chart(pd.DataFrame({"name": [members[0]], "last": [members[-1]]}))
    edge = base.encode(y=rows_axis(names), x=alt.value(WIDTH + BRACKET))
    line = edge.mark_rule(strokeWidth=4, color=colour("muted")).encode(y2="last:N")
    words = edge.mark_text(
        align="left", dx=12, text=["can't be", "told apart"], fontSize=LABEL, color=colour("muted")
    )
    return alt.LayerChart(layer=[line, words])


def plot_driver_shift(evidence: DriverEvidence) -> alt.LayerChart:
    """Draw each driver's share for all customers beside the target segments', in the latter's order."""
    groups = {f"All customers (n = {evidence.everyone.n:,})": evidence.everyone}
    if evidence.target is not None:
        who = short(", ".join(evidence.asked_for), 40)
        groups = {f"{who} (n = {evidence.target.n:,})": evidence.target, **groups}
    first = next(iter(groups.values()))
    order = {driver.name: place for place, driver in enumerate(first.drivers)}
    table = pd.DataFrame(
        [
            {**row._asdict(), "who": who}
            for who, drivers in groups.items()
            for row in _rows(sorted(drivers.drivers, key=lambda driver: order[driver.name]), evidence.labels)
        ]
    )
    y = rows_axis(list(dict.fromkeys(table["name"])))
    shift = alt.YOffset("who:N", sort=list(groups), scale=alt.Scale(paddingOuter=0.3))
    hues = alt.Scale(domain=list(groups), range=[data_colour(0), data_colour(1)][: len(groups)])
    axis = alt.Axis(title="Share of what the drivers explain, with interval", labelExpr=PERCENT, tickCount=6)
    base = alt.Chart(table).encode(y=y, yOffset=shift, color=alt.Color("who:N", scale=hues))
    rules = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", axis=axis), x2="high:Q")
    points = base.mark_point(filled=True, size=200, opacity=1).encode(x=alt.X("value:Q", axis=axis))
    height = (ROW + 8) * max(len(first.drivers), 1)
    return alt.LayerChart(layer=[rules, points]).properties(width=WIDTH, height=height)

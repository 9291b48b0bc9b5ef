"""Drivers: what matters most for the outcome, for all customers and for the target segments."""

from collections.abc import Iterable, Mapping, Sequence

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import percent, short
from cxworkshop.charts.intervals import Row, draw_brackets, named_apart, plot_intervals, rows_axis
from cxworkshop.charts.theme import PERCENT, ROW, WIDTH, data_colour
from cxworkshop.domain.evidence import DriverEvidence, DriverImportance, Drivers


def plot_drivers(drivers: Drivers, labels: Mapping[str, str], picks: Sequence[str] = ()) -> alt.LayerChart:
    """Draw each driver's share of the explained variation with its interval, most important first.

    Drivers that can't be told apart from the first of their group are joined by a line on the right.
    """
    rows = _rows(drivers.drivers, labels, picks)
    title = (
        f"Share of what the drivers explain (R² = {drivers.r2:.2f}), with {percent(drivers.level)} interval"
    )
    names = [row.name for row in rows]
    brackets = draw_brackets(names, [driver.group for driver in drivers.drivers])
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

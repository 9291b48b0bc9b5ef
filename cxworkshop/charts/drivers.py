"""Drivers: what matters most for the outcome, for all customers and for the target segments."""

from collections.abc import Iterable, Mapping, Sequence

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import THIN, percent, short
from cxworkshop.charts.intervals import Row, draw_brackets, named_apart, plot_intervals, rows_axis
from cxworkshop.charts.sentences import say_part
from cxworkshop.charts.theme import LABEL, PERCENT, ROW, WIDTH, colour, data_colour
from cxworkshop.domain.drivers import DriverEvidence, DriverImportance, Drivers

SIGNS = {"up": "▲", "down": "▼", "unclear": "–"}
"""What stands beside a driver: whether the outcome rises or falls with it, or that can't be told."""


def plot_drivers(drivers: Drivers, labels: Mapping[str, str], picks: Sequence[str] = ()) -> alt.LayerChart:
    """Draw each driver's share of the explained variation with its interval and sign, most important first.

    Drivers that can't be told apart from the first of their group are joined by a line on the right.
    """
    signs = [SIGNS[driver.sign] for driver in drivers.drivers]
    named = _rows(drivers.drivers, labels, picks)
    rows = [row._replace(name=f"{row.name} {sign}") for row, sign in zip(named, signs, strict=True)]
    title = [say_part("driver_charts", "share", level=percent(drivers.level)), *_sign_notes(drivers.drivers)]
    names = [row.name for row in rows]
    brackets = draw_brackets(names, [driver.group for driver in drivers.drivers])
    return alt.LayerChart(layer=[plot_intervals(rows, title, PERCENT), *brackets])


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
            {**row._asdict(), "who": who, "sign": SIGNS[driver.sign]}
            for who, drivers in groups.items()
            for row, driver in _in_order(drivers, order, evidence.labels)
        ],
        columns=[*Row._fields, "who", "sign"],
    )
    y = rows_axis(list(dict.fromkeys(table["name"])))
    offset = alt.YOffset("who:N", sort=list(groups), scale=alt.Scale(paddingOuter=0.3))
    hues = alt.Scale(domain=list(groups), range=[data_colour(0), data_colour(1)][: len(groups)])
    shapes = alt.Scale(domain=list(groups), range=["circle", "diamond"][: len(groups)])
    notes = _sign_notes(driver for drivers in groups.values() for driver in drivers.drivers)
    title = [say_part("driver_charts", "share_both"), *notes]
    axis = alt.Axis(title=title, labelExpr=PERCENT, tickCount=6)
    base = alt.Chart(table).encode(y=y, yOffset=offset)
    drawn = base.encode(color=alt.Color("who:N", scale=hues))
    rules = drawn.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", axis=axis), x2="high:Q")
    points = drawn.mark_point(filled=True, size=200, opacity=1).encode(
        x=alt.X("value:Q", axis=axis), shape=alt.Shape("who:N", scale=shapes)
    )
    signs = base.mark_text(align="left", dx=10, fontSize=LABEL, color=colour("muted")).encode(
        x=alt.X("high:Q", axis=axis), text="sign:N"
    )
    height = (ROW + 8) * max(len(first.drivers), 1)
    return alt.LayerChart(layer=[rules, points, signs]).properties(width=WIDTH, height=height)


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


def _in_order(
    drivers: Drivers, order: Mapping[str, int], labels: Mapping[str, str]
) -> list[tuple[Row, DriverImportance]]:
    """Return the drivers' rows in an order that is not their own; those that it doesn't know come last."""
    ranked = sorted(drivers.drivers, key=lambda driver: order.get(driver.name, len(order)))
    return list(zip(_rows(ranked, labels), ranked, strict=True))


def _sign_notes(drivers: Iterable[DriverImportance]) -> list[str]:
    """Return the line that says what the signs mean, those that are there."""
    there = {driver.sign for driver in drivers}
    said = [say_part("driver_charts", sign) for sign in SIGNS if sign in there]
    return [(3 * THIN).join(said)] if said else []

"""Forward value: what customers are expected to be worth, and how long they stay."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, in_currency, money, percent, short
from cxworkshop.charts.findings_value import name_cohort, say_horizon
from cxworkshop.charts.intervals import Row, named_apart, plot_intervals, rows_axis
from cxworkshop.charts.sentences import MOST_ROWS, say_part, shown_note
from cxworkshop.charts.theme import AMOUNT, LABEL, colour, data_colour
from cxworkshop.domain.value import ValueEvidence

MOST_PERIODS = 12
"""Most periods after the first that retention is drawn for."""

CELL, TALL = 58, 38
"""Width and height of a cohort's cell (px)."""


def plot_value(evidence: ValueEvidence, targets: Sequence[str] = ()) -> alt.LayerChart:
    """Draw the expected value per customer of each segment with its interval, the best first.

    Of many segments, the largest are shown, and all ``targets``, which stand out.
    """
    largest = sorted(
        evidence.segments, key=lambda segment: (segment.name not in targets, -segment.customers)
    )[:MOST_ROWS]
    shown = sorted(largest, key=lambda segment: -segment.mean)
    names = named_apart([f"{short(segment.name)} (n = {count(segment.customers)})" for segment in shown])
    rows = [
        Row(
            name,
            segment.mean,
            segment.low,
            segment.high,
            money(segment.mean),
            strong=segment.name in targets or not targets,
        )
        for name, segment in zip(names, shown, strict=True)
    ]
    what = in_currency(say_part("charts", "worth", horizon=say_horizon(evidence)), evidence.currency)
    title = say_part("charts", "with_interval", what=what, level=percent(evidence.level))
    return plot_intervals(rows, [title, *shown_note(len(shown), len(evidence.segments))], AMOUNT)


def plot_retention(evidence: ValueEvidence) -> alt.LayerChart:
    """Draw for each cohort how many per cent bought again, by the time since their first purchase."""
    cohorts = [cohort for cohort in evidence.cohorts if len(cohort.kept) > 1][-MOST_ROWS:]
    names = named_apart(
        [f"{short(name_cohort(cohort.start))} (n = {count(cohort.customers)})" for cohort in cohorts]
    )
    cells = pd.DataFrame(
        [
            {"name": name, "period": period, "kept": kept, "text": percent(kept)}
            for name, cohort in zip(names, cohorts, strict=True)
            for period, kept in enumerate(cohort.kept[1 : MOST_PERIODS + 1], start=1)
        ],
        columns=["name", "period", "kept", "text"],
    )
    title = say_part("charts", "since_first", unit=evidence.cohort_unit)
    axis = alt.Axis(orient="top", title=title, labelAngle=0, labelExpr="datum.label")
    base = alt.Chart(cells).encode(y=rows_axis(names), x=alt.X("period:O", axis=axis))
    shades = alt.Scale(domain=[0, max([0.1, *cells["kept"]])], range=[colour("accent-soft"), data_colour(4)])
    boxes = base.mark_rect(stroke=colour("surface"), strokeWidth=2).encode(
        color=alt.Color("kept:Q", scale=shades, legend=None)
    )
    words = base.mark_text(fontSize=LABEL, fontWeight="bold").encode(text="text:N")
    periods = max([1, *cells["period"]])
    return alt.LayerChart(layer=[boxes, words]).properties(
        width=CELL * periods, height=TALL * max(len(names), 1)
    )

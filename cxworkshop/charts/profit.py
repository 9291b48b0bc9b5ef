"""Who earns the profit: the whale curve, and segments."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, money, percent, short
from cxworkshop.charts.intervals import Row, named_apart, plot_intervals
from cxworkshop.charts.theme import AMOUNT, LABEL, PERCENT, WIDTH, colour, data_colour
from cxworkshop.domain.evidence import ProfitEvidence, WhaleCurve
from cxworkshop.errors import UndefinedMeasureError

TOP = 0.2
"""The share of customers that the team guesses the profit of."""

CUSTOMERS = "Customers, most profitable first"
HEIGHT = 380


def plot_whale_curve(whale: WhaleCurve, guess: float | None = None) -> alt.LayerChart:
    """Draw the cumulated share of profit over the share of customers, the most profitable first.

    Parameters
    ----------
    whale
        The curve; customers beyond its peak cost money, and that stretch is shaded.
    guess
        The team's prediction of the share (1 = all) of profit that the top 20 % make.

    Raises
    ------
    UndefinedMeasureError
        The total profit isn't positive, so shares of it mean nothing.
    """
    if whale.top is None or whale.peak_share is None:
        raise UndefinedMeasureError(whale.refusal or "There is no profit to take shares of.")
    curve = pd.DataFrame([point.model_dump() for point in whale.curve])
    peak_at, true = whale.peak_at / whale.customers, whale.top["0.2"]
    layers: list[alt.Chart | alt.LayerChart] = [_total_line(), _curve_line(curve)]
    if peak_at < 1:
        losing = f"{percent(whale.losers / whale.customers)} cost more than they bring"
        layers = [_loss_zone(peak_at, losing), *layers]
        layers.append(_mark(peak_at, whale.peak_share, f"Peak {percent(whale.peak_share)}", "good", -18))
    layers.append(_mark(TOP, true, f"Top 20 % make {percent(true)}", "accent", 22))
    if guess is not None:
        near = abs(guess - true) < whale.peak_share / 8
        below = 44 if near else 22  # clear of the true one's words
        dy = -18 if guess > true and not near else below
        layers.append(_mark(TOP, guess, f"Your guess {percent(guess)}", "warn", dy))
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=HEIGHT)


def _axis(title: str) -> alt.Axis:
    return alt.Axis(labelExpr=PERCENT, title=title, tickCount=6)


def _xy() -> tuple[alt.X, alt.Y]:
    x = alt.X("customers:Q", axis=_axis(CUSTOMERS), scale=alt.Scale(domain=[0, 1]))
    return x, alt.Y("profit:Q", axis=_axis("Cumulated share of profit"))


def _curve_line(curve: pd.DataFrame) -> alt.Chart:
    x, y = _xy()
    line: alt.Chart = alt.Chart(curve).mark_line(strokeWidth=4, color=colour("accent")).encode(x=x, y=y)
    return line


def _total_line() -> alt.Chart:
    rule = alt.Chart(pd.DataFrame({"profit": [1.0]}))
    dashed = rule.mark_rule(strokeDash=[6, 5], strokeWidth=2, color=colour("muted"))
    line: alt.Chart = dashed.encode(y=_xy()[1])
    return line


def _loss_zone(peak_at: float, words: str) -> alt.LayerChart:
    zone = alt.Chart(pd.DataFrame({"customers": [peak_at], "to": [1.0]}))
    shade = zone.mark_rect(color=data_colour(3), opacity=0.12).encode(x=_xy()[0], x2="to:Q")
    said = zone.mark_text(
        text=words, align="right", dx=-10, dy=-16, fontSize=LABEL + 1, fontWeight="bold", color=colour("bad")
    )
    placed = said.encode(x=alt.X("to:Q", axis=_axis(CUSTOMERS)), y=alt.value(HEIGHT))
    return alt.LayerChart(layer=[shade, placed])


def _mark(customers: float, profit: float, text: str, name: str, dy: int) -> alt.LayerChart:
    """Mark a point, with words to the lower right (``dy`` > 0) or above."""
    x, y = _xy()
    base = alt.Chart(pd.DataFrame({"customers": [customers], "profit": [profit]})).encode(x=x, y=y)
    words = base.mark_text(
        text=text,
        dy=dy,
        dx=12 if dy > 0 else 0,
        align="left" if dy > 0 else "center",
        color=colour(name),
        fontWeight="bold",
        fontSize=LABEL + 1,
    )
    point = base.mark_point(filled=True, size=180, opacity=1, color=colour(name))
    return alt.LayerChart(layer=[point, words])


def plot_segments(evidence: ProfitEvidence, targets: Sequence[str] = ()) -> alt.LayerChart:
    """Draw profit per customer of each segment with its interval, the best first, targets highlighted."""
    ranked = sorted(evidence.segments, key=lambda segment: -segment.profit_per_customer)
    names = named_apart([f"{short(segment.name)} (n = {count(segment.customers)})" for segment in ranked])
    rows = [
        Row(
            name=name,
            value=segment.profit_per_customer,
            low=segment.low,
            high=segment.high,
            text=money(segment.profit_per_customer),
            strong=segment.name in targets,
        )
        for name, segment in zip(names, ranked, strict=True)
    ]
    return plot_intervals(rows, f"Profit per customer, with {percent(evidence.level)} interval", AMOUNT)

"""Who earns the profit: the whale curve, and segments."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Literal, NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, money, percent, short
from cxworkshop.charts.intervals import Row, named_apart, plot_intervals
from cxworkshop.charts.theme import AMOUNT, LABEL, PERCENT, WIDTH, colour, data_colour
from cxworkshop.domain.profit import ProfitEvidence, WhaleCurve
from cxworkshop.errors import UndefinedMeasureError

TOP = 0.2
"""The share of customers that the team guesses the profit of."""

CUSTOMERS = "Customers, most profitable first"
HEIGHT = 380
BESIDE = 18
"""How far above or below its dot the middle of a label stands (px)."""

APART = 20
"""Least distance between the middles of two labels (px)."""

CLEAR = 12
"""Least distance of a label's middle from the line at 100 % (px)."""


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
    span = _span(whale.peak_share, guess)
    layers: list[alt.Chart | alt.LayerChart] = [_total_line(span), _curve_line(curve, span)]
    if peak_at < 1:
        losing = f"{percent(whale.losers / whale.customers)} cost more than they bring"
        layers = [_loss_zone(peak_at, losing), *layers]
        peak = _Words(f"Peak {percent(whale.peak_share)}", "good", "center", -BESIDE)
        layers.append(_mark(peak_at, whale.peak_share, peak, span))
    pixels = HEIGHT / (span[1] - span[0])
    below = _off_total(true, BESIDE, pixels)
    layers.append(_mark(TOP, true, _Words(f"Top 20 % make {percent(true)}", "accent", "left", below), span))
    if guess is not None:
        said = f"Your guess {percent(guess)}"
        if guess >= true:
            words = _Words(said, "warn", "right", _off_total(guess, -BESIDE, pixels))
        else:
            down = max(0, below + APART - (true - guess) * pixels)
            words = _Words(said, "warn", "left", _off_total(guess, down, pixels))
        layers.append(_mark(TOP, guess, words, span))
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=HEIGHT)


def _axis(title: str) -> alt.Axis:
    return alt.Axis(labelExpr=PERCENT, title=title, tickCount=6)


def _span(peak: float, guess: float | None) -> tuple[float, float]:
    """Return the ends of the axis of profit, at whole fifths."""
    shares = (0.0, 1.0, peak, guess or 0.0)
    return floor(min(shares) * 5) / 5, ceil(max(shares) * 5) / 5


def _off_total(profit: float, dy: float, pixels: float) -> float:
    """Return ``dy`` (px, down) of a label at ``profit``, moved on where the line at 100 % runs through it."""
    line = (profit - 1) * pixels
    if abs(dy - line) >= CLEAR:
        return dy
    return line - CLEAR if dy < 0 else line + CLEAR


def _x() -> alt.X:
    return alt.X("customers:Q", axis=_axis(CUSTOMERS), scale=alt.Scale(domain=[0, 1]))


def _y(span: tuple[float, float]) -> alt.Y:
    scale = alt.Scale(domain=list(span), nice=False)
    return alt.Y("profit:Q", axis=_axis("Cumulated share of profit"), scale=scale)


def _curve_line(curve: pd.DataFrame, span: tuple[float, float]) -> alt.Chart:
    line = alt.Chart(curve).mark_line(strokeWidth=4, color=colour("accent"))
    placed: alt.Chart = line.encode(x=_x(), y=_y(span))
    return placed


def _total_line(span: tuple[float, float]) -> alt.Chart:
    rule = alt.Chart(pd.DataFrame({"profit": [1.0]}))
    dashed = rule.mark_rule(strokeDash=[6, 5], strokeWidth=2, color=colour("muted"))
    line: alt.Chart = dashed.encode(y=_y(span))
    return line


def _loss_zone(peak_at: float, words: str) -> alt.LayerChart:
    zone = alt.Chart(pd.DataFrame({"customers": [peak_at], "to": [1.0]}))
    shade = zone.mark_rect(color=data_colour(3), opacity=0.12).encode(x=_x(), x2="to:Q")
    said = zone.mark_text(
        text=words, align="right", dx=-10, dy=-16, fontSize=LABEL + 1, fontWeight="bold", color=colour("bad")
    )
    placed = said.encode(x=alt.X("to:Q", axis=_axis(CUSTOMERS)), y=alt.value(HEIGHT))
    return alt.LayerChart(layer=[shade, placed])


class _Words(NamedTuple):
    """A label: its text, colour, which way it runs from its dot, and how far below (px)."""

    text: str
    colour: str
    align: Literal["left", "center", "right"]
    dy: float


def _mark(customers: float, profit: float, words: _Words, span: tuple[float, float]) -> alt.LayerChart:
    """Mark a point with its label; the curve rises, so the upper left and lower right are clear."""
    dot = pd.DataFrame({"customers": [customers], "profit": [profit]})
    base = alt.Chart(dot).encode(x=_x(), y=_y(span))
    label = base.mark_text(
        text=words.text,
        dy=words.dy,
        dx={"left": 12, "center": 0, "right": 4}[words.align],
        align=words.align,
        color=colour(words.colour),
        fontWeight="bold",
        fontSize=LABEL + 1,
    )
    point = base.mark_point(filled=True, size=180, opacity=1, color=colour(words.colour))
    return alt.LayerChart(layer=[point, label])


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

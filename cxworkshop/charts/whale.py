"""The whale curve: who builds the profit, who takes it away again, and what people guessed."""

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Literal, NamedTuple

import altair as alt
import pandas as pd

from cxworkshop.charts.figures import count, percent
from cxworkshop.charts.sentences import name_group, say_part
from cxworkshop.charts.spreading import spread
from cxworkshop.charts.theme import LABEL, PERCENT, WIDTH, colour, data_colour
from cxworkshop.domain.profit import WhaleCurve, WhaleGroup, WhaleGroupName
from cxworkshop.errors import UndefinedMeasureError

TOP = 0.2
"""The share of customers that the team guesses the profit of."""

HEIGHT = 380
LEFT, RIGHT, ABOVE, BELOW = 98, 44, 74, 62
"""What stands around the plot (px), fixed, so that a zone's place in the picture is known."""

FRAME_TOP = ABOVE / (ABOVE + HEIGHT + BELOW)
FRAME_HEIGHT = HEIGHT / (ABOVE + HEIGHT + BELOW)
"""Where the plot begins, and how tall it is, as shares (0–1) of the SVG's full height."""

BESIDE = 18
"""How far above or below its dot the middle of a label stands (px)."""

APART = 20
"""Least distance between the middles of two labels (px)."""

CLEAR = 12
"""Least distance of a label's middle from the line at 100 % (px)."""

CHARACTER = 8.6
"""Width of a character of a bold label (px), on the wide side."""

SWARM = 16
"""How far people's guesses reach to either side of their line (px)."""

HIGHEST = 2.0
"""A guess beyond this share, and beyond the peak, is drawn there (1 = all)."""

HUES: dict[WhaleGroupName, tuple[int, str]] = {
    "builders": (2, "good"),
    "rest": (4, "muted"),
    "eroders": (3, "bad"),
}
"""Each zone's data colour, and the colour of its words."""


def plot_whale_curve(
    whale: WhaleCurve,
    guess: float | None = None,
    *,
    groups: Sequence[WhaleGroup] = (),
    guesses: Sequence[float] = (),
) -> alt.LayerChart:
    """Draw the cumulated share of profit over the share of customers, the most profitable first.

    Parameters
    ----------
    whale
        The curve.
    guess
        The guess of the share (1 = all) of profit that the top 20 % make; of several people's the middle one.
    groups
        The three cuts, drawn as zones; without them, the stretch that costs money is shaded.
    guesses
        Every person's guess, each a small mark without a name.

    Raises
    ------
    UndefinedMeasureError
        The total profit isn't positive, so shares of it mean nothing.
    """
    if whale.top is None or whale.peak_share is None:
        raise UndefinedMeasureError(whale.refusal or "There is no profit to take shares of.")
    curve = pd.DataFrame([point.model_dump() for point in whale.curve])
    highest = max(HIGHEST, whale.peak_share)
    drawn = [min(max(one, 0.0), highest) for one in guesses]
    middle = None if guess is None else min(max(guess, 0.0), highest)
    span = _span(whale.peak_share, [*drawn, *([] if middle is None else [middle])])
    layers: list[alt.Chart | alt.LayerChart] = [*_zones(whale, groups), _total_line(span)]
    layers.append(_curve_line(curve, span))
    peak_at = whale.peak_at / whale.customers
    if peak_at < 1:
        layers.append(_mark(peak_at, whale.peak_share, _peak_words(peak_at, whale.peak_share), span))
    pixels = HEIGHT / (span[1] - span[0])
    if len(drawn) > 1:
        layers.append(_swarm(drawn, span, pixels))
    true = whale.top["0.2"]
    below = _off_total(true, BESIDE, pixels)
    words = (say_part("charts", "top", share=percent(true)),)
    layers.append(_mark(TOP, true, _Words(words, "accent", "left", below), span))
    if guess is not None and middle is not None:
        said = _guess_words(guess, len(guesses))
        if middle >= true:  # left of its dot and above: the curve comes from below
            label = _Words(said, "warn", "start", _off_total(middle, -APART, pixels))
        else:
            down = max(0, below + APART - (true - middle) * pixels)
            label = _Words((" ".join(said),), "warn", "left", _off_total(middle, down, pixels))
        layers.append(_mark(TOP, middle, label, span))
    return alt.LayerChart(layer=layers).properties(
        width=WIDTH,
        height=HEIGHT,
        autosize="none",
        padding={"left": LEFT, "right": RIGHT, "top": ABOVE, "bottom": BELOW},
    )


def whale_zones(
    whale: WhaleCurve, groups: Sequence[WhaleGroup]
) -> tuple[tuple[WhaleGroupName, float, float], ...]:
    """Return (group, left, width) of each zone of the whale curve, as shares (0–1) of the SVG's full width.

    Groups without customers have no zone, and a curve that was refused has none at all.
    """
    if whale.top is None:
        return ()
    full = LEFT + WIDTH + RIGHT
    return tuple(
        (group.name, (LEFT + start * WIDTH) / full, (end - start) * WIDTH / full)
        for group, start, end in _cuts(whale, groups)
    )


def _cuts(whale: WhaleCurve, groups: Sequence[WhaleGroup]) -> Iterator[tuple[WhaleGroup, float, float]]:
    """Yield each group that has customers, with where it begins and ends (shares of all customers)."""
    before = 0
    for group in groups:
        if group.customers:
            upto = min(before + group.customers, whale.customers)
            yield group, before / whale.customers, upto / whale.customers
            before = upto


def _axis(title: str) -> alt.Axis:
    return alt.Axis(labelExpr=PERCENT, title=title, tickCount=6)


def _span(peak: float, guesses: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the axis of profit, at whole fifths, with room for the peak's label."""
    low, high = min(0.0, *guesses, 0.0), max(1.0, peak, *guesses, 1.0)
    return floor(low * 5) / 5, ceil((high + 0.1 * (high - low)) * 5) / 5


def _off_total(profit: float, dy: float, pixels: float) -> float:
    """Return ``dy`` (px, down) of a label at ``profit``, moved on where the line at 100 % runs through it."""
    line = (profit - 1) * pixels
    if abs(dy - line) >= CLEAR:
        return dy
    return line - CLEAR if dy < 0 else line + CLEAR


def _x() -> alt.X:
    title = say_part("charts", "ranked_customers")
    return alt.X("customers:Q", axis=_axis(title), scale=alt.Scale(domain=[0, 1], nice=False))


def _y(span: tuple[float, float]) -> alt.Y:
    title, extent = say_part("charts", "cumulated"), LEFT - 32  # the rest is the title's
    axis = alt.Axis(labelExpr=PERCENT, title=title, tickCount=6, minExtent=extent, maxExtent=extent)
    return alt.Y("profit:Q", axis=axis, scale=alt.Scale(domain=list(span), nice=False))


def _curve_line(curve: pd.DataFrame, span: tuple[float, float]) -> alt.Chart:
    line = alt.Chart(curve).mark_line(strokeWidth=4, color=colour("accent"))
    placed: alt.Chart = line.encode(x=_x(), y=_y(span))
    return placed


def _total_line(span: tuple[float, float]) -> alt.Chart:
    rule = alt.Chart(pd.DataFrame({"profit": [1.0]}))
    dashed = rule.mark_rule(strokeDash=[6, 5], strokeWidth=2, color=colour("muted"))
    line: alt.Chart = dashed.encode(y=_y(span))
    return line


def _zones(whale: WhaleCurve, groups: Sequence[WhaleGroup]) -> Iterator[alt.LayerChart]:
    cuts = list(_cuts(whale, groups))
    if not cuts:
        if whale.peak_at < whale.customers:
            yield _loss_zone(whale)
        return
    says = [
        (name_group(group.name), say_part("charts", "customers", n=count(group.customers)))
        for group, *_ in cuts
    ]
    lengths = [max(map(len, lines)) * CHARACTER + 14 for lines in says]
    middles = [WIDTH * (start + end) / 2 for _, start, end in cuts]
    places = spread(middles, lengths, 12 - LEFT, WIDTH + RIGHT - 12)
    for (group, start, end), lines, place in zip(cuts, says, places, strict=True):
        data, words = HUES[group.name]
        zone = alt.Chart(pd.DataFrame({"customers": [start], "to": [end]})).encode(x=_x(), x2="to:Q")
        shade = zone.mark_rect(color=data_colour(data), opacity=0.1).encode()
        lid = zone.mark_rect(color=data_colour(data)).encode(y=alt.value(-9), y2=alt.value(-3))
        label = alt.Chart(pd.DataFrame({"customers": [start]})).mark_text(
            text=list(lines),
            fontSize=LABEL,
            fontWeight="bold",
            lineHeight=20,
            baseline="top",
            color=colour(words),
        )
        said = label.encode(x=alt.value(place), y=alt.value(-54))
        yield alt.LayerChart(layer=[shade, lid, said])


def _loss_zone(whale: WhaleCurve) -> alt.LayerChart:
    zone = alt.Chart(pd.DataFrame({"customers": [whale.peak_at / whale.customers], "to": [1.0]}))
    shade = zone.mark_rect(color=data_colour(3), opacity=0.12).encode(x=_x(), x2="to:Q")
    words = say_part("charts", "losing", losers=percent(whale.losers / whale.customers))
    said = zone.mark_text(
        text=words, align="right", dx=-10, dy=-16, fontSize=LABEL + 1, fontWeight="bold", color=colour("bad")
    )
    placed = said.encode(
        x=alt.X("to:Q", axis=_axis(say_part("charts", "ranked_customers"))), y=alt.value(HEIGHT)
    )
    return alt.LayerChart(layer=[shade, placed])


def _swarm(guesses: Sequence[float], span: tuple[float, float], pixels: float) -> alt.Chart:
    """Draw every guess as a small mark; those of about the same share stand side by side."""
    rows: dict[int, list[float]] = {}
    for guess in sorted(guesses):
        rows.setdefault(round(guess * pixels / 9), []).append(guess)
    marks = [
        {
            "profit": guess,
            "customers": TOP + (place - (len(row) - 1) / 2) * min(9, 2 * SWARM / len(row)) / WIDTH,
        }
        for row in rows.values()
        for place, guess in enumerate(row)
    ]
    dots = alt.Chart(pd.DataFrame(marks)).mark_point(
        filled=True, size=60, opacity=0.75, color=data_colour(1), stroke=colour("surface"), strokeWidth=1
    )
    placed: alt.Chart = dots.encode(x=_x(), y=_y(span))
    return placed


class _Words(NamedTuple):
    """A label: its lines, colour, where it runs from its dot, and how far below (px).

    ``start`` begins at the plot's left edge.
    """

    lines: tuple[str, ...]
    colour: str
    align: Literal["left", "center", "right", "start"]
    dy: float


def _peak_words(peak_at: float, peak: float) -> _Words:
    """Return the peak's label, turned away from the guesses on its left and from the edge on its right."""
    align: Literal["left", "center", "right"] = (
        "left" if peak_at < 2 * TOP else "right" if peak_at > 0.9 else "center"  # noqa: PLR2004 - half a label
    )
    return _Words((say_part("charts", "peak", share=percent(peak)),), "good", align, -BESIDE)


def _guess_words(guess: float, people: int) -> tuple[str, ...]:
    share = percent(guess)
    if people > 1:
        return (
            say_part("charts", "middle_guess"),
            say_part("charts", "of_people", share=share, n=count(people)),
        )
    return (say_part("charts", "your_guess"), share)


def _mark(customers: float, profit: float, words: _Words, span: tuple[float, float]) -> alt.LayerChart:
    """Mark a point with its label; the curve rises, so the upper left and lower right are clear."""
    dot = pd.DataFrame({"customers": [customers], "profit": [profit]})
    base = alt.Chart(dot).encode(x=_x(), y=_y(span))
    label = base.mark_text(
        text=list(words.lines),
        dy=words.dy - 10 * (len(words.lines) - 1),
        dx={"left": SWARM + 8, "center": 0, "right": 4, "start": 0}[words.align],
        align="left" if words.align == "start" else words.align,
        lineHeight=20,
        color=colour(words.colour),
        fontWeight="bold",
        fontSize=LABEL + 1,
    )
    if words.align == "start":
        label = label.encode(x=alt.value(4))
    point = base.mark_point(filled=True, size=180, opacity=1, color=colour(words.colour))
    return alt.LayerChart(layer=[point, label])

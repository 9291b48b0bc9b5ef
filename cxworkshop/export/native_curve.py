"""The whale curve as a chart that PowerPoint can edit."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from math import ceil

from pptx.chart.series import XySeries
from pptx.enum.chart import XL_DATA_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide

from cxworkshop import settings
from cxworkshop.charts.figures import count, percent
from cxworkshop.charts.sentences import name_group
from cxworkshop.charts.spreading import spread
from cxworkshop.charts.whale import HIGHEST
from cxworkshop.domain.profit import WhaleCurve
from cxworkshop.export.native import span_axis, write_label
from cxworkshop.export.native_lines import LINE, Axes, Series, as_dots, as_line, as_name, insert_lines
from cxworkshop.export.placing import hex_rgb, rgb
from cxworkshop.export.sources import text
from cxworkshop.export.story import Curve

BELOW = 0.045
"""How far a label stands below its dot, as a share of a chart's height."""

WIDE = 0.17
"""Room for a group's name, as a share of the chart's width."""

TOP = 0.2
HUES = {"builders": "good", "rest": "accent", "eroders": "bad"}


def place_curve(slide: Slide, idx: int, curve: Curve) -> None:
    """Fill a placeholder with the whale curve: its cuts in colours, the guesses, and marked points."""
    whale = curve.whale
    highest = max(HIGHEST, whale.peak_share or 0.0)
    guesses = [_drawn(guess, highest) for guess in curve.guesses]
    series = [
        *_stretches(curve),
        Series(text("whale", "series", "total"), [(0, 1), (1, 1)], as_line(rgb("muted"), 1.75, dashed=True)),
        *_names(curve),
        *_marks(curve, guesses, highest),
    ]
    axes = Axes(text("whale", "axis_x"), text("whale", "axis_y"), "0%", "0%")
    chart = insert_lines(slide, idx, series, axes, curve.alt)
    top = max([1.0, whale.peak_share or 0.0, *guesses])
    span_axis(chart.value_axis, 0, ceil(top * 1.08 * 5) / 5, exact=True)
    span_axis(chart.category_axis, 0, 1, exact=True)


def _drawn(guess: float, highest: float) -> float:
    return min(max(guess, 0.0), highest)


def _cuts(curve: Curve) -> list[tuple[str, str, float, float]]:
    """Return the name, the colour, the beginning and the end of each stretch of the curve."""
    whale = curve.whale
    groups = [group for group in curve.groups if group.customers]
    if groups:
        ends = [sum(group.customers for group in groups[:place]) for place in range(len(groups) + 1)]
        return [
            (name_group(group.name), HUES[group.name], start / whale.customers, end / whale.customers)
            for group, (start, end) in zip(groups, pairwise(ends), strict=True)
        ]
    peak_at = whale.peak_at / whale.customers
    stretches = [("earning", "accent", 0.0, peak_at), ("losing", "bad", peak_at, 1.0)]
    return [
        (text("whale", "series", name), colour, start, end)
        for name, colour, start, end in stretches
        if start < end
    ]


def _stretches(curve: Curve) -> list[Series]:
    stretches = [
        Series(name, _points(curve.whale, start, end), as_line(rgb(colour), 4.5))
        for name, colour, start, end in _cuts(curve)
    ]
    return sorted(stretches, key=lambda stretch: -len(stretch.points))


def _points(whale: WhaleCurve, start: float, end: float) -> list[tuple[float, float]]:
    """Return the curve from ``start`` to ``end`` (shares of customers), both included."""
    inner = [(point.customers, point.profit) for point in whale.curve if start < point.customers < end]
    return [(start, _profit_at(whale, start)), *inner, (end, _profit_at(whale, end))]


def _profit_at(whale: WhaleCurve, customers: float) -> float:
    after = next((point for point in whale.curve if point.customers >= customers), whale.curve[-1])
    before = next((point for point in reversed(whale.curve) if point.customers <= customers), whale.curve[0])
    width = after.customers - before.customers
    part = (customers - before.customers) / width if width else 0.0
    return before.profit + part * (after.profit - before.profit)


def _names(curve: Curve) -> list[Series]:
    """Return the groups' names, side by side above the axis."""
    if not curve.groups:
        return []
    cuts = _cuts(curve)
    middles = spread([(start + end) / 2 for *_, start, end in cuts], [WIDE] * len(cuts), 0, 1)
    return [
        Series(name, [(middle, 0.0)], as_name(rgb(colour), XL_DATA_LABEL_POSITION.ABOVE))
        for (name, colour, *_), middle in zip(cuts, middles, strict=True)
    ]


def _marks(curve: Curve, guesses: Sequence[float], highest: float) -> list[Series]:
    """Return the points that are marked: the truth, the guesses, the peak."""
    whale = curve.whale
    top, peak, peak_at = (whale.top or {})["0.2"], whale.peak_share or 0.0, whale.peak_at / whale.customers
    marks = []
    if len(guesses) > 1:
        dots = as_dots(hex_rgb(settings.theme()["data"][1]), 7)
        marks.append(Series(text("whale", "series", "guesses"), [(TOP, guess) for guess in guesses], dots))
    guess = None if curve.guess is None else _drawn(curve.guess, highest)
    gap = (top - (top if guess is None else guess)) / max(peak, guess or 0.0, 1.0)
    marks.append(_mark(text("whale", "series", "top", share=percent(top)), "top", (TOP, top), gap))
    if guess is not None:
        kind = "middle" if len(guesses) > 1 else "guess"
        name = text("whale", "series", kind, share=percent(guess), n=count(len(guesses)))
        marks.append(_mark(name, "guess", (TOP, guess), gap))
    if peak_at < 1:
        marks.append(
            _mark(text("whale", "series", "peak", share=percent(peak)), "peak", (peak_at, peak), gap)
        )
    return marks


def _mark(name: str, kind: str, point: tuple[float, float], gap: float) -> Series:
    draw: Callable[[XySeries], None] = partial(_draw_mark, kind=kind, gap=gap)
    return Series(name, [point], draw)


def _draw_mark(series: XySeries, kind: str, gap: float) -> None:
    """Draw a dot with its name beside it, clear of the curve, of the line at 100 % and of the others.

    ``gap`` is how far the guess lies below the top's true share, as a share of the chart's height.
    """
    colour = rgb({"top": "accent", "guess": "warn", "peak": "good"}[kind])
    as_dots(colour, 12)(series)
    label = series.points[0].data_label
    write_label(label, series.name.strip(), colour)
    is_above = kind == "peak" or (kind == "guess" and gap <= 0)
    label.position = XL_DATA_LABEL_POSITION.ABOVE if is_above else XL_DATA_LABEL_POSITION.RIGHT
    down = BELOW if kind == "top" else max(0.0, BELOW + LINE - gap)
    x, y = (-0.06, 0.0) if is_above else (0.01, down)
    if kind == "peak" or not (is_above or down):
        return
    label._dLbl.find(qn("c:idx")).addnext(  # noqa: SLF001 - no API for moving a label
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="{x}"/><c:y val="{y:.3f}"/>'
            "</c:manualLayout></c:layout>"
        )
    )

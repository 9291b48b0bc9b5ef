"""Lines that PowerPoint can edit, on axes of values: each series with how it is drawn."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.chart.series import XySeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_DATA_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from cxworkshop import settings
from cxworkshop.charts.figures import short
from cxworkshop.charts.spreading import spread
from cxworkshop.export.native import inert, insert_chart, scaled_format, span_axis, write_axis, write_label
from cxworkshop.export.placing import hex_rgb, rgb
from cxworkshop.export.story import Line, Lines, NumberFormat

LINE = 0.065
"""Height of a label as a share of a chart's height."""

PLOT = (0.13, 0.03, 0.6, 0.77)
"""Left, top, width and height of the plot as shares of the chart: the lines' names stand right of it."""

LONGEST_NAME = 24


class Series(NamedTuple):
    """A series of points (x, y) and what draws it."""

    name: str
    points: Sequence[tuple[float, float]]
    draw: Callable[[XySeries], None]


class Axes(NamedTuple):
    """Titles and number formats of the axes."""

    x_title: str
    y_title: str
    x_format: NumberFormat
    y_format: NumberFormat


def insert_lines(slide: Slide, idx: int, series: Sequence[Series], axes: Axes, alt: str) -> Chart:
    """Fill a placeholder with series, drawn in their order.

    The longest of those drawn first comes first: LibreOffice leaves out a first series that isn't.
    """
    data = XyChartData(number_format=axes.y_format)
    for one in series:
        added = data.add_series(inert(one.name))
        for x, y in one.points:
            added.add_data_point(x, y)
    chart = insert_chart(slide, idx, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data, alt)
    for drawn, one in zip(chart.plots[0].series, series, strict=True):
        one.draw(drawn)
    for axis, title, written, place in (
        (chart.category_axis, axes.x_title, axes.x_format, 0),
        (chart.value_axis, axes.y_title, axes.y_format, 1),
    ):
        largest = max(abs(point[place]) for one in series for point in one.points)
        write_axis(axis, title, scaled_format(written, largest))
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.has_major_gridlines = False
    return chart


def place_lines(slide: Slide, idx: int, lines: Lines) -> None:
    """Fill a placeholder with lines, those that stand out named at their ends, and the points marked."""
    points = [point for line in lines.lines for point in line.points]
    low, high = min(0.0, *(y for _, y in points)), max(0.0, *(y for _, y in points))
    ends = [line for line in lines.lines if line.strong]
    series = [
        *(
            Series(
                short(line.label, LONGEST_NAME), line.points, as_line(colour, 4.5 if line.strong else 2.25)
            )
            for line, colour in zip(lines.lines, _colours(lines.lines), strict=True)
        ),
        *(
            Series(short(line.label, LONGEST_NAME), [(line.points[-1][0], y)], as_name(rgb("ink")))
            for line, y in zip(ends, _names_at(ends, low, high), strict=True)
        ),
        *(Series(name, [(x, y)], as_mark(rgb("ink"))) for name, x, y in lines.marks),
    ]
    if lines.today:
        name, x = lines.today
        series.append(Series(name, [(x, low), (x, high)], _draw_today))
    axes = Axes(lines.x_axis, lines.y_axis, lines.x_format, lines.y_format)
    chart = insert_lines(slide, idx, series, axes, lines.alt)
    span_axis(chart.value_axis, low, high + (2 * LINE * (high - low) if lines.today else 0))
    span_axis(chart.category_axis, min(x for x, _ in points), max(x for x, _ in points))
    _set_plot(chart)


def _colours(lines: Sequence[Line]) -> list[RGBColor]:
    hues = iter(settings.theme()["data"] * len(lines))
    return [hex_rgb(next(hues) if line.strong else settings.theme()["data-weak"]) for line in lines]


def _names_at(lines: Sequence[Line], low: float, high: float) -> list[float]:
    """Return how high each line's name stands, in the lines' order: at its end, clear of the others."""
    room = (high - low) or 1.0
    order = sorted(range(len(lines)), key=lambda place: lines[place].points[-1][1])
    wanted = [lines[place].points[-1][1] for place in order]
    placed = spread(wanted, [1.3 * LINE / PLOT[3] * room] * len(order), low - room, high + room)
    found = dict(zip(order, placed, strict=True))
    return [found[place] for place in range(len(lines))]


def _set_plot(chart: Chart) -> None:
    """Fix the place of the plot, so that there is room for the lines' names."""
    values = "".join(
        f'<c:{name} val="{value}"/>' for name, value in zip(("x", "y", "w", "h"), PLOT, strict=True)
    )
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{values}</c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")  # noqa: SLF001 - no API for the plot's place
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def as_line(colour: RGBColor, width: float, *, dashed: bool = False) -> Callable[[XySeries], None]:
    """Return what draws a series as a line; ``width`` in points."""

    def draw(series: XySeries) -> None:
        series.smooth = False
        series.format.line.color.rgb = colour
        series.format.line.width = Pt(width)
        if dashed:
            series.format.line.dash_style = MSO_LINE.DASH

    return draw


def as_dots(colour: RGBColor, size: int) -> Callable[[XySeries], None]:
    """Return what draws a series as dots; ``size`` in points."""

    def draw(series: XySeries) -> None:
        series.format.line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, size
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour
        series.marker.format.line.fill.background()

    return draw


def as_mark(colour: RGBColor) -> Callable[[XySeries], None]:
    """Return what draws a series of one point as a dot with its name above."""

    def draw(series: XySeries) -> None:
        as_dots(colour, 10)(series)
        write_label(series.points[0].data_label, series.name.strip(), colour)
        series.points[0].data_label.position = XL_DATA_LABEL_POSITION.ABOVE

    return draw


def as_name(
    colour: RGBColor, position: XL_DATA_LABEL_POSITION = XL_DATA_LABEL_POSITION.RIGHT
) -> Callable[[XySeries], None]:
    """Return what draws a series of one point as its name alone."""

    def draw(series: XySeries) -> None:
        series.format.line.fill.background()
        series.marker.style = XL_MARKER_STYLE.NONE
        write_label(series.points[0].data_label, series.name.strip(), colour)
        series.points[0].data_label.position = position

    return draw


def _draw_today(series: XySeries) -> None:
    as_line(rgb("ink"), 1.75, dashed=True)(series)
    write_label(series.points[1].data_label, series.name.strip(), rgb("ink"))
    series.points[1].data_label.position = XL_DATA_LABEL_POSITION.ABOVE

"""Charts that PowerPoint can edit: bars with intervals, and what all charts share."""

import re
from math import ceil, floor, log10

from pptx.chart.axis import CategoryAxis, ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, ChartData
from pptx.chart.datalabel import DataLabel
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_DATA_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from cxworkshop import settings
from cxworkshop.charts.figures import clean, money, percent
from cxworkshop.export.placing import describe, rgb
from cxworkshop.export.story import Bar, Bars, NumberFormat

LABEL = 14
SERIES = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2)
ROOM_FOR_VALUE = 0.2
"""Share of the longest bar below which there is no room for its value inside it."""

FEW = 5
"""Amounts below which an axis has cents."""


def place_bars(slide: Slide, idx: int, bars: Bars) -> None:
    """Fill a placeholder with a bar chart, its intervals as error bars."""
    data = CategoryChartData(number_format=bars.number_format)
    first = next(iter(bars.series.values()))
    data.categories = [inert(_category(bar, bars)) for bar in first]
    for name, row in bars.series.items():
        data.add_series(inert(name), [bar.value for bar in row])
    chart = insert_chart(slide, idx, XL_CHART_TYPE.BAR_CLUSTERED, data, bars.alt)
    chart.plots[0].gap_width = 45
    chart.plots[0].overlap = -5
    for series, row, colour in zip(chart.plots[0].series, bars.series.values(), SERIES, strict=False):
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour
        _add_intervals(series, row)
    if len(bars.series) == 1:
        _mark_rows(chart.plots[0].series[0], first, bars)
    else:
        _add_legend(chart)
    _rows_axis(chart.category_axis)
    largest = max(abs(end) for row in bars.series.values() for bar in row for end in (bar.low, bar.high))
    written = "General" if bars.scale else scaled_format(bars.number_format, largest)
    write_axis(chart.value_axis, bars.axis, written)
    chart.value_axis._element.find(qn("c:crosses")).set("val", "max")  # noqa: SLF001 - below, though rows run down
    _span(chart.value_axis, bars)


def _mark_rows(series: BarSeries, row: tuple[Bar, ...], bars: Bars) -> None:
    """Grey what isn't the point, and write values into the bars; short bars have them in their label."""
    for place, bar in enumerate(row):
        point = series.points[place]
        if not bar.strong:
            point.format.fill.solid()
            point.format.fill.fore_color.rgb = RGBColor.from_string(settings.theme()["data-weak"][1:])
        if _has_room(bar, bars):
            label = point.data_label
            label.position = XL_DATA_LABEL_POSITION.INSIDE_BASE
            write_label(label, _shown(bar.value, bars.number_format), rgb("surface" if bar.strong else "ink"))


def _has_room(bar: Bar, bars: Bars) -> bool:
    start = bars.scale[0] if bars.scale else 0.0
    longest = max(abs(other.high - start) for row in bars.series.values() for other in row)
    free = min(abs(bar.low - start), abs(bar.high - start))  # up to where its interval begins
    return (bar.low - start) * (bar.high - start) > 0 and free >= ROOM_FOR_VALUE * longest


def _category(bar: Bar, bars: Bars) -> str:
    """Return a row's label, with the value that finds no room in a short bar."""
    alone = len(bars.series) == 1 and not _has_room(bar, bars)
    return f"{bar.label}: {_shown(bar.value, bars.number_format)}" if alone else bar.label


def _shown(value: float, number_format: str) -> str:
    if number_format == "0%":
        return percent(value)
    return f"{value:.1f}" if number_format == "0.0" else money(value)


def write_label(label: DataLabel, words: str, colour: RGBColor) -> None:
    """Write a data label of one line."""
    frame = label.text_frame
    frame.text = words
    frame.word_wrap = False
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(LABEL), True
    font.color.rgb = colour


def inert(label: str) -> str:
    """Return a label that the chart's workbook keeps as text: no formula, no link."""
    label = clean(label)
    return f"\N{NO-BREAK SPACE}{label}" if re.match(r"\s*([=+\-@{]|\w+:)", label) else label


def insert_chart(slide: Slide, idx: int, kind: XL_CHART_TYPE, data: ChartData, alt: str) -> Chart:
    """Put a chart into a placeholder, without title and legend."""
    frame = slide.placeholders[idx].insert_chart(kind, data)
    frame.name = "Chart"
    describe(frame, alt)
    chart = frame.chart
    chart.has_title = False
    chart.has_legend = False
    chart.font.size = Pt(LABEL)
    chart.font.color.rgb = rgb("ink")
    return chart


def _add_legend(chart: Chart) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(LABEL)


def _rows_axis(axis: CategoryAxis) -> None:
    """List the categories from top to bottom, left of all bars, also of negative ones."""
    axis.reverse_order = True
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')  # no label is left out for lack of room
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(every)  # noqa: SLF001 - no API for it
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb("muted")


def write_axis(axis: CategoryAxis | ValueAxis, title: str, number_format: str) -> None:
    """Give an axis of values its title, format and faint lines."""
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb("line")
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.number_format = number_format
    axis.tick_labels.number_format_is_linked = False
    axis.has_title = True
    axis.axis_title.text_frame.text = title
    font = axis.axis_title.text_frame.paragraphs[0].font
    font.size, font.bold = Pt(LABEL), False
    font.color.rgb = rgb("muted")


def _span(axis: ValueAxis, bars: Bars) -> None:
    """Let the axis hold the intervals too: PowerPoint looks at the bars only."""
    rows = [bar for row in bars.series.values() for bar in row]
    if bars.scale:
        span_axis(axis, *bars.scale, exact=True)
    else:
        span_axis(axis, min(0.0, *(bar.low for bar in rows)), max(0.0, *(bar.high for bar in rows)))


def scaled_format(number_format: NumberFormat, largest: float) -> str:
    """Return the format of an axis up to ``largest``: amounts are short, 0.50, 20 k or 1.5 M."""
    if number_format != "#,##0":
        return number_format
    if largest < FEW:
        return "0.00"
    for start, scaled in ((1e9, '#,##0.0,,," bn"'), (1e6, '#,##0.0,," M"'), (1e5, '#,##0," k"')):
        if largest >= start:
            return scaled
    return number_format


def span_axis(axis: CategoryAxis | ValueAxis, low: float, high: float, *, exact: bool = False) -> None:
    """Let an axis span from ``low`` to ``high``, or the round numbers around them, in round steps."""
    power = 10 ** floor(log10((high - low) / 5 or 1))
    step = next(power * part for part in (1, 2, 5, 10) if power * part * 5.5 >= high - low)
    if not exact:
        low, high = floor(low / step) * step, ceil(high / step) * step or step
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, step


def _add_intervals(series: BarSeries, row: tuple[Bar, ...]) -> None:
    """Write the intervals as error bars with values of their own; python-pptx has no API for them."""
    if all(bar.low == bar.high for bar in row):
        return
    plus = _numbers([max(bar.high - bar.value, 0) for bar in row])
    minus = _numbers([max(bar.value - bar.low, 0) for bar in row])
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{plus}</c:plus><c:minus>{minus}</c:minus>'
        '<c:spPr><a:ln w="22225"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )
    series._element.find(qn("c:cat")).addprevious(bars)  # noqa: SLF001 - see above


def _numbers(values: list[float]) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>' for place, value in enumerate(values))
    return (
        f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'
    )

"""The emotional curve as a chart that PowerPoint can edit."""

from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise

from pptx.chart.series import XySeries
from pptx.enum.chart import XL_DATA_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.slide import Slide

from cxworkshop.charts.figures import short
from cxworkshop.charts.spreading import spread
from cxworkshop.export.native import span_axis, write_label
from cxworkshop.export.native_lines import Axes, Series, as_dots, as_line, as_name, insert_lines
from cxworkshop.export.placing import rgb
from cxworkshop.export.story import Feelings, Felt

WIDTH = 62
"""Characters that find room side by side above the curve."""

APART = 2
"""Characters that keep names of stages apart."""

SHORTEST = 5
"""Fewest characters that a stage's name is cut to; where there is less room, none has a name."""

HEADROOM = 0.4
"""How far above the scale of feelings the stages' names stand."""

ROOM = 0.8
"""Room for them above the scale."""

SIGNED = '0;"\N{MINUS SIGN}"0'
"""Number format of the scale."""


def place_feelings(slide: Slide, idx: int, feelings: Feelings) -> None:
    """Fill a placeholder with the curve: stages side by side, gaps where nobody has said, ends named."""
    points, (low, high) = feelings.points, feelings.scale
    ends = (0.5, len(points) + 0.5)
    runs = sorted(_runs(points), key=lambda run: -len(run))
    series = [
        *(Series(feelings.y_axis, run, _draw_run) for run in runs),
        Series("0", [(ends[0], 0.0), (ends[1], 0.0)], as_line(rgb("muted"), 1)),
        *_stages(points, low, high),
        *(
            Series(point.name, [(place, point.height)], _draw_peak if point.is_peak else _draw_pain)
            for place, point in enumerate(points, start=1)
            if point.name and point.height is not None
        ),
    ]
    axes = Axes(feelings.x_axis, feelings.y_axis, "0", "0")
    chart = insert_lines(slide, idx, series, axes, feelings.alt)
    span_axis(chart.value_axis, low, high + ROOM, exact=True)
    chart.value_axis.major_unit = 1
    chart.value_axis.tick_labels.number_format = SIGNED
    span_axis(chart.category_axis, *ends, exact=True)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.value_axis.has_major_gridlines = False


def _runs(points: tuple[Felt, ...]) -> Iterator[list[tuple[float, float]]]:
    """Yield the stretches of touchpoints that follow each other and have a feeling."""
    placed = list(enumerate(points, start=1))
    for is_felt, run in groupby(placed, key=lambda item: item[1].height is not None):
        if is_felt:
            yield [(place, point.height or 0.0) for place, point in run]


def _stages(points: tuple[Felt, ...], low: float, high: float) -> Iterator[Series]:
    """Yield each stage's name above its touchpoints, and a line where the next one begins."""
    sizes = [(stage, len(list(members))) for stage, members in groupby(points, key=lambda point: point.stage)]
    begins = list(accumulate((size for _, size in sizes), initial=0.5))
    for (stage, _), begin in zip(sizes[1:], begins[1:], strict=False):
        yield Series(stage, [(begin, low), (begin, high + HEADROOM)], as_line(rgb("line"), 1.25))
    longest = WIDTH // max(len(sizes), 1) - APART
    if longest < SHORTEST:
        return
    whole = sum(len(stage) + APART for stage, _ in sizes) <= WIDTH
    names = [stage if whole else short(stage, longest) for stage, _ in sizes]
    lengths = [(len(name) + APART) * len(points) / WIDTH for name in names]
    middles = [(begin + end) / 2 for begin, end in pairwise(begins)]
    for name, middle in zip(names, spread(middles, lengths, begins[0], begins[-1]), strict=True):
        if name:
            yield Series(
                name, [(middle, high + HEADROOM)], as_name(rgb("muted"), XL_DATA_LABEL_POSITION.ABOVE)
            )


def _draw_run(series: XySeries) -> None:
    as_dots(rgb("accent"), 9)(series)
    as_line(rgb("accent"), 3.5)(series)


def _draw_peak(series: XySeries) -> None:
    _draw_named(series, "good", XL_DATA_LABEL_POSITION.ABOVE)


def _draw_pain(series: XySeries) -> None:
    _draw_named(series, "bad", XL_DATA_LABEL_POSITION.BELOW)


def _draw_named(series: XySeries, colour: str, position: XL_DATA_LABEL_POSITION) -> None:
    as_dots(rgb(colour), 13)(series)
    label = series.points[0].data_label
    write_label(label, series.name.strip(), rgb(colour))
    label.position = position

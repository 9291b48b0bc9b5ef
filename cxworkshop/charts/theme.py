"""The one Altair theme: the colours and font of pages and slides, sizes for a projector."""

from typing import cast

import altair as alt

from cxworkshop import settings

LABEL = 15
"""Font size of labels (px); nothing on a chart is smaller."""

WIDTH = 620
ROW = 44
"""Height of a row in charts that list things (px)."""


PERCENT = "format(datum.value * 100, ',.0f') + '\u00a0%'"
"""Vega expression that writes an axis label as per cent, as the rest of the product does."""

AMOUNT = (
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~f') + '\u00a0bn' : "
    "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~f') + '\u00a0M' : "
    "abs(datum.value) >= 1e4 ? format(datum.value / 1e3, ',~f') + '\u00a0k' : "
    "format(datum.value, ',~f')"
)
"""Vega expression that writes an axis label as an amount: 500, 20 k, 1.5 M."""


def colour(name: str) -> str:
    """Return a colour of the theme by its name, e.g. ``accent``."""
    return str(settings.theme()["colour"][name])


def data_colour(place: int) -> str:
    """Return the colour for the data series at ``place`` (0 = first)."""
    return str(settings.theme()["data"][place])


def weak_colour() -> str:
    """Return the colour for data that are not the point."""
    return str(settings.theme()["data-weak"])


@alt.theme.register("cxworkshop", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    ink, muted, line = colour("ink"), colour("muted"), colour("line")
    font = {"labelFontSize": LABEL, "titleFontSize": LABEL, "labelColor": ink, "titleColor": muted}
    config = {
        "background": colour("surface"),
        "font": f"{settings.theme()['font']}, Liberation Sans, Helvetica, sans-serif",
        "padding": 12,
        "view": {"stroke": None, "continuousWidth": WIDTH, "continuousHeight": 380},
        "range": {"category": settings.theme()["data"]},
        "axis": {
            **font,
            "titleFontWeight": "normal",
            "titlePadding": 12,
            "labelPadding": 8,
            "labelLimit": 400,
            "gridColor": line,
            "domainColor": line,
            "tickColor": line,
            "ticks": False,
            "domain": False,
        },
        "legend": {**font, "orient": "top", "title": None, "symbolSize": 160, "labelLimit": 320},
        "header": {**font, "titleFontSize": LABEL, "labelFontWeight": "bold"},
        "text": {"fontSize": LABEL, "color": ink},
    }
    return cast("alt.theme.ThemeConfig", {"config": config})

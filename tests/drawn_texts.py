"""What a chart says, read from its SVG."""

from xml.etree import ElementTree as ET

import altair as alt

from cxworkshop.charts.svg import to_svg

SVG = "{http://www.w3.org/2000/svg}"


def texts(chart: alt.TopLevelMixin) -> list[str]:
    """Return the chart's texts, the lines of one text joined."""
    return texts_of(to_svg(chart))


def texts_of(svg: str) -> list[str]:
    """Return the texts of a drawn chart."""
    root = ET.fromstring(svg)  # noqa: S314 - made here
    found = ("".join(element.itertext()).strip() for element in root.iter(f"{SVG}text"))
    return [text.replace("\u00a0", " ") for text in found]

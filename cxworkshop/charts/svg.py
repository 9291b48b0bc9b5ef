"""A chart as SVG, drawn here: no browser, no network."""

from typing import Any

import altair as alt
import vl_convert

from cxworkshop.charts import theme as _registers_the_theme  # noqa: F401 - charts are drawn in our theme
from cxworkshop.charts.figures import clean


def to_svg(chart: alt.TopLevelMixin) -> str:
    """Return the chart as SVG text; it refers to nothing outside itself."""
    # Its parts were validated when they were made; to do so again as a whole takes longer than to draw it.
    svg: str = vl_convert.vegalite_to_svg(_cleaned(chart.to_dict(validate=False)))
    return svg


def _cleaned(spec: Any) -> Any:  # noqa: ANN401 - any JSON
    """Take control characters out of all texts: one of them would bring the whole process down."""
    match spec:
        case str():
            return clean(spec)
        case dict():
            return {key: _cleaned(value) for key, value in spec.items()}
        case list():
            return [_cleaned(value) for value in spec]
        case _:
            return spec

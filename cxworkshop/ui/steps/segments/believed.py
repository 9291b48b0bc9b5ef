"""One believed figure as a slider, and as a number field for exact values."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from cxworkshop.charts.figures import money, percent
from cxworkshop.domain.costs import Believed
from cxworkshop.ui.widgets.fields import exact_field, slider_field

_SHARE = 100
"""A margin is shown in per cent."""


class BelievedField:
    """A slider and a number field that say the same.

    Parameters
    ----------
    figure
        What is believed now, and its range.
    words
        The texts of the section.
    on_move
        Called with the figure at its new value, once it is let go.
    currency
        Of the amounts, where it is known.

    Attributes
    ----------
    figure
        The figure at the value that the fields show.
    """

    def __init__(
        self,
        figure: Believed,
        words: dict[str, Any],
        on_move: Callable[[Believed], None],
        currency: str | None = None,
    ) -> None:
        self.figure, self._on_move = figure, on_move
        self._scale = _SHARE if figure.kind == "margin" else 1
        low, high = (believed_value(figure, end, currency) for end in (figure.low, figure.high))
        label = words["range"].format(label=believed_label(figure, words), low=low, high=high)
        ends = (figure.low * self._scale, figure.high * self._scale, figure.value * self._scale)
        self.slider, self.exact = (
            slider_field(label, *ends),
            exact_field(words["exact"].format(label=label), *ends),
        )
        for field in (self.slider, self.exact):
            field.observe(self._moved, "value")
        self.box = w.Box([self.slider, self.exact]).add_class("cx-believed")

    def enter(self, value: float) -> None:
        """Show a value without telling anybody."""
        self.figure = self.figure.at(value)
        self.slider.value = self.exact.value = self.figure.value * self._scale

    def _moved(self, change: dict[str, Any]) -> None:
        moved = self.figure.at(change["new"] / self._scale)
        if abs(moved.value - self.figure.value) * self._scale > _least(self.slider):
            self.enter(moved.value)
            self._on_move(self.figure)


def _least(slider: w.FloatSlider) -> float:
    """Return the smallest difference that counts: less comes of rounding to and fro."""
    return float(slider.step) / 1000


def believed_label(figure: Believed, words: dict[str, Any]) -> str:
    """Return what a believed figure is called on a page."""
    return str(words[figure.kind]).format(event=figure.name)


def believed_value(figure: Believed, value: float, currency: str | None = None) -> str:
    """Return a value of the figure: a margin in per cent, the others in money."""
    return percent(value, 1).replace(".0", "") if figure.kind == "margin" else money(value, currency)

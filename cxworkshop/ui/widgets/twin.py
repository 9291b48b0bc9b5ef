"""A number as a slider, and as a field for exact values: both say the same."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from cxworkshop.ui.widgets.fields import exact_field, slider_field


class TwinField:
    """A slider and a number field that say the same.

    Parameters
    ----------
    label, exact
        What slider and field are called.
    low, high, step
        The range, and the smallest move.
    value
        What they show at first.
    on_move
        Called when either was let go at another value.

    Attributes
    ----------
    slider
        Holds the value.
    """

    def __init__(  # noqa: PLR0913 - a range has this many numbers
        self,
        label: str,
        exact: str,
        *,
        low: float,
        high: float,
        step: float,
        value: float,
        on_move: Callable[[], None],
    ) -> None:
        self._on_move = on_move
        self.slider = slider_field(label, low, high, value)
        self.exact = exact_field(exact, low, high, value)
        self.slider.step = self.exact.step = step
        for field in (self.slider, self.exact):
            field.observe(self._moved, "value")
        self.box = w.Box([self.slider, self.exact]).add_class("cx-believed")

    def _moved(self, change: dict[str, Any]) -> None:
        if self.slider.value == self.exact.value:
            self._on_move()
        else:
            self.slider.value = self.exact.value = change["new"]

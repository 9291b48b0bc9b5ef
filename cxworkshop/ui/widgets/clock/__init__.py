"""A countdown that ticks in the page: nothing is sent while it runs."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import anywidget
import traitlets as t

_HERE = Path(__file__).parent


class Clock(anywidget.AnyWidget):
    """How much time is left, and when it ends; nothing where no time is set.

    Parameters
    ----------
    words
        ``clock`` of ``templates/texts/desk.yaml``.

    Attributes
    ----------
    ends
        When, in seconds since 1970; 0 for no time set.
    """

    _esm = (_HERE / "clock.js").read_text("utf-8")
    _css = (_HERE / "clock.css").read_text("utf-8")

    ends = t.Float().tag(sync=True)
    words = t.Dict().tag(sync=True)

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(words=dict(words))
        self.until(None)

    def until(self, ends: datetime | None) -> None:
        """Count down to this moment."""
        self.ends = ends.timestamp() if ends else 0.0
        self.layout.display = "" if ends else "none"

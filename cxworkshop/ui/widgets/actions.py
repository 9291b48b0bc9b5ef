"""Buttons that do something, with what came of it beside them."""

import re
from collections.abc import Callable
from datetime import datetime
from html import escape

import ipywidgets as w

from cxworkshop.errors import WorkshopError
from cxworkshop.settings import texts


class Action:
    """A button, its progress and its outcome in one row.

    Parameters
    ----------
    label
        What the button does, as a verb.
    act
        Called on a click with this action; returns the sentence to show as outcome. A
        :class:`WorkshopError` is shown as its sentence; the page goes on.
    primary
        Whether this is the main button of its section.
    """

    def __init__(self, label: str, act: Callable[["Action"], str], *, primary: bool = True) -> None:
        self._act = act
        self.button = w.Button(description=label, button_style="primary" if primary else "")
        self.button.layout.width = "auto"
        self._progress = w.FloatProgress(min=0.0, max=1.0, layout=w.Layout(display="none", width="200px"))
        self._outcome = w.HTML()
        self._outcome.add_class("cx-outcome")
        self.button.on_click(lambda _: self.run())
        self.row = w.HBox([self.button, self._progress, self._outcome])
        self.row.add_class("cx-action")

    def run(self) -> None:
        """Do it, as a click would."""
        self.button.disabled = True
        self.clear()
        try:
            self.say(self._act(self))
        except WorkshopError as error:
            self._show(in_page_words(str(error)), "cx-error", "alert")
        except Exception as error:
            # A page has no other place to tell that its button failed; a notebook shows the traceback too.
            self._show(texts("common")["failed"].format(error=type(error).__name__), "cx-error", "alert")
            raise
        finally:
            self._progress.layout.display = "none"
            self.button.disabled = False

    def clear(self) -> None:
        """Take back what came of it last."""
        self.say("")

    def say(self, text: str) -> None:
        """Show what came of it, or what is being done."""
        self._show(text, "cx-saved", "status")

    def progress(self, done: float) -> None:
        """Show how far the work is; ``done`` runs from 0 to 1."""
        self._progress.value = done
        self._progress.layout.display = ""

    def _show(self, text: str, kind: str, role: str) -> None:
        self._outcome.value = f'<span class="{kind}" role="{role}">{escape(text)}</span>'


def in_page_words(sentence: str) -> str:
    """Return an error's sentence as a page says it: what to type on a command line becomes what to press."""
    for typed, pressed in texts("common")["in_page"].items():
        sentence = re.sub(typed, pressed, sentence)
    return sentence


def saved() -> str:
    """Return the outcome of saving, with the time of day."""
    pattern: str = texts("common")["saved"]
    return pattern.format(time=datetime.now().astimezone().strftime("%H:%M"))

"""What opens on a press of its title: a button, so that keyboard and phone reach it."""

import ipywidgets as w

from cxworkshop.ui.widgets.children import put_children

_CLOSED, _OPENED = "▸", "▾"


class Fold:
    """A title that opens and closes what stands under it. What is closed keeps what was typed in it.

    Parameters
    ----------
    title
        What the button says.
    inside
        What it opens.
    opened
        Whether it is open from the start.
    """

    def __init__(self, title: str, inside: w.Widget, *, opened: bool = False) -> None:
        self._title, self._inside, self._opened = title, inside, opened
        self.button = w.Button(layout=w.Layout(width="auto")).add_class("cx-fold-button")
        self.button.on_click(lambda _: self.open(opened=not self._opened))
        self.box = w.VBox().add_class("cx-folding")
        self.open(opened=opened)

    @property
    def opened(self) -> bool:
        """Whether what stands inside can be seen."""
        return self._opened

    def open(self, *, opened: bool = True) -> None:
        """Open or close it."""
        self._opened = opened
        self.entitle(self._title)
        put_children(self.box, self.button, *((self._inside,) if opened else ()))

    def entitle(self, title: str) -> None:
        """Say something else on the button."""
        self._title = title
        self.button.description = f"{_OPENED if self._opened else _CLOSED} {title}"

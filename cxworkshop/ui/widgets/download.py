"""A button that makes a file and then offers it for download, in a page as in JupyterLab."""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from mimetypes import guess_type

import ipywidgets as w

from cxworkshop.ui.widgets.actions import Action


class Download:
    """Makes a file on a click; the link carries the file itself, so it needs no server route.

    Parameters
    ----------
    label, about
        The button's text, and one line on what the file is.
    name
        The file's name.
    make
        Returns the file's content.
    ready, link
        Patterns of the outcome ({file}, {size} in kB) and of the link ({file}).
    """

    def __init__(  # noqa: PLR0913 - one text per place
        self, *, label: str, about: str, name: str, make: Callable[[], bytes], ready: str, link: str
    ) -> None:
        self._name, self._make, self._ready, self._text = name, make, ready, link
        self.action = Action(label, self._run)
        self.link = w.HTML()
        self.box = w.VBox([self.action.row, w.HTML(f"<p>{escape(about)}</p>"), self.link]).add_class(
            "cx-card"
        )

    def clear(self) -> None:
        """Take the file back: it no longer says what the workshop says."""
        self.link.value = ""
        self.action.clear()

    def _run(self, action: Action) -> str:
        self.link.value = ""
        action.progress(0.5)
        content = self._make()
        kind = guess_type(self._name)[0] or "application/octet-stream"
        self.link.value = (
            f'<a class="cx-download" download="{escape(self._name)}" '
            f'href="data:{kind};base64,{b64encode(content).decode()}">'
            f"{escape(self._text.format(file=self._name))}</a>"
        )
        return self._ready.format(file=self._name, size=f"{max(1, len(content) // 1000):,}")

"""What can be seen: hidden rather than taken out, so that the focus stays where it is."""

import ipywidgets as w


def show_where(shown: bool, *widgets: w.DOMWidget) -> None:  # noqa: FBT001 - it reads as a sentence
    """Show widgets, or hide them."""
    for widget in widgets:
        widget.layout.display = "" if shown else "none"

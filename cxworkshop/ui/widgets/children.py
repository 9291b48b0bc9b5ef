"""What stands in a box: put there only where it changes, and let go of when it is shown no more."""

from collections.abc import Iterable

import ipywidgets as w


def put_children(box: w.Box, *children: w.Widget) -> None:
    """Let a box hold these widgets; where it does so already, nothing is sent and the focus stays."""
    if box.children != children:
        box.children = children


def renew_children(box: w.Box, children: Iterable[w.Widget]) -> None:
    """Let a box hold these widgets, and close those that it held before and now doesn't."""
    before = box.children
    put_children(box, *children)
    for child in before:
        if child not in box.children:
            _close(child)


def _close(widget: w.Widget) -> None:
    """Close a widget and all that stands in it; the page and the kernel would keep them otherwise."""
    for child in getattr(widget, "children", ()):
        _close(child)
    widget.close()

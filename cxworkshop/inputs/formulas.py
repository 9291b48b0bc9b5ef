"""Text in tables that a spreadsheet must not run as a formula, and back.

A spreadsheet takes a cell that begins with = + - @ (or their wide forms) for a formula. It also cuts a cell
in two where it expects other separators than the file has, as Excel does with commas in much of Europe, so a
sign after ; tab or a line's end is as dangerous. One apostrophe before the sign makes it text.
"""

import re

_SIGNS = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
_HARMFUL = re.compile(rf"(?:\A|[;\t\r\n]) *'*(?={_SIGNS})")
_GUARDED = re.compile(rf"((?:\A|[;\t\r\n]) *'*)'(?={_SIGNS})")
_HARMFUL_START = re.compile(r"\A'*(?=[\t\r\n])")
_GUARDED_START = re.compile(r"\A('*)'(?=[\t\r\n])")


def neutralise(text: str) -> str:
    """Return a cell's text with an apostrophe before whatever would start a formula."""
    return _HARMFUL_START.sub(r"\g<0>'", _HARMFUL.sub(r"\g<0>'", text))


def restore(cell: str) -> str:
    """Return the text that :func:`neutralise` made into this cell."""
    return _GUARDED.sub(r"\1", _GUARDED_START.sub(r"\1", cell))

"""Words on a page: every value is escaped, classes come from the ``cx`` style sheet."""

import re
from collections.abc import Iterable, Sequence
from html import escape

_FIGURE = re.compile(r"\d")
_NOT_FIGURES = re.compile(r"(?<![^\W\d])(?!(?:k|M|bn|to)\b)[^\W\d]")
"""A letter that isn't part of a unit or of "12 to 15"."""


def prose_html(text: str) -> str:
    """Return a paragraph."""
    return f"<p>{escape(text)}</p>"


def heading_html(text: str) -> str:
    """Return a heading inside a section."""
    return f"<h3>{escape(text)}</h3>"


def callout_html(text: str, kind: str = "note") -> str:
    """Return a boxed remark; ``kind`` is note, warn or bad."""
    return f'<div class="cx-callout {escape(kind)}">{escape(text)}</div>'


def empty_html(text: str) -> str:
    """Return what stands where there is nothing yet: it says what to do."""
    return f'<div class="cx-empty">{escape(text)}</div>'


def sentence_html(text: str) -> str:
    """Return a decision's sentence, large."""
    return f'<blockquote class="cx-sentence">{escape(text)}</blockquote>'


def list_html(items: Iterable[str]) -> str:
    """Return a bulleted list."""
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def table_html(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; columns that read as numbers are set right, their heading too."""
    lines = [tuple(row) for row in rows]
    numeric = [_numeric([line[place] for line in lines]) for place in range(len(columns))]
    head = _cells('th scope="col"', columns, numeric)
    body = "".join(f"<tr>{_cells('td', line, numeric)}</tr>" for line in lines)
    return (
        f'<div class="cx-table-frame"><table class="cx-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def exhibit_html(finding: str, svg: str, source: str) -> str:
    """Return a chart under its finding, which screen readers read out for it too, with its source line."""
    return (
        f'<section class="cx-exhibit">{heading_html(finding)}<figure class="cx-chart">'
        f"{chart_html(finding, svg)}<figcaption>{escape(source)}</figcaption></figure></section>"
    )


def chart_html(finding: str, svg: str) -> str:
    """Return a chart alone, as wide as what it stands in; screen readers read the finding out for it."""
    fluid = svg.replace("<svg ", '<svg aria-hidden="true" style="display:block;width:100%;height:auto" ', 1)
    return f'<div role="img" aria-label="{escape(finding)}">{fluid}</div>'


def fold_html(title: str, inside: str) -> str:
    """Return what opens on a press of its title; ``inside`` is HTML."""
    return f'<details class="cx-fold"><summary>{escape(title)}</summary>{inside}</details>'


def small_html(text: str) -> str:
    """Return a remark in small print."""
    return f'<p class="cx-small">{escape(text)}</p>'


def _numeric(cells: Sequence[str]) -> bool:
    """Return whether a column holds figures: amounts, shares, intervals ("12 to 15"), "–" for none."""
    return any(map(_FIGURE.search, cells)) and all(not _NOT_FIGURES.search(cell) for cell in cells)


def _cells(tag: str, cells: Sequence[str], numeric: Sequence[bool]) -> str:
    name = tag.partition(" ")[0]
    opened = {right: f"<{tag} class='number'>" if right else f"<{tag}>" for right in (True, False)}
    return "".join(
        f"{opened[right]}{escape(cell)}</{name}>" for cell, right in zip(cells, numeric, strict=True)
    )

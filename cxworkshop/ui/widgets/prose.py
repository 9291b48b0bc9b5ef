"""Words on a page: every value is escaped, classes come from the ``cx`` style sheet."""

from collections.abc import Iterable, Sequence
from html import escape


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
    """Return a table; cells that read as numbers are set right."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    return (
        f'<div class="cx-table-frame"><table class="cx-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def exhibit_html(finding: str, svg: str, source: str) -> str:
    """Return a chart under its finding, which screen readers read out for it too, with its source line."""
    return (
        f'<section class="cx-exhibit"><h3>{escape(finding)}</h3><figure class="cx-chart">'
        f'<div role="img" aria-label="{escape(finding)}">{svg}</div>'
        f"<figcaption>{escape(source)}</figcaption></figure></section>"
    )


def _cell(text: str) -> str:
    numeric = not text.strip("0123456789.,−-% ")
    return f'<td class="number">{escape(text)}</td>' if numeric else f"<td>{escape(text)}</td>"

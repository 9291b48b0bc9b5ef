"""Put text and tables into a layout's placeholders, so that they fit and are read out."""

from copy import deepcopy
from itertools import zip_longest

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Emu, Inches, Pt

from cxworkshop import settings
from cxworkshop.charts.figures import clean
from cxworkshop.export.fitting import LINE, POINTS_PER_INCH, breaks_word, cut_to, fit, row_heights
from cxworkshop.export.story import Points, Table

PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without lines and fills; ours are drawn cell by cell."""

CELL_X, CELL_Y = 0.08, 0.045
"""Padding in a cell (inches)."""

BOLD = 1.06
"""How much wider bold text runs."""

MOST_LINES = 4
"""Most lines of a row where a table has no room for all."""

SMALLEST = 12
"""Smallest size of text on a slide (points)."""


def place_text(  # noqa: PLR0913 - how one text is fitted
    slide: Slide,
    idx: int,
    text: str,
    smallest: int = SMALLEST,
    *,
    bold: float = 1,
    largest: int | None = None,
    narrower: float = 0,
) -> list[str]:
    """Fill a placeholder; where there is nothing to say, take it away. Return the texts that were cut.

    Parameters
    ----------
    slide, idx
        The slide, and the placeholder's number.
    text
        One paragraph a line.
    smallest
        Size in points at which text is cut rather than shrunk further.
    bold
        How much wider than plain the text runs.
    largest
        Size in points to begin with; the layout's where none is given.
    narrower
        How much of the box's width its lines don't use (inches).
    """
    shape = slide.placeholders[idx]
    text = clean(text).strip()
    if not text:
        shape._element.getparent().remove(shape._element)  # noqa: SLF001 - no public way to remove a shape
        return []
    usual = _size_of(slide, idx)
    first, width = largest or usual, (inches(shape.width) - narrower) / bold
    fitted = fit(text, width, inches(shape.height), first, min(smallest, first))
    shape.text_frame.text = fitted.text
    if fitted.size != usual:
        for paragraph in shape.text_frame.paragraphs:
            paragraph.font.size = Pt(fitted.size)
    return [text] if fitted.cut else []


def place_columns(slide: Slide, places: tuple[int, int], points: Points) -> list[str]:
    """Fill two placeholders side by side with sentences under a heading; one alone gets all the width.

    Return the texts that were cut.
    """
    left, right = (slide.placeholders[idx] for idx in places)
    if len(points.columns) == 1:
        top, height, width = left.top, left.height, right.left + right.width - left.left
        left.left, left.top, left.width, left.height = left.left, top, width, height
    cut: list[str] = []
    empty: tuple[tuple[str, tuple[str, ...]], ...] = (("", ()), ("", ()))
    for idx, (heading, lines) in zip(places, (*points.columns, *empty), strict=False):
        text = "\n\n".join((heading, *lines))
        cut += place_text(slide, idx, text, smallest=14)
        if text:
            first = slide.placeholders[idx].text_frame.paragraphs[0].font
            first.bold, first.color.rgb = True, rgb("accent")
    return cut


def place_table(slide: Slide, idx: int, table: Table, alt: str) -> list[str]:
    """Fill a placeholder with a table that fits into it; return the texts that were cut or left out."""
    box = slide.placeholders[idx]
    width, height = inches(box.width), inches(box.height)
    first, *others = (share * width - 2 * CELL_X for share in table.widths)
    widths = [first / BOLD, *others]
    rows = [table.headers, *(tuple(clean(cell) or "–" for cell in row) for row in table.rows)]
    size, shown, heights, cut = _fit_rows(rows, widths, height)
    frame = box.insert_table(len(shown), len(table.headers))
    frame.name = "Table"
    describe(frame, alt)
    grid = frame.table
    grid._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN_TABLE  # noqa: SLF001 - no API for table styles
    grid.horz_banding = False
    for column, share in zip(grid.columns, table.widths, strict=True):
        column.width = Inches(share * width)
    for place, (row, cells, tall) in enumerate(zip(grid.rows, shown, heights, strict=True)):
        row.height = Inches(tall)
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            _fill_cell(cell, text, size, is_header=place == 0, is_first=column == 0)
    frame.height = Emu(sum(row.height for row in grid.rows))
    return cut


def _fit_rows(
    rows: list[tuple[str, ...]], widths: list[float], height: float
) -> tuple[int, list[tuple[str, ...]], list[float], list[str]]:
    """Return size, rows as shown, their heights, and what was cut: smaller first, then cells, then rows."""
    for size in range(20, SMALLEST - 1, -2):
        heights = row_heights(rows, widths, size, CELL_Y)
        is_broken = any(
            breaks_word(cell, width / BOLD, size)
            for row in rows
            for cell, width in zip(row, widths, strict=True)
        )
        if sum(heights) <= height and not is_broken:
            return size, rows, heights, []
    lines = [MOST_LINES] * len(rows)
    shown, heights = _cut_rows(rows, widths, lines)
    while sum(heights) > height and max(heights) > min(_cut_rows(rows[:1], widths, [1])[1]):
        tallest = max(range(len(rows)), key=lambda row: (heights[row], row))
        lines[tallest] = round((heights[tallest] - 2 * CELL_Y) * POINTS_PER_INCH / (LINE * SMALLEST)) - 1
        shown, heights = _cut_rows(rows, widths, lines)
    while sum(heights) > height:
        heights.pop()
    kept = shown[: len(heights)]
    cut = [" · ".join(row) for row, cells in zip_longest(rows, kept) if row != cells]
    return SMALLEST, kept, heights, cut


def _cut_rows(
    rows: list[tuple[str, ...]], widths: list[float], lines: list[int]
) -> tuple[list[tuple[str, ...]], list[float]]:
    """Return the rows in the smallest size, each cut to so many lines, and their heights."""
    shown = [
        tuple(cut_to(cell, width, SMALLEST, most) for cell, width in zip(row, widths, strict=True))
        for row, most in zip(rows, lines, strict=True)
    ]
    return shown, row_heights(shown, widths, SMALLEST, CELL_Y)


def _fill_cell(cell: _Cell, text: str, size: int, *, is_header: bool, is_first: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(CELL_X)
    cell.margin_top = cell.margin_bottom = Inches(CELL_Y)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.text = text
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.size = Pt(size)
        paragraph.font.bold = is_first or is_header
        paragraph.font.color.rgb = rgb("muted" if is_header else "ink")
    line, weight = ("muted", 19050) if is_header else ("line", 9525)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - no API for a cell's lines
    properties.append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{weight}"><a:solidFill><a:srgbClr val="{rgb(line)}"/></a:solidFill>'
            "</a:lnB>"
        )
    )


def describe(shape: BaseShape, alt: str) -> None:
    """Give a chart or table its alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(alt))  # noqa: SLF001 - no API for it


def place_footer(slide: Slide, name: str) -> None:
    """Copy the layout's footer and slide number onto the slide, which python-pptx leaves out."""
    for shape in slide.slide_layout.placeholders:
        kind = shape.element.ph.get("type")
        if kind not in {"ftr", "sldNum"}:
            continue
        copied = deepcopy(shape.element)
        copied.nvSpPr.cNvPr.set("id", str(100 + shape.placeholder_format.idx))
        copied.replace(copied.spPr, parse_xml(f"<p:spPr {nsdecls('p')}/>"))  # its place is the layout's
        slide.shapes._spTree.append(copied)  # noqa: SLF001 - no API for copying a shape
        if kind == "ftr":
            added = slide.placeholders[shape.placeholder_format.idx]
            added.text_frame.text = cut_to(clean(name), inches(shape.width), SMALLEST, 1)


def _size_of(slide: Slide, idx: int) -> int:
    """Return the size of text (points) that the layout gives a placeholder."""
    shape = next(shape for shape in slide.slide_layout.placeholders if shape.placeholder_format.idx == idx)
    sizes = shape.element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")
    return int(sizes[0]) // 100 if sizes else 18


def rgb(name: str) -> RGBColor:
    """Return a colour of the theme."""
    return hex_rgb(settings.theme()["colour"][name])


def hex_rgb(colour: str) -> RGBColor:
    """Return a colour written as #0072b2."""
    return RGBColor.from_string(colour[1:])


def inches(length: int) -> float:
    """Return a length of PowerPoint's in inches."""
    return float(Emu(length).inches)

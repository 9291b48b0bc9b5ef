"""Put a card, a persona's or a hallmark's, onto a slide."""

from collections.abc import Sequence

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import _Paragraph
from pptx.util import Inches, Pt

from cxworkshop.charts.figures import clean
from cxworkshop.export.fitting import LINE, POINTS_PER_INCH, count_lines
from cxworkshop.export.placing import BOLD, SMALLEST, inches, place_text, rgb
from cxworkshop.export.story import Card

INITIALS, NAME, FIGURES, QUOTE = 9, 1, 2, 4
BLOCKS = (5, 6, 7, 8)
"""Numbers of the layout's placeholders; the blocks come in two rows of two."""

COLUMNS = 2

GAP = Inches(0.15)
BULLET = 0.2
"""How far a line hangs right of its bullet (inches)."""

LARGEST, LARGEST_FIGURE = 18, 24
SMALLER, AFTER = 6, 3
"""How much smaller than a figure the words below it are, and the space after them (points)."""


def place_card(slide: Slide, card: Card) -> list[str]:
    """Fill a card: who it is and its figures on the left, a quote and blocks of lines on the right.

    Return the texts that were cut.
    """
    initials = "".join(word[0] for word in clean(card.name).split()[:2]).upper()
    cut = place_text(slide, INITIALS, card.badge or initials)
    cut += place_text(slide, NAME, "\n".join(filter(None, (card.name, card.segment))), smallest=14, bold=BOLD)
    cut += _place_figures(slide, card)
    cut += _place_blocks(slide, card)  # before the quote, whose box is taken away where there is none
    return cut + place_text(slide, QUOTE, "\n".join(card.quotes), smallest=14)


def _place_figures(slide: Slide, card: Card) -> list[str]:
    """Write each figure large, and below it what it is."""
    box = slide.placeholders[FIGURES]
    size = _figure_size(card, inches(box.width), inches(box.height))
    cut = place_text(
        slide,
        FIGURES,
        "\n".join(line for figure in card.figures for line in figure),
        smallest=SMALLEST,
        largest=size - SMALLER // 2 if size else None,
    )
    lines = box.text_frame.paragraphs if card.figures and size else ()
    for place, line in enumerate(lines):
        is_number = place % 2 == 0
        line.font.size, line.font.bold = Pt(size if is_number else size - SMALLER), is_number
        line.space_after = Pt(0 if is_number else AFTER)
    return cut


def _figure_size(card: Card, width: float, height: float) -> int:
    """Return the largest size (points) at which the figures fit, 0 where they fit at none."""
    for size in range(LARGEST_FIGURE, SMALLEST + SMALLER - 1, -1):
        needed = sum(
            LINE * size * count_lines(number, width / BOLD, size)
            + LINE * (size - SMALLER) * count_lines(words, width, size - SMALLER)
            + AFTER
            for number, words in card.figures
        )
        if needed <= height * POINTS_PER_INCH:
            return size
    return 0


def _place_blocks(slide: Slide, card: Card) -> list[str]:
    """Write the blocks, all in the size at which they fit in rows as tall as they need."""
    texts = [clean("\n".join((heading, *lines))) for heading, lines in card.blocks]
    size = _lay_out(slide, texts, has_quote=bool(card.quotes))
    cut = []
    for idx, words in zip(BLOCKS, [*texts, *[""] * len(BLOCKS)], strict=False):
        cut += place_text(slide, idx, words, SMALLEST, largest=size, narrower=BULLET)
        if words:
            heading, *lines = slide.placeholders[idx].text_frame.paragraphs
            heading.font.bold, heading.font.color.rgb = True, rgb("accent")
            for line in lines:
                _add_bullet(line)
    return cut


def _add_bullet(paragraph: _Paragraph) -> None:
    """Hang a line on a bullet; python-pptx has no API for it."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - see above
    properties.set("marL", str(Inches(BULLET)))
    properties.set("indent", str(-Inches(BULLET)))
    properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _lay_out(slide: Slide, texts: Sequence[str], *, has_quote: bool) -> int:
    """Give each block the room that it needs, all of them more where there is no quote.

    Return the size (points) at which the blocks fit, the smallest where they fit at none.
    """
    boxes = [slide.placeholders[idx] for idx in BLOCKS]
    start = boxes[0].top if has_quote else slide.placeholders[QUOTE].top
    bottom = boxes[-1].top + boxes[-1].height
    whole = boxes[1].left + boxes[1].width - boxes[0].left
    width = whole if len(texts) == 1 else boxes[0].width
    gap = GAP if len(texts) > COLUMNS else 0
    size, needed = _needed(texts, inches(width) - BULLET, inches(bottom - start - gap))
    for column in range(COLUMNS):
        top, tall = start, needed[column::COLUMNS]
        for box, need in zip(boxes[column::COLUMNS], tall, strict=False):
            height = int((bottom - start - gap) * need / sum(tall))
            _move(box, top, height)
            top += height + gap
    boxes[0].width = width
    return size


def _needed(texts: Sequence[str], width: float, height: float) -> tuple[int, list[float]]:
    """Return the largest size (points) at which both columns fit, and the height that each block needs.

    Blocks of a row begin at the same height, unless they fit at a larger size where they don't.
    """
    room, size, needed = height * POINTS_PER_INCH, LARGEST, [1.0]
    for size in range(LARGEST, SMALLEST - 1, -1):
        needed = [LINE * size * count_lines(words, width, size) for words in texts]
        rows = [needed[:COLUMNS], needed[COLUMNS:]]
        for tall in ([max(row) for row in rows for _ in row], needed):
            if all(sum(tall[column::COLUMNS]) <= room for column in range(COLUMNS)):
                return size, tall
    # Too much even for the smallest size: no block takes more than half the room from one that needs it.
    return size, [min(need, room / COLUMNS) if len(texts) > COLUMNS else room for need in needed]


def _move(box: BaseShape, top: int, height: int) -> None:
    box.left, box.top, box.width, box.height = box.left, top, box.width, height

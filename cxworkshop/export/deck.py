"""The deck: the workshop's story as slides that can be edited."""

from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.slide import Slide

from cxworkshop.charts.figures import clean
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import UnreadableSourceError
from cxworkshop.export.card import place_card
from cxworkshop.export.native import place_bars
from cxworkshop.export.native_curve import place_curve
from cxworkshop.export.native_feelings import place_feelings
from cxworkshop.export.native_lines import place_lines
from cxworkshop.export.native_tree import place_tree
from cxworkshop.export.notes import say
from cxworkshop.export.pages import pages
from cxworkshop.export.placing import BOLD, place_columns, place_footer, place_table, place_text
from cxworkshop.export.sources import text
from cxworkshop.export.story import (
    Bars,
    Card,
    Chart,
    Curve,
    Feelings,
    Lines,
    Page,
    Points,
    Quote,
    Table,
    Tree,
)
from cxworkshop.settings import assets

LAYOUTS: dict[str, frozenset[int]] = {
    "Title": frozenset({0, 1}),
    "Statement": frozenset({0, 1, 2, 3}),
    "Chart": frozenset({0, 1, 2, 3}),
    "Chart and table": frozenset({0, 1, 2, 3}),
    "Chart, table and words": frozenset({0, 1, 2, 3, 4}),
    "Table": frozenset({0, 1, 2, 3}),
    "Closing": frozenset({0, 1, 2, 3}),
    "Card": frozenset({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}),
}
"""The layouts that a template must have, and the numbers of their placeholders."""

SOURCE = 3
"""Number of the placeholder for the source line."""


def make_deck(workshop: Workshop, template: Path | None = None) -> bytes:
    """Return the workshop as .pptx: a cover, then a page per decision and piece of evidence.

    Parameters
    ----------
    workshop
        The workshop as it stands; what isn't decided yet is named on the last slide.
    template
        A .pptx with the layouts of ``templates/deck/default.pptx``, which is taken where none is given.

    Raises
    ------
    UnreadableSourceError
        The template is no .pptx or lacks a layout.
    """
    deck, layouts = _open(template or assets("templates") / "deck" / "default.pptx")
    name = clean(workshop.name).strip() or text("unnamed")
    cover = deck.slides.add_slide(layouts["Title"])
    place_text(cover, 0, name, smallest=24)
    place_text(cover, 1, text("subtitle"))
    _write_notes(cover, (say("cover"),), [name] if len(name) > 80 else [])  # noqa: PLR2004 - two lines of a cover
    for page in pages(workshop):
        slide = deck.slides.add_slide(layouts[_layout_of(page)])
        _write_notes(slide, page.notes, _place(slide, page))
        place_footer(slide, name)
    deck.core_properties.title = name[:255]
    deck.core_properties.author = "cxworkshop"
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _open(template: Path) -> tuple[Any, dict[str, Any]]:
    try:
        deck = Presentation(str(template))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        msg = f"The template {template.name} can't be read as slides; give a .pptx file."
        raise UnreadableSourceError(msg) from error
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    for name, needed in LAYOUTS.items():
        found = (
            {shape.placeholder_format.idx for shape in layouts[name].placeholders}
            if name in layouts
            else set()
        )
        if not needed <= found:
            msg = (
                f"The template {template.name} needs a layout “{name}” with the placeholders "
                f"{', '.join(map(str, sorted(needed)))}; start from templates/deck/default.pptx."
            )
            raise UnreadableSourceError(msg)
    return deck, layouts


def _layout_of(page: Page) -> str:
    match page.exhibits:
        case (Quote(),):
            return "Statement"
        case (Points(),):
            return "Closing"
        case (Table() | Tree(),):
            return "Table"
        case (Card(),):
            return "Card"
        case (_, Table()):
            return "Chart, table and words" if page.takeaway else "Chart and table"
        case _:
            return "Chart"


def _place(slide: Slide, page: Page) -> list[str]:
    """Fill the slide; return the texts that had to be cut."""
    cut = place_text(slide, 0, page.title, smallest=20, bold=BOLD)
    cut += place_text(slide, SOURCE, page.source, smallest=10)
    said = "\n".join(page.takeaway)
    match page.exhibits:
        case (Quote() as quote,):
            cut += place_text(slide, 1, quote.text, smallest=16)
            cut += place_text(slide, 2, said, smallest=14)
        case (Points() as points,):
            cut += place_columns(slide, (1, 2), points)
        case (Table() as table,):
            cut += place_text(slide, 2, said, smallest=14)
            cut += place_table(slide, 1, table, page.title)
        case (Tree() as tree,):
            cut += place_tree(slide, (2, 1), tree)
        case (Card() as card,):
            cut += place_card(slide, card)
        case (Bars() | Curve() | Lines() | Feelings() as chart, Table() as table):
            _place_chart(slide, chart)
            cut += place_table(slide, 2, table, " · ".join(table.headers))
            if said:
                cut += place_text(slide, 4, "\n\n".join(page.takeaway), smallest=14)
        case (Bars() | Curve() | Lines() | Feelings() as chart,):
            _place_chart(slide, chart)
            cut += place_text(slide, 2, "\n\n".join(page.takeaway), smallest=14)
    return cut


def _place_chart(slide: Slide, chart: Chart) -> None:
    match chart:
        case Bars():
            place_bars(slide, 1, chart)
        case Curve():
            place_curve(slide, 1, chart)
        case Lines():
            place_lines(slide, 1, chart)
        case Feelings():
            place_feelings(slide, 1, chart)


def _write_notes(slide: Slide, notes: tuple[str, ...], cut: list[str]) -> None:
    """Write the speaker's notes, with what the slide had no room for in full."""
    in_full = (text("notes", "full", text=whole) for whole in cut)
    slide.notes_slide.notes_text_frame.text = clean("\n".join((*notes, *in_full)))

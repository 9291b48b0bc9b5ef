"""What a slide shows, read from the deck."""

from typing import Any


def title(slide: Any) -> str:
    """Return its title."""
    return slide.shapes.title.text_frame.text.replace("\u00a0", " ")


def slide_called(deck: Any, start: str) -> Any:
    """Return the slide whose title begins so."""
    return next(slide for slide in deck.slides if title(slide).startswith(start))


def said(slide: Any) -> str:
    """Return all its texts, tables included."""
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    cells = [
        cell.text_frame for shape in slide.shapes if shape.has_table for cell in shape.table.iter_cells()
    ]
    return "\n".join(frame.text for frame in (*frames, *cells)).replace("\u00a0", " ")


def notes(slide: Any) -> str:
    """Return the speaker's notes."""
    return slide.notes_slide.notes_text_frame.text.replace("\u00a0", " ")


def chart(slide: Any) -> Any:
    """Return its chart."""
    return next(shape.chart for shape in slide.shapes if shape.has_chart)

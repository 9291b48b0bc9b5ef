"""Speaker's notes and alternative texts: what to say, and where each number comes from."""

from collections.abc import Iterable, Sequence

from cxworkshop.charts.figures import count
from cxworkshop.domain.provenance import Provenance
from cxworkshop.export.sources import provenance_notes, text


def say(page: str) -> str:
    """Return the note that tells the speaker what to say."""
    return text("notes", "say", say=text(page, "say"))


def evidence_notes(
    page: str,
    provenance: Iterable[Provenance],
    methods: Iterable[str],
    values: Sequence[str] = (),
    shown: int | None = None,
) -> tuple[str, ...]:
    """Return the notes of a page with evidence.

    Parameters
    ----------
    page
        The page's id.
    provenance, methods
        The tables, and sentences on how the figures were made.
    values
        All values, also those that the slide has no room for.
    shown
        How many of them the slide shows; None for all.
    """
    notes = [say(page), text("notes", "from"), *provenance_notes(provenance), *methods]
    if values:
        notes.append(text("notes", "values", values="; ".join(values)))
    if shown is not None and shown < len(values):
        notes.append(text("notes", "shown", shown=count(shown), all=count(len(values))))
    return tuple(notes)


def alt_text(page: str, finding: str, values: Iterable[str]) -> str:
    """Return what a chart shows, for those who can't see it: its kind, the finding, the values."""
    return f"{text(page, 'alt')} {finding} {'; '.join(values)}"

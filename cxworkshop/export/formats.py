"""The formats that a workshop can be exported to, by suffix."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cxworkshop.domain.events import Event
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import UnknownFormatError
from cxworkshop.export.aside import write_aside

# What a format needs (python-pptx, Altair, Jinja, SQLAlchemy) is imported only when that format is made.


def _deck(workshop: Workshop, _: Sequence[Event]) -> bytes:
    from cxworkshop.export.deck import make_deck  # noqa: PLC0415 - see above

    return make_deck(workshop)


def _report(workshop: Workshop, _: Sequence[Event]) -> bytes:
    from cxworkshop.export.report import make_report  # noqa: PLC0415 - see above

    return make_report(workshop)


def _archive(_: Workshop, events: Sequence[Event]) -> bytes:
    from cxworkshop.live.archive import write_archive  # noqa: PLC0415 - see above

    return write_archive(events)


EXPORTS: dict[str, Callable[[Workshop, Sequence[Event]], bytes]] = {
    ".pptx": _deck,
    ".html": _report,
    ".jsonl": _archive,
}
"""Suffix → what makes the file's content."""


def export(workshop: Workshop, events: Sequence[Event], path: Path) -> None:
    """Write the workshop to ``path``, in the format that its suffix stands for.

    Parameters
    ----------
    workshop, events
        The workshop as it stands, and its whole log.
    path
        A file name that ends in one of :data:`EXPORTS`; an old file is replaced once the new one is whole.

    Raises
    ------
    UnknownFormatError
        The suffix stands for no format.
    NotWritableError
        The file can't be written.
    """
    make = EXPORTS.get(path.suffix.lower())
    if make is None:
        *others, last = EXPORTS
        came = f"{path.suffix} is none of them" if path.suffix else "it has no suffix"
        msg = (
            f"{path.name} can't be exported: its name must end in {', '.join(others)} or {last}, but {came}."
        )
        raise UnknownFormatError(msg)
    write_aside(path, make(workshop, events))

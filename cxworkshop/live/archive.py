"""The log as JSON Lines: to keep, to compare, to bring back."""

import json
from collections.abc import Iterable
from pathlib import Path

from cxworkshop.domain.events import Event, read_event, read_object, write_event
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError, SourceNotFoundError
from cxworkshop.live.store import FORMAT, FORMAT_VERSION


def write_archive(events: Iterable[Event]) -> bytes:
    """Return the log as JSON Lines: a header, then one event a line, in order.

    It is the log itself, tables' paths, everybody's answers by name and what was struck included, so
    that it folds to the same workshop again.
    """
    lines: list[object] = [{"format": FORMAT, "version": FORMAT_VERSION}]
    lines.extend(write_event(event) for event in events)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def read_archive(path: Path) -> list[Event]:
    """Read an archive back, all of it before anything is done with it.

    Raises
    ------
    SourceNotFoundError
        There is no such file.
    NotAWorkshopError
        The file isn't an archive, a line of it can't be read, or an event comes twice.
    NewerWorkshopError
        A newer version of cxworkshop wrote it.
    """
    try:
        # Not splitlines: it would cut at characters that are ordinary inside a JSON string.
        lines = path.read_bytes().decode().removesuffix("\n").split("\n")
    except FileNotFoundError as error:
        msg = f"There is no archive {path}; give the path of a .jsonl file."
        raise SourceNotFoundError(msg) from error
    except (UnicodeDecodeError, OSError) as error:
        msg = f"{path} can't be read as an archive; give a .jsonl file that cxworkshop exported."
        raise NotAWorkshopError(msg) from error
    header, *rows = [
        (where, read_object(line, where))
        for where, line in ((f"Line {number} of {path}", line) for number, line in enumerate(lines, 1))
    ]
    _expect_archive(header[1], path)
    events = [read_event(row, where) for where, row in rows]
    _expect_each_once(events, path)
    return events


def _expect_archive(header: dict[str, object], path: Path) -> None:
    if header.get("format") != FORMAT:
        msg = f"{path} isn't an archive of a workshop; give a .jsonl file that cxworkshop exported."
        raise NotAWorkshopError(msg)
    version = header.get("version")
    if not isinstance(version, int) or version > FORMAT_VERSION:
        msg = f"{path} was written by a newer version of cxworkshop; update cxworkshop to read it."
        raise NewerWorkshopError(msg)


def _expect_each_once(events: Iterable[Event], path: Path) -> None:
    lines: dict[str, int] = {}
    for number, event in enumerate(events, 2):
        first = lines.setdefault(event.id, number)
        if first != number:
            msg = (
                f"Line {number} of {path} repeats the event of line {first}; the archive is damaged or was "
                "edited by hand, so export it again."
            )
            raise NotAWorkshopError(msg)

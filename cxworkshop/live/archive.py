"""The log as JSON Lines: to keep, to compare, to bring back."""

import json
from collections.abc import Iterable
from pathlib import Path

from cxworkshop.domain.events import Event, read_event, write_event
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError, SourceNotFoundError
from cxworkshop.live.store import FORMAT, FORMAT_VERSION


def write_archive(events: Iterable[Event]) -> bytes:
    """Return the log as JSON Lines: a header, then one event a line, in order."""
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
        The file isn't an archive, or a line of it can't be read.
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
    header, *rows = [_object(path, number, line) for number, line in enumerate(lines, 1)]
    if header.get("format") != FORMAT:
        msg = f"{path} isn't an archive of a workshop; give a .jsonl file that cxworkshop exported."
        raise NotAWorkshopError(msg)
    version = header.get("version")
    if not isinstance(version, int) or version > FORMAT_VERSION:
        msg = f"{path} was written by a newer version of cxworkshop; update cxworkshop to read it."
        raise NewerWorkshopError(msg)
    return [read_event(row) for row in rows]


def _object(path: Path, number: int, line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        row = None
    if not isinstance(row, dict):
        msg = f"Line {number} of {path} isn't a JSON object; the archive is damaged or was edited by hand."
        raise NotAWorkshopError(msg)
    return row

"""Open a file that holds a journey map, and the starter journeys."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePath

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.tables import spoken_name
from cxworkshop.errors import InvalidJourneyError, SourceNotFoundError, UnknownFormatError
from cxworkshop.inputs.journey_csv import read_csv_map
from cxworkshop.inputs.journey_mermaid import read_mermaid_map
from cxworkshop.inputs.journey_ojf import read_ojf_map
from cxworkshop.inputs.journey_reading import Found, listed
from cxworkshop.inputs.journey_yaml import read_yaml_map
from cxworkshop.settings import assets

LARGEST = 5_000_000
"""Most bytes of a file that is read as a journey map."""

READERS: dict[str, Callable[[str, str], Found]] = {
    ".csv": read_csv_map,
    ".mmd": read_mermaid_map,
    ".mermaid": read_mermaid_map,
    ".ojf": read_ojf_map,
    ".yaml": read_yaml_map,
    ".yml": read_yaml_map,
}
"""Suffix → what reads a text (and what messages call it) as a map."""

_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def open_journey_map(path: Path) -> Found:
    """Read a journey map from a file; its suffix says the format.

    Raises
    ------
    SourceNotFoundError
        The path leads to no file that can be read.
    UnknownFormatError, InvalidJourneyError
        As :func:`read_journey_map`.
    """
    _reader(path.name)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        msg = f"{path.name} can't be read ({error.strerror}); check its path and your right to read it."
        raise SourceNotFoundError(msg) from error
    return read_journey_map(path.name, content)


def read_journey_map(name: str, content: bytes) -> Found:
    """Read a journey map from a file's content, as an upload brings it.

    Parameters
    ----------
    name
        The file's name; its suffix says the format.
    content
        Text in UTF-8, UTF-16 or (from Excel) Windows-1252.

    Raises
    ------
    UnknownFormatError
        The suffix stands for no format.
    InvalidJourneyError
        The content is too large, isn't text, or holds no sound map.
    """
    read = _reader(name)
    if len(content) > LARGEST:
        msg = f"{name} is larger than {LARGEST // 10**6} MB, more than a map needs; check what it holds."
        raise InvalidJourneyError(msg)
    return read(_text(name, content), PurePath(name).name)


def starter_names() -> dict[str, str]:
    """Return the starter journeys: key for :func:`starter_map` → whose journey it is."""
    found = {path.stem: _title(path) for path in (assets("templates") / "journeys").glob("*.yaml")}
    return dict(sorted(found.items(), key=lambda starter: starter[1].lower()))


@cache
def starter_map(key: str) -> JourneyMap:
    """Return a starter journey.

    Raises
    ------
    UnknownFormatError
        There is none by this key.
    InvalidJourneyError
        Its file was changed and no longer holds a sound map.
    """
    if key not in (known := starter_names()):
        msg = f"There is no starter journey {key!r}; there are {listed(known)}."
        raise UnknownFormatError(msg)
    return open_journey_map(assets("templates") / "journeys" / f"{key}.yaml").journey_map


def _title(path: Path) -> str:
    """Return a starter's name without parsing the file: the first line that gives one."""
    found = re.search(r"^name:[ \t]*(\S.*?)[ \t]*$", path.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else spoken_name(path.stem)


def _reader(name: str) -> Callable[[str, str], Found]:
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        came = f"{suffix} is none of them" if suffix else "it has no suffix"
        known = listed(READERS, "or")
        msg = f"{name} can't be read as a journey map: its name must end in {known}, but {came}."
        raise UnknownFormatError(msg)
    return READERS[suffix]


def _text(name: str, content: bytes) -> str:
    marked = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    msg = f"{name} isn't text that can be read; save it again as UTF-8."
    raise InvalidJourneyError(msg)

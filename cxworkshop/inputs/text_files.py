"""How a text file is written: its encoding and what stands between its columns."""

import codecs
import csv
import gzip
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from cxworkshop.errors import UnreadableSourceError

UTF_8 = "utf-8"
_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_encoding(path: Path) -> str:
    """Return the encoding of a text file (gzip or not): UTF-8, UTF-16, Windows-1252 or Latin-1.

    The whole file is read: the first letter outside ASCII may come late.

    Raises
    ------
    UnreadableSourceError
        The file isn't text, or its gzip is damaged.
    """
    possible = {
        UTF_8: codecs.getincrementaldecoder(UTF_8)(),
        "cp1252": codecs.getincrementaldecoder("cp1252")(),
    }
    first = True
    try:
        with _open(path) as file:
            while chunk := file.read(_CHUNK):
                if first and (found := next((name for bom, name in _BOMS if chunk.startswith(bom)), None)):
                    return found
                first = False
                _expect_text(path, chunk)
                for name in tuple(possible):
                    if not _decodes(possible[name], chunk):
                        del possible[name]
        if UTF_8 in possible and not _decodes(possible[UTF_8], b"", final=True):
            del possible[UTF_8]
    except (OSError, EOFError, zlib.error) as error:
        msg = f"{path.name} can't be unpacked or read ({error}); save it again and try once more."
        raise UnreadableSourceError(msg) from error
    return next(iter(possible), "latin-1")


class Header(NamedTuple):
    """A text file's columns, what stands between them, and the lines before the header."""

    columns: tuple[str, ...]
    separator: str
    skip: int


def read_header(path: Path, encoding: str, separator: str | None = None) -> Header:
    """Read a text file's header. Empty lines before it, and Excel's ``sep=;``, are passed over.

    Unless given, the separator is the most frequent of ``tab , ; |`` outside quotes. A column without a
    name is called by its place, a repeated name gets a number.
    """
    with _open(path) as file:
        start = file.read(_CHUNK)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(start).removeprefix("\ufeff")
    lines = text.splitlines(keepends=True)
    skip = next((n for n, line in enumerate(lines) if not _is_preamble(line)), 0)
    outside = "".join(lines[skip].split('"')[::2]) if lines else ""
    separator = separator or max("\t,;|", key=outside.count)
    names = next(csv.reader(lines[skip:], delimiter=separator), [])
    return Header(distinct(names), separator, skip)


def _is_preamble(line: str) -> bool:
    return not line.strip() or line.strip().lower().startswith("sep=")


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return names that differ by more than their case, as a database needs them.

    One that is repeated gets its place as a number, one without a name is called by it.
    """
    found: dict[str, str] = {}
    for place, name in enumerate(names, 1):
        wanted = name.strip() or f"column {place}"
        while wanted.lower() in found:
            wanted = f"{wanted} ({place})"
        found[wanted.lower()] = wanted
    return tuple(found.values())


def _open(path: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")


def _expect_text(path: Path, chunk: bytes) -> None:
    if b"\0" in chunk:
        msg = (
            f"{path.name} isn't a text table (it holds binary data); save the table as .csv and attach that."
        )
        raise UnreadableSourceError(msg)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True

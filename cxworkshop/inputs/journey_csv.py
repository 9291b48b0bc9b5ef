"""Read a journey map from a flat table: one row per touchpoint, columns as in ``docs/journey-maps.md``."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.tables import spoken_name
from cxworkshop.errors import InvalidJourneyError
from cxworkshop.inputs.formulas import restore
from cxworkshop.inputs.journey_columns import CLAIM_COLUMNS, CLAIM_FIELDS, COLUMNS
from cxworkshop.inputs.journey_reading import Found, expect_few, listed, quoted, some
from cxworkshop.inputs.journey_rows import Row, map_of_rows

_SEPARATORS = ",;\t|"
_ESCAPED = re.compile(r"\\(.)")
_PIECES = re.compile(r"\\.|[^\\|]+|\\|\|")


def read_csv_map(text: str, where: str) -> Found:
    """Read a map.

    Parameters
    ----------
    text
        The table with its header, separated by commas, semicolons, tabs or bars.
    where
        What a message calls the file; a map without a name is called by it.

    Raises
    ------
    InvalidJourneyError
        The text isn't such a table, or its rows make no sound map; the sentence names the row.
    """
    header, records = _records(text.removeprefix("\ufeff"), where)
    unknown = [name for name in header if name not in COLUMNS]
    rows = [
        _row(number, dict(zip(header, map(restore, cells), strict=True)), where) for number, cells in records
    ]
    name = one_line(spoken_name(PurePath(where).stem)) or "Journey map"
    left_out = (
        [f"{where} has columns that a journey map has no place for: {some(unknown)}."] if unknown else []
    )
    return Found(map_of_rows(rows, name, where), tuple(left_out))


def _records(text: str, where: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header and the filled rows with their numbers, as a spreadsheet counts them."""
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    separator = max(_SEPARATORS, key=lambda one: len(set(_header(text, one)) & set(COLUMNS)))
    header = _header(text, separator)
    if not {"touchpoint", "label"} & set(header):
        msg = (
            f"{where} needs a column “touchpoint” or “label” with one touchpoint per row, but its first row "
            f"has {quoted(', '.join(header))}."
        )
        raise InvalidJourneyError(msg)
    twice = [name for name, times in Counter(header).items() if times > 1]
    if twice:
        raise InvalidJourneyError(f"{where} has the column “{twice[0]}” twice; keep one of them.")
    records = list(_cells(text, separator, where))
    expect_few(len(records), where)
    for number, cells in records:
        if len(cells) != len(header):
            msg = (
                f"{where}, row {number} doesn't fit the header (cells: {len(cells)}, columns: {len(header)})"
                "; the file is cut off, or a text that holds the separator lacks its quotes."
            )
            raise InvalidJourneyError(msg)
    return header, records


def _header(text: str, separator: str) -> list[str]:
    try:
        names = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return []
    return ["_".join(restore(name).lower().split()) for name in names]


def _cells(text: str, separator: str, where: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            if number > 1 and any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        msg = f"{where}, line {reader.line_num}: the table is cut off or its quotes don't match ({error})."
        raise InvalidJourneyError(msg) from error


def _row(number: int, cells: dict[str, str], where: str) -> Row:
    claims = {
        lane: _claims(cells.get(column, ""), CLAIM_FIELDS[lane], f"{where}, row {number}, column “{column}”")
        for lane, column in CLAIM_COLUMNS.items()
    }
    return Row(number, cells, claims)


def _claims(cell: str, fields: tuple[str, ...], where: str) -> list[dict[str, str]]:
    """Return the claims of one cell: a line each, its parts between bars."""
    found = []
    for line in re.split(r"[\r\n]+", cell):
        if not line.strip():
            continue
        parts = [_unescaped(part) for part in _split(line)]
        if len(parts) > len(fields):
            msg = (
                f"{where}: a line has {len(parts)} parts, but {listed(fields)} are all; write \\| for a bar."
            )
            raise InvalidJourneyError(msg)
        found.append({name: part for name, part in zip(fields, parts, strict=False) if part})
    return found


def _split(line: str) -> list[str]:
    """Cut a line at its bars, except where a backslash stands before one."""
    parts = [""]
    for piece in _PIECES.findall(line):
        if piece == "|":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _unescaped(part: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], part.strip())

"""Where a table is: a source taken apart, checked, made absolute, or shortened to be shown."""

from pathlib import Path
from typing import NamedTuple

from cxworkshop.errors import (
    EmptyTableError,
    SourceNotFoundError,
    UnknownFormatError,
    UnreadableSourceError,
)

KINDS = ".csv, .csv.gz, .tsv, .parquet, .xlsx, PATH.sqlite::TABLE or duckdb://PATH::TABLE"


class Source(NamedTuple):
    """A source taken apart: the file, its kind (a suffix) and the table or sheet inside, if named."""

    path: Path
    kind: str
    table: str | None


def parse_source(source: str) -> Source:
    """Take a source apart.

    Raises
    ------
    UnknownFormatError
        The source's address or suffix stands for no kind that can be read.
    SourceNotFoundError
        There is no such file.
    UnreadableSourceError
        It is a folder, or the table inside isn't named.
    EmptyTableError
        The file has no bytes.
    """
    scheme, has_scheme, rest = source.partition("://")
    if has_scheme and scheme != "duckdb":
        msg = f"{scheme}:// tables can't be opened here; save the table as one of {KINDS}."
        raise UnknownFormatError(msg)
    location, _, table = (rest if has_scheme else source).partition("::")
    path = Path(location).expanduser()
    kind = ".duckdb" if has_scheme else _kind(path)
    _check_file(path, kind)
    if kind in {".sqlite", ".duckdb"} and not table:
        msg = f"{path.name} is a database with tables in it; name one of them, as in {source}::TABLE."
        raise UnreadableSourceError(msg)
    return Source(path, kind, table or None)


def absolute(source: str) -> str:
    """Return the source with its path made absolute, so that it can be opened from any folder."""
    path = parse_source(source).path
    before, _, after = source.partition("::")
    scheme = "duckdb://" if before.startswith("duckdb://") else ""
    return f"{scheme}{path.resolve()}" + (f"::{after}" if after else "")


def short_name(source: str) -> str:
    """Return the source as it may be shown: the file's name without its folders."""
    location, mark, table = source.removeprefix("duckdb://").partition("::")
    return Path(location).name + mark + table


def _kind(path: Path) -> str:
    suffix = "".join(path.suffixes[-2:]).lower() if path.suffix.lower() == ".gz" else path.suffix.lower()
    known = {".csv": ".csv", ".csv.gz": ".csv", ".tsv": ".tsv", ".parquet": ".parquet", ".xlsx": ".xlsx"}
    known |= {".sqlite": ".sqlite", ".sqlite3": ".sqlite", ".db": ".sqlite"}
    if suffix.endswith(".csv.gz") or suffix in known:
        return known.get(suffix, ".csv")
    msg = f"{path.name or path} is of no kind that can be read ({suffix or 'no suffix'}); save it as {KINDS}."
    raise UnknownFormatError(msg)


def _check_file(path: Path, kind: str) -> None:
    if path.is_dir():
        msg = f"{path} is a folder; give the path of one file in it ({KINDS})."
        raise UnreadableSourceError(msg)
    if not path.exists():
        msg = f"There is no file {path}; check the path (a {kind} file was expected)."
        raise SourceNotFoundError(msg)
    if path.stat().st_size == 0:
        msg = f"{path.name} is empty (0 bytes); save the table again and attach that."
        raise EmptyTableError(msg)

"""Where a table is: a source taken apart, checked, made absolute."""

import stat
from pathlib import Path
from typing import NamedTuple

from cxworkshop.errors import (
    EmptyTableError,
    SourceNotFoundError,
    UnknownFormatError,
    UnreadableSourceError,
)
from cxworkshop.inputs.addresses import (
    POSTGRES_FORM,
    SPARK_FORM,
    PostgresTable,
    SparkTable,
    parse_postgres,
    parse_spark,
)

KINDS = (
    ".csv, .csv.gz, .tsv, .parquet, .xlsx, PATH.sqlite::TABLE, duckdb://PATH::TABLE, "
    f"{POSTGRES_FORM} or {SPARK_FORM}"
)

_LONGEST_SHOWN = 200


class Source(NamedTuple):
    """A source taken apart: the file, its kind (a suffix) and the table or sheet inside, if named."""

    path: Path
    kind: str
    table: str | None


Warehouse = PostgresTable | SparkTable
"""Where rows lie that are asked on the spot and not read in."""


def parse_source(source: str) -> Source | Warehouse:
    """Take a source apart; a file must be there, a warehouse isn't asked yet.

    Raises
    ------
    UnknownFormatError
        The source's address or suffix stands for no kind that can be read.
    SourceNotFoundError
        There is no such file.
    UnreadableSourceError
        It is a folder, its path can't be followed, or the table inside isn't named.
    EmptyTableError
        The file has no bytes.
    """
    scheme, has_scheme, rest = source.partition("://")
    if has_scheme and scheme.lower() in {"postgres", "postgresql"}:
        return parse_postgres(rest)
    if has_scheme and scheme.lower() == "spark":
        return parse_spark(rest)
    if has_scheme and scheme != "duckdb":
        msg = f"{scheme}:// tables can't be opened here; save the table as one of {KINDS}."
        raise UnknownFormatError(msg)
    location, _, table = (rest if has_scheme else source).partition("::")
    path = _path(location)
    kind = ".duckdb" if has_scheme else _kind(path)
    _check_file(path, kind)
    if kind in {".sqlite", ".duckdb"} and not table:
        msg = f"{path.name} is a database with tables in it; name one of them, as in {source}::TABLE."
        raise UnreadableSourceError(msg)
    return Source(path, kind, table or None)


def absolute(source: str) -> str:
    """Return the source as it is remembered: to be opened from any folder, and without a password."""
    parsed = parse_source(source)
    if not isinstance(parsed, Source):
        return parsed.source
    before, _, after = source.partition("::")
    scheme = "duckdb://" if before.startswith("duckdb://") else ""
    return f"{scheme}{parsed.path.resolve()}" + (f"::{after}" if after else "")


def _path(location: str) -> Path:
    try:
        location.encode()  # the workshop's log is UTF-8
        return Path(location).expanduser()
    except UnicodeEncodeError as error:
        msg = f"The path {location!r} holds bytes that aren't text; rename the file and try once more."
        raise UnreadableSourceError(msg) from error
    except RuntimeError as error:
        msg = f"The path {location} begins with a user who isn't known here; write it out, as in /home/NAME/…"
        raise SourceNotFoundError(msg) from error


def _kind(path: Path) -> str:
    suffix = "".join(path.suffixes[-2:]).lower() if path.suffix.lower() == ".gz" else path.suffix.lower()
    known = {".csv": ".csv", ".csv.gz": ".csv", ".tsv": ".tsv", ".parquet": ".parquet", ".xlsx": ".xlsx"}
    known |= {".sqlite": ".sqlite", ".sqlite3": ".sqlite", ".db": ".sqlite"}
    if suffix.endswith(".csv.gz") or suffix in known:
        return known.get(suffix, ".csv")
    msg = f"{path.name or path} is of no kind that can be read ({suffix or 'no suffix'}); save it as {KINDS}."
    raise UnknownFormatError(msg)


def _check_file(path: Path, kind: str) -> None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        msg = f"There is no file {path}; check the path (a {kind} file was expected)."
        raise SourceNotFoundError(msg) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        shown = f"{str(path)[:_LONGEST_SHOWN]}…" if len(str(path)) > _LONGEST_SHOWN else str(path)
        msg = f"{shown!r} can't be looked up ({why}); check the path and that you may read in that folder."
        raise UnreadableSourceError(msg) from error
    if stat.S_ISDIR(found.st_mode):
        msg = f"{path} is a folder; give the path of one file in it ({KINDS})."
        raise UnreadableSourceError(msg)
    if found.st_size == 0:
        msg = f"{path.name} is empty (0 bytes); save the table again and attach that."
        raise EmptyTableError(msg)

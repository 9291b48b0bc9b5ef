"""Open a firm's table as an Ibis table: files on one DuckDB in memory, a warehouse's table where it lies.

Text files come in as text, column by column: an id keeps its leading zeros, and
:mod:`cxworkshop.inputs.numbers` decides over a whole column how its numbers are written.
"""

import hashlib
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from zipfile import BadZipFile

import duckdb
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # publishes no types

from cxworkshop.errors import EmptyTableError, UnreadableSourceError, WorkshopError
from cxworkshop.inputs.engine import engine, is_local, lent, new_name, stored
from cxworkshop.inputs.location import Source, parse_source
from cxworkshop.inputs.text_files import UTF_8, distinct, read_header, text_encoding
from cxworkshop.inputs.warehouses import open_in_warehouse, state_of

_UNREADABLE = (duckdb.Error, sqlite3.Error, BadZipFile, OSError, EOFError, ValueError, KeyError)
"""What the readers raise where a file isn't what its name says."""


def open_table(source: str) -> ir.Table:
    """Open a source as an Ibis table. All files share one connection, so they can be joined.

    Raises
    ------
    WorkshopError
        What :func:`cxworkshop.inputs.location.parse_source` and the warehouse raise; UnreadableSourceError
        where a file isn't what its suffix says; EmptyTableError where there are no rows.
    """
    parsed = parse_source(source)
    if isinstance(parsed, Source):
        return _open_file(parsed)
    table = open_in_warehouse(parsed)
    if table.limit(1).count().execute() == 0:
        msg = f"The table {parsed.table} has no rows; attach a table with at least one row."
        raise EmptyTableError(msg)
    return table


def gather(expr: ir.Table) -> ir.Table:
    """Return a table on the local DuckDB; rows that lie elsewhere are fetched batch by batch.

    A type that only the warehouse knows comes as text. The rows leave memory and disk when nothing asks for
    them any more.

    Raises
    ------
    WorkshopError
        The warehouse can't compute or send the rows.
    """
    if is_local(expr):
        return expr
    plain = expr.select(**{name: as_plain(expr[name]) for name in expr.columns})
    return stored(plain.schema().to_pyarrow(), plain.to_pyarrow_batches())


def as_plain(column: ir.Column) -> ir.Column:
    """Return a column as it is where its type is known everywhere and can be compared, else as text."""
    kind = column.type()
    known = kind.is_string() or kind.is_boolean() or kind.is_integer() or kind.is_floating()
    if known or kind.is_date() or kind.is_timestamp() or (kind.is_decimal() and kind.precision is not None):
        return column
    return column.cast("string")


def fingerprint(source: str) -> str:
    """Return a table's SHA-256, as 64 hexadecimal digits: of the file, or of a warehouse's rows added up.

    Raises
    ------
    WorkshopError
        The source isn't there or can't be read.
    """
    parsed = parse_source(source)
    if not isinstance(parsed, Source):
        return state_of(parsed, open_table(source))
    try:
        with parsed.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        msg = f"{parsed.path.name} can't be read ({error.strerror}); check that you may open it."
        raise UnreadableSourceError(msg) from error


def encoding_of(source: str) -> str:
    """Return how a source's text is encoded; UTF-8 for all kinds but text files."""
    parsed = parse_source(source)
    if isinstance(parsed, Source) and parsed.kind in {".csv", ".tsv"}:
        return text_encoding(parsed.path)
    return UTF_8


def _open_file(source: Source) -> ir.Table:
    try:
        table = _OPENERS[source.kind](source)
        # Reads all of a text file, so that damage shows here.
        ((rows,),) = engine().raw_sql(engine().compile(table.count())).fetchall()
    except WorkshopError:
        raise
    except _UNREADABLE as error:
        msg = (
            f"{source.path.name} can't be read as {source.kind} ({_reason(error)}); it may be damaged or of "
            "another kind than its name says. Save it again and try once more."
        )
        raise UnreadableSourceError(msg) from error
    if not rows:
        msg = f"{source.path.name} has a header but no rows; attach a table with at least one row."
        raise EmptyTableError(msg)
    return table


def _open_text(source: Source) -> ir.Table:
    encoding = text_encoding(source.path)
    header = read_header(source.path, encoding, "\t" if source.kind == ".tsv" else None)
    if encoding != UTF_8:
        frame = pd.read_csv(
            source.path, sep=header.separator, encoding=encoding, dtype=str, keep_default_na=False,
            skiprows=header.skip + 1, names=list(header.columns), index_col=False, on_bad_lines="error",
        )  # fmt: skip
        return _loaded(frame.replace("", None))
    return engine().read_csv(
        _literal(source), table_name=new_name(), auto_detect=False, header=True, skip=header.skip,
        sep=header.separator, quote='"', escape='"', columns=dict.fromkeys(header.columns, "VARCHAR"),
    )  # fmt: skip


def _literal(source: Source) -> str:
    """Return the path as DuckDB reads it literally: it would take ``[ * ?`` for a pattern of many files."""
    return re.sub(r"([\[*?])", r"[\1]", str(source.path))


def _reason(error: Exception) -> str:
    text = str(error).strip()
    line = re.search(r"CSV Error on Line: (\d+)", text)
    columns = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", text)
    if line and columns:
        return f"line {line[1]} has another number of columns, {columns[2]}, than the header, {columns[1]}"
    return text.splitlines()[0][:200] if text else type(error).__name__


def _open_parquet(source: Source) -> ir.Table:
    table = engine().read_parquet(_literal(source), table_name=new_name())
    nothing = {name: table[name].cast("string") for name in table.columns if table[name].type().is_unknown()}
    return table.mutate(**nothing) if nothing else table


def _open_excel(source: Source) -> ir.Table:
    return _loaded(pd.read_excel(source.path, sheet_name=source.table or 0, dtype=object, engine="openpyxl"))


def _open_sqlite(source: Source) -> ir.Table:
    with closing(sqlite3.connect(f"{source.path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            )
        ]
        _expect_table(source, names)
        quoted = str(source.table).replace('"', '""')
        return _loaded(pd.read_sql_query(f'SELECT * FROM "{quoted}"', connection, dtype=object))


def _open_duckdb(source: Source) -> ir.Table:
    shared, now = engine(), source.path.stat()
    # The name says which state of the file is held: a file that was replaced is attached anew.
    alias = f"f{now.st_dev}_{now.st_ino}_{now.st_size}_{now.st_mtime_ns}"
    path = str(source.path.resolve()).replace("'", "''")
    shared.raw_sql(f"ATTACH IF NOT EXISTS '{path}' AS {alias} (READ_ONLY)")
    # Ibis 12's own list_tables calls what DuckDB 2 no longer has.
    tables = shared.raw_sql(f"SELECT table_name FROM duckdb_tables() WHERE database_name = '{alias}'")
    _expect_table(source, [name for (name,) in tables.fetchall()])
    return shared.table(source.table, database=(alias, "main"))


_OPENERS: dict[str, Callable[[Source], ir.Table]] = {
    ".csv": _open_text,
    ".tsv": _open_text,
    ".parquet": _open_parquet,
    ".xlsx": _open_excel,
    ".sqlite": _open_sqlite,
    ".duckdb": _open_duckdb,
}


def _expect_table(source: Source, names: list[str]) -> None:
    if source.table not in names:
        msg = f"{source.path.name} has no table {source.table!r}; it has {', '.join(names) or 'none'}."
        raise UnreadableSourceError(msg)


def _loaded(frame: pd.DataFrame) -> ir.Table:
    names = distinct([str(name) for name in frame.columns])
    columns = {name: _one_type(frame.iloc[:, index]) for index, name in enumerate(names)}
    return lent(pa.Table.from_pandas(pd.DataFrame(columns), preserve_index=False))


def _one_type(column: pd.Series) -> pd.Series:
    """Return numbers as numbers and dates as dates where a column holds nothing else; else text."""
    kinds = {type(value) for value in column.dropna()}
    if kinds and kinds <= {int, float}:
        numbers = pd.to_numeric(column)
        return column.astype("float64") if numbers.dtype == object else numbers  # beyond what integers hold
    if kinds == {bool}:
        return column.astype("boolean")
    if kinds and all(issubclass(kind, datetime) for kind in kinds):
        return pd.to_datetime(column)
    return column.map(str, na_action="ignore").astype("str")

"""The one DuckDB that all local tables share: bounded in memory, spilling to disk, never on the network."""

import atexit
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4
from weakref import finalize

import duckdb
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa  # type: ignore[import-untyped]  # publishes no types
from ibis.backends.duckdb import Backend

from cxworkshop.errors import InvalidChoiceError, UnreadableSourceError
from cxworkshop.settings import TABLE_MEMORY, table_memory

_SIZE = re.compile(r"[1-9]\d*(\.\d+)? ?[KMGT]i?B", re.IGNORECASE)

_FOLDER = "cxworkshop-spilled-"
_STALE = 7 * 24 * 3600  # seconds

_ARRIVED = "arrived_"
"""What tables are called whose rows came from a warehouse."""


class LocalTables(Backend):  # type: ignore[misc]  # Ibis publishes no types
    """DuckDB through Ibis; where memory and disk don't do, or a file is damaged, a sentence says so."""

    def execute(self, expr: ir.Expr, /, **options: Any) -> Any:  # noqa: ANN401 - a frame, a column or a value
        """Compute an expression."""
        with _sentences():
            return super().execute(expr, **options)

    def to_pyarrow(self, expr: ir.Expr, /, **options: Any) -> Any:  # noqa: ANN401
        """Compute an expression, as Arrow."""
        with _sentences():
            return super().to_pyarrow(expr, **options)


@cache
def engine() -> LocalTables:
    """Return the shared DuckDB; what doesn't fit into its memory goes to a folder that ends with the program.

    Raises
    ------
    InvalidChoiceError
        The environment variable ``CXWORKSHOP_MEMORY`` is no size.
    """
    memory = table_memory()
    if not _SIZE.fullmatch(memory):
        msg = f"{TABLE_MEMORY} says how much memory tables may take, as in 700MB or 2GB, but {memory!r} came."
        raise InvalidChoiceError(msg)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": private_folder(),
        "autoinstall_known_extensions": False,  # nothing is ever downloaded
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(config=settings)
    connection.execute("SET enable_progress_bar_print = false")  # what takes two seconds writes on stdout
    backend: LocalTables = LocalTables.from_connection(connection)
    return backend


def private_folder() -> str:
    """Return a new folder for rows on disk; it ends with the program, or a week after one that was killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix=_FOLDER)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def is_local(table: ir.Table) -> bool:
    """Return whether a table's rows are the shared DuckDB's to read."""
    return table.get_backend() is engine()


def is_in_order(table: ir.Table) -> bool:
    """Return whether a table's rows have places, as in a file; a warehouse's have none, gathered or not."""
    return is_local(table) and not any(
        base.name.startswith(_ARRIVED) for base in table.op().find(ops.DatabaseTable)
    )


def new_name() -> str:
    """Return a table's name that no other has."""
    return f"t{uuid4().hex}"


def lent(rows: pa.Table) -> ir.Table:
    """Return rows in memory as a table; they stay there for as long as anything is asked of them."""
    shared, name = engine(), new_name()
    # Ibis 12's own create_table writes a DROP that sqlglot 30 leaves without a name.
    shared.con.register(name, rows)
    return _until_unused(name, shared.con.unregister)


def stored(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> ir.Table:
    """Return rows that come in batches as a table; it may spill to disk, and goes when nothing asks of it."""
    name = f"{_ARRIVED}{new_name()}"
    _take(f"CREATE TABLE {name} AS FROM", schema.empty_table())
    try:
        for batch in batches:
            _take(f"INSERT INTO {name} FROM", pa.Table.from_batches([batch]))
    except BaseException:
        _drop(name)
        raise
    return _until_unused(name, _drop)


def _take(statement: str, rows: pa.Table) -> None:
    connection, arriving = engine().con, new_name()
    connection.register(arriving, rows)
    with _sentences():
        connection.execute(f"{statement} {arriving}").fetchall()
    connection.unregister(arriving)


def _drop(name: str) -> None:
    # The garbage collector may call at any time: a connection of its own leaves answers being read alone.
    engine().con.cursor().execute(f"DROP TABLE IF EXISTS {name}")


def _until_unused(name: str, end: Callable[[str], object]) -> ir.Table:
    table = engine().table(name)
    finalize(table.op(), end, name).atexit = False
    return table


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        msg = (
            f"The tables need more memory than the {table_memory()} they may take, or more room on the disk; "
            f"allow more with the environment variable {TABLE_MEMORY}, as in {TABLE_MEMORY}=4GB."
        )
        raise UnreadableSourceError(msg) from error
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)[:200].rstrip(".")
        msg = f"A table can't be read ({reason}); its file may be damaged. Save it again and try once more."
        raise UnreadableSourceError(msg) from error

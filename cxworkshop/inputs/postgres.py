"""Tables on a PostgreSQL server: asked where they lie, in a session that can't write."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ibis.expr.types as ir
import psycopg
import pyarrow as pa  # type: ignore[import-untyped]  # publishes no types
from ibis.backends.postgres import Backend
from psycopg import errors

from cxworkshop.errors import SourceNotFoundError, UnreadableSourceError, WorkshopError, server_said
from cxworkshop.inputs.addresses import PostgresTable

# What a value looks like as text is part of a table's fingerprint.
_SESSION = (
    "-c default_transaction_read_only=on -c datestyle=ISO -c intervalstyle=iso_8601 -c bytea_output=hex"
)
_PATIENCE = "10"  # seconds to wait for a server
_BATCH = 65_536
_SHOWN = 20

_TABLES = r"""
SELECT n.nspname, c.relname, pg_table_is_visible(c.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
ORDER BY NOT pg_table_is_visible(c.oid), n.nspname, c.relname
"""

_LOGIN = ("password", "role ", "pg_hba", "authentication")
"""What PostgreSQL's messages say where it refuses a login."""


class PostgresTables(Backend):  # type: ignore[misc]  # Ibis publishes no types
    """PostgreSQL through Ibis, whose faults are sentences and whose rows come in small batches."""

    def execute(self, expr: ir.Expr, /, **options: Any) -> Any:  # noqa: ANN401 - a frame, a column or a value
        """Compute an expression on the server."""
        with _sentences():
            return super().execute(expr, **options)

    def to_pyarrow_batches(self, expr: ir.Expr, /, **options: Any) -> pa.RecordBatchReader:  # noqa: ANN401
        """Compute an expression on the server and fetch its rows batch by batch."""
        with _sentences():
            reader = super().to_pyarrow_batches(expr, **(options | {"chunk_size": _BATCH}))
        return pa.RecordBatchReader.from_batches(reader.schema, _spoken(reader))


_backends: dict[PostgresTable, PostgresTables] = {}


def open_postgres(wanted: PostgresTable) -> ir.Table:
    """Open a table on its server; tables of one server and user share a connection.

    Raises
    ------
    SourceNotFoundError
        There is no such server, database or table.
    UnreadableSourceError
        The server refuses the login, or the table may not be read.
    """
    backend = _backend(wanted._replace(table=""))
    with _sentences():
        schema, name = _find(backend, wanted)
        return backend.table(name, database=schema)


def _backend(server: PostgresTable) -> PostgresTables:
    held = _backends.get(server)
    if held is None or held.con.closed:
        connection = _connect(server)
        atexit.register(connection.close)
        held = _backends[server] = PostgresTables.from_connection(connection)
    return held


def _connect(server: PostgresTable) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(
            user=server.user, host=server.host, port=server.port, dbname=server.database, options=_SESSION,
            connect_timeout=os.environ.get("PGCONNECT_TIMEOUT", _PATIENCE), application_name="cxworkshop",
            autocommit=True,
        )  # fmt: skip
    except psycopg.Error as error:
        raise _refused(server, error) from error


def _refused(server: PostgresTable, error: psycopg.Error) -> WorkshopError:
    said = _said(error)
    if f'database "{server.database}" does not exist' in said:
        msg = f"The PostgreSQL server has no database {server.database!r}; check its name in the address."
        return SourceNotFoundError(msg)
    if any(word in said for word in _LOGIN):
        msg = (
            f"PostgreSQL refuses the login ({said}). Passwords are taken from the environment variable "
            "PGPASSWORD or the file ~/.pgpass, never from the address; check user and password there."
        )
        return UnreadableSourceError(msg)
    msg = f"The PostgreSQL server can't be reached ({said}); check the address and that the server runs."
    return SourceNotFoundError(msg)


def _find(backend: PostgresTables, wanted: PostgresTable) -> tuple[str, str]:
    with backend.con.cursor() as cursor:
        found = cursor.execute(_TABLES).fetchall()
    for schema, name, visible in found:
        if wanted.table == f"{schema}.{name}" or (visible and wanted.table == name):
            return schema, name
    there = [name if visible else f"{schema}.{name}" for schema, name, visible in found]
    listed = ", ".join(there[:_SHOWN]) + (" …" if len(there) > _SHOWN else "")
    msg = f"The database {wanted.database} has no table {wanted.table!r}; it has {listed or 'none'}."
    raise SourceNotFoundError(msg)


def _spoken(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    with _sentences():
        yield from reader


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except errors.InsufficientPrivilege as error:
        msg = f"PostgreSQL doesn't let you read that ({_said(error)}); ask for the right to SELECT from it."
        raise UnreadableSourceError(msg) from error
    except psycopg.OperationalError as error:
        msg = f"PostgreSQL broke off ({_said(error)}); try once more when the server answers again."
        raise UnreadableSourceError(msg) from error
    except psycopg.Error as error:
        msg = (
            f"PostgreSQL can't compute that from the table as it is ({_said(error)}); mend the values there."
        )
        raise UnreadableSourceError(msg) from error


def _said(error: psycopg.Error) -> str:
    return server_said(error.diag.message_primary or str(error) or type(error).__name__)

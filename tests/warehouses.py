"""A PostgreSQL of the tests' own: started from Debian's package, filled from data frames, removed again."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import psycopg
from psycopg import sql

READER, DATABASE = "reader", "firm"
"""Who reads the tables without a password, and where they are."""

LOCKED, PASSWORD = "locked", "tiger's-1:/@?"
"""Who needs a password, and which."""

_LOGINS = f"""
local all all trust
host  all {READER} 127.0.0.1/32 trust
host  all all 127.0.0.1/32 scram-sha-256
"""

_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1")


class Postgres(NamedTuple):
    """A running server: ``folder`` holds its socket, on which the tests are its owner."""

    folder: Path
    port: int

    def source(self, table: str, user: str = READER) -> str:
        """Return the source of a table, as a user would write it."""
        return f"postgres://{user}@127.0.0.1:{self.port}/{DATABASE}::{table}"

    def run(self, statement: str | sql.Composable, database: str = DATABASE) -> None:
        """Run a statement as the server's owner."""
        with closing(self._connect(database)) as connection:
            connection.execute(statement)

    def load(self, frame: pd.DataFrame, name: str, types: dict[str, str] | None = None) -> str:
        """Make a typed table of a frame and return its source; ``types`` names other column types."""
        wanted = {column: _type(frame[column]) for column in frame.columns} | (types or {})
        columns = [sql.SQL("{} {}").format(sql.Identifier(c), sql.SQL(t)) for c, t in wanted.items()]
        table = sql.Identifier(*name.split("."))
        with closing(self._connect(DATABASE)) as connection, connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
            cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(table, sql.SQL(", ").join(columns)))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(table)) as copy:
                copy.write(frame.to_csv(index=False, header=False))
        return self.source(name)

    def drop(self, name: str) -> None:
        """Remove a table."""
        self.run(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(*name.split("."))))

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), port=self.port, user="owner", dbname=database, autocommit=True,
            options="-c lock_timeout=5s",
        )  # fmt: skip


@contextmanager
def started(initdb: str) -> Iterator[Postgres]:
    """Run a server in a new folder, on loopback and a free port, until the block is left.

    ``initdb`` and its neighbours refuse root, so that root runs them as ``postgres`` (or ``nobody``).
    """
    binaries, user = Path(initdb).resolve().parent, _user()
    folder = Path(tempfile.mkdtemp(prefix="cx-postgres-"))
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        command = [*_become(user), str(binaries / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        if user:
            shutil.chown(folder, user)
        run("initdb", "--username=owner", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        (data / "pg_hba.conf").write_text(_LOGINS, "utf-8")
        port = _free_port()
        settings = " ".join(f"-c {setting}" for setting in _SETTINGS)
        options = f"-p {port} -c unix_socket_directories={folder} {settings}"
        run("pg_ctl", "start", "-w", "-s", "-l", str(folder / "log"), "-o", options)
        try:
            server = Postgres(folder, port)
            server.run(f"CREATE DATABASE {DATABASE}", "postgres")
            server.run(f"CREATE ROLE {READER} LOGIN; GRANT pg_read_all_data TO {READER}")
            server.run(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                    sql.Identifier(LOCKED), sql.Literal(PASSWORD)
                )
            )
            yield server
        finally:
            run("pg_ctl", "stop", "-s", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """Return whom root becomes, None for others."""
    if os.geteuid() != 0:
        return None
    known = subprocess.run(["id", "-u", "postgres"], capture_output=True, check=False)
    return "nobody" if known.returncode else "postgres"


def _become(user: str | None) -> list[str]:
    return ["runuser", "-u", user, "--"] if user else []


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def holds_days(column: pd.Series) -> bool:
    """Return whether a column holds dates without a time of day."""
    if not pd.api.types.is_datetime64_any_dtype(column):
        return False
    return bool((column.dropna() == column.dropna().dt.normalize()).all())


def _type(column: pd.Series) -> str:
    kinds = {"i": "bigint", "u": "bigint", "f": "double precision", "b": "boolean", "M": "timestamp"}
    return "date" if holds_days(column) else kinds.get(column.dtype.kind, "text")

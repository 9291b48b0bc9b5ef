"""The log in one SQLite database: append and read, nothing else."""

import json
import os
import re
import sqlite3
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from cxworkshop.domain.events import Event, read_event, read_object, write_event
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError, NotWritableError, WorkshopExistsError
from cxworkshop.live.failures import code, plain_reading, plain_writing

FORMAT = "cxworkshop"
FORMAT_VERSION = 1
PATIENCE = 10.0
"""Seconds to wait for another program that is writing."""

_schema = MetaData()
_about = Table(
    "about", _schema, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)
_log = Table(
    "log",
    _schema,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("body", Text, nullable=False),
)


class Store:
    """A workshop file, opened. Use :func:`create` or :func:`open_store`.

    SQLite in WAL mode with ``synchronous=FULL``: an append that returned is on the disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _engine(path)

    def append(self, events: Iterable[Event]) -> None:
        """Append events in one transaction: all of them, or none.

        Raises
        ------
        NotWritableError
            The disk is full, or the file is read-only.
        NotAWorkshopError
            The file is damaged, or an event is in it already.
        """
        rows = _rows(events)
        if not rows:
            return
        with plain_writing(self.path), self._engine.begin() as connection:
            connection.execute(insert(_log), rows)

    def read(self, after: int = 0) -> list[tuple[int, Event]]:
        """Return ``(seq, event)`` for all events with a sequence number above ``after``, in order.

        Raises
        ------
        NotAWorkshopError, NewerWorkshopError
            The file or an event in it is damaged, or from a newer version.
        NotWritableError
            The file can't be reached.
        """
        query = select(_log.c.seq, _log.c.body).where(_log.c.seq > after).order_by(_log.c.seq)
        with plain_reading(self.path), self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [(seq, self._event(seq, body)) for seq, body in rows]

    def _event(self, seq: int, body: str) -> Event:
        where = f"Event {seq} of {self.path}"
        return read_event(read_object(body, where), where)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def create(path: Path, events: Iterable[Event]) -> Store:
    """Create a workshop file that holds ``events``, whole or not at all.

    Raises
    ------
    WorkshopExistsError
        There is a file of that name already.
    NotWritableError
        The folder is missing, or the disk is full.
    """
    aside = path.with_name(f".{uuid4().hex}.cxw")
    with plain_writing(path):
        _expect_none(path)
        aside.touch(exist_ok=False)  # unlike a temporary file, with the permissions of any new one
        try:
            with _engine(aside).begin() as connection:
                _lay_out(connection)
                if rows := _rows(events):
                    connection.execute(insert(_log), rows)
            _move(aside, path)
        finally:
            for leftover in (aside, Path(f"{aside}-wal"), Path(f"{aside}-shm")):
                leftover.unlink(missing_ok=True)
    return Store(path)


def open_store(path: Path) -> Store:
    """Open a workshop file.

    Raises
    ------
    NotAWorkshopError
        The file is missing, empty, damaged, no database, or a database of something else.
    NewerWorkshopError
        The file was made by a newer version of cxworkshop.
    NotWritableError
        The file can't be reached.
    """
    with plain_reading(path):
        if not path.is_file():
            msg = f"There is no workshop file {path}; make one with: cxworkshop new {path} --name NAME"
            raise NotAWorkshopError(msg)
        if path.stat().st_size == 0:
            msg = f"{path} is empty (0 bytes), so it is no workshop file; copy it again, or open another one."
            raise NotAWorkshopError(msg)
        store = Store(path)
        with store._engine.connect() as connection:  # noqa: SLF001 - the module's own class
            _expect_workshop(connection, path)
    return store


def _rows(events: Iterable[Event]) -> list[dict[str, Any]]:
    return [
        {"id": event.id, "kind": event.kind, "at": event.at, "body": json.dumps(write_event(event))}
        for event in events
    ]


def _expect_none(path: Path) -> None:
    if path.exists():
        raise _taken(path)


def _taken(path: Path) -> WorkshopExistsError:
    return WorkshopExistsError(f"{path} is there already; choose another name, or delete it first.")


def _move(aside: Path, path: Path) -> None:
    """Give the file its name, unless another file has taken it meanwhile."""
    try:
        os.link(aside, path)  # a rename would replace the other file
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError:
        _expect_none(path)
        aside.rename(path)  # on a disk that knows no links


def _engine(path: Path) -> Engine:
    # A kernel and a server both hold the file: no connection outlives its use.
    return create_engine("sqlite://", creator=partial(_connect, path), poolclass=NullPool)


def _connect(path: Path) -> sqlite3.Connection:
    file = path.resolve()
    if os.access(file, os.W_OK) and os.access(file.parent, os.W_OK):
        connection = sqlite3.connect(file, timeout=PATIENCE)
    else:
        _expect_all_in_one_file(path, file)
        # Immutable: SQLite would otherwise want to write beside the file even to read it.
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA synchronous=FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _expect_all_in_one_file(path: Path, file: Path) -> None:
    newest = Path(f"{file}-wal")
    if newest.exists() and newest.stat().st_size:
        msg = (
            f"{path} can't be opened where nothing may be written, since its newest events are still in "
            f"{newest.name}; copy both to where you may write, and open the copy."
        )
        raise NotWritableError(msg)


def _lay_out(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    _schema.create_all(connection)
    connection.execute(
        insert(_about), [{"key": "format", "value": FORMAT}, {"key": "version", "value": str(FORMAT_VERSION)}]
    )


def _expect_workshop(connection: Connection, path: Path) -> None:
    about = _read_about(connection)
    version = about.get("version", "")
    if about.get("format") != FORMAT or not re.fullmatch("[0-9]{1,9}", version):
        msg = f"{path} is a database of something else, not a workshop file; open a .cxw file instead."
        raise NotAWorkshopError(msg)
    if int(version) > FORMAT_VERSION:
        msg = (
            f"{path} was made by a newer version of cxworkshop (file version {version}, "
            f"this program reads up to {FORMAT_VERSION}); update cxworkshop to open it."
        )
        raise NewerWorkshopError(msg)


def _read_about(connection: Connection) -> dict[str, str]:
    if not {"about", "log"} <= set(inspect(connection).get_table_names()):
        return {}
    try:
        return {str(row.key): str(row.value) for row in connection.execute(select(_about))}
    except DatabaseError as error:
        if code(error) == sqlite3.SQLITE_ERROR:  # another program's table of the same name
            return {}
        raise

"""The log in one SQLite database: append and read, nothing else."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

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
    event,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from cxworkshop.domain.events import Event, read_event, write_event
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError, NotWritableError, WorkshopExistsError

FORMAT = "cxworkshop"
FORMAT_VERSION = 1

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
        """
        rows = [
            {"id": event.id, "kind": event.kind, "at": event.at, "body": json.dumps(write_event(event))}
            for event in events
        ]
        if not rows:
            return
        with _plain_errors(self.path), self._engine.begin() as connection:
            connection.execute(insert(_log), rows)

    def read(self, after: int = 0) -> list[tuple[int, Event]]:
        """Return ``(seq, event)`` for all events with a sequence number above ``after``, in order."""
        query = select(_log.c.seq, _log.c.body).where(_log.c.seq > after).order_by(_log.c.seq)
        with _plain_errors(self.path), self._engine.connect() as connection:
            return [(seq, read_event(json.loads(body))) for seq, body in connection.execute(query)]

    def last(self) -> int:
        """Return the sequence number of the newest event, 0 where there is none."""
        with _plain_errors(self.path), self._engine.connect() as connection:
            return connection.execute(select(func.max(_log.c.seq))).scalar() or 0

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
    if path.exists():
        msg = f"{path} is there already; choose another name, or delete it first."
        raise WorkshopExistsError(msg)
    with _plain_errors(path):
        handle, name = mkstemp(prefix=".", suffix=".cxw", dir=path.parent)
        os.close(handle)
    aside = Path(name)
    try:
        with _plain_errors(path):
            store = Store(aside)
            with store._engine.begin() as connection:  # noqa: SLF001 - the module's own class
                _lay_out(connection)
            store.append(events)
            store.close()
            aside.rename(path)
    finally:
        for leftover in (aside, Path(f"{aside}-wal"), Path(f"{aside}-shm")):
            leftover.unlink(missing_ok=True)
    return Store(path)


def open_store(path: Path) -> Store:
    """Open a workshop file.

    Raises
    ------
    NotAWorkshopError
        The file is missing, empty, no database, or a database of something else.
    NewerWorkshopError
        The file was made by a newer version of cxworkshop.
    """
    if not path.is_file():
        msg = f"There is no workshop file {path}; make one with: cxworkshop new {path} --name NAME"
        raise NotAWorkshopError(msg)
    if path.stat().st_size == 0:
        msg = f"{path} is empty (0 bytes), so it is no workshop file; copy it again, or open another one."
        raise NotAWorkshopError(msg)
    store = Store(path)
    try:
        with store._engine.connect() as connection:  # noqa: SLF001 - the module's own class
            _expect_workshop(connection, path)
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorname", "") not in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
            msg = (
                f"{path} can't be opened ({error.orig}); check that its disk isn't full and that you may "
                "write in its folder."
            )
            raise NotWritableError(msg) from error
        msg = f"{path} isn't a workshop file (it can't be read as a database); open a .cxw file instead."
        raise NotAWorkshopError(msg) from error
    return store


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=NullPool,  # a kernel and a server both hold the file: no connection outlives its use
        connect_args={"timeout": 10},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA synchronous=FULL")

    return engine


def _lay_out(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    _schema.create_all(connection)
    connection.execute(
        insert(_about), [{"key": "format", "value": FORMAT}, {"key": "version", "value": str(FORMAT_VERSION)}]
    )


def _expect_workshop(connection: Connection, path: Path) -> None:
    tables = inspect(connection).get_table_names()
    about: dict[str, str] = {}
    if {"about", "log"} <= set(tables):
        with suppress(DatabaseError):  # another program's tables of the same names
            about = {row.key: row.value for row in connection.execute(select(_about))}
    if about.get("format") != FORMAT or not about.get("version", "").isdigit():
        msg = f"{path} is a database of something else, not a workshop file; open a .cxw file instead."
        raise NotAWorkshopError(msg)
    if int(about["version"]) > FORMAT_VERSION:
        msg = (
            f"{path} was made by a newer version of cxworkshop (file version {about['version']}, "
            f"this program reads up to {FORMAT_VERSION}); update cxworkshop to open it."
        )
        raise NewerWorkshopError(msg)


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except NotWritableError:
        raise
    except (OSError, DatabaseError) as error:
        reason = str(error.orig) if isinstance(error, DatabaseError) else (error.strerror or str(error))
        msg = (
            f"{path} can't be written ({reason}); nothing was changed. "
            "Free some disk space or choose another folder."
        )
        raise NotWritableError(msg) from error

"""The log in one SQLite file."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, QueuePool

from cxworkshop.domain.events import Event
from cxworkshop.errors import NotAWorkshopError, NotWritableError, WorkshopExistsError
from cxworkshop.live import log_table
from cxworkshop.live.failures import code, plain_reading, plain_writing
from cxworkshop.live.store import Decide, Logged

PATIENCE = 10.0
"""Seconds to wait for another program that is writing."""


class SqliteStore:
    """A workshop file, opened. Use :func:`create_file` or :func:`open_file`.

    SQLite in WAL mode with ``synchronous=FULL``: an append that returned is on the disk.
    """

    def __init__(self, path: Path, *, keep: bool = False) -> None:
        self.path = path
        self._held = _identity(path) if keep else None
        self._engine = _engine(path, keep=keep)

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def append(self, events: Iterable[Event]) -> None:
        """Append events, all or none; see :class:`~cxworkshop.live.store.Store`."""
        if wanted := tuple(events):
            self.exchange(log_table.END, lambda _: wanted)

    def read(self, after: int = 0, most: int | None = None) -> list[Logged]:
        """Return events in order; see :class:`~cxworkshop.live.store.Store`."""
        with plain_reading(self.path), self._engine.connect() as connection:
            bodies = log_table.read_bodies(connection, after, most)
        return log_table.as_events(bodies, self.name)

    def exchange(self, after: int, decide: Decide) -> list[Logged]:
        """Read, decide and append; see :class:`~cxworkshop.live.store.Store`."""
        with plain_writing(self.path), _writing(self._engine) as connection:
            news = log_table.as_events(log_table.read_bodies(connection, after), self.name)
            logged = [*news, *log_table.add(connection, decide(news))]
            self._expect_in_place()
            return logged

    def last(self) -> int:
        """Return the last sequence number; see :class:`~cxworkshop.live.store.Store`."""
        with plain_reading(self.path), self._engine.connect() as connection:
            return log_table.last_seq(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _expect_in_place(self) -> None:
        """Check that the file that is held open is still the one of that name: else nobody finds it again."""
        if self._held is not None and _identity(self.path) != self._held:
            msg = (
                f"{self.path} was moved, or another file put in its place, while the room was open, and "
                "nothing was changed; put it back, or start the room again."
            )
            raise NotWritableError(msg)


def create_file(path: Path, events: Iterable[Event]) -> SqliteStore:
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
            with _engine(aside).connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            with _writing(_engine(aside)) as connection:
                log_table.lay_out(connection)
                log_table.add(connection, events)
            _move(aside, path)
        finally:
            for leftover in (aside, Path(f"{aside}-wal"), Path(f"{aside}-shm")):
                leftover.unlink(missing_ok=True)
    return SqliteStore(path)


def open_file(path: Path, *, keep: bool = False) -> SqliteStore:
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
        store = SqliteStore(path, keep=keep)
        with store._engine.connect() as connection:  # noqa: SLF001 - the module's own class
            log_table.expect_workshop(_about(connection), str(path))
    return store


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


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


def _engine(path: Path, *, keep: bool = False) -> Engine:
    connect = partial(_connect, path)
    if keep:
        return create_engine(
            "sqlite://",
            creator=connect,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            pool_timeout=PATIENCE,
        )
    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction that may write at once: nobody else does, from its first look at the log on."""
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def _connect(path: Path) -> sqlite3.Connection:
    file = path.resolve()
    if os.access(file, os.W_OK) and os.access(file.parent, os.W_OK):
        connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    else:
        _expect_all_in_one_file(path, file)
        # Immutable: SQLite would otherwise want to write beside the file even to read it.
        connection = sqlite3.connect(
            f"{file.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
        )
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


def _about(connection: Connection) -> dict[str, str]:
    if log_table.TABLES - set(inspect(connection).get_table_names()):
        return {}
    try:
        return log_table.read_about(connection)
    except DatabaseError as error:
        if code(error) == sqlite3.SQLITE_ERROR:  # another program's table of the same name
            return {}
        raise

"""The log in a database on a PostgreSQL server, for a team."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, func, inspect, select
from sqlalchemy.pool import NullPool, QueuePool

from cxworkshop.domain.events import Event
from cxworkshop.errors import NotAWorkshopError, WorkshopExistsError
from cxworkshop.live import log_table
from cxworkshop.live.places import Server
from cxworkshop.live.postgres_failures import plain_server
from cxworkshop.live.store import Decide, Logged

PATIENCE = 10
"""Seconds to wait for the server, and for another program that is writing."""

_LOCK = 0x63_78_77_6F_72_6B
"""What PostgreSQL's advisory lock is known by; it holds within one database."""


class PostgresStore:
    """A workshop on a server, opened. Use :func:`create_on_server` or :func:`open_on_server`.

    Writers take turns by an advisory lock, so that events become visible in the order of their sequence
    numbers: who has read up to one has missed none. An append that returned is on the server's disk.
    """

    def __init__(self, place: Server, *, keep: bool = False) -> None:
        self.name = str(place)
        self._engine = _engine(place, keep=keep)

    def append(self, events: Iterable[Event]) -> None:
        """Append events, all or none; see :class:`~cxworkshop.live.store.Store`."""
        if wanted := tuple(events):
            self.exchange(log_table.END, lambda _: wanted)

    def read(self, after: int = 0, most: int | None = None) -> list[Logged]:
        """Return events in order; see :class:`~cxworkshop.live.store.Store`."""
        with plain_server(self.name), self._engine.connect() as connection:
            bodies = log_table.read_bodies(connection, after, most)
        return log_table.as_events(bodies, self.name)

    def exchange(self, after: int, decide: Decide) -> list[Logged]:
        """Read, decide and append; see :class:`~cxworkshop.live.store.Store`."""
        with plain_server(self.name), _writing(self._engine) as connection:
            news = log_table.as_events(log_table.read_bodies(connection, after), self.name)
            return [*news, *log_table.add(connection, decide(news))]

    def last(self) -> int:
        """Return the last sequence number; see :class:`~cxworkshop.live.store.Store`."""
        with plain_server(self.name), self._engine.connect() as connection:
            return log_table.last_seq(connection)

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()


def create_on_server(place: Server, events: Iterable[Event]) -> PostgresStore:
    """Make a workshop that holds ``events`` in a database that is there, whole or not at all.

    Raises
    ------
    WorkshopExistsError
        The database holds a workshop, or tables of the same names, already.
    NotWritableError
        The server can't be reached, or lets this user make no tables.
    """
    store = PostgresStore(place)
    with plain_server(store.name), _writing(store._engine) as connection:  # noqa: SLF001 - the module's own
        if _tables(connection):
            msg = f"{store.name} holds a workshop or something like it already; choose another database."
            raise WorkshopExistsError(msg)
        log_table.lay_out(connection)
        log_table.add(connection, events)
    return store


def open_on_server(place: Server, *, keep: bool = False) -> PostgresStore:
    """Open a workshop on a server.

    Raises
    ------
    NotAWorkshopError
        The database holds no workshop.
    NewerWorkshopError
        The workshop was made by a newer version of cxworkshop.
    NotWritableError
        The server can't be reached.
    """
    store = PostgresStore(place)
    with plain_server(store.name), store._engine.connect() as connection:  # noqa: SLF001
        if _tables(connection) < log_table.TABLES:
            msg = f"There is no workshop at {place}; make one with: cxworkshop new {place} --name NAME"
            raise NotAWorkshopError(msg)
        log_table.expect_workshop(log_table.read_about(connection), store.name)
    return PostgresStore(place, keep=keep)


def _tables(connection: Connection) -> frozenset[str]:
    return log_table.TABLES & set(inspect(connection).get_table_names())


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield connection


def _engine(place: Server, *, keep: bool) -> Engine:
    connect = partial(_connect, place)
    # Read committed: what is read after the lock was waited for is what the last writer left.
    if keep:
        return create_engine(
            "postgresql+psycopg://", creator=connect, isolation_level="READ COMMITTED",
            poolclass=QueuePool, pool_size=1, max_overflow=0, pool_pre_ping=True,
        )  # fmt: skip
    return create_engine(
        "postgresql+psycopg://", creator=connect, isolation_level="READ COMMITTED", poolclass=NullPool
    )


def _connect(place: Server) -> psycopg.Connection[Any]:
    return psycopg.connect(
        user=place.user, host=place.host, port=place.port, dbname=place.database,
        application_name="cxworkshop", connect_timeout=int(os.environ.get("PGCONNECT_TIMEOUT", PATIENCE)),
        options=f"-c synchronous_commit=on -c lock_timeout={PATIENCE}s",
    )  # fmt: skip

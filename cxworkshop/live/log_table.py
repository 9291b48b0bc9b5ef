"""The log as a table of a database: what SQLite and PostgreSQL have in common."""

import json
import re
from collections.abc import Iterable, Sequence

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
    insert,
    select,
)

from cxworkshop.domain.events import Event, read_event, read_object, write_event
from cxworkshop.errors import NewerWorkshopError, NotAWorkshopError
from cxworkshop.live.store import FORMAT, FORMAT_VERSION, Logged

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

TABLES = frozenset(_schema.tables)
"""The names of a workshop's tables."""

END = 2**31 - 1
"""Above every sequence number."""


def lay_out(connection: Connection) -> None:
    """Make the tables of an empty workshop."""
    _schema.create_all(connection, checkfirst=False)
    connection.execute(
        insert(_about), [{"key": "format", "value": FORMAT}, {"key": "version", "value": str(FORMAT_VERSION)}]
    )


def read_about(connection: Connection) -> dict[str, str]:
    """Return what the database says of itself."""
    return {str(row.key): str(row.value) for row in connection.execute(select(_about))}


def expect_workshop(about: dict[str, str], name: str) -> None:
    """Check what a database says of itself.

    Raises
    ------
    NotAWorkshopError
        It holds something else.
    NewerWorkshopError
        A newer version of cxworkshop made it.
    """
    version = about.get("version", "")
    if about.get("format") != FORMAT or not re.fullmatch("[0-9]{1,9}", version):
        msg = f"{name} is a database of something else, not a workshop file; open a .cxw file instead."
        raise NotAWorkshopError(msg)
    if int(version) > FORMAT_VERSION:
        msg = (
            f"{name} was made by a newer version of cxworkshop (file version {version}, "
            f"this program reads up to {FORMAT_VERSION}); update cxworkshop to open it."
        )
        raise NewerWorkshopError(msg)


def read_bodies(connection: Connection, after: int, most: int | None = None) -> Sequence[tuple[int, str]]:
    """Return seq and body of the events above ``after``, the first ``most`` of them, in order."""
    query = select(_log.c.seq, _log.c.body).where(_log.c.seq > after).order_by(_log.c.seq).limit(most)
    return [(seq, body) for seq, body in connection.execute(query)]


def as_events(bodies: Iterable[tuple[int, str]], name: str) -> list[Logged]:
    """Turn stored bodies into events; messages call the workshop ``name``."""
    places = ((seq, body, f"Event {seq} of {name}") for seq, body in bodies)
    return [(seq, read_event(read_object(body, where), where)) for seq, body, where in places]


def last_seq(connection: Connection) -> int:
    """Return the highest sequence number, 0 where there is none."""
    return connection.execute(select(func.max(_log.c.seq))).scalar_one() or 0


def add(connection: Connection, events: Iterable[Event]) -> list[Logged]:
    """Add events behind the last one; nobody else may write meanwhile."""
    logged = list(enumerate(events, last_seq(connection) + 1))
    if logged:
        connection.execute(
            insert(_log),
            [
                {
                    "seq": seq,
                    "id": event.id,
                    "kind": event.kind,
                    "at": event.at,
                    "body": json.dumps(write_event(event)),
                }
                for seq, event in logged
            ],
        )
    return logged

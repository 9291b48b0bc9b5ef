"""Tables of a warehouse: an address taken apart, without the password that may stand in it."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from cxworkshop.errors import UnreadableSourceError

POSTGRES_FORM = "postgres://USER@HOST:PORT/DATABASE::TABLE"
SPARK_FORM = "spark://MASTER::TABLE_OR_PATH"

_FILES = (".parquet", ".csv")
_LOCAL = re.compile(r"local(\[(\*|[1-9]\d*)\])?")


class PostgresTable(NamedTuple):
    """A table (or SCHEMA.TABLE) on a PostgreSQL server; what isn't named is libpq's to choose."""

    user: str | None
    host: str | None
    port: int | None
    database: str
    table: str

    @property
    def source(self) -> str:
        """The address as it is remembered."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        database = quote(self.database, safe="")
        return f"postgres://{user}{quote(self.host or '', safe='[]:')}{port}/{database}::{self.table}"


class SparkTable(NamedTuple):
    """A table of Spark's catalogue, or a file that Spark reads, at ``master``."""

    master: str
    table: str

    @property
    def source(self) -> str:
        """The address as it is remembered."""
        return f"spark://{self.master}::{self.table}"

    @property
    def is_local(self) -> bool:
        """Whether Spark runs on this computer, within this program."""
        return _LOCAL.fullmatch(self.master) is not None

    @property
    def is_file(self) -> bool:
        """Whether a file is read, not a table of the catalogue."""
        return self.table.lower().endswith(_FILES)


def parse_postgres(rest: str) -> PostgresTable:
    """Take apart what follows ``postgres://``. A password is dropped, and no message repeats the address.

    Raises
    ------
    UnreadableSourceError
        The address has another form, or settings behind a question mark.
    """
    place, _, table = rest.rpartition("::")
    place, _, settings = place.partition("?")
    login, _, server = place.rpartition("@")
    server, _, database = server.partition("/")
    user = login.partition(":")[0]
    host, port = _host_and_port(server)
    if settings or not (table and database) or "/" in database or "@" in table or port is None:
        msg = (
            f"A table on PostgreSQL is written {POSTGRES_FORM}, the table as TABLE or SCHEMA.TABLE, but "
            "this address has another form. Settings behind a question mark aren't read: PostgreSQL's own "
            "environment variables (PGSSLMODE, PGPASSWORD …) serve for them."
        )
        raise UnreadableSourceError(msg)
    found = int(port) if port else None
    return PostgresTable(unquote(user) or None, host or None, found, unquote(database), table)


def parse_spark(rest: str) -> SparkTable:
    """Take apart what follows ``spark://``; a local file's path becomes absolute in local mode.

    Raises
    ------
    UnreadableSourceError
        The address has another form.
    """
    master, _, table = rest.rpartition("::")
    found = SparkTable(master, table)
    secret = "@" in table.split("://")[-1].partition("/")[0]
    if secret or not table or not (found.is_local or re.fullmatch(r"[^@/?#\s]+:\d+", master)):
        msg = (
            f"A table on Spark is written {SPARK_FORM}, with local or HOST:PORT as MASTER and a table's "
            "name or a path to .parquet or .csv behind it, but this address has another form. Keys "
            "and passwords don't belong into it: Spark's own configuration holds them."
        )
        raise UnreadableSourceError(msg)
    if found.is_local and found.is_file and "://" not in table:
        return SparkTable(master, str(Path(table).expanduser().resolve()))
    return found


def _host_and_port(server: str) -> tuple[str, str | None]:
    """Return host and port, the port "" where there is none and None where it can't be one."""
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:]*)(?::(\d{1,5}))?", server)
    return (unquote(found[1]), found[2] or "") if found else ("", None)

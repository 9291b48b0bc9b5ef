"""Where a workshop is kept: a file, or a database on a PostgreSQL server."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from cxworkshop.errors import NotAWorkshopError

FORM = "postgresql://USER@HOST:PORT/DATABASE"

_SERVER = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^:@/?#]*)(?::[^@/?#]*)?@)?(?P<host>\[[0-9a-fA-F:.]+\]|[^:@/?#\[\]]*)"
    r"(?::(?P<port>\d{1,5}))?/(?P<database>[^/?#]+)"
)


class Server(NamedTuple):
    """A database that holds one workshop; what isn't named is libpq's to choose."""

    user: str | None
    host: str | None
    port: int | None
    database: str

    def __str__(self) -> str:
        """Return the address; it never holds a password."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        host = f"[{self.host}]" if self.host and ":" in self.host else quote(self.host or "", safe="")
        port = f":{self.port}" if self.port else ""
        return f"postgresql://{user}{host}{port}/{quote(self.database, safe='')}"


Place = Path | Server


def read_place(text: str) -> Place:
    """Read a path or a server's address. A password is dropped, and no message repeats the address.

    Raises
    ------
    NotAWorkshopError
        An address has another form, or settings behind a question mark.
    """
    if not re.match("postgres(ql)?://", text):
        return Path(text)
    found = _SERVER.fullmatch(text)
    if found is None:
        msg = (
            f"A workshop on PostgreSQL is written {FORM}, but this address has another form. Passwords and "
            "settings are taken from PostgreSQL's own environment variables (PGPASSWORD, PGSSLMODE …)."
        )
        raise NotAWorkshopError(msg)
    host = unquote(found["host"]).strip("[]")
    port = int(found["port"]) if found["port"] else None
    return Server(unquote(found["user"] or "") or None, host or None, port, unquote(found["database"]))


def absolute(place: Place) -> Place:
    """Return the place as it is called from every folder."""
    return place.resolve() if isinstance(place, Path) else place

"""How many connections the room keeps: so many that the system's limit is never reached."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from tornado.httpserver import HTTPServer
from tornado.httputil import (
    HTTPConnection,
    HTTPHeaders,
    HTTPMessageDelegate,
    RequestStartLine,
    ResponseStartLine,
)
from tornado.iostream import IOStream

from cxworkshop.room.limits import Now, is_here

if TYPE_CHECKING:
    from tornado.http1connection import HTTP1ServerConnection

SPARE = 50
"""Files that the room opens beside connections: the workshop, the pages' parts."""

FEWEST = 1024
"""Open files below which the room says that it won't hold many phones."""

MOST_EACH = 400
"""Connections from one address; many phones may come from one where the network hides them behind it."""

_MODEST = (10_240, 4_096)
"""Open files to ask for where as many as the hard limit says aren't given: macOS's own limit, and less."""

_PLENTY = 1_000_000
"""Connections where the system has no limit."""

_PAUSE = 60.0
"""Seconds between two of the same messages."""

_ABOUT = 60
"""Signs by which messages are told apart: what follows may be a connection's number."""

_MOST_MESSAGES = 1_000


def most_files() -> int:
    """Return how many files this process may have open."""
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return _PLENTY
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _PLENTY if soft == resource.RLIM_INFINITY else soft


def allow_many() -> int:
    """Raise the limit of open files as far as the system lets it; return what it is then."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - POSIX only

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        for wanted in (hard, *_MODEST):
            if wanted != hard and wanted <= most_files():
                break
            with suppress(ValueError, OSError):  # macOS has a lower limit than it says
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
                break
    return most_files()


class RoomServer(HTTPServer):
    """A server that never takes more connections than it can hold.

    Once all are in use a newcomer takes the place of the one that has waited longest without asking for
    anything, so that connections that stay silent keep nobody out.

    Parameters
    ----------
    most
        Connections at a time.
    most_each
        Connections at a time from one address other than this machine's.
    """

    def initialize(  # type: ignore[override]
        self,
        *args: Any,  # noqa: ANN401 - Tornado's signature
        most: int,
        most_each: int = MOST_EACH,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Take the limits."""
        super().initialize(*args, **kwargs)
        self._most, self._most_each = most, most_each
        self._homes: dict[object, str] = {}
        self._each: Counter[str] = Counter()
        self._silent: dict[IOStream, None] = {}

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Take a connection, or close it."""
        home = str(address[0]) if address else ""
        many = self._each[home] >= self._most_each and not is_here(home)
        if many or not self._has_place():
            stream.close()
            return
        self._homes[stream] = home
        self._each[home] += 1
        self._silent[stream] = None
        super().handle_stream(stream, address)

    def start_request(self, server_conn: object, request_conn: HTTPConnection) -> HTTPMessageDelegate:
        """Wait for a request: until it is there, the connection is silent."""
        stream = cast("HTTP1ServerConnection", server_conn).stream
        self._silent.pop(stream, None)
        self._silent[stream] = None
        asked = super().start_request(server_conn, request_conn)
        return _Asking(asked, lambda: self._silent.pop(stream, None))

    def on_close(self, server_conn: object) -> None:
        """Forget a connection."""
        super().on_close(server_conn)
        self._forget(cast("HTTP1ServerConnection", server_conn).stream)

    def _has_place(self) -> bool:
        if len(self._homes) < self._most:
            return True
        longest = next(iter(self._silent), None)
        if longest is None:
            return False
        self._forget(longest)
        longest.close()
        return True

    def _forget(self, stream: IOStream) -> None:
        self._silent.pop(stream, None)
        home = self._homes.pop(stream, None)
        if home is not None:
            self._each[home] -= 1
            if not self._each[home]:
                del self._each[home]


class _Asking(HTTPMessageDelegate):
    """Passes a request on, and says when all of it is there."""

    def __init__(self, asked: HTTPMessageDelegate, whole: Callable[[], object]) -> None:
        self._asked, self._whole = asked, whole

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        return self._asked.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        return self._asked.data_received(chunk)

    def finish(self) -> None:
        self._whole()
        self._asked.finish()

    def on_connection_close(self) -> None:
        self._asked.on_connection_close()


class Seldom(logging.Filter):
    """Lets one of the same messages pass a minute: a fault in a loop fills no terminal."""

    def __init__(self, now: Now = monotonic) -> None:
        super().__init__()
        self._now = now
        self._last: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a message passes."""
        about, now = record.getMessage()[:_ABOUT], self._now()
        if now - self._last.get(about, -_PAUSE) < _PAUSE:
            return False
        if len(self._last) >= _MOST_MESSAGES:
            self._last.clear()
        self._last[about] = now
        return True

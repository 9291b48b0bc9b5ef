"""The room's routes, and the server that answers them."""

import asyncio
import errno
import socket
from collections.abc import Callable
from contextlib import suppress

from tornado.web import Application

from cxworkshop.errors import PortInUseError
from cxworkshop.live.writer import GroupWriter
from cxworkshop.room.base import MissingHandler, Room
from cxworkshop.room.connections import SPARE, RoomServer, most_files
from cxworkshop.room.pages import PartsHandler
from cxworkshop.room.participants import (
    AnswersHandler,
    JoinHandler,
    MeHandler,
    PhoneHandler,
    SeatHandler,
    StateHandler,
    StreamHandler,
)
from cxworkshop.room.push import Push
from cxworkshop.room.screens import QrHandler, ScreenHandler, ScreenStateHandler, ScreenStreamHandler

LARGEST_BODY = 64 * 1024
"""Bytes that a request may bring."""

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - the room is for the network

_WAITING = 1024
"""Connections that may wait to be accepted: everybody comes at once."""

_PATIENCE = 20.0
"""Seconds that a phone has for sending a body."""

_SILENCE = 75.0
"""Seconds after which a connection without a request is closed."""

_LOST = 30_000
"""Milliseconds without any sign after which a phone's connection counts as lost."""


def make_app(room: Room) -> Application:
    """Return the room's routes."""
    given = {"room": room}
    return Application(
        [
            (r"/", PhoneHandler, given),
            (r"/join", JoinHandler, given),
            (r"/s/([\w-]{43})", SeatHandler, given),
            (r"/me", MeHandler, given),
            (r"/stream", StreamHandler, given),
            (r"/state", StateHandler, given),
            (r"/answers", AnswersHandler, given),
            (r"/screen", ScreenHandler, given),
            (r"/screen/stream", ScreenStreamHandler, given),
            (r"/screen/state", ScreenStateHandler, given),
            (r"/screen/qr\.svg", QrHandler, given),
            (r"/static/([a-z_]+\.(?:js|css))", PartsHandler),
        ],
        default_handler_class=MissingHandler,
        xsrf_cookies=True,
        xsrf_cookie_kwargs={"samesite": "Strict"},
        log_function=lambda _: None,
    )


def listen(host: str, port: int) -> socket.socket:
    """Open the room's socket.

    Parameters
    ----------
    host
        :data:`EVERY_ADDRESS` for all of this machine's, those of IPv6 included.
    port
        0 for any free one.

    Raises
    ------
    PortInUseError
        Another program has the port, or the address isn't this machine's.
    """
    try:
        opened = _open(host, port)
    except OSError as error:
        msg = (
            f"The room can't listen at {host}, port {port} ({error.strerror or error}); "
            "choose another one with --room-host and --room-port."
        )
        raise PortInUseError(msg) from error
    opened.setblocking(False)  # noqa: FBT003 - the standard library's signature
    with suppress(AttributeError, OSError):  # Linux only; elsewhere it takes the system's own time
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _LOST)
    return opened


def _open(host: str, port: int) -> socket.socket:
    if host == EVERY_ADDRESS and socket.has_dualstack_ipv6():
        try:
            return socket.create_server(
                ("", port), family=socket.AF_INET6, backlog=_WAITING, dualstack_ipv6=True
            )
        except OSError as error:
            if error.errno != errno.EADDRNOTAVAIL:  # IPv6 is there, but switched off
                raise
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_WAITING)


async def serve_room(
    writer: GroupWriter,
    opened: socket.socket,
    screen_key: str,
    on_ready: Callable[[], None],
    stop: asyncio.Event,
) -> None:
    """Answer until told to stop; then let everybody go and close what listens."""
    push = Push(writer)
    server = RoomServer(
        make_app(Room(writer, push, screen_key)),
        max_body_size=LARGEST_BODY,
        max_header_size=16 * 1024,
        body_timeout=_PATIENCE,
        idle_connection_timeout=_SILENCE,
        most=max(most_files() - SPARE, SPARE),
    )
    server.add_socket(opened)
    on_ready()
    await stop.wait()
    server.stop()
    push.end()
    await server.close_all_connections()

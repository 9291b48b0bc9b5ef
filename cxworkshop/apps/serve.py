"""Serve a workshop's pages until told to stop."""

import asyncio
import os
import signal
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from cxworkshop.apps.home import read_workshop
from cxworkshop.apps.pages import LOOPBACK, Pages, make_pages
from cxworkshop.apps.room_process import RoomProcess
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.live.places import Place, absolute
from cxworkshop.settings import ROOM, assets


class RoomPlace(NamedTuple):
    """Where phones reach the room: an address of this machine (``0.0.0.0`` for all) and a port, 0 for any."""

    host: str
    port: int


def serve(  # noqa: PLR0913 - the command's options, by name only
    workshop: Place,
    *,
    host: str = LOOPBACK,
    port: int = 8866,
    open_browser: bool = True,
    token: str | None = None,
    preheat: bool = True,
    notebooks: Path | None = None,
    room: RoomPlace | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the pages of ``workshop`` on this machine until Ctrl-C or SIGTERM, and its room to phones.

    The room is a process of its own: drawing a page must never stall an answer. Call this from the main
    thread of a process that does nothing else; it sets environment variables that the kernels inherit.

    Parameters
    ----------
    workshop
        The ``.cxw`` file, or the database on a server.
    host
        Only this machine's own address: whoever reaches a page reaches a kernel.
    port
        0 for any free one.
    token
        What the first visit must bring; made up unless given.
    preheat
        Whether each page has a kernel waiting (about 100 MB each); pages then open seconds sooner.
    notebooks
        The folder of pages; the product's own by default.
    room
        Where the room is served; nowhere by default.
    on_ready
        Called with the address, token included, as soon as the home page answers.

    Raises
    ------
    InvalidChoiceError
        ``host`` isn't this machine.
    NotAWorkshopError, NewerWorkshopError
        The file can't be opened.
    PortInUseError
        Another program has the port, or the room's.
    """
    if host not in {LOOPBACK, "localhost"}:
        msg = f"Pages are served to this machine only, so the host can't be {host}; use {LOOPBACK}."
        raise InvalidChoiceError(msg)
    read_workshop(workshop)
    os.environ.pop(ROOM, None)
    process = RoomProcess(absolute(workshop), room.host, room.port) if room else None
    if process:
        os.environ.update(process.environment)
    pages = make_pages(
        workshop, port=port, token=token, preheat=preheat, notebooks=notebooks or assets("notebooks")
    )

    def announce(url: str) -> None:
        if on_ready is not None:
            on_ready(url)
        if open_browser:
            Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    asyncio.run(_until_stopped(pages, process, announce))


async def _until_stopped(pages: Pages, room: RoomProcess | None, announce: Callable[[str], None]) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    pages.start()
    try:
        if room:
            await room.start()
        # The sockets listen already: a request that comes now is answered as soon as the loop turns.
        loop.call_soon(announce, pages.url)
        await stop.wait()
    finally:
        if room:
            await room.stop()
        await pages.close()

"""The room's process: ``python -m cxworkshop.room acme.cxw --host 127.0.0.1 --port 8899``."""

import argparse
import asyncio
import logging
import os
import secrets
import signal
import sys
from collections.abc import Sequence
from threading import Thread

from cxworkshop.errors import WorkshopError
from cxworkshop.live.places import read_place
from cxworkshop.live.store import open_store
from cxworkshop.live.writer import GroupWriter
from cxworkshop.room.app import EVERY_ADDRESS, listen, serve_room
from cxworkshop.room.connections import FEWEST, Seldom, allow_many
from cxworkshop.settings import room_setting

_FEW = (
    "The room may open {files} files only, which is too few for many phones; "
    "raise the limit with: ulimit -n 10240"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a workshop's room until told to stop; print the address, and the screen's, once it answers."""
    given = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    logging.getLogger("asyncio").addFilter(Seldom())
    files = allow_many()
    if files < FEWEST:
        print(_FEW.format(files=files), file=sys.stderr)  # noqa: T201 - a command's answer
    try:
        opened = listen(given.host, given.port)
        writer = GroupWriter(open_store(read_place(given.file), keep=True))
    except WorkshopError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command's answer
        return 1
    port = opened.getsockname()[1]
    shown = "127.0.0.1" if given.host == EVERY_ADDRESS else given.host
    shown = f"[{shown}]" if ":" in shown else shown
    setting = room_setting()
    key = setting.screen_key if setting else secrets.token_urlsafe(24)

    def announce() -> None:
        print(f"http://{shown}:{port}", f"http://{shown}:{port}/screen?key={key}", sep="\n", flush=True)  # noqa: T201

    async def serve() -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
        if given.with_parent:
            _watch_parent(loop, stop)
        await serve_room(writer, opened, key, announce, stop)

    try:
        asyncio.run(serve())
    finally:
        writer.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cxworkshop.room", description=__doc__)
    parser.add_argument("file", help="the workshop file")
    parser.add_argument("--host", default=EVERY_ADDRESS, help="the address to listen at; all by default")
    parser.add_argument("--port", type=int, default=8899, help="the port to listen at; 0 for any free one")
    parser.add_argument(
        "--with-parent", action="store_true", help="stop when standard input ends, as it does with its parent"
    )
    return parser


def _watch_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        loop.call_soon_threadsafe(stop.set)

    Thread(target=wait, name="parent", daemon=True).start()


if __name__ == "__main__":
    raise SystemExit(main())

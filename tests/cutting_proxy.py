"""A proxy that cuts every connection soon after it is made, as those of some hotels and firms do."""

import asyncio
from contextlib import suppress
from threading import Event as Signal
from threading import Thread
from typing import Self
from urllib.parse import urlsplit


class CuttingProxy:
    """Passes on what comes to it, and resets each connection after ``seconds``, whatever is under way.

    Attributes
    ----------
    url
        Where it listens.
    cut
        How many streams of events it has cut so far.
    """

    def __init__(self, url: str, seconds: float) -> None:
        self._to, self._seconds = urlsplit(url), seconds
        self._ready = Signal()
        self._end = lambda: None
        self._thread = Thread(target=lambda: asyncio.run(self._serve()))
        self.url, self.cut = "", 0

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._thread.join()

    async def _serve(self) -> None:
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        self._end = lambda: loop.call_soon_threadsafe(ended.set)
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        async with server:
            await ended.wait()

    async def _pass_on(self, came: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        answer, forth = await asyncio.open_connection(self._to.hostname, self._to.port)
        asked = bytearray()
        try:
            async with asyncio.timeout(self._seconds):
                await asyncio.gather(_copy(came, forth, asked), _copy(answer, back))
        except (TimeoutError, OSError):
            pass
        finally:
            self.cut += b"stream HTTP" in asked
            for one in (forth, back):
                one.transport.abort()
                with suppress(OSError):
                    await one.wait_closed()


async def _copy(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, kept: bytearray | None = None
) -> None:
    while data := await reader.read(65536):
        if kept is not None:
            kept += data
        writer.write(data)
        await writer.drain()

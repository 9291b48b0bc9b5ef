"""Waiting for the writer: everybody whose events were committed together is woken together."""

import asyncio
from collections import deque
from concurrent.futures import Future

from cxworkshop.live.writer import Committed, Deciding, GroupWriter


class Committing:
    """Hands events to the writer. Make it, and use it, inside the event loop.

    :func:`asyncio.wrap_future` would wake the loop once for each answer, and with each the writer's thread
    would lose its turn to the loop's, while others wait for it.
    """

    def __init__(self, writer: GroupWriter) -> None:
        self._writer = writer
        self._loop = asyncio.get_running_loop()
        self._ended: deque[tuple[asyncio.Future[Committed], Future[Committed]]] = deque()
        self._woken = False

    async def commit(self, decide: Deciding) -> Committed:
        """Return once what ``decide`` says is on the disk.

        Raises
        ------
        WorkshopError
            What ``decide`` raised, or why nothing could be written.
        """
        here: asyncio.Future[Committed] = self._loop.create_future()
        self._writer.submit(decide).add_done_callback(lambda there: self._end(here, there))
        return await here

    def _end(self, here: asyncio.Future[Committed], there: Future[Committed]) -> None:
        self._ended.append((here, there))
        if not self._woken and not self._loop.is_closed():
            self._woken = True
            self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        self._woken = False  # before it looks: what ends from now on wakes it again
        while self._ended:
            here, there = self._ended.popleft()
            if here.done():  # its request was given up
                continue
            if error := there.exception():
                here.set_exception(error)
            else:
                here.set_result(there.result())

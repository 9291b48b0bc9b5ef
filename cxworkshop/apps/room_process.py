"""The room's process: started beside the pages, watched, and started again whenever it dies."""

import asyncio
import json
import os
import secrets
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from time import monotonic

from cxworkshop.errors import WorkshopError
from cxworkshop.live.places import Place
from cxworkshop.room.app import listen
from cxworkshop.settings import ROOM, RoomSetting

STEADY = 10.0
"""Seconds that a room must live for its next death to count as the first."""

LONGEST_PAUSE = 8.0
"""Seconds before a room that dies again and again is started once more, at most."""

PATIENCE = 5.0
"""Seconds that a room has to say good-bye to the phones."""


class RoomProcess:
    """The room of a workshop, on one port for as long as the pages are served.

    Parameters
    ----------
    workshop
        The workshop.
    host
        The address to listen at, ``0.0.0.0`` for all.
    port
        0 for any free one.

    Raises
    ------
    PortInUseError
        Another program has the port.
    """

    def __init__(self, workshop: Place, host: str, port: int) -> None:
        with listen(host, port) as free:
            self.setting = RoomSetting(free.getsockname()[1], secrets.token_urlsafe(24))
        options = ["--host", host, "--port", str(self.setting.port), "--with-parent"]
        self._command = [sys.executable, "-m", "cxworkshop.room", str(workshop), *options]
        self._process: Process | None = None
        self._watch: asyncio.Task[None] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What kernels and the room find the room by."""
        return {ROOM: json.dumps(self.setting._asdict())}

    @property
    def pid(self) -> int | None:
        """The process's number while there is one."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start the room and wait until it answers; from then on it is watched.

        Raises
        ------
        WorkshopError
            It ended at once; why, it has said on the terminal.
        """
        if not await self._begin():
            msg = "The live room couldn't be started; go on without it with --no-room."
            raise WorkshopError(msg)
        self._watch = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """End the room."""
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        process = self._process
        if process is None or process.returncode is not None:
            return
        if process.stdin:
            process.stdin.close()
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _begin(self) -> bool:
        # In a session of its own: Ctrl-C is for the pages' process, with which the room ends.
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            env={**os.environ, **self.environment},
            start_new_session=True,
        )
        self._process = process
        if process.stdout is None or not await process.stdout.readline():
            await process.wait()
            return False
        return True

    async def _keep(self) -> None:
        pause, began = 0.0, monotonic()
        while True:
            if self._process:
                await self._process.wait()
            pause = 0.0 if monotonic() - began > STEADY else min(LONGEST_PAUSE, 2 * pause + 0.25)
            await asyncio.sleep(pause)
            began = monotonic()
            with suppress(OSError):  # no process can be made just now
                await self._begin()

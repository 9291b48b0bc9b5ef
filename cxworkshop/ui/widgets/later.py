"""Work that waits until nobody has asked for it again for a moment, so that typing stays quick."""

import asyncio
from collections.abc import Callable

PAUSE = 0.4
"""Seconds without another request after which the work is done."""


class Later:
    """Does ``act`` once after the last of several requests; at once where no event loop runs (no page)."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._waiting: asyncio.TimerHandle | None = None

    def ask(self) -> None:
        """Ask for the work."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._act()
            return
        if self._waiting:
            self._waiting.cancel()
        self._waiting = loop.call_later(PAUSE, self._act)

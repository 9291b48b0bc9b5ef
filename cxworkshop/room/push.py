"""Telling phones and screens that there is something new."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from cxworkshop.domain.people import Seat
from cxworkshop.live.writer import GroupWriter
from cxworkshop.room.views import PhoneView, ScreenView

SCREEN_EVERY = 0.2
"""Seconds between two changes of the big screen while answers pour in."""

MOST_STREAMS = 6
"""Streams that one seat may have (several tabs, and those a bad line left behind); the oldest ends first."""


class Listening:
    """One who is told; ``over`` once they are to leave."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self.over = False

    def ring(self) -> None:
        """Wake the one who waits."""
        self._rung.set()

    def end(self) -> None:
        """Wake them to leave."""
        self.over = True
        self._rung.set()

    async def news(self, patience: float) -> bool:
        """Wait for news, for ``patience`` seconds at most; return whether there was any."""
        try:
            async with asyncio.timeout(patience):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True


class Channel:
    """All who are told of one view."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._listening: dict[str, list[Listening]] = {}

    @contextmanager
    def listening(self, who: str) -> Iterator[Listening]:
        """Be told while inside; ``who`` may be told ``most`` times over."""
        one, theirs = Listening(), self._listening.setdefault(who, [])
        theirs.append(one)
        for old in theirs[: -self._most]:  # all of them: those told to leave are still here for a moment
            old.end()
        try:
            yield one
        finally:
            theirs.remove(one)
            if not theirs:
                self._listening.pop(who, None)

    def ring(self) -> None:
        """Tell everybody."""
        for one in self._everybody():
            one.ring()

    def end(self) -> None:
        """Have everybody leave."""
        for one in self._everybody():
            one.end()

    def end_those(self, goes: Callable[[str], bool]) -> None:
        """Have all leave who ``goes`` says."""
        for who, theirs in self._listening.items():
            if goes(who):
                for one in theirs:
                    one.end()

    def _everybody(self) -> list[Listening]:
        return [one for theirs in self._listening.values() for one in theirs]


class Push:
    """The two views and who is told of them. Make it, and use it, inside the event loop."""

    def __init__(self, writer: GroupWriter) -> None:
        self.phone, self.phones = PhoneView(), Channel(MOST_STREAMS)
        self.screen, self.screens = ScreenView(self.phone), Channel(MOST_STREAMS)
        self._writer = writer
        self._loop = asyncio.get_running_loop()
        self._later: asyncio.TimerHandle | None = None
        self._screen_next = 0.0
        self._seats: Mapping[str, Seat] = writer.workshop.room.seats
        writer.on_news(lambda _: self._from_writer())
        self._look()
        self._look_for_screen()

    def end(self) -> None:
        """Have everybody leave."""
        self.phones.end()
        self.screens.end()

    def _from_writer(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._look)

    def _look(self) -> None:
        workshop, seq = self._writer.committed
        self._look_for_moved(workshop.room.seats)
        if self.phone.look(seq, workshop):
            self.phones.ring()
        if self._later is None:
            at = max(self._screen_next, self._loop.time())
            self._later = self._loop.call_at(at, self._look_for_screen)

    def _look_for_moved(self, seats: Mapping[str, Seat]) -> None:
        """Have the phones leave that lost their seat: they hear of it when they come back."""
        before, self._seats = self._seats, seats
        if seats is not before:
            # One who wasn't there before has sat down a moment ago, and stays.
            self.phones.end_those(
                lambda who: who in before and (who not in seats or seats[who].key != before[who].key)
            )

    def _look_for_screen(self) -> None:
        self._later = None
        workshop, seq = self._writer.committed
        if self.screen.look(seq, workshop):
            self._screen_next = self._loop.time() + SCREEN_EVERY
            self.screens.ring()

"""The log in memory, for tests and for trying things out."""

from collections.abc import Iterable
from threading import Lock

from cxworkshop.domain.events import Event
from cxworkshop.errors import NotAWorkshopError
from cxworkshop.live.store import Decide, Logged


class MemoryStore:
    """A workshop that is gone when its process ends; threads may share it.

    Parameters
    ----------
    events
        What it holds at first.
    """

    name = "memory"

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._lock = Lock()
        self._events: list[Event] = []
        self._ids: set[str] = set()
        self.append(events)

    def append(self, events: Iterable[Event]) -> None:
        """Append events, all or none; see :class:`~cxworkshop.live.store.Store`."""
        wanted = tuple(events)
        self.exchange(self.last(), lambda _: wanted)

    def read(self, after: int = 0, most: int | None = None) -> list[Logged]:
        """Return events in order; see :class:`~cxworkshop.live.store.Store`."""
        end = None if most is None else after + most
        return list(enumerate(self._events[after:end], after + 1))

    def exchange(self, after: int, decide: Decide) -> list[Logged]:
        """Read, decide and append; see :class:`~cxworkshop.live.store.Store`."""
        with self._lock:
            wanted = tuple(decide(self.read(after)))
            ids = {event.id for event in wanted}
            if len(ids) < len(wanted) or ids & self._ids:
                msg = f"An event came twice for {self.name}, so nothing was changed; record it once."
                raise NotAWorkshopError(msg)
            self._ids |= ids
            self._events += wanted
            return self.read(after)

    def last(self) -> int:
        """Return the last sequence number; see :class:`~cxworkshop.live.store.Store`."""
        return len(self._events)

    def close(self) -> None:
        """Let go of nothing: what is in memory stays until its last user ends."""

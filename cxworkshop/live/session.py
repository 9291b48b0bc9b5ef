"""One reader and writer of a workshop file: the state, and what changes it."""

from collections.abc import Callable
from functools import reduce
from pathlib import Path

from cxworkshop.domain.events import Event, EventRevoked
from cxworkshop.domain.fold import fold, in_effect, replay
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.store import Store, open_store

Listener = Callable[[Workshop], None]


class Session:
    """A workshop file held open by a notebook, a page or a command.

    Several sessions may hold the same file: each sees what the others recorded after :meth:`refresh`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._events: list[Event] = []
        self._seen = 0
        self._listeners: list[Listener] = []
        self.workshop = Workshop()
        self.refresh()

    @property
    def path(self) -> Path:
        """The workshop file."""
        return self._store.path

    @property
    def events(self) -> tuple[Event, ...]:
        """The log as last read."""
        return tuple(self._events)

    def record(self, *events: Event) -> None:
        """Append events, all or none, and tell the listeners.

        Raises
        ------
        NotWritableError
            The file can't be written; the state is as before.
        """
        self._store.append(events)
        self.refresh()

    def refresh(self) -> bool:
        """Read what was recorded since; return whether there was anything, after telling the listeners."""
        news = self._store.read(after=self._seen)
        if not news:
            return False
        self._seen = news[-1][0]
        told = [event for _, event in news]
        self._events.extend(told)
        if any(isinstance(event, EventRevoked) for event in told):
            self.workshop = replay(self._events)
        else:
            self.workshop = reduce(fold, told, self.workshop)
        for listener in tuple(self._listeners):
            listener(self.workshop)
        return True

    def undo(self, *kinds: str, matching: Callable[[Event], bool] = lambda _: True) -> bool:
        """Revoke the latest event in effect of one of ``kinds`` and ``matching``, whoever recorded it.

        Return whether there was one.
        """
        self.refresh()
        for event in reversed(in_effect(self._events)):
            if event.kind in kinds and matching(event):
                self.record(EventRevoked(event_id=event.id))
                return True
        return False

    def on_change(self, listener: Listener) -> None:
        """Call ``listener`` with the workshop whenever it has changed, here or elsewhere."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()


def open_session(path: Path) -> Session:
    """Open a workshop file for reading and recording."""
    return Session(open_store(path))

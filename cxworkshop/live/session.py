"""One reader and writer of a workshop: the state, and what changes it."""

from collections.abc import Callable
from pathlib import Path

from cxworkshop.domain.events import Event, EventRevoked
from cxworkshop.domain.fold import fold_all, in_effect, replay
from cxworkshop.domain.room_events import QUIET
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.places import Place
from cxworkshop.live.store import Store, open_store

Listener = Callable[[Workshop], None]


class Session:
    """A workshop held open by a notebook, a page or a command.

    Several sessions may hold the same one: each sees what the others recorded after :meth:`refresh`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._events: list[Event] = []
        self._seen = 0
        self._listeners: list[tuple[Listener, bool]] = []
        self.workshop = Workshop()
        self.refresh()

    @property
    def path(self) -> Path:
        """The workshop file; of a workshop on a server, a path that ends in the database's name."""
        return Path(self._store.name)

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
        """Read what was recorded since; return whether there was anything, after telling the listeners.

        Where all of it was recorded by people on their phones, only listeners to the room are told.
        """
        news = self._store.read(after=self._seen)
        if not news:
            return False
        self._seen = news[-1][0]
        told = [event for _, event in news]
        self._events.extend(told)
        if any(isinstance(event, EventRevoked) for event in told):
            self.workshop = replay(self._events)
        else:
            self.workshop = fold_all(self.workshop, told)
        quiet = all(event.kind in QUIET for event in told)
        for listener, room in tuple(self._listeners):
            if room or not quiet:
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

    def on_change(self, listener: Listener, *, room: bool = False) -> None:
        """Call ``listener`` with the workshop whenever it has changed, here or elsewhere.

        Unless ``room``, it isn't called where all that is new changes nothing on a step's page
        (:data:`~cxworkshop.domain.room_events.QUIET`): answers on phones, which come many a second.
        """
        self._listeners.append((listener, room))

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()


def open_session(place: Place) -> Session:
    """Open a workshop for reading and recording."""
    return Session(open_store(place))

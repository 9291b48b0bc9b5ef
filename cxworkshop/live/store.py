"""The log of a workshop, wherever it is kept: append and read, nothing else."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from cxworkshop.domain.events import Event
from cxworkshop.live.places import Place, Server

FORMAT = "cxworkshop"
FORMAT_VERSION = 1

Logged = tuple[int, Event]
"""An event and its sequence number, which is above that of every event before it."""

Decide = Callable[[Sequence[Logged]], Iterable[Event]]
"""From what is new in the log to what is to be appended."""


class Store(Protocol):
    """A workshop's log, opened: a file, a database on a server, or memory.

    Whoever sees an event sees all before it; an append that returned is kept whatever happens.
    """

    @property
    def name(self) -> str:
        """What messages call it: a path, or an address without password."""
        ...

    def append(self, events: Iterable[Event]) -> None:
        """Append events in one transaction: all of them, or none.

        Raises
        ------
        NotWritableError
            The disk is full, nothing may be written there, or it can't be reached.
        NotAWorkshopError
            It is damaged, or an event is in it already.
        """
        ...

    def read(self, after: int = 0, most: int | None = None) -> list[Logged]:
        """Return the events with a sequence number above ``after``, in order, the first ``most`` of them.

        Raises
        ------
        NotAWorkshopError, NewerWorkshopError
            The log or an event in it is damaged, or from a newer version.
        NotWritableError
            It can't be reached.
        """
        ...

    def exchange(self, after: int, decide: Decide) -> list[Logged]:
        """Read what is new, decide, and append, while nobody else can write.

        Parameters
        ----------
        after
            The sequence number of the last event known.
        decide
            Is given the events above ``after`` and returns those to append; what it raises ends the exchange,
            and nothing is appended. It must not use the store.

        Returns
        -------
        The events above ``after``, those just appended included.

        Raises
        ------
        NotWritableError, NotAWorkshopError, NewerWorkshopError
            As :meth:`append` and :meth:`read` do; nothing was appended.
        """
        ...

    def last(self) -> int:
        """Return the sequence number of the last event, 0 where there is none; quick."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def create(place: Place, events: Iterable[Event]) -> Store:
    """Make a workshop that holds ``events``, whole or not at all.

    Raises
    ------
    WorkshopExistsError
        There is a file of that name, or a workshop in that database, already.
    NotWritableError
        The folder is missing, the disk is full, or the server can't be reached.
    """
    if isinstance(place, Server):
        from cxworkshop.live.postgres import create_on_server  # noqa: PLC0415 - only the kind asked for

        return create_on_server(place, events)
    from cxworkshop.live.sqlite import create_file  # noqa: PLC0415

    return create_file(place, events)


def open_store(place: Place, *, keep: bool = False) -> Store:
    """Open a workshop.

    Parameters
    ----------
    place
        The workshop file, or the database.
    keep
        Whether one connection is kept open, for a process that writes all the time. Otherwise none outlives
        its use, so that kernels, server and commands can share the file.

    Raises
    ------
    NotAWorkshopError
        The file is missing, empty, damaged, no database, or a database of something else.
    NewerWorkshopError
        The workshop was made by a newer version of cxworkshop.
    NotWritableError
        It can't be reached.
    """
    if isinstance(place, Server):
        from cxworkshop.live.postgres import open_on_server  # noqa: PLC0415

        return open_on_server(place, keep=keep)
    from cxworkshop.live.sqlite import open_file  # noqa: PLC0415

    return open_file(place, keep=keep)

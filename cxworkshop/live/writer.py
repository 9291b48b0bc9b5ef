"""The room's single writer: whoever waits at the same time is committed together."""

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import NamedTuple

from cxworkshop.domain.events import Event, EventRevoked
from cxworkshop.domain.fold import fold_all
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import NotWritableError, WorkshopError
from cxworkshop.live.mixing import mixed
from cxworkshop.live.state import LogState
from cxworkshop.live.store import Logged, Store

LOOK = 0.1
"""Seconds between two looks at the log while nobody writes here."""

_log = logging.getLogger(__name__)

Deciding = Callable[[Workshop], Iterable[Event]]
"""From the workshop as it stands to the events that follow; a :class:`WorkshopError` refuses."""


class Committed(NamedTuple):
    """The workshop as it is kept in the log, up to the event ``seq``."""

    workshop: Workshop
    seq: int


Listener = Callable[[Committed], None]


class _Waiting(NamedTuple):
    decide: Deciding
    future: Future[Committed]


class _UndoneMeanwhileError(Exception):
    """Somebody else revoked an event: the state is to be made anew before anything is decided on it."""


class GroupWriter:
    """Keeps a workshop's state and writes to its log, from a thread of its own.

    Several processes may have one on the same log: each sees within ``LOOK`` seconds what the others wrote.

    Parameters
    ----------
    store
        The log, opened with ``keep=True`` unless it is in memory. :meth:`close` closes it.

    Raises
    ------
    NotAWorkshopError, NewerWorkshopError, NotWritableError
        The log can't be read.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._state = LogState(store)
        self._committed = Committed(self._state.workshop, self._state.seq)
        self._listeners: list[Listener] = []
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._closed = False
        self._complaint = ""
        self._door = Lock()
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def committed(self) -> Committed:
        """State and sequence number that belong together."""
        return self._committed

    @property
    def workshop(self) -> Workshop:
        """The workshop as it stands in the log."""
        return self._committed.workshop

    @property
    def seq(self) -> int:
        """The sequence number of the last event in ``workshop``."""
        return self._committed.seq

    def known(self, event_id: str) -> bool:
        """Return whether an event of this id is in the log."""
        return event_id in self._state.known

    def submit(self, decide: Deciding) -> Future[Committed]:
        """Have events decided on the newest state and committed.

        Parameters
        ----------
        decide
            Is called at most once, in the writer's thread, and must be quick. It sees what was committed and
            what those before it in the same transaction decided. An event whose id is in the log already
            isn't appended again.

        Returns
        -------
        Done when the events are on the disk, with the state after the transaction; or with what ``decide``
        raised (nothing of this one is appended, the others are); or with the :class:`WorkshopError` for which
        the transaction failed (nothing of all that waited is appended; it may be submitted again).
        """
        future: Future[Committed] = Future()
        with self._door:
            if self._closed:
                msg = f"{self._store.name} is no longer written by this room; open it again."
                future.set_exception(NotWritableError(msg))
            else:
                self._queue.put(_Waiting(decide, future))
        return future

    def on_news(self, listener: Listener) -> None:
        """Call ``listener`` in the writer's thread after every change of the log, made here or elsewhere."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Commit what waits, end the thread and close the log; what is submitted later is refused."""
        with self._door:
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self._store.close()

    def _run(self) -> None:
        goes_on = True
        while goes_on:
            waiting, goes_on = self._take()
            if waiting:
                self._serve(waiting)
            else:
                self._look()

    def _take(self) -> tuple[list[_Waiting], bool]:
        """Return all who wait, after ``LOOK`` seconds at most, and whether there may be more."""
        waiting: list[_Waiting] = []
        try:
            one = self._queue.get(timeout=LOOK)
            while one is not None:
                if one.future.set_running_or_notify_cancel():
                    waiting.append(one)
                one = self._queue.get_nowait()
        except Empty:
            return waiting, True
        return waiting, False

    def _serve(self, waiting: Sequence[_Waiting]) -> None:
        try:
            batch = self._commit(waiting)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear of it
            if isinstance(error, WorkshopError):
                self._complain(error)
            for one in waiting:
                one.future.set_exception(error)
            return
        changed = self._publish()
        for one in waiting:
            refusal = batch.refused.get(one.future)
            if refusal is None:
                one.future.set_result(self._committed)
            else:
                one.future.set_exception(refusal)
        if changed:
            self._tell()

    def _commit(self, waiting: Sequence[_Waiting]) -> "_Batch":
        while True:
            batch = _Batch(waiting, self._state)
            try:
                logged = self._store.exchange(self._state.seq, batch.decide)
            except _UndoneMeanwhileError:
                self._state.catch_up()
            else:
                self._state.take(batch.workshop, logged)
                return batch

    def _look(self) -> None:
        try:
            if self._store.last() > self._state.seq:
                self._state.catch_up()
        except WorkshopError as error:
            self._complain(error)  # nobody waits, and the next look may succeed
            return
        except Exception:  # noqa: BLE001 - the boundary: a defect must not end the room
            _log.exception("The log of %s could not be followed.", self._store.name)
            return
        if self._publish():
            self._tell()

    def _complain(self, error: WorkshopError) -> None:
        """Say on the terminal what is wrong with the log: once, until something could be read or written."""
        if str(error) != self._complaint:
            self._complaint = str(error)
            _log.error("The room's answers can't be kept just now. %s", error)

    def _publish(self) -> bool:
        changed = self._committed.seq != self._state.seq
        if changed:
            self._complaint = ""
            self._committed = Committed(self._state.workshop, self._state.seq)
        return changed

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(self._committed)
            except Exception:  # noqa: BLE001 - the boundary: it must not keep others from hearing
                _log.exception("A listener could not take in what is new in %s.", self._store.name)


class _Batch:
    """Those who are committed together: what they decide, one after the other."""

    def __init__(self, waiting: Sequence[_Waiting], state: LogState) -> None:
        self._waiting = waiting
        self._state = state
        self.workshop = state.workshop
        self.refused: dict[Future[Committed], Exception] = {}

    def decide(self, news: Sequence[Logged]) -> list[Event]:
        if any(isinstance(event, EventRevoked) for _, event in news):
            raise _UndoneMeanwhileError
        told = {event.id: event for _, event in news}
        self.workshop = fold_all(self.workshop, told.values())
        decided: dict[str, Event] = {}
        for decide, future in self._waiting:
            try:
                wanted = {event.id: event for event in decide(self.workshop)}
            except Exception as error:  # noqa: BLE001 - a refusal or a defect of this one: the others go on
                self.refused[future] = error
                continue
            seen = (self._state.known, told, decided)
            fresh = {id_: event for id_, event in wanted.items() if not any(id_ in ids for ids in seen)}
            self.workshop = fold_all(self.workshop, fresh.values())
            decided |= fresh
        return mixed(list(decided.values()), self.workshop.room)

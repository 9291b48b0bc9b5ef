"""What a log adds up to, without keeping its events: a room's log may be long."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from cxworkshop.domain.events import EventRevoked
from cxworkshop.domain.fold import fold_all, in_effect
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.store import Logged, Store

_AT_ONCE = 2_000
"""How many events are held in memory at a time."""


class LogState:
    """The workshop up to the event ``seq``, and the ids of all events until there (revoked ones too).

    Parameters
    ----------
    store
        The log; read to its end.
    """

    def __init__(self, store: Store) -> None:
        self.workshop = Workshop()
        self.seq = 0
        self.known: set[str] = set()
        self._store = store
        self._revocations: list[Logged] = []
        self.catch_up()

    def catch_up(self) -> None:
        """Read what is new; where that fails, the state is as before."""
        workshop, seq = self.workshop, self.seq
        ids: set[str] = set()
        found: list[Logged] = []
        for some in _in_pieces(self._store, self.seq):
            workshop = fold_all(workshop, (event for _, event in some))
            seq = some[-1][0]
            ids.update(event.id for _, event in some)
            found += _revocations(some)
        self._settle(workshop, seq, ids, found)

    def take(self, workshop: Workshop, logged: Sequence[Logged]) -> None:
        """Go on to ``workshop``: today's state with ``logged``, all that is new, folded onto it."""
        if logged:
            self._settle(workshop, logged[-1][0], {event.id for _, event in logged}, _revocations(logged))

    def _settle(self, workshop: Workshop, seq: int, ids: Collection[str], found: list[Logged]) -> None:
        revocations = [*self._revocations, *found]
        self.workshop = _replay(self._store, seq, revocations) if found else workshop
        self.seq, self._revocations = seq, revocations
        self.known.update(ids)


def _revocations(logged: Iterable[Logged]) -> list[Logged]:
    return [(seq, event) for seq, event in logged if isinstance(event, EventRevoked)]


def _replay(store: Store, until: int, revocations: Sequence[Logged]) -> Workshop:
    """Fold the log up to ``until`` without what is revoked; :func:`replay` would need all of it at once."""
    counting = {event.id for event in in_effect([event for _, event in revocations])}
    ends = {
        event.event_id: seq
        for seq, event in revocations
        if isinstance(event, EventRevoked) and event.id in counting
    }
    workshop = Workshop()
    for some in _in_pieces(store, 0):
        counts = (event for seq, event in some if seq <= until and ends.get(event.id, 0) < seq)
        workshop = fold_all(workshop, counts)
    return workshop


def _in_pieces(store: Store, after: int) -> Iterator[list[Logged]]:
    while some := store.read(after, most=_AT_ONCE):
        yield some
        after = some[-1][0]

"""A log folded piece by piece is the log folded at once, whatever was undone and redone in between."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import logs

from cxworkshop.domain.events import EventRevoked, PredictionMade
from cxworkshop.domain.fold import replay
from cxworkshop.errors import NotWritableError
from cxworkshop.live import state as states
from cxworkshop.live.memory import MemoryStore
from cxworkshop.live.state import LogState


@settings(max_examples=40)
@given(log=logs(max_size=8), cut=st.integers(0, 8))
def test_a_state_read_in_pieces_is_the_log_replayed(log, cut):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(states, "_AT_ONCE", 3)
        store = MemoryStore(log[:cut])
        state = LogState(store)
        store.append(log[cut:])
        state.catch_up()

    assert state.workshop == replay(log)
    assert state.seq == len(log)
    assert state.known == {event.id for event in log}


class _Leaving(MemoryStore):
    """A store that can't be reached after ``left`` more reads."""

    left = 10

    def read(self, after=0, most=None):
        self.left -= 1
        if self.left < 0:
            raise NotWritableError("Gone.")
        return super().read(after, most)


@pytest.mark.parametrize("left", [0, 1, 2, 3])
def test_a_state_that_cannot_read_on_stays_as_it_is(left):
    guess = PredictionMade(question="q", answer="a")
    store = _Leaving([guess])
    state = LogState(store)
    before = state.workshop
    store.append([PredictionMade(question="q", answer="b"), EventRevoked(event_id=guess.id)])
    store.left = left
    with pytest.raises(NotWritableError):
        state.catch_up()

    assert (state.workshop, state.seq, state.known) == (before, 1, {guess.id})

    store.left = 10
    state.catch_up()

    assert state.workshop.predictions == {"q": {"": "b"}}

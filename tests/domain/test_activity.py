from functools import reduce
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies_room import asks, phases

from cxworkshop.domain.activity import ALLOWED, MOST_ROUNDS, Activity, ActivityRound, Phase

turns = st.lists(phases, max_size=30)


def _turned(ask, to):
    return reduce(Activity.turned, to, Activity(ask=ask))


@given(asks(), turns, phases)
def test_a_question_turns_only_as_allowed(ask, earlier, to):
    before = _turned(ask, earlier)
    after = before.turned(to)

    assert after == before or to in ALLOWED[before.phase]


@given(asks(), turns)
def test_a_question_has_rounds_from_its_first_opening_on_and_never_more_than_nine(ask, to):
    found = _turned(ask, to)

    assert (found.round == 0) == (found.phase == "draft")
    assert found.round <= MOST_ROUNDS


@given(asks(), turns)
def test_only_the_current_round_can_be_hidden(ask, to):
    found = _turned(ask, to)

    assert found.shown in [found.rounds, found.rounds[:-1]]
    assert (found.shown == found.rounds) == (found.phase in {"draft", "revealed"})
    assert found.sealed == (len(found.shown) < found.round)


@given(asks())
def test_closed_answers_can_be_opened_again_in_the_same_round(ask):
    again = _turned(ask, ["open", "closed", "open"])

    assert (again.phase, again.round) == ("open", 1)


@given(asks())
def test_what_is_revealed_goes_on_with_another_round_and_keeps_the_first(ask):
    first = _turned(ask, ["open"]).with_current(hidden=())
    second = reduce(Activity.turned, ["closed", "revealed", "open"], first)

    assert second.round == 2
    assert second.shown == first.rounds
    assert second.current == ActivityRound()


@given(asks())
def test_the_tenth_round_does_not_begin(ask):
    ninth = _turned(ask, ["open", "closed", "revealed"] * MOST_ROUNDS)

    assert ninth.turned("open") == ninth


@pytest.mark.parametrize("phase", get_args(Phase))
def test_every_phase_says_where_it_may_go(phase):
    assert phase in ALLOWED

"""Anonymous answers committed together come in an order of chance, and still add up to the same."""

from collections import Counter
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.domain.activity import Ask
from cxworkshop.domain.fold import fold
from cxworkshop.domain.people import Seat
from cxworkshop.domain.questions import TextQuestion
from cxworkshop.domain.responses import TextAnswer
from cxworkshop.domain.room_events import ActivityAnswered, ActivityDrafted, ActivityTurned, SeatTaken
from cxworkshop.domain.workshop import Workshop
from cxworkshop.live.mixing import mixed

ANONYMOUS, NAMED = "a" * 32, "b" * 32
TOKENS = [f"{number:032x}" for number in range(9)]


def _asked(which, privacy):
    ask = Ask(id=which, title="Why?", question=TextQuestion(), privacy=privacy)
    return [ActivityDrafted(ask=ask), ActivityTurned(activity=which, to="open")]


OPEN = reduce(fold, [*_asked(ANONYMOUS, "anonymous"), *_asked(NAMED, "named")], Workshop())


def _answer(who, text="x", activity=ANONYMOUS):
    return ActivityAnswered(activity=activity, round=1, who=who, answer=TextAnswer(text=text))


def _seat(number):
    return SeatTaken(seat=Seat(id=f"{number:032x}", name=f"Person {number}"))


answers = st.builds(
    _answer, st.sampled_from(TOKENS[:3]), st.sampled_from("uvwx"), st.sampled_from([ANONYMOUS, NAMED])
)
turns = st.builds(
    ActivityTurned, activity=st.sampled_from([ANONYMOUS, NAMED]), to=st.sampled_from(["closed", "open"])
)
seats = st.integers(0, 2).map(_seat)


@settings(max_examples=60)
@given(events=st.lists(st.one_of(answers, answers, turns, seats), max_size=10))
def test_mixed_events_add_up_to_the_same_workshop(events):
    after = mixed(events, OPEN.room)

    assert Counter(event.id for event in events) == Counter(event.id for event in after)
    assert reduce(fold, events, OPEN) == reduce(fold, after, OPEN)


def test_every_order_of_anonymous_answers_comes_up():
    events = [_answer(token) for token in TOKENS[:3]]
    orders = {tuple(event.who for event in mixed(events, OPEN.room)) for _ in range(200)}

    assert len(orders) == 6


def test_an_anonymous_answer_does_not_stay_beside_the_seat_taken_before_it():
    events = [part for number in range(3) for part in (_seat(number), _answer(TOKENS[number]))]
    beside = {mixed(events, OPEN.room)[1].who for _ in range(200)}

    assert beside == set(TOKENS[:3])


@pytest.mark.parametrize("privacy", ["named", "unnamed"])
def test_answers_kept_by_seat_stay_in_their_order(privacy):
    room = reduce(fold, _asked(NAMED, privacy), Workshop()).room
    events = [_answer(token, activity=NAMED) for token in TOKENS]

    assert mixed(events, room) == events

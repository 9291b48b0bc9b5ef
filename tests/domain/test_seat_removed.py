"""A seat that is taken away: what leaves with it, and what stays."""

from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_room import SEATS, seat_ids, sessions

from cxworkshop.domain import seating
from cxworkshop.domain.activity import Ask, MergedTexts, TextKey
from cxworkshop.domain.fold import fold, replay
from cxworkshop.domain.people import Seat
from cxworkshop.domain.questions import TextQuestion
from cxworkshop.domain.responses import TextAnswer
from cxworkshop.domain.room_events import (
    ActivityAnswered,
    ActivityDrafted,
    ActivityTurned,
    SeatKeyed,
    SeatRemoved,
    SeatTaken,
    TextHidden,
    TextsMerged,
)
from cxworkshop.domain.seating import Seating

WHICH = "f" * 32
ADA, BEN, CLEO = (
    Seat(id=who, name=name, key=key * 64)
    for who, name, key in zip(SEATS[:3], ("Ada", "Ben", "Cleo"), "abc", strict=True)
)


def _asked(privacy="unnamed"):
    ask = Ask(id=WHICH, title="What stops us?", question=TextQuestion(), privacy=privacy)
    seats = [SeatTaken(seat=seat) for seat in (ADA, BEN)]
    return [*seats, ActivityDrafted(ask=ask), ActivityTurned(activity=WHICH, to="open")]


def _wrote(who):
    return ActivityAnswered(activity=WHICH, round=1, who=who, answer=TextAnswer(text="slow"))


def _after(*log):
    room = replay(log).room
    return room, room.activities[WHICH]


def _turned(*to):
    return [ActivityTurned(activity=WHICH, to=one) for one in to]


@pytest.mark.parametrize("turns", [[], _turned("closed")])
def test_its_answer_leaves_while_nobody_has_seen_it(turns):
    room, activity = _after(*_asked(), _wrote(ADA.id), _wrote(BEN.id), *turns, SeatRemoved(seat=ADA.id))
    assert (list(room.seats), list(activity.current.answers)) == ([BEN.id], [BEN.id])


def test_an_answer_that_was_shown_stays():
    shown = _turned("closed", "revealed")
    _, activity = _after(*_asked(), _wrote(ADA.id), *shown, SeatRemoved(seat=ADA.id))
    assert list(activity.current.answers) == [ADA.id]


def test_anonymous_answers_stay():
    _, activity = _after(*_asked("anonymous"), _wrote("9" * 32), SeatRemoved(seat=ADA.id))
    assert list(activity.current.answers) == ["9" * 32]


def test_whoever_came_late_to_an_anonymous_question_still_waits():
    room, activity = _after(*_asked("anonymous"), SeatTaken(seat=CLEO), SeatRemoved(seat=ADA.id))
    assert [room.answers_wait(activity, who) for who in (BEN.id, CLEO.id)] == [False, True]


def test_what_was_hidden_or_merged_of_it_leaves():
    texts = tuple(TextKey(who=who) for who in (ADA.id, BEN.id))
    care = [
        TextHidden(activity=WHICH, text=texts[0]),
        TextsMerged(activity=WHICH, merged=MergedTexts(name="Slow", texts=texts)),
    ]
    _, activity = _after(*_asked(), _wrote(ADA.id), _wrote(BEN.id), *care, SeatRemoved(seat=ADA.id))
    assert (activity.current.hidden, activity.current.merged) == ((), ())


def test_its_name_is_free_and_its_device_has_no_seat():
    again = Seat(id=SEATS[5], name="ADA")
    room, _ = _after(*_asked(), SeatRemoved(seat=ADA.id), SeatTaken(seat=again))
    assert (list(room.seats), room.seat_of_key(ADA.key)) == ([BEN.id, SEATS[5]], None)


@settings(max_examples=25)
@given(sessions(), st.lists(seat_ids.map(lambda who: SeatRemoved(seat=who)), max_size=3))
def test_seats_are_found_as_if_one_went_through_them_all(log, removals):
    room = reduce(fold, removals, replay(log)).room
    found, anew = Seating.of(room.seats), Seating(dict(room.seats))
    assert (found, found.by_key, found.by_name) == (anew, anew.by_key, anew.by_name)


def test_a_seat_that_moved_is_found_by_its_new_key_alone():
    room, _ = _after(*_asked(), SeatKeyed(seat=ADA.id, key="d" * 64))
    assert (room.seat_of_key(ADA.key), room.seat_of_key("d" * 64).name) == (None, "Ada")


def test_a_join_does_not_look_at_all_who_sit_already(monkeypatch):
    crowd = [SeatTaken(seat=Seat(id=f"{number:032x}", name=f"P {number}")) for number in range(200)]
    workshop, compared = replay(crowd), []
    monkeypatch.setattr(seating, "name_key", lambda name: compared.append(name) or name.casefold())
    fold(workshop, SeatTaken(seat=Seat(id="e" * 32, name="Zoe")))
    assert len(compared) < 5

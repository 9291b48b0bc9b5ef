from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_room import (
    SEATS,
    answers,
    asks,
    keys,
    merges,
    room_events,
    seat_ids,
    seats,
    sessions,
    text_keys,
)

from cxworkshop.domain.activity import Ask, MergedTexts, TextKey
from cxworkshop.domain.events import EventRevoked
from cxworkshop.domain.fold import fold, replay
from cxworkshop.domain.people import Seat
from cxworkshop.domain.questions import TextQuestion
from cxworkshop.domain.responses import TextAnswer, check_answer
from cxworkshop.domain.room_events import (
    ActivityAnswered,
    ActivityDrafted,
    ActivityTurned,
    RoomOpened,
    RoomShut,
    SeatKeyed,
    SeatRenamed,
    SeatTaken,
    StageCleared,
    TextHidden,
    TextsMerged,
    TimerExtended,
    TimerSet,
)
from cxworkshop.domain.workshop import Workshop

some = settings(max_examples=25)

logs = st.lists(room_events, max_size=10) | sessions()

WHICH = "f" * 32
ADA, BEN = (Seat(id=who, name=name) for who, name in zip(SEATS, ("Ada", "Ben"), strict=False))


def _asked(*to, privacy="unnamed"):
    """Return a log in which Ada and Ben sit and a text is asked for."""
    ask = Ask(id=WHICH, title="What stops us?", question=TextQuestion(), privacy=privacy)
    log = [SeatTaken(seat=ADA), SeatTaken(seat=BEN), ActivityDrafted(ask=ask)]
    return [*log, *(ActivityTurned(activity=WHICH, to=one) for one in to)]


def _wrote(who, text, round_=1):
    return ActivityAnswered(activity=WHICH, round=round_, who=who, answer=TextAnswer(text=text))


def _texts(log):
    return {who: answer.text for who, answer in replay(log).room.activities[WHICH].current.answers.items()}


@some
@given(logs, room_events)
def test_any_event_on_any_room_works_and_leaves_the_old_state_alone(log, event):
    before = replay(log)
    copy = before.model_copy(deep=True)

    fold(before, event)

    assert copy == before


@some
@given(logs)
def test_no_two_seats_have_one_name(log):
    names = [seat.name.casefold() for seat in replay(log).room.seats.values()]

    assert len(set(names)) == len(names)


@some
@given(logs)
def test_every_answer_kept_keeps_its_question_s_rules(log):
    room = replay(log).room

    for activity in room.activities.values():
        for told in activity.rounds:
            for who, answer in told.answers.items():
                check_answer(activity.ask.question, answer)
                shown = any(one is told for one in activity.shown)
                assert who in room.seats or activity.ask.privacy == "anonymous" or shown


@some
@given(logs)
def test_a_draft_has_no_round_and_is_never_shown(log):
    room = replay(log).room

    assert all((one.round == 0) == (one.phase == "draft") for one in room.activities.values())
    assert room.stage is None or room.stage.phase != "draft"


@some
@given(logs)
def test_a_text_stands_under_one_wording_at_most(log):
    for activity in replay(log).room.activities.values():
        merged = [text for group in activity.current.merged for text in group.texts]
        assert len(set(merged)) == len(merged)


@some
@given(sessions(), st.data())
def test_answers_to_what_is_not_open_change_nothing(log, data):
    workshop = replay(log)
    for activity in workshop.room.activities.values():
        late = ActivityAnswered(
            activity=activity.ask.id,
            round=max(activity.round, 1),
            who=data.draw(seat_ids),
            answer=data.draw(answers),
        )
        assert activity.phase == "open" or fold(workshop, late) == workshop


@some
@given(sessions(), keys, seat_ids)
def test_keys_stay_while_anonymous_answers_wait(log, key, who):
    workshop = replay(log)
    after = fold(workshop, SeatKeyed(seat=who, key=key))

    assert not workshop.room.anonymity_at_stake or after == workshop


@some
@given(sessions(), merges, text_keys)
def test_hiding_and_merging_leave_the_answers_and_earlier_rounds_alone(log, merged, text):
    workshop = replay(log)
    for which, activity in workshop.room.activities.items():
        events = [TextHidden(activity=which, text=text), TextsMerged(activity=which, merged=merged)]
        after = reduce(fold, events, workshop).room.activities[which]
        assert after.rounds[:-1] == activity.rounds[:-1]
        assert after.current.answers == activity.current.answers


def test_the_last_answer_of_a_round_counts():
    assert _texts([*_asked("open"), _wrote(ADA.id, "slow"), _wrote(ADA.id, "dear")]) == {ADA.id: "dear"}


def test_a_round_closed_and_opened_again_keeps_its_answers():
    log = [*_asked("open"), _wrote(ADA.id, "slow")]
    again = [ActivityTurned(activity=WHICH, to=to) for to in ("closed", "open")]

    assert _texts([*log, *again, _wrote(BEN.id, "dear")]) == {ADA.id: "slow", BEN.id: "dear"}


def test_an_answer_to_another_round_is_not_taken():
    assert _texts([*_asked("open", "closed", "revealed", "open"), _wrote(ADA.id, "slow")]) == {}


def test_an_answer_of_no_seat_is_taken_only_where_answers_are_anonymous():
    stranger = _wrote("9" * 32, "slow")

    assert _texts([*_asked("open"), stranger]) == {}
    assert _texts([*_asked("open", privacy="anonymous"), stranger]) == {"9" * 32: "slow"}


def test_a_question_is_not_changed_once_it_was_opened():
    log = _asked("open")
    other = Ask(id=WHICH, title="Something else?", question=TextQuestion())

    assert replay([*log, ActivityDrafted(ask=other)]) == replay(log)


@pytest.mark.parametrize("to", ["closed", "revealed", "draft"])
def test_a_turn_that_is_not_allowed_does_not_change_what_is_shown(to):
    assert replay(_asked(to)).room.showing is None


def test_what_was_revealed_can_be_shown_again():
    log = [*_asked("open", "closed", "revealed"), StageCleared()]

    assert replay([*log, ActivityTurned(activity=WHICH, to="revealed")]).room.showing == WHICH


def test_revoking_a_reveal_hides_the_round_again():
    log = [*_asked("open"), _wrote(ADA.id, "slow"), ActivityTurned(activity=WHICH, to="closed")]
    reveal = ActivityTurned(activity=WHICH, to="revealed")

    assert replay([*log, reveal, EventRevoked(event_id=reveal.id)]) == replay(log)


@given(seats)
def test_a_seat_keeps_its_id_and_its_answers_when_it_is_renamed(seat):
    log = [SeatTaken(seat=seat), SeatRenamed(seat=seat.id, name="Eve", function="HR")]

    assert replay(log).room.seats == {seat.id: seat.model_copy(update={"name": "Eve", "function": "HR"})}


def test_a_name_that_is_taken_is_nobody_else_s_however_it_is_written():
    log = [SeatTaken(seat=ADA), SeatTaken(seat=Seat(id=SEATS[5], name="ADA"))]

    assert replay(log).room.seats == {ADA.id: ADA}


@some
@given(logs)
def test_a_room_that_is_shut_keeps_its_people_and_what_they_answered(log):
    before = replay(log).room
    after = replay([*log, RoomShut()]).room

    assert (after.code, after.stage, after.timer) == (None, None, None)
    assert (after.seats, after.activities) == (before.seats, before.activities)


def test_another_code_leaves_seats_as_they_are():
    log = [
        RoomOpened(code="ABC234", address="http://10.0.0.1:8899"),
        SeatTaken(seat=ADA),
        RoomOpened(code="XYZ789", address="http://10.0.0.1:8899"),
    ]

    assert replay(log).room.code == "XYZ789"
    assert replay(log).room.seats == {ADA.id: ADA}


def test_minutes_are_added_to_a_clock_that_runs_and_to_no_other():
    assert replay([TimerSet(seconds=60), TimerExtended(seconds=120)]).room.timer.seconds == 180
    assert replay([TimerExtended(seconds=120)]) == Workshop()


def test_a_clock_that_has_run_out_goes_on_from_now():
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    late = TimerExtended(seconds=60, at=at + timedelta(seconds=100))

    assert replay([TimerSet(seconds=30, at=at), late]).room.timer.seconds == 160
    assert replay([TimerSet(seconds=60), TimerSet(seconds=0)]).room.timer is None


def test_a_text_alone_under_a_wording_stands_alone_again():
    log = [*_asked("open"), _wrote(ADA.id, "slow"), _wrote(BEN.id, "tardy")]
    ada, ben = TextKey(who=ADA.id), TextKey(who=BEN.id)
    both = TextsMerged(activity=WHICH, merged=MergedTexts(name="Speed", texts=(ada, ben)))
    alone = TextsMerged(activity=WHICH, merged=MergedTexts(name="slow", texts=(ada,)))

    assert replay([*log, both]).room.activities[WHICH].current.merged == (both.merged,)
    assert replay([*log, both, alone]).room.activities[WHICH].current.merged == ()


@given(asks())
def test_nothing_is_merged_in_a_draft(ask):
    log = [ActivityDrafted(ask=ask)]
    merged = MergedTexts(name="Speed", texts=(TextKey(who=ADA.id),))

    assert replay([*log, TextsMerged(activity=ask.id, merged=merged)]) == replay(log)

"""What desk and steps do with questions: the rules both keep."""

import made_up_room as room
import pytest

from cxworkshop.domain.answer_events import PoliciesClosed
from cxworkshop.domain.responses import LineAnswer
from cxworkshop.domain.room_events import (
    ActivityTurned,
    AgendaMoved,
    RoomShut,
    SeatKeyed,
    SeatRemoved,
    StageCleared,
    TimerSet,
)
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.ui.asking import ask_health, ask_policies
from cxworkshop.ui.room_actions import RoomActions, current
from cxworkshop.ui.room_clock import slot_clock

ID = "f" * 32


@pytest.fixture(autouse=True)
def _served(monkeypatch):
    room.serve(monkeypatch)


def _asked(*events, seats=3, **changes):
    """A session whose room was asked something, and the actions on it."""
    session = room.session(*events, seats=seats)
    actions = RoomActions(session)
    actions.ask(lambda _: room.ask(**changes))
    return session, actions


def _phase(session):
    return session.workshop.room.activities[ID].phase


def test_a_question_goes_from_open_to_revealed():
    session, actions = _asked()
    room.answer(session, "a", "b", "c")
    actions.close(ID)
    actions.reveal(ID)

    assert _phase(session) == "revealed"


def test_a_shut_room_is_asked_nothing():
    session = room.session(RoomShut())

    with pytest.raises(MissingStepError, match="Open the room"):
        RoomActions(session).ask(lambda _: room.ask())


def test_a_room_that_is_not_served_is_asked_nothing(monkeypatch):
    monkeypatch.delenv("CXWORKSHOP_ROOM")

    with pytest.raises(MissingStepError, match="Open the room"):
        RoomActions(room.session()).ask(lambda _: room.ask())


@pytest.mark.parametrize("turns", [(), ("closed",)])
def test_a_second_question_waits_until_the_first_is_revealed(turns):
    session, actions = _asked()
    session.record(*(ActivityTurned(activity=ID, to=to) for to in turns))

    with pytest.raises(InvalidChoiceError, match="“What now\\?” isn’t revealed yet"):
        actions.ask(lambda _: room.ask(id="e" * 32))


def test_a_question_left_open_and_out_of_sight_comes_first():
    session, _ = _asked()
    session.record(StageCleared())

    assert current(session.workshop.room).ask.id == ID


@pytest.mark.parametrize(
    ("answers", "privacy", "said"),
    [
        ((), "named", "Nobody has answered"),
        (("a", "b"), "unnamed", "from 3 people on, and 2 answered"),
        (("a", "b"), "anonymous", "from 3 people on, and 2 answered"),
    ],
)
def test_too_few_answers_are_not_revealed(answers, privacy, said):
    session, actions = _asked(privacy=privacy)
    room.answer(session, *answers)
    actions.close(ID)

    with pytest.raises(InvalidChoiceError, match=said):
        actions.reveal(ID)
    assert _phase(session) == "closed"


def test_with_names_one_answer_is_revealed():
    session, actions = _asked(seats=1, privacy="named")
    room.answer(session, "a")
    actions.close(ID)
    actions.reveal(ID)

    assert _phase(session) == "revealed"


def test_a_reveal_without_everybody_asks_once_more():
    session, actions = _asked(seats=5)
    room.answer(session, "a", "b", "c")
    actions.close(ID)

    with pytest.raises(InvalidChoiceError, match="3 of 5 have answered"):
        actions.reveal(ID)
    actions.reveal(ID)
    assert _phase(session) == "revealed"


def test_answers_that_the_page_can_no_longer_take_are_not_revealed():
    session = room.session(seats=3)
    actions = RoomActions(session)
    actions.ask(ask_policies)
    which = session.workshop.room.showing
    session.record(PoliciesClosed())
    room.answer(session, *(LineAnswer(places={"returns": 4}),) * 3)
    actions.close(which)

    with pytest.raises(InvalidChoiceError, match="shown on its page"):
        actions.reveal(which)


def test_a_question_is_taken_back_with_its_answers_on_the_second_press():
    session, actions = _asked(privacy="anonymous")
    room.answer(session, "a")
    actions.close(ID)
    actions.reopen(ID)

    with pytest.raises(InvalidChoiceError, match="1 answers would count no more"):
        actions.take_back(ID)
    actions.take_back(ID)

    assert (_phase(session), session.workshop.room.activities[ID].rounds) == ("draft", ())
    assert not session.workshop.room.anonymity_at_stake


def test_a_second_round_taken_back_leaves_the_first_and_no_other_second():
    session, actions = _asked()
    room.answer(session, "a", "b", "c")
    actions.close(ID)
    actions.reveal(ID)
    actions.again(ID)
    room.answer(session, "d", number=2)
    with pytest.raises(InvalidChoiceError, match="count no more"):
        actions.take_back(ID)
    actions.take_back(ID)

    assert (_phase(session), session.workshop.room.activities[ID].round) == ("revealed", 1)
    with pytest.raises(InvalidChoiceError, match="put a new one"):
        actions.again(ID)


def test_only_the_latest_turn_is_undone():
    session, actions = _asked()
    room.answer(session, "a", "b", "c")
    actions.close(ID)
    actions.reveal(ID)
    actions.undo_reveal(ID)
    assert _phase(session) == "closed"

    actions.reveal(ID)
    actions.ask(lambda _: room.ask(id="e" * 32))
    with pytest.raises(InvalidChoiceError, match="Only the latest turn"):
        actions.undo_reveal(ID)


def _revealed(*texts, **changes):
    session, actions = _asked(seats=len(texts), **changes)
    room.answer(session, *texts)
    actions.close(ID)
    actions.reveal(ID)
    return session, actions


@pytest.mark.parametrize("privacy", ["unnamed", "anonymous"])
def test_what_was_shown_without_names_takes_no_more_answers(privacy):
    session, actions = _revealed("a", "b", "c", privacy=privacy)
    actions.undo_reveal(ID)

    with pytest.raises(InvalidChoiceError, match="Another answer without a name"):
        actions.reopen(ID)
    actions.reveal(ID)
    assert _phase(session) == "revealed"


def test_what_was_shown_with_names_takes_more_answers():
    session, actions = _revealed("a", privacy="named")
    actions.undo_reveal(ID)
    actions.reopen(ID)

    assert _phase(session) == "open"


def test_the_next_round_of_what_was_shown_is_opened_again():
    session, actions = _revealed("a", "b", "c")
    actions.undo_reveal(ID)
    actions.reveal(ID)
    actions.again(ID)
    actions.close(ID)
    actions.reopen(ID)

    assert _phase(session) == "open"


def test_no_seat_loses_its_device_by_an_undone_reveal():
    session, actions = _revealed("a", "b", "c", privacy="anonymous")
    moved = SeatKeyed(seat=room.seat(1).id, key="e" * 64)
    session.record(moved)

    with pytest.raises(InvalidChoiceError, match="A seat has moved or was removed"):
        actions.undo_reveal(ID)
    assert session.workshop.room.seats[moved.seat].key == moved.key


@pytest.mark.parametrize("privacy", ["named", "unnamed", "anonymous"])
def test_whoever_left_after_the_reveal_leaves_the_answer(privacy):
    session, actions = _revealed("a", "b", "c", privacy=privacy)
    session.record(SeatRemoved(seat=room.seat(1).id))

    with pytest.raises(InvalidChoiceError, match="A seat has moved or was removed"):
        actions.undo_reveal(ID)
    assert len(session.workshop.room.activities[ID].current.answers) == 3


def test_a_seat_that_moved_before_the_question_hinders_no_undo():
    session = room.session(SeatKeyed(seat=room.seat(1).id, key="e" * 64), seats=3)
    actions = RoomActions(session)
    actions.ask(lambda _: room.ask(privacy="anonymous"))
    room.answer(session, "a", "b", "c")
    actions.close(ID)
    actions.reveal(ID)
    actions.undo_reveal(ID)

    assert (_phase(session), session.workshop.room.seats[room.seat(1).id].key) == ("closed", "e" * 64)


def test_a_seat_that_moved_hinders_no_undo_with_seats_known():
    session, actions = _revealed("a", "b", "c")
    session.record(SeatKeyed(seat=room.seat(1).id, key="e" * 64))
    actions.undo_reveal(ID)

    assert (_phase(session), session.workshop.room.seats[room.seat(1).id].key) == ("closed", "e" * 64)


def test_another_desk_that_was_quicker_is_told_of():
    session, actions = _asked()
    RoomActions(session).close(ID)

    with pytest.raises(InvalidChoiceError, match="moved on meanwhile"):
        actions.close(ID)


def test_a_health_check_has_no_second_round():
    session = room.session(seats=1)
    actions = RoomActions(session)
    actions.ask(ask_health)
    which = session.workshop.room.showing
    session.record(*(ActivityTurned(activity=which, to=to) for to in ("closed", "revealed")))

    with pytest.raises(InvalidChoiceError, match="once more"):
        actions.again(which)


def test_a_question_borrows_the_agendas_clock():
    session = room.session(AgendaMoved(slot=0), TimerSet(seconds=900, label="The few moments"))
    actions = RoomActions(session)
    actions.ask(lambda _: room.ask(), seconds=120)
    assert (session.workshop.room.timer.label, session.workshop.room.timer.seconds) == ("What now?", 120)

    actions.close(ID)

    timer = session.workshop.room.timer
    assert timer.label == "The few moments"
    assert 880 < timer.seconds <= 900
    assert slot_clock(session.events).label == "The few moments"


def test_without_an_agenda_the_clock_goes_with_its_question():
    session = room.session()
    actions = RoomActions(session)
    actions.ask(lambda _: room.ask(), seconds=120)
    actions.close(ID)

    assert session.workshop.room.timer is None

"""The seats on the desk: names, devices, people without one."""

import re

import made_up_room as room
import pytest

from cxworkshop.domain.responses import TextsAnswer
from cxworkshop.domain.room_events import ActivityDrafted, ActivityTurned
from cxworkshop.domain.seat_keys import key_of
from cxworkshop.ui.steps import DeskStep

ONE = room.seat(1).id


@pytest.fixture(autouse=True)
def _served(monkeypatch):
    room.serve(monkeypatch)


def _desk(*events):
    desk = DeskStep(room.session(*events, seats=3))
    desk.seats.which.value = ONE
    return desk, desk.seats


def _anonymous():
    ask = room.ask(privacy="anonymous")
    return ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open")


def test_a_name_is_put_right():
    desk, seats = _desk()
    seats.name.value, seats.function.value = "Ada", "Finance"
    seats.rename.run()

    seat = desk.workshop.room.seats[ONE]
    assert (seat.name, seat.function) == ("Ada", "Finance")


@pytest.mark.parametrize(
    ("name", "said"), [("person 2", "sits here already"), ("", "Write a name"), ("x" * 41, "more than 40")]
)
def test_a_name_that_cannot_be_is_refused(name, said):
    desk, seats = _desk()
    seats.name.value = name
    seats.rename.run()

    assert said in room.outcome(seats.rename)
    assert desk.workshop.room.seats[ONE].name == "Person 1"


def _revealed(purpose):
    """A promise question, or one that no step takes over, answered by all three and revealed."""
    ask = room.ask(privacy="named", purpose=purpose, question=room.TWO_TEXTS)
    desk, seats = _desk(ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open"))
    room.answer(desk.session, *(TextsAnswer(texts={"a": "On time"}),) * 3)
    for phase in ("closed", "revealed"):
        desk.session.record(ActivityTurned(activity=ask.id, to=phase))
    return desk, seats


def test_a_name_that_a_step_holds_answers_of_stays():
    desk, seats = _revealed("promise")
    seats.name.value = "Ada"
    seats.rename.run()

    assert "it stays" in room.outcome(seats.rename)
    assert desk.workshop.room.seats[ONE].name == "Person 1"


def test_the_function_changes_all_the_same():
    desk, seats = _revealed("promise")
    seats.function.value = "Finance"
    seats.rename.run()

    assert desk.workshop.room.seats[ONE].function == "Finance"


def test_a_name_changes_where_no_step_holds_answers():
    desk, seats = _revealed("free")
    seats.name.value = "Ada"
    seats.rename.run()

    assert desk.workshop.room.seats[ONE].name == "Ada"


def test_a_link_moves_the_seat_to_whoever_opens_it():
    desk, seats = _desk()
    seats.link.run()
    (address, secret) = re.search(r'href="(http://[^"]+)/s/([\w-]{43})"', seats._shown_link.value).groups()

    assert address == room.OPENED.address
    assert desk.workshop.room.seats[ONE].key == key_of(secret)
    assert "<svg" in seats._shown_link.value


def test_the_link_goes_when_another_seat_is_chosen():
    _, seats = _desk()
    seats.link.run()
    seats.which.value = room.seat(2).id

    assert seats._shown_link.value == ""


def test_a_seat_is_taken_off_its_device():
    desk, seats = _desk()
    seats.free.run()

    assert desk.workshop.room.seats[ONE].key == ""


def test_a_seat_is_removed_with_its_answer_on_the_second_press():
    ask = room.ask()
    desk, seats = _desk(ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open"))
    room.answer(desk.session, "spam", "b")
    seats.remove.run()
    assert ONE in desk.workshop.room.seats
    assert "Press once more" in room.outcome(seats.remove)
    seats.remove.run()

    assert ONE not in desk.workshop.room.seats
    assert ONE not in desk.workshop.room.activities[ask.id].current.answers
    assert seats.which.value == ""
    assert "Lock the room" in room.outcome(seats.add)


def test_no_seat_takes_its_answer_out_of_a_result_that_was_shown_before():
    ask = room.ask()
    desk, seats = _desk(ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open"))
    room.answer(desk.session, "a", "b", "c")
    for press in (desk.stage.main, desk.stage.main, desk.stage.undo, seats.remove, seats.remove):
        press.run()

    assert "was shown before" in room.outcome(seats.remove)
    assert ONE in desk.workshop.room.seats


def test_the_first_press_on_another_seat_removes_nobody():
    desk, seats = _desk()
    seats.remove.run()
    seats.which.value = room.seat(2).id
    seats.remove.run()

    assert len(desk.workshop.room.seats) == 3


@pytest.mark.parametrize("action", ["link", "free"])
def test_seats_stay_while_an_anonymous_question_is_unseen(action):
    desk, seats = _desk(*_anonymous())
    getattr(seats, action).run()

    assert "anonymous question" in room.outcome(getattr(seats, action))
    assert desk.workshop.room.seats[ONE].key == room.seat(1).key
    assert seats._shown_link.value == ""


def test_somebody_without_a_phone_gets_a_seat_and_is_chosen():
    desk, seats = _desk()
    seats.which.value = ""
    seats.name.value, seats.function.value = "Zoe", "HR"
    seats.add.run()

    (zoe,) = (seat for seat in desk.workshop.room.seats.values() if seat.name == "Zoe")
    assert (zoe.key, seats.which.value) == ("", zoe.id)


def test_names_are_inert_on_the_list():
    _, seats = _desk()
    seats.name.value = "<b>Ann</b>"
    seats.rename.run()

    assert "<b>Ann" not in seats._listed.value

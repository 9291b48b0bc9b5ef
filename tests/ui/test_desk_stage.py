"""The desk: one main button that says what comes next, and what it shows when."""

import made_up_room as room
import pytest

from cxworkshop.domain.activity import TextKey
from cxworkshop.domain.responses import LineAnswer, TextsAnswer
from cxworkshop.domain.room_events import ActivityDrafted, ActivityTurned, RoomShut, SeatTaken
from cxworkshop.ui.steps import DeskStep

ID = "f" * 32
HURTFUL = "a word about somebody"


@pytest.fixture(autouse=True)
def _served(monkeypatch):
    room.serve(monkeypatch)


def _desk(*events, **options):
    desk = DeskStep(room.session(*events, **options))
    return desk, desk.stage


def _asked(seats=3, **changes):
    ask = room.ask(**changes)
    events = (ActivityDrafted(ask=ask), ActivityTurned(activity=ask.id, to="open"))
    return _desk(*events, seats=seats)


def _main(stage):
    return stage.main.button.description


def test_without_a_served_room_a_sentence_says_how(monkeypatch, shown):
    monkeypatch.delenv("CXWORKSHOP_ROOM")
    desk, _ = _desk(opened=False)

    assert "cxworkshop run" in shown(desk.desk)
    assert "Open the room" not in shown(desk.desk)


def test_opening_makes_a_code_and_tells_the_address_chosen():
    desk, stage = _desk(opened=False)
    stage.main.run()
    opened = desk.workshop.room

    assert opened.address == stage.opening.address.value
    assert len(opened.code) == 6
    assert _main(stage) == "Ask the room"


def test_a_room_that_moved_to_another_port_is_opened_again_with_its_code():
    desk, stage = _desk(opened=False)
    desk.session.record(room.OPENED.model_copy(update={"address": "http://192.168.0.2:7777"}))
    assert _main(stage) == "Open the room"
    stage.main.run()

    assert desk.workshop.room.code == room.OPENED.code
    assert desk.workshop.room.address.endswith(f":{room.PORT}")


def test_the_main_button_leads_through_a_question(shown):
    desk, stage = _desk(seats=3)
    stage.next.which.value = "policies "
    said = [_main(stage)]
    stage.main.run()
    said.append(_main(stage))
    room.answer(desk.session, *(LineAnswer(places={"returns": place}) for place in (0, 50, 100)))
    assert "<b>3</b> of 3 have answered" in shown(stage.box)
    for _ in range(3):
        stage.main.run()
        said.append(_main(stage))

    assert said == ["Ask the room", "Close the question", "Reveal the result", "Put it away", "Ask the room"]
    assert desk.workshop.room.showing is None


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_nothing_of_an_unrevealed_answer_is_on_the_desk(shown, phase):
    desk, stage = _asked()
    room.answer(desk.session, "Bananas", "Bananas", "Bananas")
    desk.session.record(ActivityTurned(activity=ID, to=phase))
    stage.care.box.layout.display = "none"

    assert "Bananas" not in shown(desk.desk)


def test_texts_are_looked_through_once_closed_and_never_with_names(shown):
    desk, stage = _asked(privacy="named")
    room.answer(desk.session, HURTFUL, "b", "c")
    assert HURTFUL not in shown(desk.desk)
    desk.session.record(ActivityTurned(activity=ID, to="closed"))

    assert HURTFUL in shown(stage.care.box)
    assert "Person" not in shown(stage.care.box)


def test_a_hidden_text_reaches_neither_result_nor_step(shown):
    desk, stage = _asked(question=room.TWO_TEXTS, purpose="laundry")
    texts = ("x", "y", HURTFUL)
    room.answer(desk.session, *(TextsAnswer(texts={"a": text, "b": "fine"}) for text in texts))
    stage.main.run()
    tick = next(one for one in stage.care.ticks if HURTFUL in one.description)
    tick.value = True
    stage.care.hide.run()
    stage.main.run()

    assert HURTFUL not in shown(desk.desk)
    assert HURTFUL not in {entry.text for entry in desk.workshop.laundry.entries}


def test_what_was_hidden_last_is_brought_back():
    desk, stage = _asked()
    room.answer(desk.session, "a", "b", "c")
    stage.main.run()
    stage.care.ticks[0].value = True
    stage.care.hide.run()
    stage.care.undo.run()

    assert desk.workshop.room.stage.current.hidden == ()


def test_texts_that_say_the_same_stand_under_one_wording(shown):
    desk, stage = _asked()
    room.answer(desk.session, "late", "too late", "dear")
    stage.main.run()
    for tick in stage.care.ticks:
        tick.value = "late" in tick.description
    stage.care.wording.value = "Never on time"
    stage.care.merge.run()

    (merged,) = desk.workshop.room.stage.current.merged
    assert set(merged.texts) == {TextKey(who=f"{number:032x}") for number in (1, 2)}
    assert "Never on time (2 people)" in shown(stage.care.box)


def test_texts_of_two_people_stay_unseen(shown):
    desk, stage = _asked()
    room.answer(desk.session, "one", "two")
    stage.main.run()

    assert "shown from 3 people on" in shown(stage.care.box)
    assert stage.care.ticks == []


def test_after_the_reveal_the_desk_says_what_to_talk_about(shown):
    desk, stage = _desk(seats=3)
    stage.next.which.value = "policies "
    stage.main.run()
    places = ({"returns": at, "pricing": 40 + at / 100} for at in (0, 50, 100))
    room.answer(desk.session, *(LineAnswer(places=one) for one in places))
    stage.main.run()
    stage.main.run()

    assert "Furthest apart on: Returns" in shown(stage.box)
    assert "0 to 100" in shown(stage.box)


def test_what_the_team_takes_from_it_is_kept_when_it_is_put_away():
    desk, stage = _asked(privacy="named")
    room.answer(desk.session, "a", "b", "c")
    stage.main.run()
    stage.main.run()
    stage.outcome.value = "We call back the same day"
    stage.main.run()

    assert desk.workshop.room.activities[ID].outcome == "We call back the same day"
    assert stage.outcome.value == ""


def test_a_second_round_stands_on_the_list_until_all_are_out():
    desk, stage = _desk(seats=3)
    stage.next.which.value = "promise "
    stage.main.run()
    room.answer(desk.session, *(TextsAnswer(texts={"promise": "On time"}),) * 3)
    for _ in range(3):
        stage.main.run()
    again = next(key for name, key in stage.next.which.options if name == "Once more: What we promise")
    stage.next.which.value = again
    assert _main(stage) == "Ask once more"
    stage.main.run()
    room.answer(desk.session, *(TextsAnswer(texts={"promise": "Early"}),) * 3, number=2)
    for _ in range(3):
        stage.main.run()

    assert desk.workshop.promises_out == 2
    assert not any("What we promise" in name for name, _ in stage.next.which.options)


def test_a_typed_question_stays_while_people_join():
    desk, stage = _desk(seats=1)
    stage.next.which.value = "own"
    stage.next.own.title.value = "Whose turn?"
    desk.session.record(SeatTaken(seat=room.seat(7)))

    assert (stage.next.which.value, stage.next.own.title.value) == ("own", "Whose turn?")


@pytest.mark.parametrize("minutes", ["0", "601", "soon", "nan"])
def test_minutes_that_are_none_are_refused(minutes):
    desk, stage = _desk()
    stage.next.minutes.value = minutes
    stage.main.run()

    assert "must be a number from 1 to 600" in room.outcome(stage.main)
    assert desk.workshop.room.activities == {}


def test_minutes_run_on_the_rooms_clock():
    desk, stage = _desk()
    stage.next.minutes.value = "3"
    stage.main.run()

    assert desk.workshop.room.timer.seconds == 180
    assert stage.clock.ends > 0


def test_the_room_is_shut_on_the_second_press(shown):
    desk, _ = _desk()
    desk.room.shut.run()
    assert desk.workshop.room.code == room.OPENED.code
    desk.room.shut.run()

    assert desk.workshop.room.code is None
    assert "ABC" not in shown(desk.desk)


def test_locking_is_taken_back_by_the_same_button():
    desk, _ = _desk()
    desk.room.lock.run()
    assert (desk.workshop.room.locked, desk.room.lock.button.description) == (True, "Unlock")
    desk.room.lock.run()

    assert not desk.workshop.room.locked


def test_markup_in_titles_and_names_is_inert(shown):
    desk, stage = _asked(title="<img src=x>", privacy="named")
    room.answer(desk.session, "<script>1</script>", "b", "c")
    for _ in range(2):
        stage.main.run()

    assert "<img" not in shown(stage.box)
    assert "<script>" not in stage._result.value


def test_a_question_open_when_the_room_was_shut_comes_back():
    desk, stage = _asked()
    desk.session.record(RoomShut())
    stage.main.run()

    assert _main(stage) == "Close the question"

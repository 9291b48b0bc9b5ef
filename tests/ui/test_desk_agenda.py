"""The agenda's card on the desk."""

import made_up_room as room
import pytest

from cxworkshop.domain.event import now
from cxworkshop.domain.events import AgendaChosen
from cxworkshop.domain.room_events import RoomShut
from cxworkshop.inputs.agendas import agenda_called
from cxworkshop.ui.steps import DeskStep

PLAN = agenda_called("ninety_minutes")


@pytest.fixture(autouse=True)
def _served(monkeypatch):
    room.serve(monkeypatch)


@pytest.fixture
def desk():
    return DeskStep(room.session(AgendaChosen(agenda=PLAN.id)))


def test_without_a_plan_the_card_says_where_to_choose_one(shown):
    desk = DeskStep(room.session())

    assert "No plan is chosen" in shown(desk.agenda.box)
    assert "Go on" not in shown(desk.agenda.box)


def test_a_plan_that_is_gone_is_told_of(shown):
    desk = DeskStep(room.session(AgendaChosen(agenda="two_hours")))

    assert "There is no plan called" in shown(desk.agenda.box)


def test_the_agenda_begins_and_goes_on_to_its_end(desk, shown):
    for slot in PLAN.slots:
        assert slot.title in desk.agenda.go.button.description
        desk.agenda.go.run()
        assert slot.say in shown(desk.agenda.box)

    assert desk.workshop.room.slot == len(PLAN.slots) - 1
    assert "This is the last slot." in shown(desk.agenda.box)


def test_a_slot_has_its_minutes_on_clock_and_screen(desk):
    desk.agenda.go.run()

    assert desk.workshop.room.timer.seconds == PLAN.slots[0].minutes * 60
    assert 0 < desk.agenda.clock.ends - now().timestamp() <= PLAN.slots[0].minutes * 60


def test_minutes_are_added(desk):
    desk.agenda.go.run()
    before = desk.agenda.clock.ends
    desk.agenda.more["one"].run()
    desk.agenda.more["five"].run()

    assert desk.agenda.clock.ends - before == pytest.approx(6 * 60)


def test_minutes_count_for_the_slot_while_a_question_has_the_clock(desk):
    desk.agenda.go.run()
    ends = desk.agenda.clock.ends
    desk.stage.next.minutes.value = "1"
    desk.stage.main.run()

    assert desk.agenda.clock.ends == ends


def test_minutes_added_while_a_question_has_the_clock_are_the_questions_and_the_slots(desk):
    desk.agenda.go.run()
    ends = desk.agenda.clock.ends
    desk.stage.next.minutes.value = "1"
    desk.stage.main.run()
    label = desk.workshop.room.timer.label
    desk.agenda.more["five"].run()

    assert (desk.workshop.room.timer.seconds, desk.workshop.room.timer.label) == (6 * 60, label)
    assert desk.agenda.clock.ends - ends == pytest.approx(5 * 60)


def test_minutes_added_after_the_room_was_shut_come_on_top_of_what_is_left(desk):
    desk.agenda.go.run()
    ends = desk.agenda.clock.ends
    desk.session.record(RoomShut())
    desk.agenda.more["one"].run()

    assert desk.agenda.clock.ends - ends == pytest.approx(60, abs=2)


def test_any_slot_can_be_gone_to(desk, shown):
    desk.agenda.slot.value = 3
    desk.agenda.jump.run()

    assert desk.workshop.room.slot == 3
    assert f"Now: {PLAN.slots[3].title}" in shown(desk.agenda.box)


def test_questions_of_the_agendas_step_come_first(desk):
    desk.agenda.slot.value = 2
    desk.agenda.jump.run()

    assert desk.stage.next.which.value == "promise "

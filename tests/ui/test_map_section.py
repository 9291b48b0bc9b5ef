"""The map of today and of tomorrow on the page."""

import pytest
from made_up_maps import today

from cxworkshop.domain.events import MapDrawn, MapEdited
from cxworkshop.domain.map_edits import ChangeText, Move, Remove, Rename
from cxworkshop.errors import InvalidJourneyError, MissingStepError
from cxworkshop.ui.steps.hallmarks.editing import record_edits

CALL_ROOM = Rename(target="room", name="The suite")


@pytest.fixture
def section(made_up, map_section):
    """Today's map drawn, and evidence recorded."""
    return map_section(made_up(MapDrawn(map=today())))


@pytest.fixture
def do(section):
    """``do(state, edit)``: as somebody does it on the picture."""

    def edit(state, done):
        told = {"ticket": "1", "edit": done.model_dump(mode="json")}
        section.maps[state].canvas._handle_custom_msg(told, [])

    return edit


def test_what_is_done_on_the_picture_is_recorded(section, do):
    do("as_is", CALL_ROOM)

    assert section._session.workshop.today.touchpoint("room").name == "The suite"
    assert section._session.events[-1].kind == "map_edited"


def test_what_changes_nothing_is_not_recorded(section, do):
    before = section._session.events
    do("as_is", Rename(target="room", name=today().touchpoint("room").name))

    assert section._session.events == before


def test_what_another_page_did_appears_here(section):
    section._session.record(MapEdited(state="as_is", edit=CALL_ROOM))

    assert "The suite" in str(section.maps["as_is"].canvas.map)


def test_a_change_of_what_is_gone_is_refused_with_a_sentence(section):
    with pytest.raises(InvalidJourneyError, match="isn't on the map any more"):
        record_edits(section._session, MapEdited(state="as_is", edit=Rename(target="lift", name="Lift")))


def test_of_several_changes_all_or_none_are_recorded(section):
    wrong = Rename(target="lift", name="Lift")
    with pytest.raises(InvalidJourneyError):
        record_edits(section._session, *(MapEdited(state="as_is", edit=edit) for edit in (CALL_ROOM, wrong)))

    assert section._session.workshop.today == today()


def test_a_change_of_a_map_that_is_not_there_is_refused(section):
    with pytest.raises(MissingStepError, match="taken back"):
        record_edits(section._session, MapEdited(state="to_be", edit=CALL_ROOM))


def test_tomorrows_map_begins_as_todays(section, shown):
    section.view.value = "tomorrow"
    assert "no map of tomorrow yet" in shown(section.box)
    section.begin.run()

    assert section._session.workshop.maps["to_be"] == today().model_copy(update={"state": "to_be"})
    assert section.maps["to_be"].canvas.map["state"] == "to_be"


def test_beginning_tomorrows_map_twice_keeps_what_was_changed(section, do):
    section.begin.run()
    do("to_be", CALL_ROOM)
    section.begin.run()

    assert section._session.workshop.tomorrow.touchpoint("room").name == "The suite"


def test_side_by_side_marks_what_tomorrow_changes(section, do, shown):
    section.begin.run()
    do("to_be", CALL_ROOM)
    do("to_be", Move(target="wifi", to="stage-arrival", position=0))
    do("to_be", Remove(target="thanks"))
    section.view.value = "both"

    assert section.maps["to_be"].canvas.marks == {
        "room": ["name"],
        "wifi": ["moved"],
        "gone": ["Thank-you and feedback"],
    }
    assert "1 moved, 1 changed, 1 gone" in shown(section.box)
    section.view.value = "tomorrow"
    assert section.maps["to_be"].canvas.marks == {}


def test_undo_takes_back_the_latest_change_of_that_map_only(section, do):
    section.begin.run()
    do("to_be", CALL_ROOM)
    do("as_is", ChangeText(target="room", lane="owner", text="Housekeeping"))
    section.maps["to_be"].canvas._handle_custom_msg({"ticket": "1", "undo": True}, [])

    assert section._session.workshop.tomorrow.touchpoint("room").name == "Room"
    assert section._session.workshop.today.touchpoint("room").owner == "Housekeeping"


def test_undoing_all_leads_back_to_where_a_map_begins(section):
    section.maps["as_is"].canvas._handle_custom_msg({"ticket": "1", "undo": True}, [])

    assert section.box.children == (section.start.box,)


def test_choosing_a_touchpoint_opens_what_is_known_about_it(section, shown):
    section.maps["as_is"].canvas.selected = "check_in"

    assert "Today: A stay, Arrival" in shown(section.panel.box)
    assert "6.9 on average" in shown(section.panel.box)


def test_turning_to_the_other_map_keeps_the_touchpoint(section, shown):
    section.begin.run()
    section.maps["as_is"].canvas.selected = "check_in"
    section.view.value = "tomorrow"

    assert section.maps["to_be"].canvas.selected == "check_in"
    assert "Tomorrow: A stay" in shown(section.panel.box)


def test_side_by_side_only_one_touchpoint_is_looked_at(section, shown):
    section.begin.run()
    section.view.value = "both"
    section.maps["as_is"].canvas.selected = "room"
    section.maps["to_be"].canvas.selected = "check_in"

    assert section.maps["as_is"].canvas.selected == ""
    assert "Tomorrow: A stay, Arrival" in shown(section.panel.box)


def test_a_touchpoint_removed_elsewhere_is_looked_at_no_longer(section, do, shown):
    section.maps["as_is"].canvas.selected = "check_in"
    do("as_is", Remove(target="check_in"))

    assert "was removed from the map" in shown(section.panel.box)

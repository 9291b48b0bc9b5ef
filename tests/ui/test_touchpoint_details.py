"""Behind the scenes of a touchpoint, and its column of the survey."""

import pytest
from made_up_maps import today
from made_up_tables import SHA

from cxworkshop.domain.events import MapDrawn, MapEdited, TableAttached, WorkshopCreated
from cxworkshop.domain.map_edits import ChangeText
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.touchpoint import NOT_ASKED
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.details import DetailsForm
from cxworkshop.ui.steps.hallmarks.editing import Place

HERE = Place("as_is", "room")
SURVEY = TableAttached(
    table=AttachedTable(
        role=Role.SURVEY,
        source="/home/ana/survey.csv",
        mapping={"touchpoint": ("room", "q_7", "bed")},
        rows=90,
        sha256=SHA[Role.SURVEY],
    )
)


@pytest.fixture
def form(tmp_path):
    return _form(tmp_path, SURVEY)


def _form(folder, *events):
    maps = (today(), today().model_copy(update={"state": "to_be"}))
    drawn = [MapDrawn(map=found) for found in maps]
    create(folder / "acme.cxw", [WorkshopCreated(name="Acme"), *drawn, *events]).close()
    session = open_session(folder / "acme.cxw")
    form = DetailsForm(session, texts("journey")["details"])
    form.show(session.workshop, HERE)
    session.on_change(lambda workshop: form.show(workshop, HERE))
    return form


def _field(form, lane):
    return form.forms[HERE][lane].fields[lane]


def _room(form, state="as_is"):
    return form._session.workshop.maps[state].touchpoint("room")


def test_what_was_changed_is_recorded_and_nothing_else(form):
    _field(form, "owner").value = "Housekeeping"
    form.save.run()

    assert _room(form).owner == "Housekeeping"
    assert [event.kind for event in form._session.events].count("map_edited") == 1


def test_nothing_changed_is_said(form, press):
    assert "Nothing was changed" in press(form.save.row)


def test_the_columns_of_the_survey_can_be_chosen(form):
    assert [value for _, value in _field(form, "column").options] == ["", NOT_ASKED, "room", "q_7", "bed"]
    assert _field(form, "column").value == "room"


def test_a_column_is_chosen_for_both_maps(form):
    _field(form, "column").value = "q_7"
    form.save.run()

    assert {_room(form, state).survey_column for state in ("as_is", "to_be")} == {"q_7"}


def test_a_touchpoint_can_be_said_not_to_be_in_the_survey(form):
    _field(form, "column").value = NOT_ASKED
    form.save.run()

    assert _room(form).survey_column == NOT_ASKED
    assert _field(form, "column").value == NOT_ASKED


def test_without_a_survey_no_column_is_asked_for(tmp_path):
    form = _form(tmp_path)

    assert _field(form, "column") not in form.box.children[0].children


def test_a_field_that_is_being_changed_is_not_wiped_and_the_others_follow(form):
    _field(form, "backstage").value = "Rooms are cl"
    edits = [
        ChangeText(target="room", lane=lane, text=text)
        for lane, text in (("backstage", "Elsewhere"), ("systems", "Booking"))
    ]
    form._session.record(*(MapEdited(state="as_is", edit=edit) for edit in edits))

    assert _field(form, "backstage").value == "Rooms are cl"
    assert _field(form, "systems").value == "Booking"


def test_a_text_that_is_too_long_is_refused_by_its_label(form, press):
    _field(form, "trends").value = "x" * 1501

    assert "“What is changing” has more than 1500 characters" in press(form.save.row)


def test_signs_that_no_file_can_hold_go(form):
    _field(form, "systems").value = "Booking\x0bsystem"
    form.save.run()

    assert _room(form).systems == _field(form, "systems").value == "Bookingsystem"

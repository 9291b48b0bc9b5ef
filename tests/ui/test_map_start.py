"""Where a journey map begins."""

from datetime import UTC, datetime

import pytest
from made_up_maps import today

from cxworkshop.domain.events import MapDrawn, MapEdited, TableAttached
from cxworkshop.domain.map_edits import Rename
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.journey_files import LARGEST, starter_names

CIRCLE = """
name: Round
journeys:
  - {id: a, name: A, parent: b}
  - {id: b, name: B, parent: a}
"""


def _upload(section, name, content):
    section.start.how.value = "file"
    file = {
        "name": name,
        "type": "",
        "size": len(content),
        "content": memoryview(content),
        "last_modified": datetime.now(UTC),
    }
    section.start.upload.value = (file,)


def _attach(session, folder, header, *rows):
    path = folder / "our_journey.csv"
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    session.record(TableAttached(table=attach(Role.JOURNEY, str(path))))


@pytest.fixture
def section(empty_session, map_section):
    return map_section(empty_session)


@pytest.fixture
def mapped(made_up, map_section):
    return map_section(made_up(MapDrawn(map=today())))


@pytest.fixture
def draw(press):
    return lambda section: press(section.start.draw.row)


def test_without_a_map_it_asks_where_to_begin(section, shown):
    assert section.box.children == (section.start.box,)
    assert "Where do we begin?" in shown(section.box)


def test_all_starters_are_there_to_choose(section):
    assert set(starter_names()) < {key for _, key in section.start.starter.options}


def test_a_starter_becomes_todays_map(section, draw):
    section.start.starter.value = "hotel"
    draw(section)

    assert section.maps["as_is"].canvas.map["name"] == "Guest of a hotel"


def test_no_starter_chosen_is_said(section, draw):
    assert "Choose whose journey first" in draw(section)


def test_no_file_chosen_is_said(section, draw):
    section.start.how.value = "file"

    assert "Choose a file of 5 MB" in draw(section)


def test_the_firms_journey_table_comes_with_all_its_lanes(section, draw, tmp_path):
    _attach(
        section.start._session, tmp_path, "touchpoint,label,stage,owner", "desk,The desk,Arrival,Front office"
    )
    section.start.how.value = "table"
    draw(section)

    assert section._session.workshop.today.touchpoint("desk").owner == "Front office"


def test_a_table_with_columns_of_its_own_gives_names_and_stages(section, draw, tmp_path):
    session = section._session
    path = tmp_path / "own.csv"
    path.write_text("code,title,part\ndesk,The desk,Arrival\n", "utf-8")
    mapping = {"touchpoint": ("code",), "label": ("title",), "stage": ("part",)}
    session.record(TableAttached(table=attach(Role.JOURNEY, str(path), mapping)))
    section.start.how.value = "table"
    draw(section)

    assert [(stage.name, stage.touchpoints[0].name) for stage in session.workshop.today.stages] == [
        ("Arrival", "The desk")
    ]


def test_lanes_of_the_table_that_cannot_be_read_are_told(section, draw, tmp_path, shown):
    _attach(section._session, tmp_path, "touchpoint,label,emotion", "desk,The desk,9")
    section.start.how.value = "table"
    draw(section)

    assert section._session.workshop.today.touchpoint("desk").name == "The desk"
    assert "Only names and stages were taken" in shown(section.box)


def test_a_file_becomes_todays_map_and_tells_what_it_could_not_hold(section, draw, shown):
    _upload(section, "plan.csv", b"label,colour\nThe desk,red\n")
    draw(section)

    assert [found.name for found in section._session.workshop.today.touchpoints] == ["The desk"]
    assert "colour" in shown(section.box)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("round.yaml", CIRCLE.encode(), "in a circle"),
        ("many.csv", b"label\n" + b"".join(b"T%d\n" % number for number in range(501)), "501 touchpoints"),
        ("plan.docx", b"PK", "must end in"),
        ("plan.csv", b"\0\1", "text that can be read"),
        ("plan.csv", b"x" * (LARGEST + 1), "larger than 5 MB"),
        ("plan.csv", b"", "needs a column"),
    ],
    ids=["circle", "501 touchpoints", "wrong kind", "no text", "too large", "empty"],
)
def test_a_file_that_holds_no_sound_map_leaves_the_old_one(mapped, draw, name, content, said):
    before = mapped._session.workshop.maps
    mapped.again.run()
    _upload(mapped, name, content)

    assert said in draw(mapped)
    assert mapped._session.workshop.maps == before


def test_a_map_is_replaced_only_on_the_second_press(mapped, draw):
    mapped.again.run()
    mapped.start.how.value = "starter"
    mapped.start.starter.value = "airline"
    asked = draw(mapped)

    assert "takes the place of “Guest of a hotel”" in asked
    assert mapped._session.workshop.today == today()
    assert mapped.start.draw.button.description == "Replace the map"
    draw(mapped)
    assert mapped._session.workshop.today.name != "Guest of a hotel"


def test_choosing_another_one_asks_anew(mapped, draw):
    mapped.again.run()
    mapped.start.how.value = "starter"
    mapped.start.starter.value = "airline"
    draw(mapped)
    mapped.start.starter.value = "hotel"

    assert mapped.start.draw.button.description == "Draw the map"
    draw(mapped)
    assert mapped._session.workshop.today == today()


def test_a_map_that_was_changed_meanwhile_is_asked_about_anew(mapped, draw):
    mapped.again.run()
    mapped.start.how.value = "starter"
    mapped.start.starter.value = "airline"
    draw(mapped)
    mapped._session.record(MapEdited(state="as_is", edit=Rename(target="room", name="The suite")))

    assert "takes the place of" in draw(mapped)
    assert mapped._session.workshop.today.touchpoint("room").name == "The suite"


def test_the_map_that_is_there_can_be_kept(mapped, draw, press):
    mapped.again.run()
    mapped.start.how.value = "starter"
    mapped.start.starter.value = "airline"
    draw(mapped)
    press(mapped.start.keep.row)

    assert mapped.start.draw.button.description == "Draw the map"
    assert mapped._session.workshop.today == today()


def test_tomorrows_map_can_come_from_a_file_too(mapped, draw):
    mapped.view.value = "tomorrow"
    mapped.begin.run()
    mapped.again.run()
    _upload(mapped, "plan.csv", b"label\nThe desk\n")
    draw(mapped)
    draw(mapped)

    assert mapped._session.workshop.maps["to_be"].state == "to_be"
    assert mapped._session.workshop.today == today()

"""Customers' comments, to read and to put on the map."""

import pytest
from made_up_maps import today

from cxworkshop.domain.events import MapDrawn, MapEdited, TableAttached, WorkshopCreated
from cxworkshop.domain.map_edits import RemoveClaim
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.comments import CommentsPanel
from cxworkshop.ui.steps.hallmarks.editing import Place

HERE, ELSEWHERE = Place("as_is", "check_in"), Place("as_is", "wifi")
TABLE = """touchpoint,text,rating,date
check_in,They knew my name <b>,9,2026-03-02
check_in,Twenty minutes in line,2,2026-03-04
check_in,It was fine,5,2026-03-05
wifi,Too slow,1,2026-03-06
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("comments") / "comments.csv"
    path.write_text(TABLE, "utf-8")
    return TableAttached(table=attach(Role.VERBATIMS, str(path)))


@pytest.fixture
def panel(tmp_path, table):
    return _panel(tmp_path, table)


def _panel(folder, *events):
    create(folder / "acme.cxw", [WorkshopCreated(name="Acme"), MapDrawn(map=today()), *events]).close()
    session = open_session(folder / "acme.cxw")
    panel = CommentsPanel(session, texts("journey")["comments"])
    panel.show(session.workshop, HERE)
    session.on_change(lambda workshop: panel.show(workshop, HERE))
    return panel


def test_comments_come_on_a_press_with_rating_and_date(panel, shown):
    assert panel.shown == []
    panel.load.run()

    assert [comment.rating for comment, _ in panel.shown] == [2, 5, 9]
    assert "rated 2" in shown(panel.box)
    assert "Mar 2026" in shown(panel.box)
    assert "3 of 3 comments" in shown(panel.box)


def test_their_words_are_escaped(panel, shown):
    panel.load.run()

    assert "my name &lt;b&gt;" in shown(panel.box)


def test_a_comment_is_put_on_the_map_as_partly_researched_with_its_source(panel):
    panel.load.run()
    panel.shown[0][1].run()
    (insight,) = panel._session.workshop.today.touchpoint("check_in").insights

    assert (insight.text, insight.evidence) == ("Twenty minutes in line", "partly researched")
    assert insight.source == "Customer's comment, 4 Mar 2026, rated 2"


def test_a_comment_is_put_on_the_map_once(panel):
    panel.load.run()
    put = panel.shown[0][1]
    put.run()
    assert put.button.description == "On the map"
    put.run()

    assert len(panel._session.workshop.today.touchpoint("check_in").insights) == 1


def test_a_comment_taken_off_the_map_can_be_put_there_again(panel):
    panel.load.run()
    put = panel.shown[0][1]
    put.run()
    (insight,) = panel._session.workshop.today.touchpoint("check_in").insights
    panel._session.record(MapEdited(state="as_is", edit=RemoveClaim(target=insight.id)))

    assert put.button.description == "Put on the map"


def test_comments_on_another_touchpoint_go(panel):
    panel.load.run()
    panel.show(panel._session.workshop, ELSEWHERE)

    assert panel.shown == []


def test_comments_are_not_kept_in_the_workshop(panel):
    before = panel._session.events
    panel.load.run()

    assert panel._session.events == before


def test_no_comment_on_the_touchpoint_is_said(panel, press):
    panel.show(panel._session.workshop, Place("as_is", "room"))

    assert "Nobody wrote about this touchpoint" in press(panel.load.row)


def test_without_a_table_it_says_what_to_do(tmp_path, shown):
    assert "Attach a table of comments" in shown(_panel(tmp_path).box)

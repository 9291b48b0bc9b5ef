"""How hallmarks are designed: on the map's touchpoint, one save per card."""

import pytest

from cxworkshop.domain.events import HallmarksChosen, MapDrawn, MapEdited
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.map_edits import ChangeText, Remove
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.design import DesignCards

CHOSEN = HallmarksChosen(
    hallmarks=Hallmarks(
        picks=(
            Hallmark(touchpoint="check_in", label="Check-in", experience="Key within two minutes"),
            Hallmark(touchpoint="invoice", label="The invoice"),
        )
    )
)


def _map(state="as_is"):
    places = (Touchpoint(id="key", name="Check-in", column="check_in"), Touchpoint(id="room", name="Room"))
    stage = Stage(id="stay", name="Stay", touchpoints=places)
    return JourneyMap(
        id="m", name="Map", state=state, journeys=(Journey(id="j", name="A stay", stages=(stage,)),)
    )


@pytest.fixture
def cards(made_up):
    return _cards(made_up(MapDrawn(map=_map()), MapDrawn(map=_map("to_be")), CHOSEN))


def _cards(session):
    cards = DesignCards(session, texts("hallmarks")["design"])
    cards.show(session.workshop)
    session.on_change(cards.show)
    return cards


def _workshop(cards):
    return cards._session.workshop


def _record(cards, lane, text):
    edit = ChangeText(target="key", lane=lane, text=text)
    cards._session.record(MapEdited(state="to_be", edit=edit))


def _type(cards, **texts_by_lane):
    for lane, text in texts_by_lane.items():
        cards.cards["check_in"].fields[lane.replace("__", ".")].value = text


def _said(cards):
    return " ".join(str(child.value) for child in cards.box.children if hasattr(child, "value"))


def test_a_save_writes_every_changed_lane_to_the_map_of_tomorrow(cards, press):
    before = len(cards._session.events)
    _type(cards, recovery__mend="A room at once", triad__hr="Hire hosts", personalisation=" By name ")
    said = press(cards.save.row)
    designed = _workshop(cards).tomorrow.touchpoint("key")

    assert "Saved at" in said
    assert (designed.recovery.mend, designed.triad.hr, designed.personalisation) == (
        "A room at once",
        "Hire hosts",
        "By name",
    )
    assert _workshop(cards).today.touchpoint("key").recovery.mend == ""
    assert len(cards._session.events) == before + 3


def test_without_a_map_of_tomorrow_the_map_of_today_keeps_the_design(made_up, press):
    cards = _cards(made_up(MapDrawn(map=_map()), CHOSEN))
    _type(cards, recovery__notice="Ask at the desk")
    press(cards.save.row)

    assert _workshop(cards).today.touchpoint("key").recovery.notice == "Ask at the desk"
    assert "map of today" in _said(cards)


def test_one_undo_takes_back_all_that_was_saved_together(cards, press):
    _type(cards, recovery__mend="first")
    press(cards.save.row)
    _type(cards, recovery__mend="second", triad__hr="Hire hosts")
    press(cards.save.row)
    press(cards.undo.row)
    fields = cards.cards["check_in"].fields

    assert (fields["recovery.mend"].value, fields["triad.hr"].value) == ("first", "")


def test_undo_leaves_alone_what_others_changed_on_the_map(cards, press):
    edit = ChangeText(target="key", lane="channel", text="App")
    cards._session.record(MapEdited(state="to_be", edit=edit))

    assert "nothing to undo" in press(cards.undo.row)
    assert _workshop(cards).tomorrow.touchpoint("key").channel == "App"


def test_a_save_without_a_change_records_nothing(cards, press):
    before = cards._session.events

    assert "Nothing was changed" in press(cards.save.row)
    assert before == cards._session.events


def test_two_people_in_different_fields_of_a_card_both_keep_theirs(cards, press):
    _type(cards, recovery__mend="half a sent")
    _record(cards, "triad.hr", "Hire hosts")
    press(cards.save.row)
    designed = _workshop(cards).tomorrow.touchpoint("key")

    assert (designed.recovery.mend, designed.triad.hr) == ("half a sent", "Hire hosts")


def test_what_somebody_is_typing_is_never_wiped(cards):
    _type(cards, recovery__mend="half a sent")
    _record(cards, "recovery.mend", "something else")

    assert cards.cards["check_in"].fields["recovery.mend"].value == "half a sent"


def test_typing_stays_while_another_hallmark_is_looked_at(cards):
    _type(cards, recovery__mend="half a sent")
    cards.which.value = "invoice"
    cards.which.value = "check_in"

    assert cards.cards["check_in"].fields["recovery.mend"].value == "half a sent"


def test_a_text_too_long_is_named_by_its_field_and_nothing_is_saved(cards, press):
    _type(cards, recovery__mend="x" * 1501, triad__hr="Hire hosts")

    assert "“We mend” has more than 1500 characters" in press(cards.save.row)
    assert _workshop(cards).tomorrow.touchpoint("key").triad.hr == ""


def test_the_wanted_experience_stands_above_its_card(cards):
    assert "Key within two minutes" in _said(cards)


def test_a_hallmark_that_is_not_on_the_map_says_how_to_put_it_there(cards):
    cards.which.value = "invoice"

    assert "survey column “invoice”" in _said(cards)
    assert cards.save.row not in cards.box.children


def test_a_touchpoint_removed_meanwhile_is_said_and_typing_stays(cards, press):
    _type(cards, recovery__mend="half a sent")
    cards._session.record(MapEdited(state="to_be", edit=Remove(target="key")))

    assert "“Check-in” isn&#x27;t on the map" in press(cards.save.row)
    assert cards.cards["check_in"].fields["recovery.mend"].value == "half a sent"


def test_without_a_map_it_is_said_to_draw_one(made_up):
    assert "Draw the journey map first" in _said(_cards(made_up(CHOSEN)))


def test_without_hallmarks_it_is_said_to_pick_some(made_up):
    assert "Save the hallmarks first" in _said(_cards(made_up()))

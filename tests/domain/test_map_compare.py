"""What tomorrow's map changes against today's."""

from hypothesis import given
from hypothesis import strategies as st
from made_up_journeys import LAW, edits, journey_maps

from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.map_compare import LANES, compare
from cxworkshop.domain.map_editing import edit_map
from cxworkshop.domain.map_edits import AddTouchpoint, ChangeText, Move, Remove, Rename
from cxworkshop.domain.touchpoint import Touchpoint


def _map(*stages):
    made = tuple(
        Stage(id=f"s{place}", name=f"Stage {place}", touchpoints=tuple(map(_touchpoint, parts)))
        for place, parts in enumerate(stages)
    )
    return JourneyMap(id="map", name="Map", journeys=(Journey(id="j", name="J", stages=made),))


def _touchpoint(part):
    return Touchpoint(id=part, name=part.upper())


TODAY = _map("abc", "def")


def test_a_copy_changes_nothing():
    found = compare(TODAY, TODAY.model_copy(update={"state": "to_be"}))

    assert (found.new, found.moved, found.changed, found.gone) == ((), (), {}, ())


def test_what_is_new_and_what_is_gone():
    tomorrow = edit_map(TODAY, AddTouchpoint(to="s0", touchpoint=_touchpoint("g"), position=0))
    found = compare(TODAY, edit_map(tomorrow, Remove(target="e")))

    assert (found.new, found.gone, found.moved) == (("g",), ("E",), ())


def test_the_one_that_passes_others_has_moved():
    tomorrow = edit_map(TODAY, Move(target="a", to="s0", position=2))

    assert compare(TODAY, tomorrow).moved == ("a",)


def test_another_stage_is_a_move_though_the_order_stays():
    tomorrow = edit_map(TODAY, Move(target="d", to="s0", position=3))

    assert compare(TODAY, tomorrow).moved == ("d",)


def test_the_touchpoints_of_a_stage_move_with_it():
    tomorrow = edit_map(_map("abc", "de"), Move(target="s1", to="j", position=0))

    assert set(compare(TODAY, tomorrow).moved) == {"d", "e"}


def test_lanes_that_read_differently_are_named_in_order():
    tomorrow = edit_map(TODAY, ChangeText(target="b", lane="recovery.mend", text="a free night"))
    tomorrow = edit_map(tomorrow, Rename(target="b", name="Bee"))

    assert compare(TODAY, tomorrow).changed == {"b": ("name", "recovery")}


def test_the_survey_column_is_no_change_of_the_experience():
    tomorrow = edit_map(TODAY, ChangeText(target="b", lane="column", text="q7"))

    assert compare(TODAY, tomorrow).changed == {}


@LAW
@given(journey_maps(), st.data())
def test_every_touchpoint_of_either_map_is_accounted_for(today, data):
    tomorrow = today
    for _ in range(3):
        tomorrow = edit_map(tomorrow, data.draw(edits(tomorrow)))
    found = compare(today, tomorrow)
    before, after = ({touchpoint.id for touchpoint in at.touchpoints} for at in (today, tomorrow))

    assert set(found.new) == after - before
    assert len(found.gone) == len(before - after)
    assert set(found.moved) | found.changed.keys() <= before & after
    assert all(set(lanes) <= set(LANES) for lanes in found.changed.values())


@LAW
@given(st.permutations("abcdefg"))
def test_what_has_not_moved_stands_in_its_old_order(order):
    moved = set(compare(_map("abcdefg"), _map(order)).moved)
    kept = [part for part in order if part not in moved]

    assert kept == sorted(kept)
    assert kept

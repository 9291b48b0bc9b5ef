"""Laws of editing a map, and what each edit does."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_journeys import LAW, edits, journey_maps, parts_of, positions
from pydantic import TypeAdapter

from cxworkshop.domain.journey_map import MOST_CLAIMS, Journey, JourneyMap, Stage
from cxworkshop.domain.map_editing import edit_map, refusal
from cxworkshop.domain.map_edits import (
    AddCause,
    AddClaim,
    AddJourney,
    AddStage,
    AddTouchpoint,
    ChangeCause,
    ChangeClaim,
    ChangeText,
    DescribeMap,
    MapEdit,
    MarkMoment,
    Move,
    Remove,
    RemoveClaim,
    Rename,
    SetFeeling,
)
from cxworkshop.domain.touchpoint import TEXT_LANES, Cause, Claim, Touchpoint, text_of

EDITS = TypeAdapter(MapEdit)
ADDING = (AddJourney, AddStage, AddTouchpoint, AddClaim, AddCause)
REMOVING = (Remove, RemoveClaim)

maps_and_edits = journey_maps().flatmap(lambda found: st.tuples(st.just(found), edits(found)))


@LAW
@given(maps_and_edits)
def test_any_edit_leaves_a_sound_map_and_the_old_one_alone(pair):
    journey_map, edit = pair
    copy = journey_map.model_copy(deep=True)
    edited = edit_map(journey_map, edit)

    assert copy == journey_map
    assert JourneyMap.model_validate(edited.model_dump()) == edited


@LAW
@given(maps_and_edits)
def test_ids_stay_unique_and_nothing_is_lost_but_what_is_removed(pair):
    journey_map, edit = pair
    before, after = parts_of(journey_map), parts_of(edit_map(journey_map, edit))

    assert len(set(after)) == len(after)
    if isinstance(edit, REMOVING):
        assert set(after) <= set(before)
        assert (edit.target in after) == (refusal(journey_map, edit) is not None and edit.target in before)
    elif isinstance(edit, ADDING):
        assert set(before) <= set(after)
    else:
        assert Counter(before) == Counter(after)


@LAW
@given(maps_and_edits)
def test_an_edit_that_does_not_apply_returns_the_very_map_and_says_why(pair):
    journey_map, edit = pair
    why = refusal(journey_map, edit)

    assert (edit_map(journey_map, edit) is journey_map) or why is None
    assert why is None or (why.endswith(".") and edit_map(journey_map, edit) is journey_map)


@LAW
@given(journey_maps(), st.data())
def test_move_then_move_back_is_identity(journey_map, data):
    places = list(_places(journey_map))
    if not places:
        return
    part, holder, position = data.draw(st.sampled_from(places))
    to = data.draw(st.sampled_from(parts_of(journey_map)))
    moved = edit_map(journey_map, Move(target=part, to=to, position=data.draw(positions)))

    assert edit_map(moved, Move(target=part, to=holder, position=position)) == journey_map


@LAW
@given(journey_maps(), st.data())
def test_add_then_remove_is_identity(journey_map, data):
    stages = [stage.id for stage in journey_map.stages]
    if not stages:
        return
    new = Touchpoint(id="new_one", name="New", pains=(Claim(id="new_pain", text="Slow"),))
    to, position = data.draw(st.sampled_from(stages)), data.draw(positions)
    added = edit_map(journey_map, AddTouchpoint(to=to, touchpoint=new, position=position))

    assert added.touchpoint("new_one") == new
    assert edit_map(added, Remove(target="new_one")) == journey_map


@LAW
@given(maps_and_edits)
def test_an_edit_survives_json(pair):
    _, edit = pair

    assert EDITS.validate_json(EDITS.dump_json(edit)) == edit


def _places(journey_map):
    """Yield every part with what holds it and its place there."""
    for place, journey in enumerate(journey_map.journeys):
        yield journey.id, journey.parent or journey_map.id, place
        for number, stage in enumerate(journey.stages):
            yield stage.id, journey.id, number
            for n, touchpoint in enumerate(stage.touchpoints):
                yield touchpoint.id, stage.id, n


@pytest.fixture
def stay():
    """Two stages, two touchpoints, a pain point with two causes below each other."""
    pain = Claim(id="queue", text="A queue")
    causes = (
        Cause(id="rush", text="All come at six", of="queue"),
        Cause(id="train", text="A train", of="rush"),
    )
    check_in = Touchpoint(id="check_in", name="Check-in", pains=(pain,), causes=causes)
    arriving = Stage(id="arriving", name="Arriving", touchpoints=(check_in, Touchpoint(id="way", name="Way")))
    leaving = Stage(id="leaving", name="Leaving")
    journeys = (
        Journey(id="life", name="Life"),
        Journey(id="visit", name="Visit", parent="life", stages=(arriving, leaving)),
        Journey(id="part", name="Part", parent="visit"),
    )
    return JourneyMap(id="hotel", name="Hotel", journeys=journeys)


def test_a_touchpoint_moves_to_another_stage(stay):
    moved = edit_map(stay, Move(target="check_in", to="leaving", position=9))

    assert [[found.id for found in stage.touchpoints] for stage in moved.stages] == [["way"], ["check_in"]]


def test_a_journey_cannot_become_part_of_its_own_part(stay):
    edit = Move(target="visit", to="part", position=1)

    assert edit_map(stay, edit) is stay
    assert "in a circle (“Visit” → “Part” → “Visit”)" in refusal(stay, edit)


def test_a_removed_journeys_parts_move_up_one_level(stay):
    left = edit_map(stay, Remove(target="visit"))

    assert [(journey.id, journey.parent) for journey in left.journeys] == [("life", None), ("part", "life")]


def test_the_map_itself_cannot_be_removed(stay):
    assert edit_map(stay, Remove(target="hotel")) is stay


@pytest.mark.parametrize("to", ["visit", "check_in", "hotel", "queue", "gone"])
def test_a_touchpoint_goes_nowhere_but_into_a_stage(stay, to):
    assert edit_map(stay, Move(target="way", to=to, position=0)) is stay


def test_a_part_is_renamed_and_keeps_its_id(stay):
    assert edit_map(stay, Rename(target="arriving", name="Coming")).stages[0].name == "Coming"


def test_the_map_tells_whose_it_is(stay):
    told = edit_map(stay, DescribeMap(persona="Bea", scenario="A quiet night"))

    assert (told.persona, told.scenario) == ("Bea", "A quiet night")


@pytest.mark.parametrize("lane", TEXT_LANES)
def test_a_lane_says_something_else(stay, lane):
    edited = edit_map(stay, ChangeText(target="way", lane=lane, text=" By foot\r\n"))

    assert text_of(edited.touchpoint("way"), lane) == "By foot"
    assert edited.touchpoint("check_in") is stay.touchpoint("check_in")


def test_a_feeling_is_set_and_taken_off(stay):
    felt = edit_map(stay, SetFeeling(target="way", emotion=-1.234))

    assert felt.touchpoint("way").emotion == -1.23
    assert edit_map(felt, SetFeeling(target="way", emotion=None)) == stay


def test_a_touchpoint_becomes_a_moment(stay):
    assert edit_map(stay, MarkMoment(target="way", is_moment=True)).touchpoint("way").is_moment


def test_claims_come_change_and_go(stay):
    added = edit_map(stay, AddClaim(target="way", lane="insights", claim=Claim(id="dark", text="It is dark")))
    known = Claim(id="dark", text="It is dark at six", evidence="researched", source="Night walk")
    changed = edit_map(added, ChangeClaim(claim=known))

    assert changed.touchpoint("way").insights == (known,)
    assert edit_map(changed, RemoveClaim(target="dark")) == stay


def test_a_cause_comes_below_what_it_explains_and_changes(stay):
    strike = Cause(id="strike", text="A strike", of="train", owner="Rail")
    added = edit_map(stay, AddCause(cause=strike))
    changed = edit_map(added, ChangeCause(cause=strike.model_copy(update={"of": "queue"})))

    assert [cause.of for cause in changed.touchpoint("check_in").causes] == ["queue", "rush", "queue"]


def test_a_pain_point_goes_with_its_why_tree(stay):
    assert edit_map(stay, RemoveClaim(target="queue")).touchpoint("check_in").claims == ()


def test_causes_never_explain_each_other_in_a_circle(stay):
    edit = ChangeCause(cause=Cause(id="rush", text="All come at six", of="train"))

    assert edit_map(stay, edit) is stay
    assert "explain each other in a circle" in refusal(stay, edit)


def test_a_cause_is_not_changed_as_if_it_were_a_claim(stay):
    assert edit_map(stay, ChangeClaim(claim=Claim(id="rush", text="No"))) is stay


def test_an_id_that_came_twice_at_once_is_refused(stay):
    edit = AddTouchpoint(to="leaving", touchpoint=Touchpoint(id="way", name="Way back"))

    assert edit_map(stay, edit) is stay
    assert "stands for the touchpoint “Way” and for the touchpoint “Way back”" in refusal(stay, edit)


def test_a_lane_takes_no_more_claims_than_can_be_read(stay):
    for number in range(MOST_CLAIMS):
        claim = Claim(id=f"more-{number}", text="More")
        stay = edit_map(stay, AddClaim(target="way", lane="pains", claim=claim))
    edit = AddClaim(target="way", lane="pains", claim=Claim(id="last", text="One more"))

    assert edit_map(stay, edit) is stay
    assert "has 13 pain points, but 12 at the most" in refusal(stay, edit)


def test_what_was_removed_meanwhile_is_told(stay):
    assert "isn't on the map any more" in refusal(stay, Rename(target="gone", name="X"))

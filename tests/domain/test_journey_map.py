"""What a sound map is, and how its rules are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_journeys import LAW, journey_maps, words
from pydantic import ValidationError

from cxworkshop.domain.journey_map import (
    MOST_CAUSES,
    MOST_JOURNEYS,
    MOST_STAGES,
    MOST_TOUCHPOINTS,
    Journey,
    JourneyMap,
    Stage,
)
from cxworkshop.domain.map_words import LONGEST_ID, NewIds, one_line, tidy
from cxworkshop.domain.touchpoint import Cause, Claim, Touchpoint


def _map(*journeys, **fields):
    return JourneyMap(id="map", name="Map", journeys=journeys, **fields)


def _stage(*touchpoints):
    return Stage(id="stage", name="Stage", touchpoints=touchpoints)


def _journey(*stages, **fields):
    return Journey(**{"id": "journey", "name": "Journey", "stages": stages} | fields)


def _touchpoints(many):
    return tuple(Touchpoint(id=f"t{number}", name="T") for number in range(many))


@LAW
@given(journey_maps())
def test_a_map_survives_json(journey_map):
    assert JourneyMap.model_validate_json(journey_map.model_dump_json()) == journey_map


def test_a_map_of_the_most_touchpoints_is_sound():
    assert len(_map(_journey(_stage(*_touchpoints(MOST_TOUCHPOINTS)))).touchpoints) == MOST_TOUCHPOINTS


@pytest.mark.parametrize(
    ("journeys", "told"),
    [
        ([_journey(_stage(*_touchpoints(501)))], "501 touchpoints, but a team can work with 500"),
        ([_journey(*[Stage(id=f"s{n}", name="S") for n in range(MOST_STAGES + 1)])], "61 stages"),
        ([_journey(id=f"j{n}") for n in range(MOST_JOURNEYS + 1)], "31 journeys"),
        ([_journey(id="map")], "“map” stands for the map “Map” and for the journey “Journey”"),
        ([_journey(parent="gone")], "has the parent “gone”, which is no journey of this map"),
        ([_journey(parent="journey")], "in a circle (“Journey” → “Journey”)"),
        (
            [
                _journey(id="a", name="A", parent="c"),
                _journey(id="b", name="B", parent="a"),
                _journey(id="c", name="C", parent="b"),
            ],
            "in a circle (“A” → “C” → “B” → “A”)",
        ),
    ],
    ids=["touchpoints", "stages", "journeys", "same-id", "no-parent", "own-parent", "circle"],
)
def test_an_unsound_map_is_refused_in_words(journeys, told):
    with pytest.raises(ValidationError) as refused:
        _map(*journeys)

    assert told in refused.value.errors()[0]["msg"]


PAIN = Claim(id="pain", text="Slow")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"pains": (PAIN,), "insights": (PAIN,)}, "stands for a claim at the touchpoint “T”"),
        ({"causes": (Cause(id="why", text="Why", of="pain"),)}, "neither a pain point nor a cause at “T”"),
        (
            {
                "causes": (
                    Cause(id="why", text="Why", of="because"),
                    Cause(id="because", text="Because", of="why"),
                )
            },
            "in a circle (“Why” → “Because” → “Why”)",
        ),
        (
            {
                "pains": (PAIN,),
                "causes": tuple(Cause(id=f"c{n}", text="C", of="pain") for n in range(MOST_CAUSES + 1)),
            },
            "21 causes, but 20 at the most",
        ),
    ],
    ids=["same-id", "of-nothing", "circle", "too-many"],
)
def test_unsound_claims_are_refused_in_words(fields, told):
    with pytest.raises(ValidationError) as refused:
        _map(_journey(_stage(Touchpoint(id="t", name="T", **fields))))

    assert told in refused.value.errors()[0]["msg"]


@pytest.mark.parametrize("part", ["Check in", "CHECK", "a__b", "-a", "a-", "", "ä", "a" * (LONGEST_ID + 1)])
def test_an_id_is_a_short_slug(part):
    with pytest.raises(ValidationError):
        Touchpoint(id=part, name="T")


@pytest.mark.parametrize("emotion", [-2.01, 2.01, float("nan"), float("inf"), "high"])
def test_a_feeling_stays_on_the_curve(emotion):
    with pytest.raises(ValidationError):
        Touchpoint(id="t", name="T", emotion=emotion)


def test_the_survey_knows_a_touchpoint_by_its_id_unless_told():
    assert Touchpoint(id="t", name="T").survey_column == "t"
    assert Touchpoint(id="t", name="T", column="Q7").survey_column == "Q7"


@given(words)
def test_tidy_text_is_tidy_and_can_be_written(text):
    tidied = tidy(text)
    tidied.encode("utf-8")

    assert tidy(tidied) == tidied
    assert one_line(one_line(text)) == one_line(text)
    assert Touchpoint(id="t", name="T", thoughts=text).thoughts == tidied


@given(words, st.sets(st.sampled_from(["a", "check_in", "check_in_2", "part"])))
def test_a_new_id_is_free_and_fits(text, taken):
    made = NewIds(taken).new(text, "part")

    assert made not in taken
    assert Touchpoint(id=made, name="T").id == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Check-in", "check_in"),
        ("Rückgabe é", "ruckgabe_e"),
        ("早餐", "part"),
        ("a-b", "a-b"),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_new_id_reads_like_the_words(text, made):
    assert NewIds().new(text, "part") == made


def test_an_id_is_given_once():
    ids = NewIds()

    assert [ids.new("Check-in", "part") for _ in range(3)] == ["check_in", "check_in_2", "check_in_3"]

"""Journey maps that come in: starters, other tools' files, a firm's table, and files that are broken."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_journeys import LAW, words

from cxworkshop.domain.map_words import one_line
from cxworkshop.domain.tables import Role
from cxworkshop.errors import InvalidJourneyError, SourceNotFoundError, UnknownFormatError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.journey_files import (
    LARGEST,
    READERS,
    open_journey_map,
    read_journey_map,
    starter_map,
    starter_names,
)
from cxworkshop.inputs.journey_table import journey_of_map, map_of_journey
from cxworkshop.settings import assets

INDUSTRIES = {
    "airline",
    "b2b-software",
    "hospital",
    "hotel",
    "insurer",
    "online-shop",
    "retail-bank",
    "telecoms",
}


def _read(name, text):
    return read_journey_map(name, text.encode("utf-8"))


def _refusal(name, content):
    with pytest.raises(InvalidJourneyError) as refused:
        read_journey_map(name, content if isinstance(content, bytes) else content.encode("utf-8"))
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


# Starter journeys


def test_eight_industries_have_a_starter():
    assert set(starter_names()) == INDUSTRIES


@pytest.mark.parametrize("key", sorted(INDUSTRIES))
def test_a_starter_is_a_whole_first_draft(key):
    found = starter_map(key)

    assert starter_names()[key] == found.name
    assert 3 <= len(found.stages) <= 6
    assert 10 <= len(found.touchpoints) <= 18
    for touchpoint in found.touchpoints:
        lanes = ("channel", "actions", "thoughts", "feelings", "backstage", "owner")
        assert [lane for lane in lanes if not getattr(touchpoint, lane)] == []
        assert touchpoint.emotion is not None


@pytest.mark.parametrize("key", sorted(INDUSTRIES))
def test_a_starter_shows_every_kind_of_thing_and_claims_nothing_as_known(key):
    touchpoints = starter_map(key).touchpoints

    assert {claim.evidence for found in touchpoints for claim in found.claims} == {"assumed"}
    assert any(found.is_moment for found in touchpoints)
    for lane in ("pains", "insights", "opportunities", "causes", "personalisation", "trends", "systems"):
        assert any(getattr(found, lane) for found in touchpoints), lane
    assert any(found.recovery.tell for found in touchpoints)
    assert any(found.triad.hr for found in touchpoints)


def test_the_hotels_touchpoints_are_those_of_the_sample_firms_survey():
    survey = pd.read_csv(assets("data") / "sample-firm" / "survey.csv", nrows=1)
    ids = {found.survey_column for found in starter_map("hotel").touchpoints}

    assert ids & set(survey.columns) == ids - {"way_there"}


def test_an_unknown_starter_is_refused():
    with pytest.raises(UnknownFormatError, match="no starter journey 'circus'; there are "):
        starter_map("circus")


# YAML

YAML = """\
name: A stay
journeys:
  - name: Stay
    id: stay
    stages:
      - name: Arriving
        touchpoints:
          - name: Check-in
            emotion: -1.5
            thoughts: No
            is_moment: yes
            pains:
              - A queue
              - {text: Slow, evidence: researched, id: slow}
            causes:
              - {text: One desk, of: slow}
"""


def test_yaml_gives_ids_where_there_are_none_and_takes_values_as_text():
    found = _read("stay.yaml", YAML).journey_map
    check_in = found.touchpoints[0]

    assert (found.id, found.journeys[0].id, found.stages[0].id, check_in.id) == (
        "a_stay",
        "stay",
        "arriving",
        "check_in",
    )
    assert (check_in.emotion, check_in.thoughts, check_in.is_moment) == (-1.5, "No", True)
    assert [(claim.id, claim.evidence) for claim in check_in.claims] == [
        ("check_in_pain", "assumed"),
        ("slow", "researched"),
        ("check_in_cause", "assumed"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("thoughts:", "thought:", "line 10: “thought” isn't known here; known are id, name,"),
        ("-1.5", "-3", "line 9: “emotion” must be at least -2, but is “-3”."),
        ("-1.5", "high", "line 9: “emotion” must be a number, but is “high”."),
        ("-1.5", ".nan", "line 9: “emotion” must be a number, but is “.nan”."),
        ("yes", "perhaps", "line 11: “is_moment” must be yes or no, but is “perhaps”."),
        ("researched", "sure", "line 14: “evidence” must be 'assumed', 'partly researched' or 'researched'"),
        (
            "A queue",
            "A queue: long",
            "line 13: “A queue” isn't known here; known are id, text, evidence and source.",
        ),
        ("of: slow", "of: fast", "line 16: The cause “One desk” explains “fast”, which is neither"),
        ("id: stay", "id: My stay", "line 4: “id” must be small letters and digits"),
        ("id: stay", "id: slow", "line 14: The id “slow” stands for the journey “Stay” and for a claim"),
        (
            "id: stay",
            "id: stay\n    parent: stay",
            "line 3: Journeys can't be parts of each other in a circle",
        ),
        (
            "id: stay",
            "id: stay\n    parent: life",
            "line 3: The journey “Stay” has the parent “life”, which is no",
        ),
        ("id: stay", "id: stay\n    id: again", "line 5: “id” stands here twice; keep one."),
        ("name: Arriving", "name: !!python/object:os.system Arriving", "line 6: a journey map has no tags"),
        ("name: A stay", "name: " + "a" * 400, "line 1: “name” has 400 characters, but 300 at the most"),
        ("name: A stay", "name: [A, stay]", "line 1: “name” must be text, but is a list."),
        (
            "  - name: Stay",
            "  - &a\n    name: Stay\n    parent: *a",
            "“*a” makes a part contain itself, in a circle",
        ),
        ("- A queue", "- &a A queue\n              - *a", "line 14: “*a” repeats another place of the file"),
        (
            "        touchpoints:",
            "    touchpoints:",
            "line 7: “touchpoints” isn't known here; known are id, name,",
        ),
        ("name: Check-in", 'name: "Check-in', "this isn't YAML ("),
        ("name: Check-in", "name: Check\x07in", "line 8: here stands a control character"),
    ],
)
def test_broken_yaml_is_told_with_its_line(old, new, told):
    assert old in YAML
    assert told in _refusal("stay.yaml", YAML.replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just words",
        "- a\n- b",
        "[" * 5000,
        "name: x\n? [a]\n: b",
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nname: x",
        "name: x\njourneys: {a: b}",
        "name: x\njourneys: [3, [4]]",
        YAML[:-25],
        "name: x\n---\nname: y",
        "name: x\njourneys:\n" + "- a\n" * 200_001,
    ],
    ids=[
        "empty",
        "words",
        "list",
        "deep",
        "key",
        "laughs",
        "group",
        "numbers",
        "cut-off",
        "two",
        "endless",
    ],
)
def test_yaml_that_is_no_map_is_refused(text):
    _refusal("stay.yaml", text)


def test_a_circle_of_parents_is_told_by_their_names():
    text = "name: x\njourneys:\n - {id: a, name: A, parent: b}\n - {id: b, name: B, parent: a}\n"

    assert "line 3: Journeys can't be parts of each other in a circle (“A” → “B” → “A”)" in _refusal(
        "x.yaml", text
    )


# Tables


def test_a_table_needs_few_columns():
    found = _read(
        "our_trip.csv", "touchpoint;label;stage\nQ1;Check-in;Arriving\nQ2;;Arriving\nQ3;Bye;\n"
    ).journey_map

    assert found.name == "Our trip"
    assert [stage.name for stage in found.stages] == ["Arriving", "Without a stage"]
    assert [(one.id, one.survey_column, one.name) for one in found.touchpoints] == [
        ("q1", "Q1", "Check-in"),
        ("q2", "Q2", "Q2"),
        ("q3", "Q3", "Bye"),
    ]


def test_a_tables_rows_stand_in_their_order():
    found = _read("x.csv", 'label,stage,order,emotion\nB,S,2,\nC,S,,1\nA,S,1,"−1,5"\n').journey_map

    assert [one.name for one in found.touchpoints] == ["A", "B", "C"]
    assert found.touchpoints[0].emotion == -1.5


def test_claims_are_typed_a_line_each():
    cell = "A queue\nSlow \\| dull | researched | Survey 2026"
    found = _read("x.csv", f'label,pain_points\nCheck-in,"{cell}"\n').journey_map

    assert [(one.text, one.evidence, one.source) for one in found.touchpoints[0].pains] == [
        ("A queue", "assumed", ""),
        ("Slow | dull", "researched", "Survey 2026"),
    ]


def test_a_column_that_a_map_has_no_place_for_is_told():
    found = _read("x.csv", "label,mood\nCheck-in,good\n")

    assert found.left_out == ("x.csv has columns that a journey map has no place for: “mood”.",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "needs a column “touchpoint” or “label”"),
        (
            "a,b\n1,2\n",
            "needs a column “touchpoint” or “label” with one touchpoint per row, but its first row",
        ),
        ("label\n", "has no touchpoints; it needs at least one row"),
        ("label,label\na,b\n", "has the column “label” twice"),
        ("label,stage\nA,S\nB\n", "row 3 doesn't fit the header (cells: 1, columns: 2); the file is cut off"),
        ('label,stage\nA,"S\n', "the table is cut off or its quotes don't match"),
        ("label,emotion\nA,5\n", "row 2: “emotion” must be at most 2, but is “5”."),
        ("label,emotion\nA,good\n", "row 2: “emotion” must be a number, but is “good”."),
        ("label,moment\nA,maybe\n", "row 2: “moment” must be yes or no, but is “maybe”."),
        ("label,order\nA,first\n", "row 2: “order” must be a number, 1 first, but is “first”."),
        ("label,id\nA,Check in\n", "row 2: “id” must be small letters"),
        ("label,id\nA,a\nB,a\n", "The id “a” stands for the touchpoint “A” and for the touchpoint “B”"),
        ("label,stage_id\nA,S 1\n", "“stage_id” must be small letters"),
        ("label,state\nA,later\n", "“state” must be 'as_is' or 'to_be', but is “later”."),
        ("label,map\nA,One\nB,Two\n", "holds more than one map: its column “map” says “One” and “Two”"),
        ("label,journey_id,journey_parent\nA,a,b\nB,b,a\n", "in a circle (“X” → “X” → “X”)"),
        ("label,journey_id,journey_parent\nA,a,b\n", "has the parent “b”, which is no journey of this map"),
        ("label,insights\nA,b | sure\n", "row 2: “evidence” must be 'assumed'"),
        ("label,insights\nA,b | | | | |\n", "row 2, column “insights”: a line has 6 parts"),
        (f"label\n{'A' * 400}\n", "row 2: “label” has 400 characters, but 300 at the most"),
        ("label\n" + "A\n" * 501, "has 501 touchpoints, but a team can work with 500 at the most"),
    ],
)
def test_a_broken_table_is_told_with_its_row(text, told):
    assert told in _refusal("x.csv", text)


# Mermaid

MERMAID = """\
```mermaid
---
title: My day
---
journey
    accDescr: A day
    section Go to work
      Make tea: 5: Me
      Go up#58; stairs: 3: Me, Cat  # tired
    %% a remark
    section Go home
      Sit down: 1.5
```
"""


def test_mermaid_is_read_as_mermaid_reads_it():
    found = _read("day.mmd", MERMAID)

    assert found.journey_map.name == "My day"
    assert [
        (stage.name, [(one.name, one.emotion, one.owner) for one in stage.touchpoints])
        for stage in found.journey_map.stages
    ] == [
        ("Go to work", [("Make tea", 2, "Me"), ("Go up: stairs", 0, "Me, Cat")]),
        ("Go home", [("Sit down", -1.5, "")]),
    ]
    assert found.left_out == (
        "day.mmd has settings or descriptions of the diagram, which a journey map has no place for.",
    )


def test_tasks_before_any_section_are_kept():
    assert _read("day.mmd", "journey\nTea: 3").journey_map.stages[0].touchpoints[0].name == "Tea"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must begin with the line “journey”, but there stands nothing"),
        ("flowchart LR\n a-->b", "must begin with the line “journey”, but there stands “flowchart LR”"),
        ("journey\n section S\n Tea", "line 3: “Tea” should be a task as in"),
        (
            "journey\n section S\n Tea: 6: Me",
            "line 3: the score of “Tea” must be a number from 1 to 5, but is “6”",
        ),
        ("journey\n section S\n Tea: good", "line 3: the score of “Tea” must be a number from 1 to 5"),
        ("journey\n section S\n Tea: nan", "line 3: the score of “Tea” must be a number from 1 to 5"),
        ("journey\n section S\n : 3", "line 3: “: 3” should be a task as in"),
        ("journey\n" + " Tea: 3\n" * 501, "has 501 touchpoints, but a team can work with 500"),
        ("journey\n" + "section S\n" * 61, "The map has 61 stages, but a team can work with 60"),
    ],
)
def test_a_broken_diagram_is_told_with_its_line(text, told):
    assert told in _refusal("day.mmd", text)


# The open journey format


def _ojf(**changes):
    stages = [{"id": "s1", "name": "Arrival"}, {"id": "S 2", "name": ""}]
    swimlanes = [{"id": "l1", "name": "Customer Actions"}, {"id": "l2", "name": "Pain Points"}]
    nodes = [
        {"stageId": "s1", "swimlaneId": "l2", "title": "Rain", "description": "No roof", "severity": "high"},
        {
            "id": "n1",
            "stageId": "s1",
            "swimlaneId": "l1",
            "title": "Door",
            "description": "Opens it",
            "score": 5,
            "sentiment": "relieved",
            "tags": ["Mobile"],
            "isMomentOfTruth": True,
            "iconColor": "#fff",
            "blueprint": {
                "onstage": [{"actor": "Doorman", "action": "Greets"}],
                "backstage": [{"actor": "Guard", "action": "Notes it"}],
                "support": [{"system": "Log", "description": ""}],
            },
        },
        {"stageId": "S 2", "swimlaneId": "l9", "title": "Idea", "purpose": "opportunity", "score": None},
        {"stageId": "gone", "swimlaneId": "l1", "title": "Lost"},
    ]
    whole = {"version": "1.0", "persona": "Bea", "stages": stages, "swimlanes": swimlanes, "nodes": nodes}
    return json.dumps(whole | changes)


def test_another_tools_ojf_file_becomes_a_map():
    found = _read("trip.ojf", _ojf(metadata={"title": "A trip", "pov": "By car"}))
    first, second = found.journey_map.stages
    door = first.touchpoints[0]

    assert (found.journey_map.name, found.journey_map.persona, found.journey_map.scenario) == (
        "A trip",
        "Bea",
        "By car",
    )
    assert (first.name, second.name) == ("Arrival", "Stage 2")
    assert (door.id, door.name, door.actions, door.emotion, door.feelings) == (
        "n1",
        "Door",
        "Opens it",
        2,
        "relieved",
    )
    assert (door.backstage, door.systems) == ("Guard: Notes it", "Log")
    assert [claim.text for claim in door.pains] == ["Rain: No roof"]
    assert [one.name for one in second.touchpoints] == ["Idea"]


def test_what_a_map_has_no_place_for_in_an_ojf_file_is_counted():
    (told,) = _read("trip.ojf", _ojf()).left_out

    assert told == (
        "trip.ojf has what a journey map has no place for: nodes of stages that are gone (1), lines of work "
        "on stage or of evidence (1), nodes' swimlanes (2), tags (1), severities (1) "
        "and moments of truth (1)."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: this isn't JSON, or it is cut off"),
        (_ojf()[:-40], "this isn't JSON, or it is cut off"),
        ("[" * 100_000, "nested too deep"),
        ("[]", "must be a JSON object with stages"),
        ("{}", "“stages” is missing."),
        (_ojf(stages=3), "“stages” must be a list, but is 3."),
        (_ojf(stages=[{"id": 3}]), "“id” must be text, but is 3."),
        (_ojf(nodes=[{"stageId": "s1"}]), "“swimlaneId” is missing."),
        (
            _ojf(nodes=[{"stageId": "s1", "swimlaneId": "l1", "score": 9}]),
            "“score” must be at most 5, but is 9.",
        ),
        (
            _ojf(nodes=[{"stageId": "s1", "swimlaneId": "l1", "score": "x"}]),
            "“score” must be a number, but is “x”.",
        ),
        ('{"stages": [], "swimlanes": [], "nodes": [], "title": ' + "9" * 5000 + "}", "an endless number"),
        (_ojf(title="x" * 400), "“name” has 400 characters, but 300 at the most"),
        (
            _ojf(nodes=[{"stageId": "s1", "swimlaneId": "l1", "title": "T"}] * 501),
            "trip.ojf has 501 touchpoints, but a team can work with 500",
        ),
    ],
)
def test_a_broken_ojf_file_is_told(text, told):
    assert told in _refusal("trip.ojf", text)


# Files


@pytest.mark.parametrize("suffix", READERS)
@LAW
@given(text=words | st.lists(words, max_size=6).map("\n".join) | st.text(max_size=40))
def test_whatever_comes_in_is_a_map_or_a_sentence(suffix, text):
    try:
        READERS[suffix](text, f"x{suffix}")
    except InvalidJourneyError as error:
        assert str(error).startswith(f"x{suffix}")  # noqa: PT017 - either outcome is right


def test_a_table_from_excel_is_read_in_its_encoding():
    assert (
        read_journey_map("x.csv", "label\nFrühstück\n".encode("cp1252")).journey_map.touchpoints[0].name
        == "Frühstück"
    )
    assert (
        read_journey_map("x.csv", "label\nFrüh\n".encode("utf-16")).journey_map.touchpoints[0].name == "Früh"
    )


@pytest.mark.parametrize("content", [b"PK\x03\x04\0\0\xff", b"\xff\xfe\x00"])
def test_what_is_no_text_is_refused(content):
    assert "isn't text that can be read" in _refusal("x.csv", content)


def test_a_huge_file_is_refused():
    assert "is larger than 5 MB" in _refusal("x.yaml", b"a" * (LARGEST + 1))


def test_an_unknown_suffix_is_refused():
    with pytest.raises(UnknownFormatError, match=r"but \.docx is none of them"):
        read_journey_map("x.docx", b"")


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_a_path_without_a_file_is_told(name, tmp_path):
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    with pytest.raises(SourceNotFoundError, match="can't be read"):
        open_journey_map(folder if name == "." else tmp_path / name)


# A firm's journey table


def test_the_sample_firms_journey_makes_its_first_map():
    journey = Firm(
        {Role.JOURNEY: attach(Role.JOURNEY, str(assets("data") / "sample-firm" / "journey.csv"))}
    ).journey()
    found = map_of_journey(journey, "The hotel")

    assert [stage.name for stage in found.stages] == ["Booking", "Arrival", "Stay", "Departure"]
    assert [one.id for one in found.touchpoints] == journey["touchpoint"].tolist()
    told = journey[["touchpoint", "label", "stage", "order"]]
    pd.testing.assert_frame_equal(journey_of_map(found), told, check_dtype=False)


columns = st.lists(words.map(one_line).filter(bool), min_size=1, max_size=5, unique=True)


@LAW
@given(columns, st.data())
def test_a_journey_table_comes_back_whole(touchpoints, data):
    rows = [
        (
            touchpoint,
            data.draw(words.map(one_line).filter(bool)),
            data.draw(st.sampled_from(["", "Stay", "é"])),
        )
        for touchpoint in touchpoints
    ]
    journey = pd.DataFrame(rows, columns=["touchpoint", "label", "stage"])
    back = journey_of_map(map_of_journey(journey, "Ours"))

    assert back[["touchpoint", "label", "stage"]].to_numpy().tolist() == journey.to_numpy().tolist()
    assert back["order"].tolist() == [float(place) for place in range(1, len(rows) + 1)]

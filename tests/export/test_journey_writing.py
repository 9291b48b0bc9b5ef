"""Maps that go out to other formats and come back: whole, or with a sentence for what stayed behind."""

import csv
import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_journeys import HOSTILE, LAW, journey_maps, words

from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.map_words import one_line, tidy
from cxworkshop.domain.tables import Role
from cxworkshop.domain.touchpoint import Touchpoint
from cxworkshop.errors import NotWritableError, UnknownFormatError
from cxworkshop.export.journey_csv import write_csv_map
from cxworkshop.export.journey_files import WRITERS, save_journey_map
from cxworkshop.export.journey_mermaid import write_mermaid_map
from cxworkshop.export.journey_ojf import write_ojf_map
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.formulas import neutralise, restore
from cxworkshop.inputs.journey_columns import COLUMNS
from cxworkshop.inputs.journey_csv import read_csv_map
from cxworkshop.inputs.journey_files import open_journey_map, starter_map, starter_names
from cxworkshop.inputs.journey_mermaid import read_mermaid_map
from cxworkshop.inputs.journey_ojf import read_ojf_map
from cxworkshop.inputs.journey_table import journey_of_map

READ = {".csv": read_csv_map, ".mmd": read_mermaid_map, ".ojf": read_ojf_map}
filled = journey_maps(
    shapes=st.lists(st.lists(st.integers(1, 2), min_size=1, max_size=2), min_size=1, max_size=3)
)


@LAW
@given(journey_maps().filter(lambda found: found.touchpoints))
@pytest.mark.parametrize("suffix", WRITERS)
def test_a_map_comes_back_whole_or_a_sentence_says_what_is_lost(suffix, journey_map):
    written = WRITERS[suffix](journey_map)
    back = READ[suffix](written.text, f"map{suffix}")

    assert back.left_out == ()
    assert (back.journey_map == journey_map) == (written.left_out == ())
    assert all(sentence.endswith(".") for sentence in written.left_out)


@LAW
@given(filled)
def test_a_table_holds_all_of_a_map_whose_stages_have_touchpoints(journey_map):
    written = write_csv_map(journey_map)

    assert written.left_out == ()
    assert read_csv_map(written.text, "map.csv").journey_map == journey_map


@LAW
@given(
    journey_maps(shapes=st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=3), min_size=1, max_size=1))
)
def test_an_ojf_file_holds_all_but_state_journey_and_the_ids_above_the_stages(journey_map):
    back = read_ojf_map(write_ojf_map(journey_map).text, "map.ojf").journey_map

    assert back.stages == journey_map.stages
    assert (back.name, back.persona, back.scenario) == (
        journey_map.name,
        journey_map.persona,
        journey_map.scenario,
    )


@LAW
@given(journey_maps())
def test_mermaid_holds_stages_touchpoints_feelings_and_owners(journey_map):
    back = read_mermaid_map(write_mermaid_map(journey_map).text, "map.mmd").journey_map

    assert back.name == journey_map.name
    assert [_told(stage) for stage in back.stages] == [_told(stage) for stage in journey_map.stages]


def _told(stage):
    return stage.name, [(found.name, found.emotion or 0, found.owner) for found in stage.touchpoints]


@given(words | st.text("'=+-@;\t\r\n \uff1dx", max_size=8))
def test_neutralised_text_comes_back(text):
    assert restore(neutralise(text)) == text


@given(st.text("'=+-@;\t\r\n \uff1dx", max_size=8))
def test_no_cell_starts_a_formula_whichever_the_separator(text):
    for cell in neutralise(text).replace("\r", ";").replace("\n", ";").replace("\t", ";").split(";"):
        assert cell.strip()[:1] not in set("=+-@\uff1d")
    assert neutralise(text)[:1] not in set("\t\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "a;=1", "a\n=1", "＝1"])  # noqa: RUF001
def test_a_formula_is_neutralised_wherever_a_map_has_text(text):
    journey_map = _map(Touchpoint(id="t", name=text, column=text, thoughts=text), name=text, persona=text)
    written = write_csv_map(journey_map)
    cells = [cell for row in csv.reader(io.StringIO(written.text, newline="")) for cell in row]

    assert written.left_out == ()
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))] == []  # noqa: RUF001


def _map(*touchpoints, **fields):
    stage = Stage(id="stage", name="Stage", touchpoints=touchpoints)
    journey = Journey(id="journey", name="Journey", stages=(stage,))
    return JourneyMap(**{"id": "map", "name": "Map", "journeys": (journey,)} | fields)


def test_a_table_has_the_columns_that_are_documented(repository):
    header = write_csv_map(_map()).text.splitlines()[0].split(",")
    told = (repository / "docs" / "journey-maps.md").read_text("utf-8")

    assert tuple(header) == COLUMNS
    assert [name for name in header if f"`{name}`" not in told] == []


def test_mermaid_is_written_as_people_write_it():
    journey_map = _map(
        Touchpoint(id="check_in", name="Check-in", emotion=1.5, owner="Front office, Porter"),
        Touchpoint(id="title", name="Title: deed #1", emotion=-2),
        name="A stay",
    )

    assert write_mermaid_map(journey_map).text == (
        "journey\n"
        "    title A stay\n"
        "    section Stage\n"
        "      Check-in: 4.5: Front office, Porter\n"
        "      #84;itle#58; deed #35;1: 1\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_gets_through_to_mermaids_grammar(text):
    name = one_line(text)
    lines = write_mermaid_map(
        _map(Touchpoint(id="t", name=name, owner=tidy(text)), name=name)
    ).text.splitlines()

    assert len(lines) == 4
    assert not set("".join(lines[1:])) & set('%<>&"{}`;#') - set("#;")
    assert [line.count(": ") for line in lines] == [0, 0, 0, 2]
    assert lines[3].strip().lower().startswith(("journey", "title", "section", "acc")) is False


def test_an_ojf_file_follows_its_specification():
    file = json.loads(write_ojf_map(starter_map("hotel")).text)
    stages = {stage["id"] for stage in file["stages"]}
    swimlanes = {swimlane["id"] for swimlane in file["swimlanes"]}

    assert file["version"] == "1.0"
    assert all(isinstance(file[name], str) for name in ("version", "title", "persona", "pointOfView"))
    for node in file["nodes"]:
        assert node["stageId"] in stages
        assert node["swimlaneId"] in swimlanes
        assert node["title"]
        assert node["severity"] in {"low", "medium", "high"}
        assert -5 <= node.get("score", 0) <= 5
        assert all(isinstance(tag, str) for tag in node["tags"])
    assert len({node["id"] for node in file["nodes"]}) == len(file["nodes"])


def test_what_mermaid_cannot_hold_is_said_in_words():
    assert (
        write_mermaid_map(starter_map("hotel")).left_out[0].startswith("Mermaid has no place for the map's ")
    )
    assert any(
        "pain points (touchpoints: " in sentence
        for sentence in write_mermaid_map(starter_map("hotel")).left_out
    )


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_map_without_touchpoints_can_be_written(suffix):
    written = WRITERS[suffix](JourneyMap(id="map", name="Map"))

    assert written.text
    assert suffix != ".csv" or "it holds nothing" in written.left_out[0]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_saved_map_is_opened_again(suffix, tmp_path):
    path = tmp_path / f"Müller{suffix}"
    save_journey_map(_map(Touchpoint(id="t", name="Früh", emotion=0)), path)

    assert open_journey_map(path).journey_map.touchpoints[0].name == "Früh"


def test_an_unknown_suffix_is_refused(tmp_path):
    with pytest.raises(UnknownFormatError, match=r"must end in .csv, .mmd or .ojf, but .doc is none"):
        save_journey_map(_map(), tmp_path / "map.doc")


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(NotWritableError):
        save_journey_map(_map(), tmp_path / "nowhere" / "map.ojf")


def test_a_saved_table_serves_as_the_firms_journey(tmp_path):
    path = tmp_path / "journey.csv"
    save_journey_map(starter_map("hotel"), path)
    journey = Firm({Role.JOURNEY: attach(Role.JOURNEY, str(path))}).journey()

    told = journey_of_map(starter_map("hotel"))
    pd.testing.assert_frame_equal(journey[list(told)], told, check_dtype=False)


@pytest.mark.parametrize("key", starter_names())
def test_every_starter_comes_back_whole_from_a_table(key):
    written = write_csv_map(starter_map(key))

    assert written.left_out == ()
    assert read_csv_map(written.text, "map.csv").journey_map == starter_map(key)

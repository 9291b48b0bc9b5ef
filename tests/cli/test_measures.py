import json

import pytest


@pytest.mark.reference
def test_drivers_of_customer_satisfaction(cxworkshop, reference_data):
    oracle = json.loads((reference_data / "oracles.json").read_text())["customerSat_relaimpo"]
    names = ",".join(oracle["x"])
    found = cxworkshop(
        "drivers", reference_data / "customerSat.csv", "--outcome", "q1", "--drivers", names, "--json"
    ).json
    importance = {driver["name"]: driver["importance"] for driver in found["drivers"]}

    assert found["n"] == 1811
    assert found["r2"] == pytest.approx(oracle["R2"], abs=5e-7)
    assert importance == pytest.approx(dict(zip(oracle["x"], oracle["lmg"], strict=True)), abs=5e-7)
    keys = {"name", "importance", "share", "low", "high", "rank_low", "rank_high", "group"}
    assert keys == set(found["drivers"][0])


@pytest.mark.reference
@pytest.mark.parametrize(("weight", "nps"), [((), 39.84), (("--weight", "WEIGHT"), 40.40)])
def test_nps_of_the_airport(cxworkshop, reference_data, weight, nps):
    source = reference_data / "sfo_2017_survey_slim.csv.gz"
    found = cxworkshop("nps", source, "--column", "NETPRO", "--missing", "11", *weight, "--json").json

    assert (found["n"], found["promoters"], found["passives"], found["detractors"]) == (2746, 1436, 968, 342)
    assert round(found["nps"], 2) == nps
    assert found["low"] < nps < found["high"]


def test_measures_split_by_a_column_leave_out_groups_under_three(cxworkshop, tmp_path):
    source = tmp_path / "answers.csv"
    rows = [f"{score},north" for score in (10, 9, 3, 8)] + ["10,south", "2,south"]
    source.write_text("recommend,region\n" + "\n".join(rows) + "\n")
    found = cxworkshop("nps", source, "--column", "recommend", "--by", "region", "--json").json

    assert [group["name"] for group in found["groups"]] == ["north"]
    assert found["groups"][0]["nps"] == 25


@pytest.fixture
def answers(tmp_path):
    """Answers with 0 for a real outcome, 0 and 6 for no rating, and 11 for no outcome."""
    rows = [
        f"{(11, 0, 10, 7, 3, 9)[n % 6]},{n * 7 % 5 + 1 if n % 11 else 0},{n * 3 % 4 + 2},{'ns'[n % 2]}"
        for n in range(90)
    ]
    source = tmp_path / "answers.csv"
    source.write_text(
        "\n".join(["recommend,room,help,side", *rows, "8,3,4,e", "11,4,4,w", "11,2,5,w", "11,5,3,w"])
    )
    return source


DRIVERS = ("--outcome", "recommend", "--drivers", "room,help", "--bootstrap", "50")


def test_codes_are_of_the_drivers_and_what_the_outcome_keeps_is_said(command, answers):
    kept = command("drivers", answers, *DRIVERS, "--missing", "0,6", "--json").json
    named = command(
        "drivers", answers, *DRIVERS, "--missing", "0,6", "--missing-outcome", "0,11", "--json"
    ).json

    assert kept["n"] == 94
    assert any(note.startswith("15 answers of recommend are 0 and counted as real") for note in kept["notes"])
    assert named["n"] == 94 - 15 - 15 - 3
    assert not any("counted as real" in note for note in named["notes"])


def test_without_json_what_the_outcome_keeps_is_a_line(command, answers):
    answer = command("drivers", answers, *DRIVERS, "--missing", "0,6")

    assert "name that code with --missing-outcome 0" in answer.out


def test_the_score_leaves_out_what_is_named_even_on_the_scale(command, answers):
    found = command("nps", answers, "--column", "recommend", "--missing", "0,11", "--json").json

    assert found["n"] == 94 - 15 - 15 - 3


def test_groups_without_enough_answers_are_named(command, answers):
    split = ("--column", "recommend", "--missing", "11", "--by", "side")
    found = command("nps", answers, *split, "--json").json

    assert [group["name"] for group in found["groups"]] == ["n", "s"]
    assert found["left_out"] == ["e", "w"]
    assert "Left out, with fewer than 3 answers: e, w." in command("nps", answers, *split).out


def test_a_group_that_cannot_carry_the_measure_says_why(command, tmp_path):
    source = tmp_path / "answers.csv"
    rows = [f"{n % 11},{n % 11 // 3 + n % 2},x" for n in range(30)] + ["5,1,y", "5,2,y", "5,3,y"]
    source.write_text("\n".join(["score,room,side", *rows]))
    split = ("--outcome", "score", "--drivers", "room", "--by", "side", "--bootstrap", "50")
    found = command("drivers", source, *split, "--json").json

    assert [group["name"] for group in found["groups"] if "refusal" in group] == ["y"]
    assert "y: " in command("drivers", source, *split).out


@pytest.mark.parametrize("command_line", [("drivers", *DRIVERS), ("nps", "--column", "recommend")])
def test_a_code_that_is_no_number_is_named(command, answers, command_line):
    answer = command(command_line[0], answers, *command_line[1:], "--missing", "0,nan")

    assert answer.code == 1
    assert "“nan”" in answer.err


def test_names_are_printed_as_they_are(command, tmp_path):
    source = tmp_path / "answers.csv"
    source.write_text("[/x],[red]\n" + "".join(f"{score},[/b] :smile:\n" for score in (10, 9, 3, 8)))
    answer = command("nps", source, "--column", "[/x]", "--by", "[red]")

    assert answer.code == 0
    assert "Net promoter score of [/x]" in answer.out
    assert "[/b] :smile:" in answer.out


def test_without_json_a_table_is_printed(cxworkshop, tmp_path):
    source = tmp_path / "answers.csv"
    source.write_text("recommend\n10\n9\n3\n8\n")
    answer = cxworkshop("nps", source, "--column", "recommend")

    assert answer.code == 0
    assert "25.0" in answer.out

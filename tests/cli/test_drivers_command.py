import json

import pytest

QUICK = ("--bootstrap", "50")


@pytest.mark.reference
def test_drivers_of_customer_satisfaction(command, reference_data):
    oracle = json.loads((reference_data / "oracles.json").read_text())["customerSat_relaimpo"]
    names = ",".join(oracle["x"])
    found = command(
        "drivers", reference_data / "customerSat.csv", "--outcome", "q1", "--drivers", names, "--json"
    ).json
    importance = {driver["name"]: driver["importance"] for driver in found["drivers"]}

    assert found["n"] == 1811
    assert found["r2"] == pytest.approx(oracle["R2"], abs=5e-7)
    assert importance == pytest.approx(dict(zip(oracle["x"], oracle["lmg"], strict=True)), abs=5e-7)
    keys = {"name", "importance", "share", "low", "high", "rank_low", "rank_high", "group"}
    assert keys | {"slope", "slope_low", "slope_high", "answers"} == set(found["drivers"][0])


@pytest.fixture
def answers(tmp_path):
    """Answers with 0 for a real outcome, 0 and 6 for no rating, and 11 for no outcome."""
    rows = [
        f"{(11, 0, 10, 7, 5, 9)[n % 6]},{n * 7 % 5 + 1 if n % 11 else 0},{n * 3 % 4 + 2},{'ns'[n % 2]}"
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


def test_a_code_that_is_no_number_is_named(command, answers):
    answer = command("drivers", answers, *DRIVERS, "--missing", "0,nan")

    assert answer.code == 1
    assert "“nan”" in answer.err


def test_a_group_that_cannot_carry_the_measure_says_why(command, tmp_path):
    source = tmp_path / "answers.csv"
    rows = [f"{n % 11},{n % 11 // 3 + n % 2},{n % 7},x" for n in range(30)]
    rows += [f"5,{n},{n % 5},y" for n in range(12)]
    source.write_text("\n".join(["score,room,help,side", *rows]))
    split = ("--outcome", "score", "--drivers", "room,help", "--by", "side", "--bootstrap", "50")
    found = command("drivers", source, *split, "--json").json

    assert [group["name"] for group in found["groups"] if "refusal" in group] == ["y"]
    assert "y: " in command("drivers", source, *split).out


AIRPORT = "ART,FOOD,STORE,SIGN,WALKWAYS,SCREENS,INFODOWN,INFOUP,WIFI,ROADS,PARK,AIRTRAIN,LTPARKING,RENTAL"


@pytest.fixture
def of_the_airport(command, reference_data):
    """Run the command on the airport's survey, with codes and weights as its README says."""

    def run(names, *options):
        source = reference_data / "sfo_2017_survey_slim.csv.gz"
        ratings = ",".join(f"Q7{name}" for name in names.split(","))
        coded = ("--missing", "0,6", "--missing-outcome", "11", "--weight", "WEIGHT")
        return command("drivers", source, "--outcome", "NETPRO", "--drivers", ratings, *coded, *options)

    return run


@pytest.mark.reference
def test_groups_of_the_airports_drivers_are_the_same_under_three_seeds(of_the_airport):
    first, *others = (of_the_airport(AIRPORT, "--seed", seed, "--json").json for seed in (1, 2, 3))
    groups = [[(row["name"], row["group"]) for row in found["drivers"]] for found in (first, *others)]

    assert (first["n"], first["clusters"], first["fit"], first["missing"]) == (
        2712,
        None,
        "linear",
        "pairwise",
    )
    assert groups[0] == groups[1] == groups[2]
    assert {group for _, group in groups[0]} == {1}
    assert first["drivers"][0]["low"] != others[0]["drivers"][0]["low"]


@pytest.mark.reference
def test_the_airports_overall_rating_is_refused_as_a_driver(of_the_airport):
    answer = of_the_airport(f"{AIRPORT},ALL", "--json")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Q7ALL looks like a result, not like a driver")
    assert answer.err.endswith("Leave Q7ALL out of the drivers, or keep it with --keep Q7ALL.\n")


@pytest.mark.reference
def test_an_overall_rating_may_be_kept_as_a_driver_and_a_note_says_so(of_the_airport):
    found = of_the_airport(f"{AIRPORT},ALL", "--keep", "Q7ALL", *QUICK, "--json").json

    assert "Q7ALL" in {driver["name"] for driver in found["drivers"]}
    assert any(
        note.startswith("Q7ALL stays among the drivers as --keep says, though: Q7ALL looks like a result")
        for note in found["notes"]
    )


@pytest.mark.reference
def test_codes_forgotten_in_the_airports_drivers_are_told_with_the_remedy(command, reference_data):
    source = reference_data / "sfo_2017_survey_slim.csv.gz"
    asked = ("--outcome", "NETPRO", "--drivers", "Q7ART,Q7FOOD,Q7WIFI", "--missing-outcome", "11", *QUICK)

    forgotten = command("drivers", source, *asked, "--json").json["notes"]
    named = command("drivers", source, *asked, "--missing", "0,6", "--json").json["notes"]

    assert any(
        "of Q7ART, Q7FOOD, Q7WIFI are 0 or 6" in note and "--missing 0,6" in note for note in forgotten
    )
    assert not any("counted as real" in note for note in named)


@pytest.mark.reference
def test_only_what_was_never_used_may_be_missing(command, reference_data):
    source = reference_data / "sfo_2017_survey_slim.csv.gz"
    asked = ("--outcome", "NETPRO", "--drivers", "Q7ART,Q7FOOD,Q7WIFI", "--missing-outcome", "11")
    rules = {
        rule: command(
            "drivers", source, *asked, "--missing", "0", "--never-used", "6", "--rule", rule, *QUICK, "--json"
        ).json
        for rule in ("pairwise", "complete", "never-used")
    }

    assert rules["complete"]["n"] < rules["never-used"]["n"] < rules["pairwise"]["n"]
    assert [found["missing"] for found in rules.values()] == ["pairwise", "complete", "never_used"]
    assert len({found["n_complete"] for found in rules.values()}) == 1

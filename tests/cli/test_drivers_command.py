import json

import numpy as np
import pandas as pd
import pytest


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


def test_a_code_that_is_no_number_is_named(command, answers):
    answer = command("drivers", answers, *DRIVERS, "--missing", "0,nan")

    assert answer.code == 1
    assert "“nan”" in answer.err


def test_a_group_that_cannot_carry_the_measure_says_why(command, tmp_path):
    source = tmp_path / "answers.csv"
    rows = [f"{n % 11},{n % 11 // 3 + n % 2},x" for n in range(30)] + ["5,1,y", "5,2,y", "5,3,y"]
    source.write_text("\n".join(["score,room,side", *rows]))
    split = ("--outcome", "score", "--drivers", "room", "--by", "side", "--bootstrap", "50")
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
    assert [name for name, group in groups[0] if group > 1] == ["Q7WIFI"]
    assert first["drivers"][0]["low"] != others[0]["drivers"][0]["low"]


@pytest.mark.reference
def test_the_airports_overall_rating_is_refused_as_a_driver(of_the_airport):
    answer = of_the_airport(f"{AIRPORT},ALL", "--json")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Q7ALL looks like a result, not like a driver")
    assert answer.err.endswith("Leave Q7ALL out of the drivers.\n")


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


QUICK = ("--bootstrap", "50")


@pytest.fixture
def survey(tmp_path):
    """A survey whose outcome goes by a more than by b, as a file after some columns were changed."""

    def written(rows=200, **changed):
        random = np.random.default_rng(4)
        data = pd.DataFrame(random.integers(1, 11, size=(rows, 3)), columns=list("abc"))
        whole = (data["a"] + 0.5 * data["b"] + 3 * random.normal(size=rows)).rank(pct=True)
        data["recommend"] = np.floor(whole * 10.99)
        data["stayed"] = (whole > 0.4).astype(int)
        data["site"] = np.arange(rows) % 30
        data["weight"] = 1.0
        for name, change in changed.items():
            data[name] = change(data) if callable(change) else change
        path = tmp_path / "survey.csv"
        data.to_csv(path, index=False)
        return path

    return written


def asked(*options, outcome="recommend", drivers="a,b,c"):
    return ("--outcome", outcome, "--drivers", drivers, *QUICK, *options)


@pytest.mark.parametrize("method", ["lmg", "relative-weights", "first", "last", "betasq", "pratt"])
def test_importance_comes_by_the_method_asked_for(command, survey, method):
    found = command("drivers", survey(), *asked("--method", method, "--json")).json

    assert (found["method"], found["drivers"][0]["name"]) == (method.replace("-", "_"), "a")


def test_sites_are_drawn_as_a_whole(command, survey):
    found = command("drivers", survey(), *asked("--cluster", "site", "--json")).json

    assert found["clusters"] == 30


def test_a_yes_or_no_has_a_logistic_fit(command, survey):
    found = command("drivers", survey(), *asked("--logistic", "--json", outcome="stayed")).json

    assert (found["fit"], found["drivers"][0]["name"]) == ("logistic", "a")
    assert found["drivers"][0]["slope"] > 0


def test_without_json_slopes_stand_beside_shares(command, survey):
    answer = command("drivers", survey(), *asked())

    assert answer.code == 0
    assert "One point more" in answer.out


def nothing(_data):
    return np.nan


@pytest.mark.parametrize(
    ("changed", "options", "sentence"),
    [
        ({"recommend": 7}, (), "Column recommend has the same answer everywhere"),
        ({"b": lambda data: 3 * data["a"] - 1}, (), "Drivers a and b say exactly the same"),
        (
            {"c": lambda data: data["a"] + data["b"]},
            (),
            "Of the drivers a, b and c each follows exactly from the others",
        ),
        ({"rows": 3}, (), "3 drivers need at least 5 rows"),
        ({"a": nothing, "b": nothing, "c": nothing}, (), "3 drivers need at least 5 rows with an outcome"),
        ({"b": nothing}, (), "Column b needs at least 3 answers"),
        ({"recommend": nothing}, (), "but 0 came"),
        ({"b": "very good"}, (), "'very good' in data row 1 is text"),
        ({"weight": -1}, ("--weight", "weight"), "Weights must be 0 or more and finite, but one is -1"),
        ({}, ("--logistic",), "A logistic fit needs an outcome of 0 or 1"),
        (
            {"site": "only one"},
            ("--cluster", "site"),
            "at least 3 groups that belong together, but they come from 1",
        ),
        ({}, ("--rule", "never-used"), "needs the codes that mean it"),
    ],
)
def test_bad_input_gets_a_sentence_and_no_number(command, survey, changed, options, sentence):
    answer = command("drivers", survey(**changed), *asked(*options, "--json"))

    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err
    assert len(answer.err.splitlines()) == 1


def test_a_result_is_refused_as_a_driver_by_its_name(command, survey):
    path = survey(overall=lambda data: data["recommend"] // 2)

    answer = command("drivers", path, *asked(drivers="a,b,overall"))

    assert answer.code == 1
    assert answer.err.startswith("overall is named like a result of the whole experience")


def test_a_segment_of_four_people_gets_a_sentence(command, survey):
    path = survey(kind=lambda data: np.where(data.index < 4, "few", "many"))

    found = command("drivers", path, *asked("--by", "kind", "--json", drivers="a")).json

    assert [group["name"] for group in found["groups"]] == ["few", "many"]
    few, many = found["groups"]
    assert set(few) == {"name", "refusal"}
    assert many["n"] == 196


def test_a_recommendation_coded_one_too_high_is_said(command, survey):
    path = survey(recommend=lambda data: data["recommend"] + 1)

    found = command("drivers", path, *asked("--json")).json

    assert any(note.startswith("Answers to recommend run from 1 to 11") for note in found["notes"])


@pytest.mark.parametrize(("option", "name"), [("--method", "shapley"), ("--rule", "listwise")])
def test_unknown_methods_and_rules_are_wrong_usage(command, survey, option, name):
    assert command("drivers", survey(), *asked(option, name)).code == 2

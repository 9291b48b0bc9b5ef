"""What the command on drivers can be asked for, and what it refuses."""

import numpy as np
import pytest

QUICK = ("--bootstrap", "50")


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
    found = command("drivers", survey(), *asked("--json")).json["drivers"][0]

    said = " ".join(command("drivers", survey(), *asked()).out.replace("│", " ").split())

    assert "95% range" in said
    assert f"{found['slope']:+.3f} {found['slope_low']:+.3f} to {found['slope_high']:+.3f} 200" in said
    assert "How missing answers are treated" not in said


def test_a_logistic_fit_is_printed_as_what_it_is(command, survey):
    said = command("drivers", survey(), *asked("--logistic", outcome="stayed")).out

    assert "McFadden's R²" in said
    assert "log odds" in said


def test_other_rules_for_missing_answers_stand_beside(command, survey):
    path = survey(a=lambda data: data["a"].mask(data.index % 5 == 0))

    found = command("drivers", path, *asked("--json")).json

    assert [(rule["rule"], rule["n"]) for rule in found["rules"]] == [("complete", 160)]
    assert "How missing answers are treated" in command("drivers", path, *asked()).out


def test_conditional_dominance_is_told_by_how_many_others_are_in(command, survey):
    found = command("drivers", survey(), *asked("--dominance", "--json")).json

    assert {name: np.mean(gains) for name, gains in found["dominance"].items()} == pytest.approx(
        {driver["name"]: driver["importance"] for driver in found["drivers"]}
    )
    assert "2 in" in command("drivers", survey(), *asked("--dominance")).out
    assert "dominance" not in command("drivers", survey(), *asked("--json")).json


def nothing(_data):
    return np.nan


@pytest.mark.parametrize(
    ("changed", "options", "sentence"),
    [
        ({"recommend": 7}, (), "Column recommend has the same answer everywhere, so there is nothing to exp"),
        ({"b": lambda data: 3 * data["a"] - 1}, (), "Drivers a and b say exactly the same"),
        (
            {"c": lambda data: data["a"] + data["b"]},
            (),
            "Of the drivers a, b and c each follows exactly from the others",
        ),
        ({"rows": 4}, (), "Only 4 answers come from survey.csv, and 3 drivers need at least 15"),
        ({"a": nothing, "b": nothing, "c": nothing}, (), "Only 0 answers come from survey.csv"),
        ({"b": nothing}, (), "Column b needs at least 3 answers"),
        ({"recommend": nothing}, (), "Column recommend has no answer, so there is nothing to explain"),
        ({"b": "very good"}, (), "'very good' in data row 1 is text"),
        ({"weight": -1}, ("--weight", "weight"), "Weights must be 0 or more and finite, but one is -1"),
        ({}, ("--logistic",), "A logistic fit needs an outcome of 0 or 1"),
        (
            {"site": "only one"},
            ("--cluster", "site"),
            "at least 3 groups that belong together, but they come from 1",
        ),
        ({"site": nothing}, ("--cluster", "site"), "Column site is empty, so it doesn't say which answers"),
        ({}, ("--weight", "recommend"), "'recommend' is measured, so it can't be the weight"),
        ({}, ("--weight", "b"), "'b' is measured, so it can't be the weight"),
        ({}, ("--keep", "z"), "--keep z names none of the drivers, which are a, b, c"),
        ({}, ("--logistic", "--dominance"), "--dominance is told of a linear fit only"),
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


@pytest.mark.parametrize("keep", [("--keep", "overall,NPS"), ("--keep", "overall", "--keep", "NPS")])
def test_several_results_may_be_kept_as_drivers(command, survey, keep):
    path = survey(overall=lambda data: data["recommend"] // 2, NPS=lambda data: data["recommend"] // 3)

    answer = command("drivers", path, *asked(*keep, "--json", drivers="a,overall,NPS"))

    assert answer.code == 0
    assert sum("stays among the drivers" in note for note in answer.json["notes"]) == 2


def test_one_driver_alone_is_nothing_to_compare(command, survey):
    answer = command("drivers", survey(), *asked(drivers="a"))

    assert (answer.code, answer.err) == (
        1,
        "a is the only driver, so there is nothing to compare; name two or more.\n",
    )


def test_more_than_twenty_drivers_have_no_conditional_dominance(command, survey):
    many = {f"x{number}": number for number in range(21)}

    answer = command(
        "drivers", survey(**many), *asked("--dominance", "--method", "first", drivers=",".join(many))
    )

    assert answer.code == 1
    assert answer.err.startswith("--dominance takes at most 20 drivers, but 21 came")


def test_a_segment_of_four_people_is_told_how_many_answers_are_needed(command, survey):
    path = survey(kind=lambda data: np.where(data.index < 4, "few", "many"))

    found = command("drivers", path, *asked("--by", "kind", "--json")).json

    few, many = found["groups"]
    assert few == {
        "name": "few",
        "refusal": "Only 4 answers come from few, and 3 drivers need at least 15; pool groups.",
    }
    assert (many["name"], many["n"]) == ("many", 196)


def test_a_recommendation_coded_one_too_high_is_said(command, survey):
    path = survey(recommend=lambda data: data["recommend"] + 1)

    found = command("drivers", path, *asked("--json")).json

    assert any(note.startswith("Answers to recommend run from 1 to 11") for note in found["notes"])


@pytest.mark.parametrize(("option", "name"), [("--method", "shapley"), ("--rule", "listwise")])
def test_unknown_methods_and_rules_are_wrong_usage(command, survey, option, name):
    assert command("drivers", survey(), *asked(option, name)).code == 2

import pytest


@pytest.mark.reference
@pytest.mark.parametrize(("weight", "nps"), [((), 39.84), (("--weight", "WEIGHT"), 40.40)])
def test_nps_of_the_airport(command, reference_data, weight, nps):
    source = reference_data / "sfo_2017_survey_slim.csv.gz"
    found = command("nps", source, "--column", "NETPRO", "--missing", "11", *weight, "--json").json

    assert (found["n"], found["promoters"], found["passives"], found["detractors"]) == (2746, 1436, 968, 342)
    assert round(found["nps"], 2) == nps
    assert found["low"] < nps < found["high"]


def test_measures_split_by_a_column_leave_out_groups_under_three(command, tmp_path):
    source = tmp_path / "answers.csv"
    rows = [f"{score},north" for score in (10, 9, 3, 8)] + ["10,south", "2,south"]
    source.write_text("recommend,region\n" + "\n".join(rows) + "\n")
    found = command("nps", source, "--column", "recommend", "--by", "region", "--json").json

    assert [group["name"] for group in found["groups"]] == ["north"]
    assert found["groups"][0]["nps"] == 25


@pytest.fixture
def answers(tmp_path):
    """Answers with 0 for a real one and 11 for none."""
    rows = [f"{(11, 0, 10, 7, 3, 9)[n % 6]},{'ns'[n % 2]}" for n in range(90)]
    source = tmp_path / "answers.csv"
    source.write_text("\n".join(["recommend,side", *rows, "8,e", "11,w", "11,w", "11,w"]))
    return source


def test_the_score_leaves_out_what_is_named_even_on_the_scale(command, answers):
    found = command("nps", answers, "--column", "recommend", "--missing", "0,11", "--json").json

    assert found["n"] == 94 - 15 - 15 - 3


def test_groups_without_enough_answers_are_named(command, answers):
    split = ("--column", "recommend", "--missing", "11", "--by", "side")
    found = command("nps", answers, *split, "--json").json

    assert [group["name"] for group in found["groups"]] == ["n", "s"]
    assert found["left_out"] == ["e", "w"]
    assert "Left out, with fewer than 3 answers: e, w." in command("nps", answers, *split).out


def test_a_code_that_is_no_number_is_named(command, answers):
    answer = command("nps", answers, "--column", "recommend", "--missing", "0,nan")

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


def test_a_scale_coded_one_too_high_has_no_score(command, tmp_path):
    source = tmp_path / "answers.csv"
    source.write_text("recommend\n" + "\n".join(str(n % 11 + 1) for n in range(40)))
    answer = command("nps", source, "--column", "recommend")

    assert (answer.code, answer.out) == (1, "")
    assert (
        "Scores run from 1 to 11, as if 0–10 had been coded one higher; subtract 1 in the table" in answer.err
    )


def test_scores_are_not_weighted_by_themselves(command, answers):
    answer = command("nps", answers, "--column", "recommend", "--weight", "recommend")

    assert answer.code == 1
    assert "'recommend' is measured, so it can't be the weight" in answer.err

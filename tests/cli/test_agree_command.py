"""How far people agree, from a table of ratings."""

import pytest

ROWS = [
    (5, 1, 3, 4, "Sales"),
    (5, 2, 3, 4, "Sales"),
    (4, 1, 3, 5, "Sales"),
    (5, 5, 2, 4, "HR"),
    (4, 1, 2, 5, "HR"),
    (5, 1, 2, 4, "HR"),
]


@pytest.fixture
def ratings(tmp_path):
    source = tmp_path / "ratings.csv"
    lines = [",".join(map(str, row)) for row in ROWS]
    source.write_text("\n".join(["price,returns,support,range,function", *lines]) + "\n")
    return source


def test_order_values_and_dissent_of_all_number_columns(command, ratings):
    found = command("agree", ratings, "--scale", "1,5", "--by", "function", "--json").json

    assert found["columns"] == ["price", "returns", "support", "range"]
    assert (found["agreement"]["raters"], found["agreement"]["items"]) == (6, 4)
    assert found["reliability"]["measurement"] == "interval"
    assert found["dissent"]["items"][0]["item"] == "returns"
    assert {one["function"] for one in found["functions"][1]["shown"]} == {"Sales", "HR"}


def test_each_measure_is_a_sentence(command, ratings):
    said = command("agree", ratings, "--by", "function").out

    assert "The 6 people put the 4 items in" in said
    assert "The 6 people give the 4 items" in said or "can't be told from 6 people" in said
    assert "too far apart on returns" in said
    assert "On returns, how far each function lies apart in itself" in said


def test_what_cannot_be_measured_says_why_beside_what_can(command, ratings):
    found = command("agree", ratings, "--columns", "price, returns", "--scale", "1,5", "--json").json

    assert "at least 3 items" in found["agreement"]["refusal"]
    assert found["dissent"]["items"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--kind", "guess"), 2, "nominal, ordinal, interval, ratio"),
        (("--scale", "5"), 1, "lowest and the highest"),
        (("--columns", "prise"), 1, "did you mean 'price'"),
        (("--columns", "function"), 1, "function"),
    ],
)
def test_what_cannot_be_used_is_named(command, ratings, options, code, said):
    answer = command("agree", ratings, *options)

    assert answer.code == code
    assert said in " ".join(answer.err.replace("│", " ").split())


def test_a_table_without_numbers_is_named(command, tmp_path):
    source = tmp_path / "names.csv"
    source.write_text("who\nAna\nBo\n")

    assert "names.csv has no column of numbers" in command("agree", source).err

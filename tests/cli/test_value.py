import json
from datetime import date

import pandas as pd
import pytest
from cdnow_sample import SOURCE, UNTIL

COLUMNS = ("--customer", "customer_id", "--date", "date", "--revenue", "revenue")
ASKED = (*COLUMNS, "--until", str(UNTIL), "--unit", "W", "--json")


@pytest.fixture(scope="module")
def sales():
    return pd.read_csv(SOURCE, dtype={"customer_id": str}, parse_dates=["date"])


@pytest.fixture(scope="module")
def of_csv(cxworkshop):
    answer = cxworkshop("value", SOURCE, *ASKED)

    assert (answer.code, answer.err) == (0, "")
    return answer.json


@pytest.mark.reference
def test_value_of_cdnow(of_csv, reference_data):
    oracles = json.loads((reference_data / "oracles.json").read_text())
    buying, spending = oracles["bgnbd_cdnow_sample"], oracles["gamma_gamma_cdnow_sample"]

    assert of_csv["n"] == 2357
    assert of_csv["gamma_gamma"]["n"] == spending["n_repeat"]
    for name in ("r", "alpha", "a", "b"):
        assert round(of_csv["bg_nbd"][name], 3) == buying["published"][name]
    assert of_csv["bg_nbd"]["log_likelihood"] == pytest.approx(-9582.429, abs=1e-3)
    for name in ("p", "q", "v"):
        assert round(of_csv["gamma_gamma"][name], 2) == spending["published"][name]
    assert of_csv["held_out"] == pytest.approx([buying["sum_cond_exp_39w"], 1882], rel=1e-4)


def test_the_total_is_the_mean_of_all(of_csv):
    expected = of_csv["expected_value"]

    assert expected["horizon"] == 52
    assert expected["total"] == pytest.approx(expected["mean"] * of_csv["n"])
    assert expected["low"] < expected["mean"] < expected["high"]


def close(one, other):
    """Whether two answers agree: each engine adds up in an order of its own."""
    return {name: one[name] for name in ("n", "until", "notes")} == {
        name: other[name] for name in ("n", "until", "notes")
    } and all(one[part] == pytest.approx(other[part], rel=1e-4) for part in ("bg_nbd", "expected_value"))


def test_a_parquet_file_has_the_same_value(command, sales, of_csv, tmp_path):
    path = tmp_path / "sales.parquet"
    sales.to_parquet(path, index=False)

    assert close(command("value", path, *ASKED).json, of_csv)


def test_an_excel_file_has_the_same_value(command, sales, of_csv, tmp_path):
    path = tmp_path / "sales.xlsx"
    sales.to_excel(path, index=False)

    assert close(command("value", path, *ASKED).json, of_csv)


def test_a_postgresql_table_has_the_same_value(command, sales, of_csv, postgres_table):
    assert close(command("value", postgres_table(sales, "sales"), *ASKED).json, of_csv)


def test_without_json_there_are_tables_to_read(command):
    answer = command("value", SOURCE, *ASKED[:-1])

    assert answer.code == 0
    assert "2,357" in answer.out
    assert "Per cent who bought again" in answer.out
    assert "Value is in revenue" in answer.out


@pytest.mark.parametrize("unit", ["D", "month", "y"])
def test_units_have_names_and_letters(command, unit):
    found = command("value", SOURCE, *COLUMNS, "--until", str(UNTIL), "--unit", unit, "--json").json
    year = {"d": 365, "m": 12, "y": 1}[unit[0].lower()]

    assert found["expected_value"]["horizon"] == year
    assert found["expected_value"]["mean"] == pytest.approx(30.8, abs=0.15)


def test_horizon_and_discount_are_used(command):
    near = command("value", SOURCE, *ASKED, "--horizon", "26").json["expected_value"]
    cheap = command("value", SOURCE, *ASKED, "--discount", "0.5").json["expected_value"]

    assert near["horizon"] == 26
    assert near["mean"] < cheap["mean"] < 30.76


def test_without_a_day_the_whole_table_is_learnt_from(command):
    found = command("value", SOURCE, *COLUMNS, "--json").json

    assert (found["until"], found["unit"], found["held_out"]) == ("1998-06-30", "week", None)


def test_a_unit_that_is_none_is_wrong_usage(command):
    answer = command("value", SOURCE, *COLUMNS, "--unit", "hour")

    assert answer.code == 2
    assert "'hour' is no unit of time" in answer.err


def written(tmp_path, rows):
    path = tmp_path / "sales.csv"
    path.write_text("\n".join(["id,day,sales", *rows]) + "\n")
    return path


def regular(*, customers=40, revenue="{}"):
    """Customers who buy again after a number of days of their own."""
    start = date(2025, 1, 1).toordinal()
    return [
        f"c{who},{date.fromordinal(start + who % 7 + again * (5 + who % 11))},{revenue.format(10 + who % 13)}"
        for who in range(customers)
        for again in range(1 + who % 6)
    ]


HERE = ("--customer", "id", "--date", "day", "--revenue", "sales", "--json")


def test_amounts_as_text_with_thousands_are_read(command, tmp_path):
    plain = command("value", written(tmp_path, regular(revenue="10{}.00")), *HERE).json
    marked = command("value", written(tmp_path, regular(revenue='"1,0{}.00"')), *HERE).json

    assert marked["expected_value"] == plain["expected_value"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "no rows"),
        (["a,2025-01-01,5"], "bought again"),
        ([f"a,2025-01-{day:02},5" for day in range(1, 20)], "bought again"),
        ([f"c{who},2025-01-01,5" for who in range(30)], "bought again"),
        (regular(revenue="much"), "much"),
        (regular(revenue="7"), "spends the same"),
        (regular(revenue="-{}"), "No transaction is a purchase"),
        ([f"c{who},{day},5" for who in range(30) for day in ("2025-01-01", "2025-01-09")], "equally often"),
        ([row.replace("2025-", "someday ") for row in regular()], "read"),
    ],
    ids=["none", "one", "one customer", "one day", "words", "one price", "returns", "alike", "no days"],
)
def test_bad_tables_get_one_sentence_and_exit_1(command, tmp_path, rows, said):
    answer = command("value", written(tmp_path, rows), *HERE)

    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1

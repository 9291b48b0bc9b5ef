import json

import pytest


@pytest.mark.reference
def test_profit_of_the_resellers(cxworkshop, reference_data):
    source = reference_data / "adventureworks_reseller_orders.csv.gz"
    columns = ("--customer", "ResellerKey", "--revenue", "sales", "--cost", "product_cost")
    found = cxworkshop("profit", source, *columns, "--by", "BusinessType", "--json").json

    assert (found["customers"], found["losers"], found["peak_at"]) == (635, 335, 300)
    assert round(found["total"], 2) == 470_482.60
    assert round(found["losers_sum"], 2) == -2_173_060.72
    assert round(found["peak_share"], 4) == 5.6188
    assert {key: round(share, 6) for key, share in found["top"].items()} == {
        "0.1": 4.348131,
        "0.2": 5.452312,
        "0.5": 5.618238,
    }
    assert sum(segment["customers"] for segment in found["segments"]) == 635


@pytest.mark.reference
def test_shares_of_a_loss_are_refused_with_a_sentence(cxworkshop, reference_data):
    source = reference_data / "adventureworks_reseller_orders.csv.gz"
    columns = (
        "--customer",
        "ResellerKey",
        "--revenue",
        "sales",
        "--cost",
        "product_cost",
        "--cost",
        "freight",
    )
    found = cxworkshop("profit", source, *columns, "--json").json

    assert round(found["total"], 2) == -1_540_783.31
    assert found["peak_share"] is None
    assert "no profit" in found["refusal"]


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


def test_without_json_a_table_is_printed(cxworkshop, tmp_path):
    source = tmp_path / "answers.csv"
    source.write_text("recommend\n10\n9\n3\n8\n")
    answer = cxworkshop("nps", source, "--column", "recommend")

    assert answer.code == 0
    assert "25.0" in answer.out


ORDERS = ("--customer", "customer", "--revenue", "revenue", "--cost", "cost")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("orders.csv", "client,revenue,cost\n1,2,1\n", "customer"),
        ("orders.csv", "", "empty"),
        ("orders.csv", "customer,revenue,cost\n", "no rows"),
        ("orders.csv", "customer,revenue,cost\n1,much,1\n", "much"),
        ("orders.parquet", "customer,revenue,cost\n1,2,1\n", "can't be read"),
        ("orders.docx", "customer", "kind"),
    ],
)
def test_bad_tables_get_one_sentence_and_exit_1(cxworkshop, tmp_path, name, content, said):
    source = tmp_path / name
    source.write_text(content)
    answer = cxworkshop("profit", source, *ORDERS, "--json")

    assert answer.code == 1
    assert answer.out == ""
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1


def test_profit_without_cost_or_margin_says_what_is_missing(cxworkshop, tmp_path):
    source = tmp_path / "orders.csv"
    source.write_text("customer,revenue\n1,2\n")
    answer = cxworkshop("profit", source, "--customer", "customer", "--revenue", "revenue")

    assert answer.code == 1
    assert "--margin" in answer.err


def test_a_margin_stands_in_for_costs(cxworkshop, tmp_path):
    source = tmp_path / "orders.csv"
    source.write_text("customer,revenue\n1,200\n2,100\n")
    found = cxworkshop(
        "profit", source, "--customer", "customer", "--revenue", "revenue", "--margin", "0.4", "--json"
    ).json

    assert found["total"] == pytest.approx(120)

import pandas as pd
import pytest

ORDERS = ("--customer", "customer", "--revenue", "revenue", "--cost", "cost")


@pytest.mark.reference
def test_profit_of_the_resellers(command, reference_data):
    source = reference_data / "adventureworks_reseller_orders.csv.gz"
    columns = ("--customer", "ResellerKey", "--revenue", "sales", "--cost", "product_cost")
    found = command("profit", source, *columns, "--by", "BusinessType", "--json").json

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
def test_shares_of_a_loss_are_refused_with_a_sentence(command, reference_data):
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
    found = command("profit", source, *columns, "--json").json

    assert round(found["total"], 2) == -1_540_783.31
    assert found["peak_share"] is None
    assert "no profit" in found["refusal"]


def test_customers_are_split_by_a_column_of_any_name(command, tmp_path):
    source = tmp_path / "orders.csv"
    rows = [f"c{n},{n + 1},1,{'east' if n % 2 else 'west'}" for n in range(8)]
    source.write_text("\n".join(["customer,revenue,cost,place", *rows]))
    found = command("profit", source, *ORDERS, "--by", "place", "--json").json

    assert sorted(segment["name"] for segment in found["segments"]) == ["east", "west"]


@pytest.mark.parametrize("by", ["Customer", "Cost", "customer"])
def test_customers_are_not_split_by_the_workshops_own_words(command, tmp_path, by):
    source = tmp_path / "orders.csv"
    names = {"customer": "id", "revenue": "sales", "cost": "spent"}
    columns = [part for role, name in names.items() for part in (f"--{role}", name)]
    source.write_text(f"id,sales,spent,{by}\na,1,1,x\nb,2,1,x\nc,2,1,x\n")
    answer = command("profit", source, *columns, "--by", by)

    assert answer.code == 1
    assert "can't be split by" in answer.err
    assert len(answer.err.splitlines()) == 1


def test_revenue_is_no_cost(command, tmp_path):
    source = tmp_path / "orders.csv"
    source.write_text("customer,revenue\na,1\n")
    answer = command("profit", source, *ORDERS[:-1], "revenue")

    assert answer.code == 1
    assert "revenue and again as cost" in answer.err


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
def test_bad_tables_get_one_sentence_and_exit_1(command, tmp_path, name, content, said):
    source = tmp_path / name
    source.write_text(content)
    answer = command("profit", source, *ORDERS, "--json")

    assert answer.code == 1
    assert answer.out == ""
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1


def test_profit_without_cost_or_margin_says_what_is_missing(command, tmp_path):
    source = tmp_path / "orders.csv"
    source.write_text("customer,revenue\n1,2\n")
    answer = command("profit", source, "--customer", "customer", "--revenue", "revenue")

    assert answer.code == 1
    assert "--margin" in answer.err


def test_a_margin_stands_in_for_costs(cxworkshop, tmp_path):
    source = tmp_path / "orders.csv"
    source.write_text("customer,revenue\n1,200\n2,100\n")
    found = cxworkshop(
        "profit", source, "--customer", "customer", "--revenue", "revenue", "--margin", "0.4", "--json"
    ).json

    assert found["total"] == pytest.approx(120)


def made_up_orders():
    """Orders of 60 customers of three kinds, returns among them."""
    rows = [
        (f"c{n % 60:03}", float(n * 37 % 400 - 30), float(n * 53 % 300), ("shop", "web", "agent")[n % 60 % 3])
        for n in range(600)
    ]
    return pd.DataFrame(rows, columns=["customer", "revenue", "cost", "channel"])


def found_in(command, source):
    return command("profit", source, *ORDERS, "--by", "channel", "--json").json


@pytest.fixture
def from_csv(command, tmp_path):
    made_up_orders().to_csv(tmp_path / "orders.csv", index=False)
    return found_in(command, tmp_path / "orders.csv")


def assert_same(found, expected):
    assert found.keys() == expected.keys()
    for key in ("customers", "losers", "peak_at", "refusal"):
        assert found[key] == expected[key]
    for key in ("total", "losers_sum", "peak_share", "top"):
        assert found[key] == pytest.approx(expected[key])
    for one, other in zip(found["segments"], expected["segments"], strict=True):
        assert one.pop("name") == other.pop("name")
        assert one == pytest.approx(other)
    for one, other in zip(found["groups"], expected["groups"], strict=True):
        assert one["makeup"] == other["makeup"]
        assert (one["customers"], one["profit"]) == (other["customers"], pytest.approx(other["profit"]))


def test_the_answer_has_the_keys_that_other_programs_rely_on(from_csv):
    keys = ["customers", "total", "losers", "losers_sum", "peak_share", "peak_at", "top", "refusal"]

    assert list(from_csv) == [*keys, "segments", "groups", "notes"]
    assert {"name", "customers", "profit", "low", "high", "rank_low", "rank_high", "group"} <= set(
        from_csv["segments"][0]
    )
    assert sum(group["customers"] for group in from_csv["groups"]) == from_csv["customers"] == 60


@pytest.mark.parametrize("kind", ["parquet", "xlsx"])
def test_files_of_other_kinds_give_the_same(command, tmp_path, from_csv, kind):
    source = tmp_path / f"orders.{kind}"
    write = made_up_orders().to_parquet if kind == "parquet" else made_up_orders().to_excel
    write(source, index=False)

    assert_same(found_in(command, source), from_csv)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pyspark leaves sockets open
@pytest.mark.parametrize("warehouse", ["postgres_table", pytest.param("spark_table", marks=pytest.mark.slow)])
def test_warehouses_give_the_same(command, request, from_csv, warehouse):
    source = request.getfixturevalue(warehouse)(made_up_orders(), "orders")

    assert_same(found_in(command, source), from_csv)


def answer_of(command, tmp_path, rows, *more):
    source = tmp_path / "orders.csv"
    source.write_text("\n".join(["customer,revenue,cost,kind", *rows]))
    return command("profit", source, *ORDERS, "--json", *more)


def test_rows_without_a_customer_are_told(command, tmp_path):
    found = answer_of(command, tmp_path, ["a,10,5,x", ",99,1,x", "b,8,2,x"]).json

    assert (found["customers"], found["total"]) == (2, 11)
    assert any("1 of 3 rows" in note for note in found["notes"])


def test_one_customer_only_has_a_whale_and_no_segments(command, tmp_path):
    found = answer_of(command, tmp_path, ["a,10,5,x"], "--by", "kind").json

    assert (found["customers"], found["peak_at"], found["segments"]) == (1, 1, [])
    assert "Segments need at least 3 customers, but there are 1." in found["notes"]


def test_all_profits_equal_is_no_whale(command, tmp_path):
    found = answer_of(command, tmp_path, [f"c{n},10,5,{'xy'[n % 2]}" for n in range(10)], "--by", "kind").json

    assert (found["peak_at"], found["peak_share"], found["losers"]) == (10, 1, 0)
    assert [(segment["low"], segment["high"]) for segment in found["segments"]] == [(5, 5), (5, 5)]
    assert {segment["group"] for segment in found["segments"]} == {1}


def test_costs_and_a_margin_would_count_twice(command, tmp_path):
    answer = answer_of(command, tmp_path, ["a,10,5,x"], "--margin", "0.4")

    assert answer.code == 1
    assert "give either --cost or --margin" in answer.err


def test_without_json_the_cuts_and_segments_are_tables(command, tmp_path):
    source = tmp_path / "orders.csv"
    made_up_orders().to_csv(source, index=False)
    answer = command("profit", source, *ORDERS, "--by", "channel")

    assert answer.code == 0
    assert all(word in answer.out for word in ("builders", "eroders", "Profit by channel", "web"))

"""Tables on a real Spark in local mode; its Java process is started once, by the first test that asks."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from cxworkshop.domain.tables import Role
from cxworkshop.errors import SourceNotFoundError, UnreadableSourceError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.engine import is_local
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.sources import fingerprint, gather, open_table
from cxworkshop.settings import assets

pytestmark = [
    pytest.mark.spark,
    # Spark leaves the sockets over which it answers to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]

ORDERS = pd.DataFrame(
    {
        "customer": ["a ", "b", "12346.0", None, "n/a"],
        "date": pd.to_datetime(["2026-01-02", "2026-01-03", "2026-02-01", "2026-02-02", "2026-02-03"]),
        "revenue": [10.0, 20.5, -3.0, 1.0, 2.0],
        "cost": [4.0, None, 1.0, 1.0, 1.0],
    }
)


def _rows(table) -> list[dict]:
    frame = table.to_pyarrow().to_pandas()
    return frame.sort_values(list(frame.columns), ignore_index=True).to_dict("records")


def _firm(role: Role, source: str, **options) -> Firm:
    return Firm({role: attach(role, source, **options)})


def test_transactions_stay_on_spark_and_give_the_rows_of_the_file(spark_table, capfd):
    source = spark_table(ORDERS, "orders")
    here, there = (_firm(Role.TRANSACTIONS, s).transactions() for s in (source.partition("::")[2], source))

    assert there.get_backend().name == "pyspark"
    assert _rows(here) == _rows(there)
    assert [row["customer"] for row in _rows(there)] == ["12346", "a", "b"]
    assert capfd.readouterr() == ("", "")


def test_spark_listens_on_this_computer_alone(spark_table):
    session = open_table(spark_table(ORDERS, "orders")).get_backend()._session
    settings = dict(session.sparkContext.getConf().getAll())

    assert settings["spark.driver.bindAddress"] == "127.0.0.1"
    assert session.sparkContext.uiWebUrl is None


def test_text_is_brought_here_to_be_read(spark_table, tmp_path):
    written = ORDERS.assign(revenue=["1.234,50 €", "20,5 €", "-3 €", "1 €", "2 €"])
    written.to_csv(tmp_path / "orders.csv", index=False)
    for source in (spark_table(written, "orders"), f"spark://local::{tmp_path / 'orders.csv'}"):
        rows = _firm(Role.TRANSACTIONS, source).transactions()

        assert is_local(rows)
        assert rows.revenue.sum().execute() == 1252.0


def test_gathered_rows_come_in_parts(spark_table, monkeypatch):
    monkeypatch.setattr("cxworkshop.inputs.spark._AT_ONCE", 100)
    many = pd.DataFrame({"n": range(1000), "text": [str(n) for n in range(1000)]})
    table = gather(open_table(spark_table(many, "many")))

    assert is_local(table)
    assert _rows(table) == many.to_dict("records")


def test_a_fingerprint_minds_rows_and_not_their_order(spark_table):
    frames = [ORDERS, ORDERS.iloc[::-1], ORDERS.assign(revenue=[20.5, 10.0, -3.0, 1.0, 2.0])]
    prints = [fingerprint(spark_table(frame, f"t{index}")) for index, frame in enumerate(frames)]

    assert prints[0] == prints[1] != prints[2]


def test_other_roles_are_read_as_from_a_file(spark_table):
    customers = pd.DataFrame({"customer": [*"abcdef"], "kind": [*"xxxyyy"], "acquisition": [5.0] * 6})
    events = pd.DataFrame(
        {"customer": ["a", "b"], "event": ["call", None], "count": [2, 1], "cost": [1.0, 2.0]}
    )
    one, two = spark_table(customers, "customers"), spark_table(events, "events")
    for role, source, read in (
        (Role.CUSTOMERS, one, Firm.customer_attributes),
        (Role.SERVICE, two, Firm.service),
    ):
        here, there = (read(_firm(role, s)) for s in (source.partition("::")[2], source))

        assert _rows(here) == _rows(there)


@pytest.mark.reference
def test_wholesale_orders_add_up_as_in_the_file(spark_table, reference_data: Path):
    path = reference_data / "adventureworks_reseller_orders.csv.gz"
    source = spark_table(pd.read_csv(path, parse_dates=["order_date"]), "resellers")
    mapping = {"cost": ("product_cost", "freight")}
    here, there = (_firm(Role.TRANSACTIONS, s, mapping=mapping) for s in (str(path), source))

    assert [check.text for check in here.attached(Role.TRANSACTIONS).checks] == [
        check.text for check in there.attached(Role.TRANSACTIONS).checks
    ]
    assert here.period() == there.period()
    assert _profits(there.transactions()) == pytest.approx(_profits(here.transactions()), abs=1e-6)


def test_purchases_add_up_as_in_the_file(spark_table):
    path = assets("data") / "cdnow" / "transactions.csv"
    source = spark_table(pd.read_csv(path, parse_dates=["date"], dtype={"customer_id": "str"}), "cdnow")
    here, there = (_firm(Role.TRANSACTIONS, s).transactions() for s in (str(path), source))

    assert _profits(there) == pytest.approx(_profits(here), abs=1e-6)


def _profits(rows) -> dict[str, float]:
    sums = rows.group_by("customer").aggregate(profit=(rows.revenue - rows.cost).sum())
    return {row["customer"]: row["profit"] for row in sums.to_pyarrow().to_pylist()}


@pytest.mark.parametrize(
    ("table", "error", "why"),
    [
        (
            "/nowhere/orders.parquet",
            SourceNotFoundError,
            r"Path does not exist: file:/nowhere/orders\.parquet",
        ),
        ("orders", SourceNotFoundError, "Spark's catalogue has no table 'orders'; it has none"),
    ],
)
def test_a_table_that_is_not_there(spark_table, table, error, why):
    spark_table(ORDERS, "any")
    with pytest.raises(error, match=why):
        open_table(f"spark://local::{table}")


def test_a_file_that_is_no_parquet(spark_table):
    source = spark_table(ORDERS, "orders")
    Path(source.partition("::")[2]).write_bytes(b"PAR1 and then nothing of use PAR1")
    with pytest.raises(UnreadableSourceError, match=r"^Spark (can't read|broke off)"):
        open_table(source)


def test_a_table_of_the_catalogue(spark_table):
    session = open_table(spark_table(ORDERS, "orders")).get_backend()._session
    session.createDataFrame([("a", 1.5)], "customer string, revenue double").createOrReplaceTempView("sales")
    try:
        assert _rows(open_table("spark://local::sales")) == [{"customer": "a", "revenue": 1.5}]
    finally:
        session.catalog.dropTempView("sales")


def _opened_elsewhere(before: str, source: str, **environment: str) -> str:
    code = f"{before}\nfrom cxworkshop.inputs.sources import open_table\nopen_table({source!r})"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    return found.stderr.strip().splitlines()[-1]


def test_without_pyspark_a_sentence_says_so():
    said = _opened_elsewhere("import sys; sys.modules['pyspark'] = None", "spark://local::t.parquet")

    assert said.endswith("install it with: pip install 'cxworkshop[spark]'")


def test_without_java_a_sentence_says_so(spark_table, tmp_path):
    said = _opened_elsewhere("", spark_table(ORDERS, "orders"), JAVA_HOME=str(tmp_path))

    assert "need Java 17 or later, and none was found" in said


def test_a_cluster_that_does_not_answer():
    said = _opened_elsewhere("", "spark://127.0.0.1:1::sales")

    assert "No Spark answers at 127.0.0.1:1 (Connection refused)" in said

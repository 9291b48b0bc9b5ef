"""Tables on a real PostgreSQL server, which the fixture ``postgres`` starts."""

import json
from pathlib import Path

import pandas as pd
import psycopg
import pytest
from warehouses import DATABASE, LOCKED, PASSWORD, READER

from cxworkshop.domain.tables import Role
from cxworkshop.errors import EmptyTableError, NotNumericError, SourceNotFoundError, UnreadableSourceError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.columns import read_columns
from cxworkshop.inputs.engine import engine, is_local
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.sources import fingerprint, gather, open_table
from cxworkshop.settings import assets

ORDERS = pd.DataFrame(
    {
        "customer": ["a", "b", "a", None],
        "date": pd.to_datetime(["2026-01-02", "2026-01-03", "2026-02-01", "2026-02-02"]),
        "revenue": [10.0, 20.5, -3.0, 1.0],
        "cost": [4.0, None, 1.0, 1.0],
    }
)


def _rows(table) -> list[dict]:
    frame = table.to_pyarrow().to_pandas()
    return frame.sort_values(list(frame.columns), ignore_index=True).to_dict("records")


def test_transactions_stay_on_the_server(postgres_table):
    attached = attach(Role.TRANSACTIONS, postgres_table(ORDERS, "orders"))
    rows = Firm({Role.TRANSACTIONS: attached}).transactions()

    assert rows.get_backend().name == "postgres"
    assert rows.revenue.sum().execute() == 27.5
    assert rows.cost.sum().execute() == 5.0
    assert attached.rows == 4
    assert any("1 of 4 rows have no customer" in check.text for check in attached.checks)


@pytest.mark.parametrize(
    "types",
    [
        {"revenue": "numeric(12,2)", "cost": "numeric", "date": "timestamp"},
        {"revenue": "real", "date": "timestamptz", "customer": "char(4)"},
        {"revenue": "text", "date": "text"},
        {"customer": "varchar(10)", "cost": "text"},
    ],
)
def test_every_type_gives_the_rows_of_the_csv(postgres_table, tmp_path, types):
    ORDERS.to_csv(tmp_path / "orders.csv", index=False)
    sources = (str(tmp_path / "orders.csv"), postgres_table(ORDERS, "orders", types))
    here, there = (Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, s)}).transactions() for s in sources)

    assert _rows(here) == _rows(there)


def test_money_written_as_text_is_read_as_in_a_file(postgres_table):
    written = ORDERS.assign(revenue=["1.234,50 €", "20,5 €", "(3,00 €)", "1 €"])
    rows = Firm(
        {Role.TRANSACTIONS: attach(Role.TRANSACTIONS, postgres_table(written, "orders"))}
    ).transactions()

    assert is_local(rows)
    assert rows.revenue.sum().execute() == 1252.0


def test_text_where_numbers_belong_is_named_without_a_row(postgres_table):
    source = postgres_table(ORDERS.assign(revenue=["1", "2", "much", "3"]), "orders")
    with pytest.raises(NotNumericError, match="but 'much' is text"):
        attach(Role.TRANSACTIONS, source)


def test_an_infinite_number_is_refused(postgres_table):
    source = postgres_table(ORDERS.assign(revenue=[1.0, float("inf"), 2.0, 3.0]), "orders")
    with pytest.raises(NotNumericError, match="but 'Infinity' isn't a number that can be meant"):
        attach(Role.TRANSACTIONS, source)


def test_columns_of_rare_types_are_in_nobodys_way(postgres_table):
    source = postgres_table(
        ORDERS.assign(u="6f9619ff-8b86-4011-b42d-00c04fc964ff", j='{"a": 1}', p="(1,2)", t="12:30", a="{1}"),
        "orders", {"u": "uuid", "j": "json", "p": "point", "t": "time", "a": "int[]"},
    )  # fmt: skip
    firm = Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, source)})

    assert gather(open_table(source)).count().execute() == 4
    assert firm.transactions(keep=("u",)).count().execute() == 3


IDS = [
    "a ",
    "\tb",
    "007",
    "12346.0",
    "-5.00",
    "NA",
    " n/a ",
    "x.0y",
    "é",
    None,
    "longer.0id",
    "1.0",
    "#N/A",
    "-",
]


def test_ids_are_tidied_as_in_a_file(postgres_table, tmp_path):
    orders = pd.DataFrame({"customer": IDS, "revenue": range(len(IDS))})
    orders.to_parquet(tmp_path / "orders.parquet")
    sources = (str(tmp_path / "orders.parquet"), postgres_table(orders, "orders"))
    here, there = (Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, s)}).transactions() for s in sources)

    assert _rows(here) == _rows(there)
    assert here.count().execute() == 9


@pytest.mark.parametrize("kind", ["double precision", "numeric", "numeric(20,2)", "bigint"])
def test_an_id_stored_as_a_number_has_no_decimals(postgres_table, kind):
    orders = pd.DataFrame({"customer": ["12346", "7"], "revenue": [1, 2]})
    source = postgres_table(orders, "orders", {"customer": kind})
    rows = Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, source)}).transactions()

    assert sorted(rows.to_pyarrow()["customer"].to_pylist()) == ["12346", "7"]


CUSTOMERS = pd.DataFrame({"customer": [*"abcdef", "a"], "kind": [*"xxxyyy", "z"], "acquisition": [5.0] * 7})


def test_small_tables_are_read_as_from_a_file(postgres_table, tmp_path):
    CUSTOMERS.iloc[:6].to_csv(tmp_path / "customers.csv", index=False)
    sources = (str(tmp_path / "customers.csv"), postgres_table(CUSTOMERS.iloc[:6], "customers"))
    attached = [attach(Role.CUSTOMERS, source) for source in sources]
    here, there = (Firm({Role.CUSTOMERS: table}) for table in attached)

    assert attached[0].categories == attached[1].categories == {"kind": ("x", "y")}
    assert _rows(here.customer_attributes()) == _rows(there.customer_attributes())
    assert _rows(here.acquisition()) == _rows(there.acquisition())


def test_which_row_of_a_repeated_customer_counts_is_not_left_to_chance(postgres_table):
    kinds = set()
    for order in (CUSTOMERS, CUSTOMERS.iloc[::-1]):
        firm = Firm({Role.CUSTOMERS: attach(Role.CUSTOMERS, postgres_table(order, "customers"))})
        kinds.add(firm.customers().set_index("customer")["kind"]["a"])

    assert kinds == {"x"}


def test_a_survey_is_read_as_from_a_file(postgres_table, tmp_path):
    days = pd.to_datetime(["2026-01-02", "2026-01-03", None, "2026-01-04"])
    survey = pd.DataFrame(
        {"recommend": [9, 3, 7, 8], "room": ["5", "4", "1", "2"], "help": [1, 2, 3, 9]}
        | {"date": days, "agent": ["Ann", "Ann", "Bob", "Bob"]}
    )
    survey.to_csv(tmp_path / "survey.csv", index=False)
    source = postgres_table(survey, "survey")
    given = {"touchpoint": ("room", "help")}
    tables = [attach(Role.SURVEY, s, given) for s in (str(tmp_path / "survey.csv"), source)]
    here, there = (Firm({Role.SURVEY: table}) for table in tables)
    columns = list(here.survey().columns)

    assert tables[0].mapping == tables[1].mapping
    assert tables[0].scale == tables[1].scale == (1, 10)
    pd.testing.assert_frame_equal(
        here.survey().sort_values(columns, ignore_index=True),
        there.survey().sort_values(columns, ignore_index=True),
    )
    assert sorted(read_columns(source, ["recommend"])["recommend"]) == [3, 7, 8, 9]


REQUESTS = pd.DataFrame({"channel": ["Phone", "E-mail", None, "Phone"], "hours": [0.5, None, 2.0, -1.0]})


def test_requests_are_read_and_checked_as_from_a_file(postgres_table, tmp_path):
    REQUESTS.to_csv(tmp_path / "requests.csv", index=False)
    sources = (str(tmp_path / "requests.csv"), postgres_table(REQUESTS, "requests"))
    tables = [attach(Role.REQUESTS, source) for source in sources]
    here, there = (Firm({Role.REQUESTS: table}).requests() for table in tables)

    assert tables[0].checks == tables[1].checks
    pd.testing.assert_frame_equal(
        here.sort_values("channel", ignore_index=True), there.sort_values("channel", ignore_index=True)
    )


@pytest.mark.reference
def test_wholesale_orders_add_up_as_in_the_file(postgres_table, reference_data: Path):
    path = reference_data / "adventureworks_reseller_orders.csv.gz"
    source = postgres_table(pd.read_csv(path, parse_dates=["order_date"]), "resellers")
    mapping = {"cost": ("product_cost", "freight")}
    tables = [attach(Role.TRANSACTIONS, s, mapping) for s in (str(path), source)]
    here, there = (Firm({Role.TRANSACTIONS: table}) for table in tables)

    assert there.transactions().get_backend().name == "postgres"
    assert [check.text for check in tables[0].checks] == [check.text for check in tables[1].checks]
    assert here.period() == there.period()
    assert [_sums(firm) for firm in (here, there)] == [[635, -1540783.31]] * 2


def test_purchases_add_up_as_in_the_file(postgres_table):
    path = assets("data") / "cdnow" / "transactions.csv"
    frame = pd.read_csv(path, parse_dates=["date"], dtype={"customer_id": "str"})
    here, there = (
        Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, s)}).transactions()
        for s in (str(path), postgres_table(frame, "cdnow"))
    )

    assert _rows(here) == _rows(there)


def _sums(firm: Firm) -> list[float]:
    rows = firm.transactions()
    return [rows.customer.nunique().execute(), round(float((rows.revenue - rows.cost).sum().execute()), 2)]


def test_service_events_are_counted_there(postgres_table):
    events = pd.DataFrame(
        {"customer": ["a", "b", None], "event": ["call", None, "call"], "count": [2, None, 1]}
    )
    firm = Firm({Role.SERVICE: attach(Role.SERVICE, postgres_table(events, "events"))})
    rows = firm.service()

    assert rows.get_backend().name == "postgres"
    assert _rows(rows.drop("cost")) == [
        {"customer": "a", "event": "call", "count": 2.0},
        {"customer": "b", "event": "Service event", "count": 1.0},
    ]
    assert rows.cost.count().execute() == 0


def test_a_fingerprint_minds_rows_and_not_their_order(postgres_table):
    swapped = ORDERS.assign(revenue=[20.5, 10.0, -3.0, 1.0])
    frames = [ORDERS, ORDERS.iloc[::-1], swapped, ORDERS.iloc[:3], ORDERS.rename(columns={"cost": "spent"})]
    prints = [fingerprint(postgres_table(frame, f"t{index}")) for index, frame in enumerate(frames)]

    assert prints[0] == prints[1]
    assert len(set(prints)) == 4


def test_a_table_of_many_columns_has_a_fingerprint(postgres_table):
    wide = pd.DataFrame({f"c{index}": ["x"] for index in range(250)})

    assert fingerprint(postgres_table(wide, "wide")) != fingerprint(
        postgres_table(wide.assign(c249="y"), "wide")
    )


def test_a_table_that_changed_must_be_attached_again(postgres_table):
    firm = Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, postgres_table(ORDERS, "orders"))})
    postgres_table(ORDERS.assign(cost=1.0), "orders")
    with pytest.raises(UnreadableSourceError, match="firm::orders has changed since it was attached"):
        firm.transactions()


def test_gathered_rows_leave_when_nothing_asks_for_them(postgres_table):
    def held() -> int:
        return len(engine().raw_sql("SELECT table_name FROM duckdb_tables()").fetchall())

    before = held()
    total = gather(open_table(postgres_table(ORDERS, "orders"))).revenue.sum()

    assert held() == before + 1
    assert total.execute() == 28.5
    del total
    assert held() == before


def test_rows_that_are_here_already_are_not_gathered(write_table):
    table = open_table(write_table("a", "1"))

    assert gather(table) is table


def test_a_table_in_another_schema(postgres, postgres_table):
    postgres.run("CREATE SCHEMA IF NOT EXISTS shop; GRANT USAGE ON SCHEMA shop TO PUBLIC")

    assert open_table(postgres_table(ORDERS, "shop.orders")).count().execute() == 4


def test_the_session_can_only_read(postgres_table):
    backend = open_table(postgres_table(ORDERS, "orders")).get_backend()
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        backend.raw_sql("CREATE TABLE stolen (a int)")


def test_a_password_comes_from_the_environment_and_stays_secret(postgres, postgres_table, monkeypatch):
    postgres_table(ORDERS, "orders")
    postgres.run(f"GRANT SELECT ON orders TO {LOCKED}")
    source = postgres.source("orders", f"{LOCKED}:hunter2")
    with pytest.raises(
        UnreadableSourceError, match=r"refuses the login .* PGPASSWORD or the file ~/\.pgpass"
    ) as refused:
        attach(Role.TRANSACTIONS, source)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    attached = attach(Role.TRANSACTIONS, source)
    told = json.dumps([str(refused.value), attached.model_dump_json()])

    assert attached.source == postgres.source("orders", LOCKED)
    assert "hunter2" not in told
    assert PASSWORD not in told


def test_a_wrong_password_is_a_sentence_without_it(postgres, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "wrong-one")
    with pytest.raises(UnreadableSourceError, match="refuses the login") as refused:
        open_table(postgres.source("orders", "nobody"))

    assert "wrong-one" not in str(refused.value)


def test_a_table_that_is_not_there_names_those_that_are(postgres, postgres_table):
    postgres_table(ORDERS, "orders")
    with pytest.raises(SourceNotFoundError, match="database firm has no table 'sales'; it has orders"):
        open_table(postgres.source("sales"))


def test_a_database_that_is_not_there(postgres):
    source = postgres.source("orders").replace(DATABASE, "elsewhere")
    with pytest.raises(SourceNotFoundError, match="has no database 'elsewhere'"):
        open_table(source)


def test_a_server_that_is_not_there(postgres):
    with pytest.raises(
        SourceNotFoundError, match=r"can't be reached \(Connection refused\); check the address"
    ):
        open_table(postgres.source("orders").replace(str(postgres.port), "1"))


def test_a_table_one_may_not_read(postgres, postgres_table, monkeypatch):
    postgres_table(ORDERS, "orders")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with pytest.raises(
        UnreadableSourceError, match=r"doesn't let you read that .*permission denied for table orders"
    ):
        open_table(postgres.source("orders", LOCKED))


def test_a_table_without_rows(postgres_table):
    with pytest.raises(EmptyTableError, match="orders has no rows"):
        open_table(postgres_table(ORDERS.iloc[:0], "orders"))


def test_a_view_that_cannot_be_computed(postgres, postgres_table):
    postgres_table(pd.DataFrame({"customer": ["a", "b"], "revenue": [1, 0]}), "orders")
    postgres.run("CREATE VIEW broken AS SELECT customer, 1 / revenue AS revenue FROM orders")
    try:
        with pytest.raises(UnreadableSourceError, match=r"can't compute that .*division by zero"):
            attach(Role.TRANSACTIONS, postgres.source("broken"))
    finally:
        postgres.run("DROP VIEW broken")


def test_a_connection_that_broke_is_made_anew(postgres, postgres_table):
    table = open_table(postgres_table(ORDERS, "orders"))
    postgres.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{READER}'")
    with pytest.raises(UnreadableSourceError, match="PostgreSQL broke off"):
        table.count().execute()

    assert open_table(postgres.source("orders")).count().execute() == 4

"""The firm's tables, as the analysis reads them."""

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import Role
from cxworkshop.errors import (
    InvalidChoiceError,
    MissingColumnError,
    MissingStepError,
    SourceNotFoundError,
    UnreadableSourceError,
)
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.sources import open_table


def _firm(role: Role, source: str, **options) -> Firm:
    return Firm({role: attach(role, source, **options)})


def test_costs_add_up_and_an_empty_cell_is_nothing(write_table):
    source = write_table(
        "customer,date,revenue,product_cost,freight,kind",
        "007,2026-01-02,10,3,1,x",
        "8,2026-01-03,,2,,y",
        ",2026-01-03,5,1,1,y",
    )
    firm = _firm(Role.TRANSACTIONS, source, mapping={"cost": ("product_cost", "freight")})
    rows = firm.transactions(keep=("kind",)).execute()

    assert list(rows.columns) == ["kind", "customer", "revenue", "cost", "date"]
    assert rows["customer"].tolist() == ["007", "8"]
    assert rows["revenue"].tolist() == [10.0, 0.0]
    assert rows["cost"].tolist() == [4.0, 2.0]
    assert rows["date"].tolist() == [pd.Timestamp("2026-01-02"), pd.Timestamp("2026-01-03")]
    assert rows["kind"].tolist() == ["x", "y"]


def test_without_cost_and_date(write_table):
    rows = _firm(Role.TRANSACTIONS, write_table("customer,revenue", "a,1")).transactions().execute()

    assert rows.to_dict("records") == [{"customer": "a", "revenue": 1.0, "cost": 0.0}]


def test_a_column_to_keep_that_is_not_there(write_table):
    firm = _firm(Role.TRANSACTIONS, write_table("customer,revenue", "a,1"))
    with pytest.raises(MissingColumnError, match="no column 'kind'; it has customer, revenue"):
        firm.transactions(keep=("kind",))


@pytest.mark.parametrize("name", ["Customer", "COST", "Date"])
def test_a_column_to_keep_that_differs_from_a_role_by_its_case(write_table, name):
    source = write_table(f"id,sales,spent,day,{name}", "a,1,1,2026-01-02,x")
    mapping = {"customer": ("id",), "revenue": ("sales",), "cost": ("spent",), "date": ("day",)}
    firm = _firm(Role.TRANSACTIONS, source, mapping=mapping)
    with pytest.raises(InvalidChoiceError, match=f"can't be split by their column '{name}'"):
        firm.transactions(keep=(name,))


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_the_same_customer_is_the_same_in_every_kind_of_table(tmp_path, write_table, kind):
    floats = pd.DataFrame({"customer": [12346.0, 7.0, math.nan], "cost": [1.0, 2.0, 3.0]})
    path = tmp_path / f"service.{kind}"
    {"csv": floats.to_csv, "parquet": floats.to_parquet, "xlsx": floats.to_excel}[kind](path, index=False)
    orders = write_table("customer,revenue", "12346,10", "7,20", "007,30")
    firm = Firm(
        {
            Role.TRANSACTIONS: attach(Role.TRANSACTIONS, orders),
            Role.SERVICE: attach(Role.SERVICE, str(path)),
        }
    )
    both = firm.transactions().join(firm.service(), "customer").execute()

    assert sorted(both["customer"]) == ["12346", "7"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.from_regex(r"[0-9A-Z]{1,12}", fullmatch=True), min_size=1, max_size=10))
def test_ids_keep_every_digit(tmp_path_factory, ids):
    source = tmp_path_factory.mktemp("ids") / "t.csv"
    source.write_text("\n".join(["customer,x", *(f"{value},1" for value in ids)]), "utf-8")
    table = open_table(str(source))
    expected = [None if value in {"NA", "NAN", "NULL", "NONE"} else value for value in ids]

    assert table.select(id=as_text(table.customer)).to_pyarrow()["id"].to_pylist() == expected


def test_customers_come_once_with_their_attributes_as_text(write_table):
    source = write_table("customer,kind,size", "a,x,1", "b,,2", "a,y,2", ",x,1")
    customers = _firm(Role.CUSTOMERS, source).customers()

    assert list(customers.columns) == ["customer", "kind", "size"]
    assert customers["kind"].fillna("?").tolist() == ["x", "?"]
    assert customers["customer"].tolist() == ["a", "b"]
    assert customers["size"].tolist() == ["1", "2"]


SURVEY = (
    "customer,recommend,room,help,stayed_again,weight",
    "a,0,0,99,1,1.5",
    ",11,5,,0,-1",
    "c,10,3,4,2,",
)
GIVEN = {"touchpoint": ("room", "help")}


def test_codes_are_left_out_of_ratings_but_zero_is_a_real_outcome(write_table):
    source = write_table(*SURVEY)
    survey = _firm(Role.SURVEY, source, mapping=GIVEN, missing=(0, 99)).survey()

    assert list(survey.columns) == ["customer", "outcome", "weight", "stayed", "room", "help"]
    assert survey["customer"].isna().tolist() == [False, True, False]
    assert survey["outcome"].fillna(-1).tolist() == [0, -1, 10]
    assert survey["weight"].fillna(-9).tolist() == [1.5, -9, -9]
    assert survey["stayed"].fillna(-1).tolist() == [1, 0, -1]
    assert survey["room"].fillna(-1).tolist() == [-1, 5, 3]
    assert survey["help"].fillna(-1).tolist() == [-1, -1, 4]


def test_factors_keep_their_own_names_and_the_date_is_a_day(write_table):
    rows = ("9,3,7,Ann,02.01.2026", "8,2,7.0,Ann,03.01.2026", "7,1,8,,soon", "7,1,8,Bob,31.01.2026")
    source = write_table("q1,q2,store,served by,Datum", *rows)
    survey = _firm(Role.SURVEY, source, mapping={"outcome": ("q1",), "touchpoint": ("q2",)}).survey()

    assert list(survey.columns) == ["customer", "outcome", "date", "q2", "store", "weight"]
    assert survey["store"].tolist() == ["7", "7", "8", "8"]
    assert survey["date"].isna().tolist() == [False, False, True, False]
    assert survey["date"].dropna().dt.day.tolist() == [2, 3, 31]


def test_dates_that_cannot_be_told_are_missing_dates(write_table):
    source = write_table("q1,q2,date", "9,3,01/02/2026", "8,2,03/04/2026")
    survey = _firm(Role.SURVEY, source, mapping={"outcome": ("q1",), "touchpoint": ("q2",)}).survey()

    assert survey["date"].isna().all()
    assert pd.api.types.is_datetime64_any_dtype(survey["date"])


def test_a_survey_of_ratings_alone(write_table):
    survey = _firm(
        Role.SURVEY, write_table("q1,q2", "9,3", "8,2"), mapping={"outcome": ("q1",), "touchpoint": ("q2",)}
    ).survey()

    assert list(survey.columns) == ["customer", "outcome", "q2", "weight"]
    assert survey["customer"].isna().all()
    assert survey["weight"].tolist() == [1.0, 1.0]


def test_a_journey_is_ordered_and_named(write_table):
    source = write_table("touchpoint,label,stage,order", "pay,,End,3", "check_in,Hello,Start,1", "room,,,")
    journey = _firm(Role.JOURNEY, source).journey()

    assert journey[["volume", "cost"]].isna().all(axis=None)
    assert journey.drop(columns=["volume", "cost"]).to_dict("list") == {
        "touchpoint": ["check_in", "pay", "room"],
        "label": ["Hello", "Pay", "Room"],
        "stage": ["Start", "End", ""],
        "order": [1.0, 3.0, 3.0],
    }


def test_a_journey_of_names_alone(write_table):
    journey = _firm(Role.JOURNEY, write_table("touchpoint,x", "b_c,1", "a,2")).journey()

    assert journey["label"].tolist() == ["B c", "A"]
    assert journey["order"].tolist() == [1.0, 2.0]


def test_a_table_that_is_not_attached():
    firm = Firm({})

    assert not firm.has(Role.SURVEY)
    with pytest.raises(MissingStepError, match="No survey table is attached yet"):
        firm.survey()


def test_a_file_that_changed_must_be_attached_again(write_table):
    source = write_table("customer,revenue", "a,1")
    firm = _firm(Role.TRANSACTIONS, source)
    write_table("customer,revenue", "a,2")
    with pytest.raises(UnreadableSourceError, match="has changed since it was attached as transactions"):
        firm.transactions()


def test_a_file_that_is_gone_must_be_attached_again(write_table):
    source = write_table("customer,revenue", "a,1")
    firm = _firm(Role.TRANSACTIONS, source)
    Path(source).unlink()

    with pytest.raises(
        SourceNotFoundError, match="attach it again with: cxworkshop attach FILE transactions"
    ):
        firm.transactions()


def test_provenance_names_the_file_and_the_tables_own_columns(write_table):
    source = write_table("ClientNo,sales,kind", "a,1,x")
    firm = _firm(Role.TRANSACTIONS, source, mapping={"customer": ("ClientNo",)})
    attached = firm.attached(Role.TRANSACTIONS)

    assert firm.provenance(
        Role.TRANSACTIONS, ("customer", "revenue", "cost", "kind", "ClientNo")
    ) == Provenance(
        role=Role.TRANSACTIONS,
        source=Path(source).name,
        columns=("ClientNo", "sales", "kind"),
        rows=1,
        sha256=attached.sha256,
    )


@pytest.mark.reference
def test_wholesale_margin_before_freight(reference_data: Path):
    firm = _firm(Role.TRANSACTIONS, str(reference_data / "adventureworks_reseller_orders.csv.gz"))
    rows = firm.transactions()

    assert rows.customer.nunique().execute() == 635
    net = _firm(
        Role.TRANSACTIONS,
        str(reference_data / "adventureworks_reseller_orders.csv.gz"),
        mapping={"cost": ("product_cost", "freight")},
    ).transactions()
    assert (net.revenue - net.cost).sum().execute() == pytest.approx(-1_540_783.31, abs=0.01)

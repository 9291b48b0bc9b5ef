"""What customers cost beside their purchases, and what is known of the time and the currency."""

from datetime import date

import pytest

from cxworkshop.domain.tables import Role
from cxworkshop.errors import EmptyTableError, InvalidChoiceError, MissingColumnError, NotNumericError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm


def _firm(role: Role, source: str, **options) -> Firm:
    return Firm({role: attach(role, source, **options)})


def test_service_events_with_cost_and_count(write_table):
    source = write_table("customer,event,cost,count", "a,call,2.5,3", "b,,,", ",visit,9,1")
    rows = _firm(Role.SERVICE, source).service().order_by("customer").to_pyarrow().to_pylist()

    assert rows == [
        {"customer": "a", "event": "call", "cost": 2.5, "count": 3.0},
        {"customer": "b", "event": "Service event", "cost": None, "count": 1.0},
    ]


def test_service_events_of_customers_alone(write_table):
    rows = _firm(Role.SERVICE, write_table("customer,x", "a,1")).service().to_pyarrow().to_pylist()

    assert rows == [{"customer": "a", "event": "Service event", "cost": None, "count": 1.0}]


@pytest.mark.parametrize("rows", [("a,0", "b,0"), ("a,-1", "b,1"), (",3", "a,0")])
def test_service_events_must_count_something(write_table, rows):
    with pytest.raises(EmptyTableError, match="column count of the service table counts no event"):
        attach(Role.SERVICE, write_table("customer,count", *rows))


def test_service_events_need_a_customer(write_table):
    with pytest.raises(MissingColumnError, match="service table needs a column for customer"):
        attach(Role.SERVICE, write_table("event,cost", "call,1"))


def test_unit_costs_have_a_range(write_table):
    source = write_table("Vorgang,Stückkosten,von,bis", "call,10,8,", "visit,40,,70", ",5,,", "gift,0,,")
    costs = _firm(Role.UNIT_COSTS, source).unit_costs()

    assert costs.to_dict("list") == {
        "event": ["call", "visit", "gift"],
        "cost": [10, 40, 0],
        "low": [8, 20, 0],
        "high": [15, 70, 0],
    }


def test_unit_costs_without_a_range(write_table):
    costs = _firm(Role.UNIT_COSTS, write_table("event,cost", "call,10")).unit_costs()

    assert costs.to_dict("records") == [{"event": "call", "cost": 10, "low": 5, "high": 15}]


@pytest.mark.parametrize(
    ("rows", "error", "why"),
    [
        (("call,10,,", "call,12,,"), InvalidChoiceError, "name the event 'call' more than once"),
        (
            ("call,10,11,12", "b,1,,"),
            InvalidChoiceError,
            "'call' is 10, which lies outside its range of 11 to 12",
        ),
        (("call,10,,9", "b,1,,"), InvalidChoiceError, "outside its range of 5 to 9"),
        (("call,,,", "b,1,,"), InvalidChoiceError, "unit cost of 'call' must be 0 or more, but none came"),
        (("call,-1,,", "b,1,,"), InvalidChoiceError, "must be 0 or more, but -1 came"),
        (("call,much,,", "b,1,,"), NotNumericError, "'much' in data row 1 is text"),
        ((",1,,", ",2,,"), EmptyTableError, "No row of the unit costs names an event in event"),
    ],
)
def test_unit_costs_that_make_no_sense(write_table, rows, error, why):
    with pytest.raises(error, match=why):
        attach(Role.UNIT_COSTS, write_table("event,cost,low,high", *rows))


def test_acquisition_is_no_attribute(write_table):
    source = write_table("customer,kind,CAC", "a,x,10", "b,y,", "a,x,99", "c,x,$5")
    firm = _firm(Role.CUSTOMERS, source)
    rows = firm.acquisition().to_pyarrow().to_pylist()

    assert firm.attached(Role.CUSTOMERS).columns("attribute") == ("kind",)
    assert [(row["customer"], row["acquisition"]) for row in rows] == [("a", 10), ("b", 0), ("c", 5)]


def test_acquisition_is_not_always_known(write_table):
    assert Firm({}).acquisition() is None
    assert _firm(Role.CUSTOMERS, write_table("customer,kind", "a,x", "b,y")).acquisition() is None


def test_attributes_are_rows_as_they_are_a_frame(write_table):
    firm = _firm(Role.CUSTOMERS, write_table("customer,kind,size", "b,x,1", "a,y,2", "b,y,2", ",x,1"))

    assert firm.customer_attributes().to_pyarrow().to_pylist() == [
        {"customer": "b", "kind": "x", "size": "1"},
        {"customer": "a", "kind": "y", "size": "2"},
    ]
    assert firm.customers().to_dict("list") == {
        "customer": ["b", "a"],
        "kind": ["x", "y"],
        "size": ["1", "2"],
    }


def test_categories_are_values_that_enough_customers_have(write_table):
    kinds = "yyyy" + "xxx" + "zz"
    rows = [f"{number},{kind},{number % 2}" for number, kind in enumerate(kinds)]
    attached = attach(Role.CUSTOMERS, write_table("customer,kind,odd", *rows, "0,z,1"))

    assert attached.categories == {"kind": ("y", "x"), "odd": ("0", "1")}


@pytest.mark.parametrize(("values", "expected"), [(40, 40), (41, 0)])
def test_an_attribute_of_too_many_values_has_no_categories(write_table, values, expected):
    rows = [f"{number},v{number % values}" for number in range(3 * values)]
    attached = attach(Role.CUSTOMERS, write_table("customer,kind", *rows), {"attribute": ("kind",)})

    assert len(attached.categories.get("kind", ())) == expected


def test_other_tables_have_no_categories(write_table):
    assert attach(Role.TRANSACTIONS, write_table("customer,revenue", "a,1")).categories == {}


def test_the_period_of_the_transactions(write_table):
    source = write_table("customer,revenue,date", "a,1,31.12.2025", "b,1,02.01.2026", ",1,03.01.2026")

    assert _firm(Role.TRANSACTIONS, source).period() == (date(2025, 12, 31), date(2026, 1, 2))


@pytest.mark.parametrize("lines", [("customer,revenue", "a,1"), ("customer,revenue,date", "a,1,soon")])
def test_a_period_that_is_not_known(write_table, lines):
    assert _firm(Role.TRANSACTIONS, write_table(*lines)).period() is None


def test_the_currency_of_the_transactions(write_table):
    named = _firm(Role.TRANSACTIONS, write_table("customer,revenue,Währung", "a,1, CHF", "b,1,"))

    assert named.currency() == "CHF"
    assert _firm(Role.TRANSACTIONS, write_table("customer,revenue", "a,1", name="t.csv")).currency() is None


def test_rows_as_they_are_written_can_be_asked_for(write_table):
    firm = _firm(Role.TRANSACTIONS, write_table("customer,revenue", "7.0,1", ",2"))

    assert firm.transactions(tidied=False).to_pyarrow()["customer"].to_pylist() == ["7.0", None]
    assert firm.transactions().to_pyarrow()["customer"].to_pylist() == ["7"]

"""What customers bring and cost, from one to four tables."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.customer_money import MARGIN, customer_money
from cxworkshop.domain.costs import Costs
from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.errors import InvalidChoiceError, MissingColumnError
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.sources import fingerprint

ORDERS = (("a", 100, 60), ("a", 50, 20), ("b", 10, 4), ("c", -30, -20))
CALLS = (("a", "Call", 5), ("b", "Call", 7), ("b", "Visit", 40), ("z", "Call", 6))


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return str(path)


@pytest.fixture
def firm_of(tmp_path):
    """A firm of tables written as CSV: role = (header, rows)."""

    def make(**tables):
        return Firm(
            {
                Role(role): attach(Role(role), write(tmp_path / f"{role}.csv", header, rows))
                for role, (header, rows) in tables.items()
            }
        )

    return make


def orders(rows=ORDERS):
    return {"transactions": (("customer", "revenue", "cost")[: len(rows[0])], rows)}


def calls(rows=CALLS):
    return {"service": (("customer", "event", "cost")[: len(rows[0])], rows)}


def by_customer(money, values):
    return dict(zip(money.labels["customer"], np.round(values, 9).tolist(), strict=True))


def test_booked_costs_come_out_as_booked(firm_of):
    money = customer_money(firm_of(**orders(), **calls()), ids=True)

    assert by_customer(money, money.profit()) == {"a": 65, "b": -41, "c": -10, "z": -6}
    assert money.cost_to_serve() == pytest.approx(58)
    assert (money.kinds, money.notes) == (("Visit", "Call"), ())


def test_a_booked_cost_may_be_half_as_much_or_half_as_much_again(firm_of):
    visit, call = customer_money(firm_of(**orders(), **calls())).costs.believed

    assert (visit.kind, visit.value, visit.low, visit.high) == ("unit_cost", 40, 20, 60)
    assert (call.name, call.value, call.low, call.high) == ("Call", 6, 3, 9)


def test_another_cost_of_an_event_moves_whoever_had_it_by_what_they_cost(firm_of):
    money = customer_money(firm_of(**orders(), **calls()), ids=True)
    call = money.costs.believed[1]

    dear = money.profit(money.costs.replacing(call.at(9)))

    assert by_customer(money, dear) == {"a": 62.5, "b": -44.5, "c": -10, "z": -9}


def test_events_without_a_cost_are_counted_at_their_unit_cost(firm_of):
    rows = [(customer, event) for customer, event, _ in CALLS] + [("a", "Call")]
    prices = {"unit_costs": (("event", "cost", "low", "high"), [("call ", 5, 4, 8), ("Visit", 30, "", "")])}

    money = customer_money(firm_of(**orders(), **calls(rows), **prices), ids=True)

    assert by_customer(money, money.profit()) == {"a": 60, "b": -29, "c": -10, "z": -5}
    figures = {told.name: (told.value, told.low, told.high) for told in money.costs.believed}
    assert figures == {"Visit": (30, 15, 45), "Call": (5, 4, 8)}


def test_an_event_whose_cost_nobody_knows_is_named_with_the_remedy(firm_of):
    rows = [("a", "Call", 5), ("a", "Visit", "")]

    with pytest.raises(MissingColumnError, match=r"one event of Visit costs isn't known.*unit_costs SOURCE"):
        customer_money(firm_of(**orders(), **calls(rows)))


def test_what_is_booked_goes_before_unit_costs_and_a_note_says_so(firm_of):
    prices = {"unit_costs": (("event", "cost"), [("Call", 500), ("Fax", 1)])}

    money = customer_money(firm_of(**orders(), **calls(), **prices))

    assert money.cost_to_serve() == pytest.approx(58)
    assert money.notes == (
        "The cost of Call is booked, so the table of unit costs doesn't count there.",
        "The unit costs name Fax, but no service event is called so.",
    )


def test_events_without_a_cost_beside_booked_ones_are_told(firm_of):
    money = customer_money(firm_of(**orders(), **calls([*CALLS, ("b", "Call", "")])))

    assert money.notes == ("1 of 4 events of Call have no cost booked; they count as free.",)


def test_without_costs_a_margin_is_believed(firm_of):
    money = customer_money(firm_of(**orders([("a", 100), ("b", -50)])), ids=True)
    (margin,) = money.costs.believed

    assert margin == MARGIN
    assert by_customer(money, money.profit()) == {"a": 40, "b": -20}
    assert by_customer(money, money.profit(Costs(believed=(margin.at(0.6),)))) == {"a": 60, "b": -30}


def test_acquisition_is_taken_off_and_counts_whoever_never_bought(firm_of):
    customers = {
        "customers": (("customer", "kind", "acquisition"), [("a", "x", 15), ("n", "y", 9), ("m", "y", 0)])
    }

    money = customer_money(firm_of(**orders(), **customers), attributes=("kind",), ids=True)

    assert by_customer(money, money.profit()) == {"a": 55, "b": 6, "c": -10, "n": -9}
    kinds = dict(zip(money.labels["customer"], money.labels["kind"], strict=True))
    assert {name: kinds[name] for name in ("a", "n")} == {"a": "x", "n": "y"}


def test_the_costliest_eight_kinds_are_figures_and_the_others_one(firm_of):
    rows = [("a", f"kind {number}", number) for number in range(1, 12)]

    money = customer_money(firm_of(**orders(), **calls(rows)), ids=True)

    assert money.kinds == (*(f"kind {number}" for number in range(11, 3, -1)), "Other events")
    assert (money.costs.believed[-1].value, money.cost_to_serve()) == (2, pytest.approx(66))
    assert money.notes == (
        "Other events are the 3 kinds that cost the least together: kind 3, kind 2 and kind 1.",
    )


def test_credits_make_a_service_event_cheaper_not_impossible(firm_of):
    rows = [("a", "Refund", -20), ("b", "Refund", 5)]

    money = customer_money(firm_of(**orders(), **calls(rows)), ids=True)

    assert by_customer(money, money.profit())["a"] == 90
    assert by_customer(money, money.profit())["b"] == 1
    assert money.costs.believed[0].value == 12.5


def test_customers_are_the_same_however_their_ids_are_written(firm_of):
    transactions = {
        "transactions": (("customer", "revenue", "cost"), [("7.0", 10, 0), (" 7", 5, 0), ("", 99, 0)])
    }

    money = customer_money(firm_of(**transactions, **calls([("7", "Call", 3)])), ids=True)

    assert by_customer(money, money.profit()) == {"7": 12}


def test_a_split_by_one_of_the_figures_is_refused(firm_of):
    with pytest.raises(InvalidChoiceError, match="can't be split by revenue"):
        customer_money(firm_of(**orders()), by="revenue")


amounts = st.integers(-500, 500)
lines = st.lists(st.tuples(st.sampled_from("abcd"), amounts, amounts), min_size=1, max_size=12)
served = st.lists(
    st.tuples(st.sampled_from("abcdz"), st.sampled_from(["Call", "Visit"]), st.integers(1, 90)), max_size=8
)


def unchecked(role, folder, header, rows):
    """The table as ``attach`` returns it, without the checks, which take longer than what is tested."""
    source = write(Path(folder) / f"{role}.csv", header, rows)
    mapping = {name: (name,) for name in header}
    return AttachedTable(
        role=role, source=source, mapping=mapping, rows=len(rows), sha256=fingerprint(source)
    )


def profits(lines, served):
    with TemporaryDirectory() as folder:
        tables = {
            Role.TRANSACTIONS: unchecked(Role.TRANSACTIONS, folder, ("customer", "revenue", "cost"), lines)
        }
        if served:
            tables[Role.SERVICE] = unchecked(Role.SERVICE, folder, ("customer", "event", "cost"), served)
        money = customer_money(Firm(tables), ids=True)
        return by_customer(money, money.profit())


from_files = settings(max_examples=5, deadline=None)  # each example writes and reads tables


@from_files
@given(lines, served, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(lines, served, random):
    shuffled = random.sample(lines, len(lines)), random.sample(served, len(served))

    assert profits(lines, served) == pytest.approx(profits(*shuffled))


@from_files
@given(lines, served)
def test_money_in_another_unit_gives_profit_in_that_unit(lines, served):
    scaled = [(who, 8 * revenue, 8 * cost) for who, revenue, cost in lines]
    found = profits(scaled, [(who, event, 8 * cost) for who, event, cost in served])

    assert found == pytest.approx({who: 8 * profit for who, profit in profits(lines, served).items()})


@from_files
@given(lines, lines, served)
def test_the_customers_of_two_tables_add_up(lines, others, served):
    elsewhere = [(f"other {who}", revenue, cost) for who, revenue, cost in others]

    assert profits(lines + elsewhere, served) == pytest.approx(
        profits(lines, served) | profits(elsewhere, [])
    )


def test_tables_in_several_places_meet(firm_of, postgres_table):
    rows = [
        ("a", 100.0, 60.0, "x"),
        ("a", 120.0, 70.0, "y"),
        ("b", 10.0, 4.0, None),
        ("c", -30.0, -20.0, "z"),
    ]
    columns = ["customer", "revenue", "cost", "kind"]
    elsewhere = attach(Role.TRANSACTIONS, postgres_table(pd.DataFrame(rows, columns=columns), "orders"))
    here = firm_of(**calls())
    firm = Firm({Role.TRANSACTIONS: elsewhere, Role.SERVICE: here.attached(Role.SERVICE)})

    money = customer_money(firm, by="kind", ids=True)

    assert by_customer(money, money.profit()) == {"a": 85, "b": -41, "c": -10, "z": -6}
    kinds = dict(zip(money.labels["customer"], money.labels["kind"], strict=True))
    assert {name: kinds[name] for name in "ac"} == {"a": "y", "c": "z"}

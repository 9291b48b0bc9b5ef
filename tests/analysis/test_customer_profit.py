import ibis
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from cxworkshop.analysis.customer_profit import customer_profit
from cxworkshop.errors import EmptyTableError, InvalidChoiceError


def table(rows, columns=("customer", "revenue", "cost")):
    # By way of Arrow: Ibis warns when it reads a pandas 3 table.
    return ibis.memtable(pa.Table.from_pandas(pd.DataFrame(rows, columns=list(columns))))


def rows_of(frame):
    return list(frame.itertuples(index=False, name=None))


TRANSACTIONS = [("b", 100.0, 60.0), ("a", 10.0, 4.0), ("b", 50.0, 20.0), (None, 999.0, 1.0), ("c", -5.0, 0.0)]


def test_adds_up_per_customer_sorted_and_leaves_out_rows_without_one():
    found = customer_profit(table(TRANSACTIONS))

    assert list(found.columns) == ["customer", "revenue", "cost", "cost_to_serve", "profit"]
    assert rows_of(found) == [("a", 10, 4, 0, 6), ("b", 150, 80, 0, 70), ("c", -5, 0, 0, -5)]


def test_cost_to_serve_is_taken_off_and_served_customers_without_a_purchase_count():
    service = table([("b", 30.0), ("b", 5.0), ("z", 7.0), (None, 999.0)], ("customer", "cost"))

    found = customer_profit(table(TRANSACTIONS), service)

    assert rows_of(found) == [
        ("a", 10, 4, 0, 6),
        ("b", 150, 80, 35, 35),
        ("c", -5, 0, 0, -5),
        ("z", 0, 0, 7, -7),
    ]


def test_a_margin_stands_in_for_costs():
    transactions = table([("a", 100.0), ("a", 20.0)], ("customer", "revenue"))
    service = table([("a", 8.0)], ("customer", "cost"))

    found = customer_profit(transactions, service, margin=0.4)

    assert rows_of(found) == [("a", 120, 72, 8, 40)]


@pytest.mark.parametrize("margin", [-0.1, 40])
def test_a_margin_is_a_share(margin):
    with pytest.raises(InvalidChoiceError, match=r"between 0 and 1, but .* 0\.4 means 40 %"):
        customer_profit(table([("a", 1.0)], ("customer", "revenue")), margin=margin)


def test_a_margin_on_top_of_costs_is_refused():
    with pytest.raises(InvalidChoiceError, match="count them twice"):
        customer_profit(table(TRANSACTIONS), margin=0.4)


def test_a_customer_of_several_kinds_gets_the_one_with_the_most_revenue():
    transactions = table(
        [
            ("a", 10.0, 0.0, "web"),
            ("a", 12.0, 0.0, "shop"),
            ("a", 3.0, 0.0, "web"),
            ("b", 1.0, 0.0, "web"),
            ("b", 90.0, 0.0, None),
            ("c", 5.0, 0.0, None),
            ("d", 5.0, 0.0, "web"),
            ("d", 5.0, 0.0, "shop"),
        ],
        ("customer", "revenue", "cost", "channel"),
    )

    found = customer_profit(transactions, by="channel").set_index("customer")

    assert found["channel"].dropna().to_dict() == {"a": "web", "b": "web", "d": "shop"}
    assert found["revenue"].to_dict() == {"a": 25, "b": 91, "c": 5, "d": 10}


def test_transactions_without_customers_are_refused():
    with pytest.raises(EmptyTableError, match="No transaction names a customer"):
        customer_profit(table([("a", 1.0, 0.0)]).filter(ibis.literal(value=False)))


whole_money = st.integers(-1000, 1000).map(float)
transactions = st.lists(
    st.tuples(st.sampled_from("abcde"), whole_money, whole_money), min_size=1, max_size=30
)


@settings(max_examples=25, deadline=None)
@given(transactions, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))

    assert_frame_equal(customer_profit(table(rows)), customer_profit(table(shuffled)))


@settings(max_examples=25, deadline=None)
@given(transactions)
def test_money_in_another_unit_gives_profit_in_that_unit(rows):
    scaled = [(customer, revenue * 4, cost * 4) for customer, revenue, cost in rows]

    expected = customer_profit(table(rows)).set_index("customer") * 4

    assert_frame_equal(expected, customer_profit(table(scaled)).set_index("customer"))


@settings(max_examples=25, deadline=None)
@given(transactions, transactions)
def test_the_customers_of_two_tables_add_up(rows, others):
    elsewhere = [(f"other {customer}", revenue, cost) for customer, revenue, cost in others]

    apart = [customer_profit(table(rows)), customer_profit(table(elsewhere))]

    assert_frame_equal(pd.concat(apart, ignore_index=True), customer_profit(table(rows + elsewhere)))

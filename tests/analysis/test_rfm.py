from datetime import date, timedelta

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from cxworkshop.analysis.rfm import BEST, BIG, COOLING, LOST, LOYAL, NEW, OCCASIONAL, SLIPPING, rfm
from cxworkshop.domain.profit import RFM
from cxworkshop.errors import EmptyTableError, MissingColumnError, UndefinedMeasureError
from cxworkshop.inputs.sources import open_table

LAST = date(2026, 9, 30)
ALL = {BEST, LOYAL, NEW, BIG, OCCASIONAL, COOLING, SLIPPING, LOST}


def table(rows):
    kinds = {"customer": pa.string(), "date": pa.date32(), "revenue": pa.float64()}
    columns = zip(kinds, zip(*rows, strict=True), strict=True)
    return ibis.memtable(pa.table({name: pa.array(column, kinds[name]) for name, column in columns}))


def bought(customer, days_ago, times, money):
    """Purchases on so many days in a row, the last so long ago, worth so much together."""
    return [(customer, LAST - timedelta(days_ago + time), money / times) for time in range(times)]


def segments(rows):
    return rfm(table(rows)).set_index("customer")[RFM].to_dict()


# A table in which 1, 50, 99 days ago, 1, 5, 9 purchases and 10, 500, 900 of money are the three thirds.
CUSTOMERS = [
    ("best", 1, 9, 900, BEST),
    ("frequent, spends less", 1, 9, 500, LOYAL),
    ("frequent, not so lately", 50, 9, 900, LOYAL),
    ("new", 1, 1, 10, NEW),
    ("new and big", 1, 1, 900, NEW),
    ("big", 50, 1, 900, BIG),
    ("big and recent", 1, 5, 900, BIG),
    ("recent", 1, 5, 10, OCCASIONAL),
    ("cooling", 50, 5, 500, COOLING),
    ("frequent once", 99, 9, 10, SLIPPING),
    ("big once", 99, 1, 900, SLIPPING),
    ("lost", 99, 5, 500, LOST),
]
BALANCE = [
    *((f"{times} times", 50, times, 10) for times in (1, 5, 9)),
    *((f"{times} times once", 99, times, 500) for times in (1, 5, 9)),
]


def everyone(*, but=""):
    customers = [*(customer for *customer, _ in CUSTOMERS), *BALANCE]
    return [row for name, *rest in customers if name != but for row in bought(name, *rest)]


def test_each_rule_finds_its_customers():
    found = segments(everyone())

    assert {name: found[name] for name, *_ in CUSTOMERS} == {name: segment for name, *_, segment in CUSTOMERS}


def test_the_sample_firm_has_customers_in_all_eight(firm):
    found = rfm(firm.transactions())

    assert list(found.columns) == ["customer", RFM]
    assert set(found[RFM]) == ALL
    assert found[RFM].value_counts().min() > 100
    assert found["customer"].is_monotonic_increasing


def test_the_best_spend_most_on_the_sample_firm(firm):
    transactions = firm.transactions()
    revenue = transactions.group_by("customer").aggregate(sum=transactions["revenue"].sum())
    money = revenue.to_pyarrow().to_pandas().set_index("customer")["sum"]
    found = rfm(transactions).set_index("customer")[RFM]

    means = money.groupby(found).mean()

    assert (means.idxmax(), means[BEST] > 10 * means[LOST]) == (BEST, True)


def test_several_purchases_of_one_day_are_one():
    rows = [("one day", LAST, 1.0)] * 9 + [row for name in "abcdef" for row in bought(name, 5, 2, 10)]

    assert segments(rows)["one day"] == NEW


def test_returns_are_no_purchase_but_count_in_money():
    returned = [*bought("big", 50, 1, 900), ("big", LAST, -890.0)]

    found = segments([*everyone(but="big"), *returned])

    assert (segments(everyone())["big"], found["big"]) == (BIG, COOLING)


def test_however_many_bought_on_the_latest_day_are_recent_and_however_many_bought_once_are_not_frequent():
    rows = [row for number in range(90) for row in bought(f"{number}", 0 if number else 300, 1, 10 + number)]

    found = segments(rows)

    assert set(found.values()) == {NEW, LOST}
    assert found["0"] == LOST


def test_customers_without_a_dated_purchase_have_no_segment():
    rows = [
        *bought("a", 1, 2, 10),
        *bought("b", 9, 1, 5),
        ("c", LAST, -3.0),
        ("d", None, 5.0),
        (None, LAST, 9.0),
    ]

    found = rfm(table(rows))

    assert found["customer"].to_list() == ["a", "b", "c", "d"]
    assert found[RFM].isna().to_list() == [False, False, True, True]


purchases = st.lists(
    st.tuples(
        st.sampled_from("abcdefgh"),
        st.integers(0, 30).map(lambda days: LAST - timedelta(days)),
        st.sampled_from([-2.0, 0.1, 0.2, 0.3, 7.0]),
    ),
    min_size=2,
    max_size=60,
).filter(lambda rows: len({day for _, day, money in rows if money > 0}) > 1)


@settings(max_examples=25, deadline=None)  # DuckDB's first query takes its time
@given(purchases, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    assert_frame_equal(rfm(table(rows)), rfm(table(random.sample(rows, len(rows)))))


@settings(max_examples=25, deadline=None)  # DuckDB's first query takes its time
@given(purchases, st.sampled_from([0.01, 4.0, 117.3]), st.integers(-4000, 4000))
def test_neither_the_unit_of_money_nor_a_shift_in_time_matters(rows, factor, days):
    moved = [(customer, day + timedelta(days), money * factor) for customer, day, money in rows]

    assert_frame_equal(rfm(table(rows)), rfm(table(moved)))


@settings(max_examples=25, deadline=None)  # DuckDB's first query takes its time
@given(purchases)
def test_customers_who_did_the_same_are_in_the_same_segment(rows):
    twins = [(f"{customer} {twin}", day, money) for customer, day, money in rows for twin in (1, 2)]

    found = segments(twins)

    first, second = ({name[0]: found[name] for name in found if name.endswith(twin)} for twin in "12")
    assert first == second


def test_without_dates_there_is_no_recency():
    with pytest.raises(MissingColumnError, match="Recency needs a date"):
        rfm(table(bought("a", 1, 2, 10)).drop("date"))
    with pytest.raises(EmptyTableError, match="No transaction has both a date and revenue above 0"):
        rfm(table([("a", None, 5.0), ("b", LAST, -1.0)]))


def test_dates_that_are_all_equal_are_refused():
    with pytest.raises(UndefinedMeasureError, match=r"All purchases are on 2026-09-30, so nobody"):
        rfm(table([("a", LAST, 5.0), ("b", LAST, 9.0), ("c", None, 1.0)]))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pyspark leaves sockets open
@pytest.mark.parametrize("warehouse", ["postgres_table", pytest.param("spark_table", marks=pytest.mark.slow)])
def test_a_warehouse_gives_the_same_segments(warehouse, request):
    random = np.random.default_rng(1)
    days = pd.Timestamp(LAST) - pd.to_timedelta(random.integers(0, 700, 2000), unit="D")
    customers = pd.Series(random.integers(0, 300, 2000)).astype(str)
    frame = pd.DataFrame(
        {"customer": customers, "date": days, "revenue": random.normal(80, 60, 2000).round(2)}
    )
    here = table(zip(frame["customer"], frame["date"].dt.date, frame["revenue"], strict=True))

    there = open_table(request.getfixturevalue(warehouse)(frame, "purchases"))

    assert_frame_equal(rfm(there), rfm(here))

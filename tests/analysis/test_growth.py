from datetime import date, timedelta

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.growth import segment_growth
from cxworkshop.inputs.sources import open_table

FIRST, LAST = date(2024, 10, 1), date(2026, 9, 30)
KINDS = pd.Series({"a": "Big", "b": "Big", "c": "Small"})


def table(rows):
    kinds = {"customer": pa.string(), "date": pa.date32(), "revenue": pa.float64()}
    columns = zip(kinds, zip(*rows, strict=True), strict=True)
    return ibis.memtable(pa.table({name: pa.array(column, kinds[name]) for name, column in columns}))


TWO_YEARS = [
    ("a", FIRST, 100.0),
    ("b", date(2025, 9, 30), 100.0),  # the last day of the year before
    ("b", date(2025, 10, 1), 150.0),  # the first day of the last year
    ("a", LAST, 90.0),
    ("c", date(2025, 3, 1), 50.0),
    ("c", date(2026, 3, 1), 40.0),
]


def test_the_last_twelve_months_are_compared_with_the_twelve_before():
    growth, note = segment_growth(table(TWO_YEARS), KINDS)

    assert growth == {"Big": pytest.approx(0.2), "Small": pytest.approx(-0.2)}
    assert note is None


def test_the_sample_firms_two_years_are_enough(firm, truths):
    transactions = firm.transactions()
    growth, note = segment_growth(transactions, firm.customers().set_index("customer")["kind"])

    assert (set(growth), note) == (set(truths["growth"]), None)
    for name, (low, high) in truths["growth"].items():
        assert low < growth[name] < high


def test_what_lies_before_the_two_years_and_what_has_no_date_or_customer_does_not_count():
    more = [("a", date(2024, 9, 30), 1e6), ("a", None, 1e6), (None, LAST, 1e6), ("nobody's", LAST, 1e6)]

    assert segment_growth(table(TWO_YEARS + more), KINDS) == segment_growth(table(TWO_YEARS), KINDS)


def test_a_segment_without_revenue_in_the_earlier_year_has_no_growth():
    rows = [
        *TWO_YEARS,
        ("new", LAST, 10.0),
        ("back", FIRST, 0.1 + 0.2),
        ("back", FIRST, -0.3),
        ("back", LAST, 9.0),
    ]
    returned = ("returned", date(2025, 1, 1), -5.0)
    names = pd.Series({"new": "New", "back": "Nothing left", "returned": "Returned", "a": "Big"})

    growth, note = segment_growth(table([*rows, returned]), names)

    assert (set(growth), note) == ({"Big"}, None)


@pytest.mark.parametrize(("first", "enough"), [(0, True), (7, True), (8, False), (400, False)])
def test_two_years_are_needed_give_or_take_the_first_week(first, enough):
    begin = FIRST + timedelta(first)

    growth, note = segment_growth(table([("a", begin, 10.0), ("a", LAST, 10.0)]), KINDS)

    assert (note is None) == enough
    assert growth == ({"Big": 0.0} if enough and begin <= date(2025, 9, 30) else {})


def test_too_short_a_time_is_said_with_its_days():
    _, note = segment_growth(table([("a", date(2026, 1, 5), 10.0), ("a", LAST, 10.0)]), KINDS)

    assert (
        note == "Growth compares two years, but the transactions begin on 2026-01-05 and end on 2026-09-30."
    )


def test_two_years_that_end_on_a_leap_day_are_two_years():
    rows = [("a", date(2022, 3, 1), 10.0), ("a", date(2023, 2, 28), 10.0), ("a", date(2024, 2, 29), 30.0)]

    assert segment_growth(table(rows), KINDS) == ({"Big": pytest.approx(0.5)}, None)


def test_without_dates_growth_cannot_be_told():
    assert segment_growth(table(TWO_YEARS).drop("date"), KINDS) == (
        {},
        "The transactions have no date, so growth can't be told.",
    )
    assert segment_growth(table([("a", None, 1.0)]), KINDS) == (
        {},
        "No transaction has a date that can be read, so growth can't be told.",
    )


sales = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(0, (LAST - FIRST).days).map(lambda days: FIRST + timedelta(days)),
        st.integers(1, 1000).map(float),
    ),
    max_size=30,
).map(lambda rows: [("a", FIRST, 1.0), ("a", LAST, 1.0), *rows])


@settings(max_examples=20, deadline=None)  # DuckDB's first query takes its time
@given(sales, st.randoms(use_true_random=False), st.sampled_from([0.5, 8.0]))
def test_neither_the_order_of_rows_nor_the_unit_of_money_matters(rows, random, factor):
    other = [(name, day, money * factor) for name, day, money in random.sample(rows, len(rows))]

    assert segment_growth(table(rows), KINDS) == segment_growth(table(other), KINDS)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pyspark leaves sockets open
@pytest.mark.parametrize("warehouse", ["postgres_table", pytest.param("spark_table", marks=pytest.mark.slow)])
def test_a_warehouse_gives_the_same_growth(warehouse, request):
    random = np.random.default_rng(1)
    days = pd.Timestamp(LAST) - pd.to_timedelta(random.integers(0, 740, 2000), unit="D")
    frame = pd.DataFrame({"customer": random.choice([*"abc"], 2000), "date": days, "revenue": 1.0})
    here = table(zip(frame["customer"], frame["date"].dt.date, frame["revenue"], strict=True))

    there = open_table(request.getfixturevalue(warehouse)(frame, "sales"))

    assert segment_growth(there, KINDS) == segment_growth(here, KINDS)

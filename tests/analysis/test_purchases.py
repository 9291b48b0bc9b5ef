from datetime import date, timedelta

import ibis
import numpy as np
import pandas as pd
import pytest
from cdnow_sample import histories as cdnow_histories
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.cohorts import retention
from cxworkshop.analysis.purchases import Purchases, read_purchases
from cxworkshop.errors import EmptyTableError, InvalidChoiceError, MissingColumnError, UndefinedMeasureError
from cxworkshop.inputs.sources import open_table

START = date(2025, 1, 1)
rows_of = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(0, 60), st.integers(-300, 900)), min_size=1, max_size=40
)


def table(rows):
    columns = ("customer", "date", "revenue")
    frame = pd.DataFrame(rows, columns=columns)
    return ibis.memtable(frame)


def on(day):
    return START + timedelta(days=day)


def read(*rows, **options):
    """Histories in days of (customer, day, revenue) rows."""
    placed = [(who, None if day is None else on(day), float(revenue)) for who, day, revenue in rows]
    return read_purchases(table(placed), **({"unit": "day"} | options))


@pytest.mark.reference
def test_cdnow_customers_and_what_they_bought_later():
    found = cdnow_histories()

    assert len(found.customer) == 2357
    assert (found.frequency > 0).sum() == 946
    assert found.held_out.sum() == 1882
    assert (found.frequency[0], found.recency[0], found.age[0]) == pytest.approx((2, 213 / 7, 272 / 7))
    assert found.spend[0] == pytest.approx(22.345)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pyspark leaves sockets open
@pytest.mark.parametrize("engine", ["postgres_table", pytest.param("spark_table", marks=pytest.mark.slow)])
def test_other_engines_bring_back_the_same_histories(engine, request):
    rows = [
        (f"c{who}", pd.Timestamp(on(who % 5 + again * (1 + who % 7))), float((who * 7 + again) % 31 - 2))
        for who in range(60)
        for again in range(1 + who % 4)
    ]
    frame = pd.DataFrame(rows, columns=["customer", "date", "revenue"])
    here = read_purchases(ibis.memtable(frame), until=on(12))
    there = open_table(request.getfixturevalue(engine)(frame, "sales"))
    found = read_purchases(there, until=on(12))

    for name in Purchases._fields:
        assert np.array_equal(getattr(found, name), getattr(here, name)), name
    assert retention(there, START, on(90)) == retention(ibis.memtable(frame), START, on(90))


def test_purchases_of_one_day_are_one():
    found = read(("a", 0, 10), ("a", 0, 5), ("a", 4, 7), ("a", 4, 1), ("b", 9, 1))

    assert found.frequency.tolist() == [1, 0]
    assert found.recency.tolist() == [4, 0]
    assert found.age.tolist() == [9, 0]
    assert found.spend.tolist() == [8, 0]


@pytest.mark.parametrize(
    ("day", "frequency", "no_purchase"),
    [
        ([5, -6], 1, 1),
        ([5, -5], 1, 1),
        ([0.1, 0.2, -0.3], 1, 1),
        ([-4], 1, 1),
        ([5, -1], 2, 0),
        ([0], 2, 0),
    ],
    ids=["more back", "all back", "all back but rounding", "a return", "some back", "free goods"],
)
def test_a_day_on_which_more_came_back_is_no_purchase(day, frequency, no_purchase):
    found = read(("a", 0, 10), ("a", 9, 10), *(("a", 5, revenue) for revenue in day))

    assert (found.frequency[0], found.no_purchase) == (frequency, no_purchase)


def test_what_comes_after_the_day_is_held_out():
    rows = ("a", 0, 10), ("a", 3, 10), ("a", 7, 9), ("a", 8, 9), ("a", 9, -2), ("late", 8, 5)
    found = read(*rows, until=on(5))

    assert found.customer.tolist() == ["a"]
    assert found.frequency.tolist() == [1]
    assert found.held_out.tolist() == [2]
    assert found.after == 3


def test_without_a_day_the_last_purchase_ends_it():
    found = read(("a", 0, 10), ("b", 6, 5), ("b", 8, -5))

    assert found.until == on(6)
    assert found.held_out.sum() == 0


def test_transactions_without_a_date_are_counted():
    found = read(("a", 0, 10), ("a", None, 10), ("b", 3, 1), ("b", None, 2), ("c", None, 2))

    assert found.undated == 3
    assert found.customer.tolist() == ["a", "b"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # one query each
@given(rows=rows_of, seed=st.integers(0, 9))
def test_histories_are_those_counted_by_hand(rows, seed):
    shuffled = [rows[place] for place in np.random.default_rng(seed).permutation(len(rows))]
    days = {}
    for who, day, revenue in rows:
        days.setdefault(who, {}).setdefault(day, []).append(revenue)
    bought = {
        who: sorted(day for day, money in of.items() if sum(money) > 0 or set(money) == {0})
        for who, of in days.items()
    }
    bought = {who: found for who, found in sorted(bought.items()) if found and found[0] <= 30}
    if not bought:
        with pytest.raises((InvalidChoiceError, EmptyTableError)):
            read(*shuffled, until=on(30))
        return
    found = read(*shuffled, until=on(30))

    assert found.customer.tolist() == list(bought)
    before = [[day for day in each if day <= 30] for each in bought.values()]
    assert found.frequency.tolist() == [len(each) - 1 for each in before]
    assert found.recency.tolist() == [each[-1] - each[0] for each in before]
    assert found.age.tolist() == [30 - each[0] for each in before]
    assert found.held_out.tolist() == [sum(day > 30 for day in each) for each in bought.values()]
    spends = [
        np.mean([sum(days[who][day]) for day in each[1:]]) if each[1:] else 0
        for who, each in zip(bought, before, strict=True)
    ]
    assert found.spend == pytest.approx(spends)


@pytest.mark.parametrize(
    ("rows", "options", "error", "said"),
    [
        ([("a", 3, -5)], {}, EmptyTableError, "No transaction is a purchase"),
        ([("a", None, 5)], {}, EmptyTableError, "No transaction is a purchase"),
        ([(None, 3, 5)], {}, EmptyTableError, "No transaction is a purchase"),
        ([("a", 3, 5)], {"until": on(2)}, InvalidChoiceError, "choose a later day"),
        ([("a", 3, np.inf), ("a", 4, 1)], {}, UndefinedMeasureError, "infinite"),
    ],
)
def test_what_tells_no_history_is_refused_with_a_sentence(rows, options, error, said):
    with pytest.raises(error, match=said):
        read(*rows, **options)


def test_a_table_without_dates_is_refused():
    with pytest.raises(MissingColumnError, match="--map date=COLUMN"):
        read_purchases(table([("a", START, 1.0)]).drop("date"))

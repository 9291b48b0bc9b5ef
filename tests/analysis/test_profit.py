import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.profit import customer_profit, segment_profit
from cxworkshop.analysis.segment_names import NOT_KNOWN, SMALL_GROUPS
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.sources import open_table

money = st.integers(-10_000, 10_000).map(float)


def customers(**profit_by_kind):
    rows = [(kind, value, 2 * abs(value)) for kind, values in profit_by_kind.items() for value in values]
    return pd.DataFrame(rows, columns=["kind", "profit", "revenue"])


def test_segments_are_ordered_by_profit_with_their_sums():
    found = segment_profit(customers(small=[1.0, -2, 3], large=[10.0, 20, 30, 40]), "kind", bootstrap=200)

    assert [(segment.name, segment.customers, segment.profit, segment.losers) for segment in found] == [
        ("large", 4, 100, 0),
        ("small", 3, 2, 1),
    ]
    assert (found[0].revenue, found[0].share) == (200, pytest.approx(100 / 102))
    assert found[0].low < found[0].profit_per_customer == 25 < found[0].high


def test_segments_are_ranked_by_profit_per_customer_and_grouped_where_apart():
    random = np.random.default_rng(3)
    data = customers(
        many=list(random.normal(10, 2, 400)),
        rich=list(random.normal(100, 5, 30)),
        same=list(random.normal(10, 2, 300)),
        poor=list(random.normal(-50, 5, 30)),
    )

    found = {segment.name: segment for segment in segment_profit(data, "kind", bootstrap=200)}

    ranks = {name: (segment.rank_low, segment.rank_high, segment.group) for name, segment in found.items()}
    assert ranks == {"many": (2, 3, 2), "rich": (1, 1, 1), "same": (2, 3, 2), "poor": (4, 4, 3)}
    assert next(iter(found)) == "many"


def test_large_segments_need_no_resamples():
    many = customers(large=list(np.random.default_rng(4).normal(10, 3, 30_000)), small=[1.0, 2, 3, 4])

    (large, small), seeded = segment_profit(many, "kind", bootstrap=50), segment_profit(many, "kind", seed=1)

    half = 1.959964 * many["profit"][:30_000].std(ddof=0) / np.sqrt(30_000)
    assert (large.low, large.high) == pytest.approx(
        (large.profit_per_customer - half, large.profit_per_customer + half)
    )
    assert (large.low, large.high) == (seeded[0].low, seeded[0].high)
    assert small.low < small.profit_per_customer < small.high


def test_segments_tell_how_far_they_are():
    told = []

    segment_profit(customers(a=[1.0] * 3, b=[2.0] * 9), "kind", bootstrap=50, progress=told.append)

    assert told == [0.25, 1]


def test_small_segments_are_pooled_and_missing_ones_not_known():
    data = customers(large=[5.0] * 4, one=[1.0], two=[2.0, 2])
    data.loc[:2, "kind"] = None

    found = segment_profit(data, "kind", bootstrap=50)

    assert {segment.name: segment.customers for segment in found} == {NOT_KNOWN: 3, SMALL_GROUPS: 4}


def test_a_pool_too_small_takes_in_the_next_smallest_segment():
    found = segment_profit(customers(large=[5.0] * 5, middle=[3.0] * 3, one=[1.0]), "kind", bootstrap=50)

    assert {segment.name: segment.customers for segment in found} == {"large": 5, SMALL_GROUPS: 4}


def test_too_few_customers_have_no_segments():
    with pytest.raises(UndefinedMeasureError, match="at least 3 customers, but there are 2"):
        segment_profit(customers(a=[1.0, 2]), "kind", bootstrap=50)


def test_without_a_total_profit_there_are_no_shares():
    found = segment_profit(customers(a=[1.0] * 3, b=[-2.0] * 3), "kind", bootstrap=50)

    assert [segment.share for segment in found] == [None, None]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), money), min_size=9, max_size=60),
    st.randoms(use_true_random=False),
)
def test_segments_add_up_and_neither_rows_order_nor_chunks_matter(rows, random):
    assume(sum(value for _, value in rows) > 0)
    data = pd.DataFrame(rows, columns=["kind", "profit"]).assign(revenue=1.0)
    shuffled = data.sample(frac=1, random_state=random.randrange(1000))

    found = segment_profit(data, "kind", bootstrap=50)

    assert found == segment_profit(shuffled, "kind", bootstrap=50)
    assert sum(segment.customers for segment in found) == len(data)
    assert sum(segment.profit for segment in found) == pytest.approx(data["profit"].sum())
    assert sum(segment.share for segment in found) == pytest.approx(1)


def test_the_interval_covers_the_true_mean_about_as_often_as_it_says():
    random = np.random.default_rng(11)
    covered = 0
    for _ in range(200):
        data = pd.DataFrame({"kind": "a", "revenue": 1.0, "profit": random.normal(10, 3, size=80)})
        (segment,) = segment_profit(data, "kind", bootstrap=200)
        covered += segment.low <= 10 <= segment.high

    assert 180 <= covered <= 198


@pytest.fixture(scope="module")
def orders(reference_data):
    table = open_table(str(reference_data / "adventureworks_reseller_orders.csv.gz"))
    money = {"revenue": "sales", "cost": "product_cost", "freight": "freight"}
    return table.select(
        customer="ResellerKey",
        kind="BusinessType",
        **{name: table[column].cast("float64") for name, column in money.items()},
    )


@pytest.mark.reference
def test_the_segments_of_the_resellers_make_the_whole(orders):
    found = segment_profit(customer_profit(orders, by="kind"), "kind", bootstrap=100)

    assert {segment.name: segment.customers for segment in found} == {
        "Value Added Reseller": 216,
        "Specialty Bike Shop": 200,
        "Warehouse": 219,
    }
    assert sum(segment.profit for segment in found) == pytest.approx(470482.6033)

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.profit import (
    NOT_KNOWN,
    SMALL_GROUPS,
    customer_profit,
    segment_profit,
    whale_curve,
)
from cxworkshop.errors import EmptyTableError, UndefinedMeasureError
from cxworkshop.inputs.sources import open_table

money = st.integers(-10_000, 10_000).map(float)
profits = st.lists(money, min_size=1, max_size=300)
positive_total = profits.filter(lambda values: sum(values) > 0)


def test_the_textbook_whale():
    """Kanthal: the best fifth makes 225 % of the profit, the worst tenth loses 125 % of it."""
    curve = whale_curve([11.25] * 20 + [0] * 70 + [-12.5] * 10)

    assert (curve.customers, curve.total, curve.losers, curve.losers_sum) == (100, 100, 10, -125)
    assert (curve.peak_share, curve.peak_at) == (2.25, 20)
    assert curve.top == {"0.1": 1.125, "0.2": 2.25, "0.5": 2.25}


@given(positive_total)
def test_the_curve_starts_at_nothing_passes_the_peak_and_ends_at_everything(values):
    curve = whale_curve(values)
    points = [(point.customers, point.profit) for point in curve.curve]

    assert points[0] == (0, 0)
    assert points[-1] == (1, pytest.approx(1))
    assert (curve.peak_at / len(values), curve.peak_share) in points
    assert max(profit for _, profit in points) == curve.peak_share
    assert len(points) <= 101
    assert [x for x, _ in points] == sorted({x for x, _ in points})


def test_the_curve_of_many_customers_is_kept_at_percentiles_and_the_peak():
    curve = whale_curve([1.0] * 777 + [-0.1] * 457)

    assert len(curve.curve) == 101
    assert 777 / 1234 in {point.customers for point in curve.curve}
    assert max(np.diff([point.customers for point in curve.curve])) < 0.011


@given(positive_total, st.randoms(use_true_random=False))
def test_the_order_of_customers_does_not_matter(values, random):
    shuffled = random.sample(values, len(values))

    assert whale_curve(values) == whale_curve(shuffled)


@given(positive_total, st.sampled_from([2.0, 0.5, 1024.0]))
def test_money_in_another_unit_changes_sums_and_no_share(values, factor):
    curve, scaled = whale_curve(values), whale_curve(np.array(values) * factor)

    assert scaled.total == curve.total * factor
    assert scaled.losers_sum == curve.losers_sum * factor
    assert scaled.curve == curve.curve
    assert (scaled.peak_share, scaled.top) == (curve.peak_share, curve.top)


def test_top_counts_whole_customers_only():
    curve = whale_curve([5.0, 4, 3, 2, 1, 0, 0, 0, 0])

    assert curve.top == {"0.1": 0, "0.2": pytest.approx(5 / 15), "0.5": pytest.approx(14 / 15)}


def test_rounding_is_no_loss():
    assert whale_curve([100.0, 0.1 + 0.2 - 0.3, 0.3 - 0.1 - 0.2]).losers == 0


@pytest.mark.parametrize("values", [[1.0, -1.0], [-5.0, 2.0], [0.0]])
def test_shares_of_no_profit_are_refused(values):
    curve = whale_curve(values)

    assert (curve.peak_share, curve.top, curve.curve) == (None, None, ())
    assert curve.refusal == (
        f"Together the customers make no profit (total {sum(values):,.2f}), so shares of it mean nothing."
    )


def test_no_customers_or_no_profit_are_refused():
    with pytest.raises(EmptyTableError, match="no customers to rank"):
        whale_curve([])
    with pytest.raises(UndefinedMeasureError, match="Every customer needs a profit"):
        whale_curve([1.0, np.nan])


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
def test_the_whale_of_the_resellers(orders):
    curve = whale_curve(customer_profit(orders)["profit"])

    assert (curve.customers, curve.losers, curve.peak_at) == (635, 335, 300)
    assert curve.total == pytest.approx(470482.6033)
    assert curve.losers_sum == pytest.approx(-2173060.72, abs=0.01)
    assert curve.peak_share == pytest.approx(5.6188, abs=5e-5)
    assert curve.top == pytest.approx({"0.1": 4.348131, "0.2": 5.452312, "0.5": 5.618238}, abs=1e-6)


@pytest.mark.reference
def test_the_whale_net_of_freight_is_refused(orders):
    curve = whale_curve(customer_profit(orders.mutate(cost=orders.cost + orders.freight))["profit"])

    assert (curve.customers, curve.losers, curve.peak_share) == (635, 399, None)
    assert curve.total == pytest.approx(-1540783.3125)
    assert curve.losers_sum == pytest.approx(-3437507.08, abs=0.01)
    assert "total -1,540,783.31" in curve.refusal


@pytest.mark.reference
def test_the_segments_of_the_resellers_make_the_whole(orders):
    found = segment_profit(customer_profit(orders, by="kind"), "kind", bootstrap=100)

    assert {segment.name: segment.customers for segment in found} == {
        "Value Added Reseller": 216,
        "Specialty Bike Shop": 200,
        "Warehouse": 219,
    }
    assert sum(segment.profit for segment in found) == pytest.approx(470482.6033)

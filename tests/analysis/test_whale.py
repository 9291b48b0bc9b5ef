import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.profit import customer_profit
from cxworkshop.analysis.segment_names import SMALL_GROUPS, segment_names
from cxworkshop.analysis.whale import ranking_notes, whale_curve, whale_groups
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
    if 3 <= curve.peak_at <= len(values) - 3:
        assert (curve.peak_at / len(values), curve.peak_share) in points
    assert max(profit for _, profit in points) <= curve.peak_share
    assert len(points) <= 101
    assert [x for x, _ in points] == sorted({x for x, _ in points})


@given(positive_total)
def test_no_point_of_the_curve_tells_the_profit_of_one_or_two_customers(values):
    points = whale_curve(values).curve
    places = [round(point.customers * len(values)) for point in points]

    assert len(values) < 6 or min(np.diff(places)) >= 3


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


GROUPS = ("builders", "rest", "eroders")
# A data frame in every example: on shared cores now and then slower than Hypothesis waits.
with_frames = settings(max_examples=40, deadline=None)


def cut(profits, segments=None):
    names = None if segments is None else segment_names(pd.Series(segments), pd.Series(segments))
    return whale_groups(profits, names)


def sizes(groups):
    assert tuple(group.name for group in groups) == GROUPS
    return [group.customers for group in groups]


def test_the_textbook_whale_is_cut_where_it_has_risen_to_four_fifths_and_where_it_falls():
    groups = cut([11.25] * 20 + [0] * 70 + [-12.5] * 10)

    assert sizes(groups) == [16, 74, 10]
    assert [(group.profit, group.share) for group in groups] == [(180, 1.8), (45, 0.45), (-125, -1.25)]


@with_frames
@given(profits, st.randoms(use_true_random=False))
def test_groups_partition_customers_and_profit(values, random):
    segments = random.choices("abc", k=len(values))

    groups = cut(values, segments)

    assert sum(sizes(groups)) == len(values)
    assert sum(group.profit for group in groups) == pytest.approx(sum(values), abs=1e-6)
    assert groups[2].customers == whale_curve(values).losers
    for group in groups:
        assert not group.makeup or sum(part.customers for part in group.makeup) == group.customers
        assert not group.makeup or sum(part.share for part in group.makeup) == pytest.approx(1)


@given(positive_total)
def test_builders_are_the_fewest_who_make_four_fifths_of_the_peak(values):
    builders = cut(values)[0]
    ranked = sorted(values, reverse=True)
    enough = 0.8 * sum(value for value in values if value > 0)

    assert builders.profit == pytest.approx(sum(ranked[: builders.customers]))
    assert builders.profit >= enough * (1 - 1e-9)
    assert builders.profit - ranked[builders.customers - 1] < enough


@with_frames
@given(profits, st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_nothing_about_groups(values, random):
    rows = [(value, random.choice("abc")) for value in values]
    shuffled = random.sample(rows, len(rows))

    assert cut(*zip(*rows, strict=True)) == cut(*zip(*shuffled, strict=True))


@given(st.lists(st.tuples(st.integers(-3, 3).map(float), st.sampled_from("abcdef")), min_size=1, max_size=60))
def test_no_part_of_one_or_two_is_shown_nor_found_by_subtraction(rows):
    values, kinds = zip(*rows, strict=True)
    names = segment_names(pd.Series(kinds), pd.Series(kinds))
    total = names.value_counts()

    groups = whale_groups(values, names)
    parts = {(group.name, part.segment): part.customers for group in groups for part in group.makeup}

    assert all(customers >= 3 for customers in parts.values())
    shown = {segment for _, segment in parts} - {SMALL_GROUPS}
    assert all(total[segment] == sum(parts.get((name, segment), 0) for name in GROUPS) for segment in shown)
    hidden = set(names) - shown
    assert not shown or hidden <= {SMALL_GROUPS} or len(hidden) > 1


def test_makeup_sets_a_groups_parts_against_the_usual_ones():
    found = cut([100.0] * 8 + [1.0] * 12 + [-5.0] * 10, ["a"] * 8 + ["b"] * 6 + ["a"] * 6 + ["b"] * 10)

    assert [(part.segment, part.customers, part.share) for part in found[2].makeup] == [("b", 10, 1)]
    assert found[2].makeup[0].usual == pytest.approx(16 / 30)


def test_customers_who_earn_the_same_are_shared_out_among_builders():
    builders = cut([5.0] * 20, ["a"] * 15 + ["b"] * 5)[0]

    assert builders.customers == 16
    assert {part.segment: part.customers for part in builders.makeup} in ({"a": 12, "b": 4}, {})


def test_without_a_total_profit_groups_are_in_money_only():
    groups = cut([10.0, 1, -20])

    assert [(group.customers, group.profit, group.share) for group in groups] == [
        (1, 10, None),
        (1, 1, None),
        (1, -20, None),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [([7.0], [1, 0, 0]), ([0.0, 0], [0, 2, 0]), ([-1.0, -2], [0, 0, 2]), ([5.0] * 10, [8, 2, 0])],
)
def test_one_customer_nobody_profitable_and_all_the_same_have_groups_too(values, expected):
    assert sizes(cut(values)) == expected


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


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([12.0], ("There is only one customer",)),
        ([5.0, 5.0, 5.0], ("All 3 customers make the same profit (5.00 each)",)),
        ([0.0, 0.0], ("All 2 customers make the same profit (0.00 each)",)),
        ([5.0, 5.0, 5.01], ()),
    ],
)
def test_a_ranking_that_says_nothing_is_said_to(values, said):
    notes = ranking_notes(values)

    assert len(notes) == len(said)
    assert all(note.startswith(start) for note, start in zip(notes, said, strict=True))

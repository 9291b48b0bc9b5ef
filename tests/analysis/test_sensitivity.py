import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.customer_money import CustomerMoney
from cxworkshop.analysis.segment_names import segment_names
from cxworkshop.analysis.sensitivity import sensitivity
from cxworkshop.analysis.whale import whale_curve
from cxworkshop.domain.costs import Believed, Costs

CALL = Believed(kind="unit_cost", name="Call", value=10, low=5, high=30)
VISIT = Believed(kind="unit_cost", name="Visit", value=40, low=20, high=60)
MARGIN = Believed(kind="margin", name="margin", value=0.5, low=0.2, high=0.6)


def customers(revenue, cost, events, segments, believed=(CALL, VISIT)):
    """The customers' money, and their segments."""
    n = len(revenue)
    kinds = tuple(told.name for told in believed if told.kind == "unit_cost")
    money = CustomerMoney(
        revenue=np.array(revenue, dtype=float),
        cost=np.array(cost, dtype=float),
        acquisition=np.zeros(n),
        events=np.array(events, dtype=float).reshape(n, len(kinds)),
        kinds=kinds,
        costs=Costs(believed=believed),
        labels=pd.DataFrame(index=range(n)),
    )
    return money, segment_names(pd.Series(list(segments)), pd.Series(list(segments)))


def test_losers_and_totals_are_told_at_either_end():
    money, segments = customers([100] * 6, [40] * 6, [(n, 0) for n in range(6)], "aaabbb")

    call, visit = sensitivity(money, None, segments)

    assert (call.losers_low, call.losers_high, call.change_sides) == (0, 3, 3)
    assert (call.total_low, call.total_high) == (360 - 75, 360 - 450)
    assert [(told.name, told.at_low, told.at_high) for told in call.segments] == [
        ("a", 55, 30),
        ("b", 40, -60),
    ]
    assert (visit.losers_low, visit.losers_high, visit.total_low) == (0, 0, visit.total_high)


def test_segments_that_change_places_within_the_range_are_told_with_the_figure():
    money, segments = customers([200] * 3 + [100] * 3, [0] * 6, [(8, 0)] * 3 + [(2, 0)] * 3, "aaabbb")

    call, visit = sensitivity(money, None, segments)

    assert [(told.first, told.second) for told in call.crossings] == [("a", "b")]
    assert call.crossings[0].at == pytest.approx(100 / 6)
    assert visit.crossings == ()


def test_the_nearest_crossing_comes_first():
    money, segments = customers(
        [220] * 3 + [100] * 3 + [70] * 3, [0] * 9, [(9, 0)] * 3 + [(2, 0)] * 3 + [(0, 0)] * 3, "aaabbbccc"
    )

    crossings = sensitivity(money, None, segments)[0].crossings

    assert [(told.first, told.second) for told in crossings] == [("b", "c"), ("a", "c"), ("a", "b")]
    assert [told.at for told in crossings] == pytest.approx([15, 150 / 9, 120 / 7])


def test_segments_that_earn_the_same_change_no_places():
    money, segments = customers([100] * 6, [40] * 6, [(1, 1)] * 6, "aaabbb")

    assert [told.crossings for told in sensitivity(money, None, segments)] == [(), ()]


amounts = st.integers(-100, 100)
rows = st.lists(
    st.tuples(amounts, amounts, st.integers(0, 5), st.integers(0, 5), st.sampled_from("ab")),
    min_size=3,
    max_size=40,
)


# A data frame in every example: on shared cores now and then slower than Hypothesis waits.
@settings(max_examples=40, deadline=None)
@given(rows, st.floats(0, 1), st.booleans())
def test_it_agrees_with_computing_anew(rows, share, by_margin):
    revenue, cost, calls, visits, kinds = zip(*rows, strict=True)
    believed = (MARGIN, CALL, VISIT) if by_margin else (CALL, VISIT)
    cost = [0] * len(rows) if by_margin else cost
    money, segments = customers(revenue, cost, list(zip(calls, visits, strict=True)), kinds, believed)
    costs = money.costs.replacing(CALL.at(CALL.low + share * (CALL.high - CALL.low)))

    for found in sensitivity(money, costs, segments):
        told = found.believed
        low, high = (money.profit(costs.replacing(told.at(end))) for end in (told.low, told.high))
        ends = whale_curve(low), whale_curve(high)

        assert (found.losers_low, found.losers_high) == tuple(curve.losers for curve in ends)
        assert (found.total_low, found.total_high) == pytest.approx(tuple(curve.total for curve in ends))
        for part in found.segments:
            members = (segments == part.name).to_numpy()
            assert (part.at_low, part.at_high) == pytest.approx((low[members].mean(), high[members].mean()))
        for crossing in found.crossings:
            there = money.profit(costs.replacing(told.at(crossing.at)))
            first, second = (
                there[(segments == name).to_numpy()].mean() for name in (crossing.first, crossing.second)
            )
            assert first == pytest.approx(second, abs=1e-6)

import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.customer_money import MARGIN, CustomerMoney
from cxworkshop.analysis.margins import find_margins
from cxworkshop.domain.costs import Believed, Costs
from cxworkshop.errors import UndefinedMeasureError

SEGMENTS = pd.Series(["big", "big", "small"])
SERVED = Believed(kind="unit_cost", name="Call", value=10, low=5, high=20)


def money(revenue=(100, 300, 200), cost=(50, 100, 150), believed=(SERVED,)):
    """Three customers, served 3, 0 and 6 times, the first acquired for 20."""
    return CustomerMoney(
        revenue=np.array(revenue, float),
        cost=np.array(cost, float),
        acquisition=np.array([20.0, 0.0, 0.0]),
        events=np.array([[3.0], [0.0], [6.0]]),
        kinds=("Call",),
        costs=Costs(believed=believed),
        labels=pd.DataFrame(index=range(3)),
    )


def test_a_margin_is_what_is_left_of_revenue_after_all_costs():
    found = find_margins(money(), SEGMENTS)

    assert found.overall == pytest.approx((600 - 300 - 90 - 20) / 600)
    assert found.segments == pytest.approx(
        {"big": (400 - 150 - 30 - 20) / 400, "small": (200 - 150 - 60) / 200}
    )


def test_margins_of_segments_make_that_of_all():
    found = find_margins(money(), SEGMENTS)

    assert (400 * found.segments["big"] + 200 * found.segments["small"]) / 600 == pytest.approx(found.overall)


def test_believed_costs_count():
    dearer = Costs(believed=(SERVED.at(20),))

    assert find_margins(money(), costs=dearer).overall == pytest.approx((600 - 300 - 180 - 20) / 600)


def test_customers_without_a_segment_count_overall_alone():
    found = find_margins(money(), pd.Series(["big", "big", None]))

    assert found.overall == find_margins(money()).overall
    assert set(found.segments) == {"big"}


def test_a_segment_that_loses_money_is_named():
    notes = find_margins(money(), SEGMENTS).notes

    assert "each segment's own margin" in notes[0]
    assert notes[1:] == ("small cost more than they bring, so the more they buy, the more is lost.",)


def test_a_firm_that_loses_money_is_told_so():
    notes = find_margins(money(cost=(500, 500, 500))).notes

    assert notes[1].startswith("Customers cost more than they bring")


def test_that_margins_are_taken_as_known_is_said():
    assert "taken as known" in find_margins(money()).notes[0]


def test_without_costs_and_belief_value_is_in_revenue():
    found = find_margins(money(believed=(MARGIN, SERVED)), SEGMENTS)

    assert (found.overall, found.segments) == (1, {"big": 1, "small": 1})
    assert found.notes == ("Value is in revenue, because the transactions have no cost.",)


def test_a_margin_that_is_believed_counts():
    believed = Costs(believed=(MARGIN.at(0.5), SERVED))
    found = find_margins(money(cost=(0, 0, 0), believed=(MARGIN, SERVED)), costs=believed)

    assert found.overall == pytest.approx((300 - 90 - 20) / 600)


def test_a_segment_without_revenue_gets_the_margin_of_all():
    found = find_margins(money(revenue=(100, 300, 0)), SEGMENTS)

    assert found.segments["small"] == found.overall


def test_where_all_came_back_value_is_in_revenue():
    found = find_margins(money(revenue=(100, 300, -400)))

    assert found.overall == 1
    assert "as much came back as went out" in found.notes[0]


def test_infinite_amounts_are_refused():
    with pytest.raises(UndefinedMeasureError, match="infinite"):
        find_margins(money(cost=(np.inf, 0, 0)))

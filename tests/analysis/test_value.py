from datetime import date

import numpy as np
import pytest
from cdnow_sample import histories
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.value import (
    Terms,
    discounted_if_alive,
    expected_purchases,
    expected_spend,
    fit_bg_nbd,
    fit_gamma_gamma,
    forward_value,
    purchases_if_alive,
)
from cxworkshop.errors import InvalidChoiceError

YEAR = Terms(52, "week")


@pytest.fixture(scope="module")
def cdnow():
    return histories()


@pytest.fixture(scope="module")
def models(cdnow):
    return fit_bg_nbd(cdnow.frequency, cdnow.recency, cdnow.age), fit_gamma_gamma(
        cdnow.frequency, cdnow.spend
    )


def test_without_discount_value_is_purchases_times_spend(cdnow, models):
    buying, spending = models
    purchases = expected_purchases(buying, cdnow.frequency, cdnow.recency, cdnow.age, 52)
    spend = expected_spend(spending, cdnow.frequency, cdnow.spend)
    found = forward_value(cdnow, *models, YEAR._replace(discount=0.0), draws=50)

    assert found.everyone.mean == pytest.approx((purchases * spend).mean(), rel=1e-9)
    assert found.everyone.customers == 2357


def test_each_purchase_is_discounted_from_its_moment(models):
    days = np.arange(0, 52.001, 1 / 7)
    purchases = np.diff([float(purchases_if_alive(models[0], 3, 30, day)) for day in days])
    years = (days[1:] + days[:-1]) / 2 * 7 / 365.25
    found = discounted_if_alive(models[0], np.array(3.0), np.array(30.0), YEAR._replace(discount=0.3))

    assert float(found) == pytest.approx((purchases * 1.3**-years).sum(), rel=1e-6)


def test_a_kept_customer_is_worth_what_leaving_takes_away(cdnow, models):
    buying, spending = models
    terms = YEAR._replace(discount=0.0)
    sure = purchases_if_alive(buying, cdnow.frequency, cdnow.age, 52)
    unsure = expected_purchases(buying, cdnow.frequency, cdnow.recency, cdnow.age, 52)
    spend = expected_spend(spending, cdnow.frequency, cdnow.spend)

    found = forward_value(cdnow, *models, terms, draws=50).everyone.kept_customer
    assert found == pytest.approx(((sure - unsure) * spend).mean(), rel=1e-9)


def test_groups_add_up_to_everyone(cdnow, models):
    groups = np.where(cdnow.frequency > 2, "often", np.where(cdnow.frequency > 0, "again", "once"))
    found = forward_value(cdnow, *models, YEAR, groups=list(groups), draws=50)

    assert sum(group.customers for group in found.groups.values()) == 2357
    total = sum(group.customers * group.mean for group in found.groups.values())
    assert total == pytest.approx(2357 * found.everyone.mean)
    assert found.groups["often"].mean > found.groups["again"].mean > found.groups["once"].mean


def test_groups_have_margins_of_their_own(cdnow, models):
    groups = ["often" if frequency > 2 else "seldom" for frequency in cdnow.frequency]
    plain = forward_value(cdnow, *models, YEAR, groups=groups, draws=50).groups
    margins = {"often": 0.5, "seldom": -0.2}
    found = forward_value(cdnow, *models, YEAR, groups=groups, margins=margins, draws=50)
    total = sum(group.customers * margins[name] * group.mean for name, group in plain.items())

    assert found.groups["often"][2:] == pytest.approx([0.5 * figure for figure in plain["often"][2:]])
    assert found.groups["seldom"].low < found.groups["seldom"].mean < found.groups["seldom"].high < 0
    assert 2357 * found.everyone.mean == pytest.approx(total)


def test_intervals_hold_the_mean_and_are_the_same_each_time(cdnow, models):
    found = forward_value(cdnow, *models, YEAR)

    assert found.everyone.low < found.everyone.mean < found.everyone.high
    assert found == forward_value(cdnow, *models, YEAR)


@pytest.fixture(scope="module")
def usual(cdnow, models):
    return forward_value(cdnow, *models, YEAR, draws=50)


@settings(max_examples=4, deadline=None)  # a fit and fifty models each
@given(factor=st.floats(1e-3, 1e5))
def test_scaling_money_scales_value(cdnow, models, usual, factor):
    dear = cdnow._replace(spend=cdnow.spend * factor)
    scaled = forward_value(dear, models[0], fit_gamma_gamma(dear.frequency, dear.spend), YEAR, draws=50)

    assert scaled.everyone.mean == pytest.approx(factor * usual.everyone.mean, rel=1e-4)
    assert scaled.everyone.kept_customer == pytest.approx(factor * usual.everyone.kept_customer, rel=1e-4)


def test_another_unit_of_time_gives_the_same_value(cdnow, models, usual):
    days = cdnow._replace(recency=cdnow.recency * 7, age=cdnow.age * 7, unit="day")
    buying = fit_bg_nbd(days.frequency, days.recency, days.age)
    found = forward_value(days, buying, models[1], Terms(364, "day"), draws=50).everyone.mean

    assert found == pytest.approx(usual.everyone.mean, rel=1e-4)


def test_progress_is_told_to_the_end(cdnow, models):
    told = []
    forward_value(cdnow, *models, YEAR, draws=50, progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 1


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(0, "week"), "above 0"),
        (Terms(-3, "week"), "above 0"),
        (Terms(float("nan"), "week"), "above 0"),
        (Terms(60, "year"), "50 years"),
        (Terms(52, "week", discount=10), "0.1 means 10 %"),
        (Terms(52, "week", discount=-0.1), "yearly rate"),
    ],
)
def test_terms_that_make_no_sense_are_refused(cdnow, models, terms, said):
    with pytest.raises(InvalidChoiceError, match=said):
        forward_value(cdnow, *models, terms)


def test_histories_end_where_they_were_asked_to(cdnow):
    assert (cdnow.first_day, cdnow.until, cdnow.last_day) == (
        date(1997, 1, 1),
        date(1997, 9, 30),
        date(1998, 6, 30),
    )

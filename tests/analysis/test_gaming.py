import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.gaming import can_heap, heap
from cxworkshop.analysis.month_ends import can_bunch, month_end
from cxworkshop.analysis.rounding import rounding_unit

DAYS = pd.date_range("2024-10-01", "2026-09-30")
NO_SITE = ""


def hours(rng, n=800):
    return rng.normal(22, 6, n)


def with_heap(values, target, rng, *, above=False):
    """Half of the values up to 4 beyond the target, moved to just within it."""
    beyond = target - values if above else values - target
    moved = (beyond > 0) & (beyond < 4) & (rng.random(len(values)) < 0.5)
    within = target + (1 if above else -1) * rng.random(len(values)) * 0.8
    return np.where(moved, within, values)


def by_fives(rng):
    values = rng.normal(30, 9, 800)
    return np.where(rng.random(800) < 0.3, 5 * np.rint(values / 5), np.rint(values))


SMOOTH = {
    "normal": (hours, 24),
    "whole hours": (lambda rng: np.rint(hours(rng)), 24),
    "some whole hours": (
        lambda rng: np.where(rng.random(800) < 0.3, np.rint(v := hours(rng)), v.round(2)),
        24,
    ),
    "lognormal": (lambda rng: rng.lognormal(1, 0.8, 800), 3.5),
    "waiting times, a low target": (lambda rng: rng.exponential(10, 800), 3),
    "whole minutes and fives": (by_fives, 30),
    "shares near one": (lambda rng: rng.beta(40, 5, 800), 0.9),
}


@pytest.mark.parametrize("shape", SMOOTH)
def test_smooth_values_raise_next_to_no_alarm(shape):
    make, target = SMOOTH[shape]
    rng = np.random.default_rng(7)
    drawn = [make(rng) for _ in range(40)]

    assert sum(can_heap(values, target) for values in drawn) > 33
    # One in a hundred is expected; more than 3 of 40 come once in a thousand times.
    assert sum(heap(values, target, about="Answer time") is not None for values in drawn) <= 3


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("decimals", [2, 0])
def test_a_planted_heap_is_found_on_either_side(above, decimals):
    rng = np.random.default_rng(3)
    target = 20 if above else 24
    values = with_heap(hours(rng, 2000), target, rng, above=above).round(decimals)

    sign = heap(values, target, about="Answer time")

    assert sign is not None
    assert (sign.kind, sign.about, sign.at) == ("heap", "Answer time", target)
    assert sign.expected < sign.low < sign.found < sign.high


def test_the_slope_of_the_values_is_allowed_for():
    steep = np.random.default_rng(1).exponential(1, 4000)

    sign = heap(with_heap(steep, 1, np.random.default_rng(2)), 1, about="Answer time")

    assert sign is not None
    assert 0.5 < sign.expected < 0.6


def test_a_heap_must_stand_out_more_where_more_metrics_are_looked_at():
    rng = np.random.default_rng(3)
    values = with_heap(hours(rng, 2000), 24, rng)

    one, many = (heap(values, 24, about="Answer time", looks=looks) for looks in (1, 20))

    assert one is not None
    assert many is not None
    assert many.low < one.low


@pytest.mark.parametrize(
    ("values", "target"),
    [
        (np.linspace(0, 10, 99), 5),
        (np.linspace(0, 10, 500), 10),
        (np.linspace(0, 10, 500), 40),
        (np.full(500, 3.0), 3),
    ],
    ids=["too few", "target at the edge", "target never seen", "all the same"],
)
def test_where_a_heap_can_not_be_told_none_is_looked_for(values, target):
    assert not can_heap(values, target)
    assert heap(values, target, about="Answer time") is None


@pytest.mark.parametrize(
    ("make", "unit"),
    [
        (lambda v, _: v, 0),
        (lambda v, _: v.round(2), 0.01),
        (lambda v, _: np.rint(v), 1),
        (lambda v, rng: np.where(rng.random(len(v)) < 0.2, np.rint(v), v), 1),
        (lambda v, _: np.rint(v * 4) / 4, 0.25),
        (lambda v, rng: np.where(rng.random(len(v)) < 0.3, 5 * np.rint(v / 5), np.rint(v)), 5),
    ],
    ids=["none", "cents", "whole", "some whole", "quarters", "some fives"],
)
def test_what_people_round_to_is_found(make, unit):
    rng = np.random.default_rng(2)

    assert rounding_unit(make(rng.normal(30, 9, 1500), rng), 24, 1) == unit


def cases(rng, n=900, *, weekdays=False):
    weight = np.where(DAYS.day_of_week > 4, 0.1, 1.0) if weekdays else np.ones(len(DAYS))
    busy = rng.uniform(0.7, 1.3, 12)[DAYS.month - 1]
    return pd.Series(rng.choice(DAYS, n, p=weight * busy / (weight * busy).sum()))


@pytest.mark.parametrize("weekdays", [False, True])
def test_even_months_raise_next_to_no_alarm(weekdays):
    rng = np.random.default_rng(9)
    alarms = [month_end(cases(rng, weekdays=weekdays), about="Answer time") for _ in range(40)]

    assert sum(sign is not None for sign in alarms) <= 2


def test_full_month_ends_are_found():
    rng = np.random.default_rng(5)
    days = cases(rng)
    held = rng.random(len(days)) < 0.1

    sign = month_end(days.where(~held, days + pd.offsets.MonthEnd(0)), about="Answer time")

    assert sign is not None
    assert (sign.kind, sign.n) == ("month_end", 900)
    assert sign.expected == pytest.approx(3 / 30.4, abs=0.002)
    assert sign.expected < sign.low < sign.found < sign.high


def test_only_whole_months_count():
    rng = np.random.default_rng(5)
    days = cases(rng)
    ending = pd.Series(pd.date_range("2024-09-29", "2024-09-30").repeat(30))

    more = pd.concat([days, ending], ignore_index=True)

    assert month_end(more, about="Answer time") == month_end(days, about="Answer time")


REGULAR = {
    "weekly": pd.date_range("2024-10-07", periods=104, freq="7D"),
    "monthly": pd.date_range("2016-01-01", periods=120, freq="MS"),
    "quarterly": pd.date_range("1996-01-01", periods=120, freq="QS"),
    "daily": DAYS,
    "on working days": pd.bdate_range("2024-10-01", "2026-09-30"),
}


@pytest.mark.parametrize("rhythm", REGULAR)
@pytest.mark.parametrize("sites", [1, 3])
def test_one_value_a_time_of_each_site_is_no_case(rhythm, sites):
    days = pd.Series(REGULAR[rhythm].repeat(sites))
    named = pd.Series([f"Site {place % sites}" for place in range(len(days))])

    assert not can_bunch(days, named)


def test_cases_are_told_from_regular_values():
    days = cases(np.random.default_rng(1))

    assert can_bunch(days, pd.Series(NO_SITE, days.index))
    assert not can_bunch(days[:99], pd.Series(NO_SITE, days[:99].index))
    assert not can_bunch(days[days < "2025-03-15"], pd.Series(NO_SITE, days.index)[days < "2025-03-15"])

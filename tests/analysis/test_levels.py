import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.clustered import clustered_mean
from cxworkshop.analysis.levels import measured_metric
from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError


def metric(dates, values=None, *, site="", unit="hours", target=np.nan):
    dates = pd.DatetimeIndex(dates)
    values = np.arange(len(dates), dtype=float) if values is None else values
    return pd.DataFrame({"date": dates, "value": values, "site": site, "unit": unit, "target": target})


def weeks(count, first="2025-01-06"):
    return pd.date_range(first, periods=count, freq="7D")


def test_a_mean_and_its_interval_by_hand():
    # Means of the weeks 1, 2 and 6: mean 3, residuals -2, -1 and 3, error sqrt(1.5 · 14) / 3, t(2) = 4.303
    found = clustered_mean(pd.Series([1.0, 2, 6]), pd.Series([1, 2, 3]))

    assert (found.mean, found.clusters) == (3, 3)
    assert found.error == pytest.approx(np.sqrt(21) / 3)
    assert found.interval(0.95) == pytest.approx((3 - 4.303 * found.error, 3 + 4.303 * found.error), rel=0.02)


def test_values_copied_within_a_week_tell_nothing_more():
    once = clustered_mean(pd.Series([1.0, 2, 6]), pd.Series([1, 2, 3]))
    copied = clustered_mean(pd.Series([1.0, 2, 6]).repeat(50), pd.Series([1, 2, 3]).repeat(50))

    assert copied == pytest.approx(once)


def test_intervals_hold_the_mean_as_often_as_they_say_though_weeks_are_alike():
    rng = np.random.default_rng(1)
    week = pd.Series(np.arange(13).repeat(20))
    held = 0
    for _ in range(300):
        values = pd.Series(rng.normal(size=13)[week] + rng.normal(size=len(week)))
        low, high = clustered_mean(values, week).interval(0.95)
        held += low < 0 < high

    assert 0.91 < held / 300 < 0.98


def test_only_whole_quarters_are_shown_and_the_last_one_is_today():
    found = measured_metric(metric(weeks(30, "2025-02-03")), "Rooms ready")

    assert [level.name for level in found.quarters] == ["2025 Q2"]
    assert found.today == found.quarters[-1]
    assert (found.n, found.today.n, found.unit) == (30, 13, "hours")


@pytest.mark.parametrize("first", ["2025-01-01", "2025-01-31"])
def test_monthly_values_fill_a_quarter_wherever_they_are_dated(first):
    months = pd.date_range(first, periods=12, freq="MS" if first.endswith("-01") else "ME")

    found = measured_metric(metric(months), "Rooms ready")

    assert [level.name for level in found.quarters] == ["2025 Q1", "2025 Q2", "2025 Q3", "2025 Q4"]
    assert [level.n for level in found.quarters] == [3, 3, 3, 3]


def test_sites_are_told_over_the_last_four_quarters():
    parts = [metric(weeks(104, "2024-01-01"), np.arange(104.0), site=site) for site in ("Leeds", "Oslo")]
    few = metric(weeks(2, "2025-11-03"), site="Bergen")

    found = measured_metric(pd.concat([*parts, few], ignore_index=True), "Rooms ready")

    assert [(level.name, level.n) for level in found.sites] == [("Leeds", 51), ("Oslo", 51)]
    assert found.sites[0].mean == pytest.approx(np.arange(53, 104).mean())


def test_a_single_site_is_not_set_apart():
    assert measured_metric(metric(weeks(60), site="Oslo"), "Rooms ready").sites == ()


def test_the_latest_target_counts():
    values = metric(weeks(60))
    values["target"] = np.where(np.arange(60) < 30, 5.0, np.where(np.arange(60) < 50, 4.0, np.nan))

    assert measured_metric(values, "Rooms ready").target == 4
    assert measured_metric(metric(weeks(60)), "Rooms ready").target is None


def test_several_units_are_refused_with_a_sentence():
    mixed = pd.concat([metric(weeks(60)), metric(weeks(60), unit="minutes")], ignore_index=True)

    with pytest.raises(InvalidChoiceError, match="Rooms ready is in hours and minutes"):
        measured_metric(mixed, "Rooms ready")


@pytest.mark.parametrize("dates", [weeks(8), weeks(1), pd.date_range("2015-01-01", periods=9, freq="QS")])
def test_too_little_is_refused_with_a_sentence(dates):
    with pytest.raises(UndefinedMeasureError, match="Rooms ready has no whole quarter"):
        measured_metric(metric(dates), "Rooms ready")

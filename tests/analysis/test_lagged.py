import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.lagged import lagged_correlations
from cxworkshop.analysis.time_steps import autocorrelations, effective_pairs

WEEKS = 80


def chance(rng, weeks, alike=0.0):
    """A series whose neighbours correlate by `alike`."""
    series = rng.normal(size=weeks + 40)
    for week in range(1, len(series)):
        series[week] += alike * series[week - 1]
    return series[40:]


def weekly(values, first="2024-10-07", name="value", per_week=1):
    days = pd.date_range(first, periods=len(values), freq="7D")
    return pd.DataFrame({"date": days.repeat(per_week), name: np.repeat(values, per_week)})


def answers(values, first="2024-10-07", per_week=5):
    return weekly(values, first, "outcome", per_week).assign(weight=1.0)


def found_for(metric, outcome, **options):
    return lagged_correlations(weekly(metric), answers(outcome), name="Rooms ready", **options)


def planted(lead, *, sign=1, alike=0.0, weeks=WEEKS, seed=3):
    """A metric, and an outcome that follows it `lead` weeks later."""
    rng = np.random.default_rng(seed)
    metric = chance(rng, weeks + lead, alike)
    return metric[lead:], sign * metric[:weeks] / metric.std() + 0.8 * rng.normal(size=weeks)


@pytest.mark.parametrize("lead", [0, 1, 3, 8])
def test_a_planted_lead_is_found(lead):
    found = found_for(*planted(lead))

    assert (found.best, found.step, found.refusal) == (lead, "week", None)
    assert found.lags[lead].low > 0.4


def test_the_correlation_has_the_sign_of_what_was_planted():
    up, down = found_for(*planted(2)), found_for(*planted(2, sign=-1))

    assert up.lags[2].low > 0 > down.lags[2].high
    assert down.best == 2


def test_a_lead_is_found_among_series_that_change_slowly():
    assert found_for(*planted(4, alike=0.5)).best == 4


def test_what_can_not_be_told_from_the_same_week_is_not_ahead():
    rng = np.random.default_rng(5)
    slow = chance(rng, WEEKS + 1, 0.97)

    found = found_for(slow[1:] + rng.normal(size=WEEKS), slow[:WEEKS] + rng.normal(size=WEEKS))

    assert found.best in {None, 0}
    assert max(found.lags, key=lambda lag: lag.r).lag == 1


@pytest.mark.parametrize("alike", [0.0, 0.4, 0.8])
def test_chance_hardly_ever_gives_a_best_lag(alike):
    rng = np.random.default_rng(11)
    pairs = [(chance(rng, WEEKS, alike), chance(rng, WEEKS, alike)) for _ in range(30)]
    alarms = [found_for(*pair).best is not None for pair in pairs]

    assert sum(alarms) <= 5  # 1.5 of 30 are expected at 95 %; more than 5 come once in a hundred times


def test_intervals_that_ignore_autocorrelation_would_cry_wolf():
    rng = np.random.default_rng(11)
    alarms = 0
    for _ in range(20):
        found = found_for(chance(rng, WEEKS, 0.8), chance(rng, WEEKS, 0.8))
        naive = [2.77 / np.sqrt(lag.n - 3) for lag in found.lags]
        alarms += any(abs(np.arctanh(lag.r)) > half for lag, half in zip(found.lags, naive, strict=True))

    assert alarms > 5


def test_trends_alone_do_not_go_together():
    rng = np.random.default_rng(4)
    rising = np.arange(WEEKS) / 4

    assert found_for(rising + rng.normal(size=WEEKS), rising + rng.normal(size=WEEKS)).best is None


def test_later_answers_lengthen_the_lead_by_as_much():
    metric, outcome = planted(2)
    later = lagged_correlations(weekly(metric), answers(outcome, "2024-10-21"), name="Rooms ready")

    assert later.best == 4
    assert later.lags[4].r == pytest.approx(found_for(metric, outcome).lags[2].r)


@settings(max_examples=8, deadline=None)
@given(st.floats(0.01, 1000), st.floats(-1e4, 1e4), st.randoms(use_true_random=False))
def test_neither_unit_nor_order_of_rows_matters(scale, level, order):
    metric, outcome = planted(2)
    rows = list(range(WEEKS))
    order.shuffle(rows)
    changed = lagged_correlations(
        weekly(metric * scale + level).iloc[rows], answers(outcome), name="Rooms ready"
    )

    assert [lag.r for lag in changed.lags] == pytest.approx(
        [lag.r for lag in found_for(metric, outcome).lags]
    )


def test_more_looks_widen_the_intervals():
    one, many = (found_for(*planted(2), looks=looks).lags[2] for looks in (1, 10))

    assert many.low < one.low < one.r == many.r < one.high < many.high


def test_weeks_with_too_few_answers_make_it_months():
    rng = np.random.default_rng(2)
    metric, outcome = chance(rng, 200), chance(rng, 200)

    found = lagged_correlations(weekly(metric), answers(outcome, per_week=2), name="Rooms ready")

    assert (found.step, len(found.lags)) == ("month", 9)
    assert found.lags[0].n == 46


def test_only_lags_with_24_pairs_are_tried():
    assert [lag.lag for lag in found_for(*planted(0, weeks=27)).lags] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("metric", "outcome", "says"),
    [
        (np.arange(20.0) % 3, np.arange(20.0) % 5, "share 20 weeks"),
        (np.full(40, 7.0), np.arange(40.0) % 5, "Rooms ready never leaves its straight line"),
        (np.arange(40.0) % 5, np.arange(40.0), "The outcome never leaves its straight line"),
    ],
)
def test_what_can_not_be_told_is_refused_with_a_sentence(metric, outcome, says):
    found = found_for(metric, outcome)

    assert says in (found.refusal or "")
    assert (found.lags, found.best) == ((), None)


def test_gaps_are_refused_with_a_sentence():
    months = pd.Series(pd.date_range("2015-01-15", periods=60, freq="MS"))
    kept = months[np.arange(60) % 3 > 0]
    rng = np.random.default_rng(1)
    metric = pd.DataFrame({"date": kept, "value": rng.normal(size=len(kept))})
    outcome = pd.DataFrame({"date": months.repeat(6), "outcome": rng.normal(size=360), "weight": 1.0})

    found = lagged_correlations(metric, outcome, name="Rooms ready")

    assert "months lack Rooms ready" in (found.refusal or "")


def test_no_answers_at_all_are_refused_with_a_sentence():
    found = lagged_correlations(weekly(np.arange(40.0)), answers(np.full(40, np.nan)), name="Rooms ready")

    assert "share 0 months" in (found.refusal or "")


def test_effective_pairs_by_hand():
    # 1 + 2 (0.9 · 0.25 + 0.8 · 0.04) = 1.514 of 10 pairs, whose first two lags count
    assert effective_pairs(np.array([0.5, 0.2, 9]), np.array([0.5, 0.2, 9]), 10) == pytest.approx(10 / 1.514)
    assert effective_pairs(np.array([0.5]), np.array([-0.5]), 10) == 10


def test_autocorrelations_by_hand():
    series = pd.Series([1.0, -1.0, np.nan, 1.0, -1.0])

    assert autocorrelations(series, 2) == pytest.approx([-1, -1])

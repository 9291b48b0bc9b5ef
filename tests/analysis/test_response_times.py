import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.response_times import response_times
from cxworkshop.errors import EmptyTableError, MissingColumnError, NotNumericError, UndefinedMeasureError
from cxworkshop.settings import assets


def times(**channels):
    rows = [(name, hours) for name, all_hours in channels.items() for hours in all_hours]
    return pd.DataFrame(rows, columns=["channel", "hours"])


@pytest.fixture(scope="module")
def sample():
    return pd.read_csv(assets("data") / "sample-firm" / "response_times.csv")


def test_the_planted_inconsistent_channel_is_named(sample, truths):
    found = response_times(sample, "channel", "hours", limit=24)

    assert found.inconsistent == (truths["inconsistent_channel"],)
    assert [one.channel for one in found.channels] == ["Chat", "Front desk", "Phone", "E-mail"]
    assert sum(one.n for one in found.channels) == 3000
    assert found.channels[-1].within_high < 0.85 < found.channels[0].within_low


def test_slow_but_steady_is_not_inconsistent(sample):
    slow = sample.assign(hours=sample["hours"].where(sample["channel"] != "Phone", sample["hours"] * 500))

    assert response_times(slow, "channel", "hours").inconsistent == ("E-mail",)


def test_figures_by_hand():
    found = response_times(times(mail=range(1, 21)), "channel", "hours", limit=5).channels[0]

    assert (found.n, found.median, found.slow, found.spread, found.within) == (20, 10, 18, 1.8, 0.25)
    assert (found.within_low, found.within_high) == pytest.approx((0.1119, 0.4687), abs=1e-4)  # Wilson


def test_intervals_are_those_of_the_bootstrap():
    hours = np.random.default_rng(1).lognormal(0, 1, 60)
    drawn = np.random.default_rng(2).choice(hours, (20_000, 60))
    medians, slows = (np.sort(drawn)[:, place] for place in (29, 53))

    found = response_times(times(mail=hours), "channel", "hours", bootstrap=20_000).channels[0]

    def interval(values):
        return pytest.approx(np.quantile(values, (0.025, 0.975)), rel=0.03)

    assert (found.median_low, found.median_high) == interval(medians)
    assert (found.slow_low, found.slow_high) == interval(slows)
    assert (found.spread_low, found.spread_high) == interval(slows / medians)


def test_neither_the_order_of_requests_nor_other_channels_change_a_channel(sample):
    both = response_times(sample.sample(frac=1, random_state=1), "channel", "hours").channels
    alone = response_times(sample[sample["channel"] == "Phone"], "channel", "hours").channels

    assert alone[0] in both


@settings(max_examples=30)
@given(
    st.lists(st.integers(0, 400).map(lambda tenths: tenths / 10), min_size=10, max_size=40),
    st.sampled_from([0.25, 2.0]),
)
def test_figures_lie_in_their_intervals_and_go_with_the_unit(hours, unit):
    found = response_times(times(mail=hours), "channel", "hours", limit=8, bootstrap=200).channels[0]
    scaled = response_times(
        times(mail=np.array(hours) * unit), "channel", "hours", limit=8 * unit, bootstrap=200
    ).channels[0]

    assert found.median <= found.slow
    assert found.median_low <= found.median <= found.median_high
    assert found.within_low <= found.within <= found.within_high
    assert (scaled.median, scaled.slow_high) == (found.median * unit, found.slow_high * unit)
    assert (scaled.spread, scaled.within) == (found.spread, found.within)


def test_requests_without_an_answer_are_counted_apart():
    found = response_times(times(mail=[*range(1, 13), np.nan, np.nan]), "channel", "hours").channels[0]

    assert (found.n, found.unanswered, found.within) == (12, 2, None)


def test_a_channel_that_answers_at_once_has_no_spread():
    found = response_times(times(bot=[0] * 12, mail=range(1, 13)), "channel", "hours")

    assert [one.spread is None for one in found.channels] == [True, False]
    assert found.inconsistent == ()


def test_small_channels_are_left_out_by_name():
    found = response_times(times(fax=range(9), mail=range(10)), "channel", "hours")

    assert [one.channel for one in found.channels] == ["mail"]
    assert found.notes == ("fax has fewer than 10 answered requests and is left out.",)


@pytest.mark.parametrize(
    ("table", "error", "said"),
    [
        (times(mail=[-1.0] * 12), UndefinedMeasureError, "0 or more, but -1"),
        (times(mail=["soon"] * 12), NotNumericError, "holds “soon”"),
        (times(mail=[1, 2]), EmptyTableError, "No channel has 10"),
        (times(mail=range(12)).drop(columns="channel"), MissingColumnError, "no column channel"),
        (times(mail=range(12)).drop(columns="hours"), MissingColumnError, "no column hours"),
    ],
)
def test_requests_that_cannot_be_compared_are_refused_with_a_sentence(table, error, said):
    with pytest.raises(error, match=said):
        response_times(table, "channel", "hours")

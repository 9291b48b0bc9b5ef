from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.driver_answers import DriverAnswers
from cxworkshop.analysis.segment_drivers import MOST_SEGMENTS, segment_drivers

N = 600


def answers(n=N, seed=2, **how):
    """Ratings of which the first moves the young and the second the old."""
    random = np.random.default_rng(seed)
    ratings = (7 + random.normal(size=(n, 3))).round(1)
    young = np.arange(n) % 3 == 0
    outcome = np.where(young, ratings[:, 0], ratings[:, 1]) + random.normal(size=n)
    data = pd.DataFrame(ratings, columns=["room", "help", "wifi"]).assign(y=outcome)
    segments = pd.Series(np.where(young, "Young", "Old"), dtype=object)
    return DriverAnswers(data, "y", ("room", "help", "wifi"), np.ones(n), **how), segments


def compared(given, segments, **how):
    return {found.segment: found for found in segment_drivers(given, segments, **{"bootstrap": 60, **how})}


@pytest.fixture(scope="module")
def found():
    return compared(*answers())


def test_each_segment_stands_beside_all_the_others(found):
    assert {name: (one.n, one.n_rest) for name, one in found.items()} == {
        "Old": (400, 200),
        "Young": (200, 400),
    }


def test_a_planted_difference_is_clear_and_another_is_not(found):
    differences = {one.name: one for one in found["Young"].differences}

    assert differences["room"].low > 0.5
    assert differences["help"].high < -0.5
    assert differences["wifi"].low < 0 < differences["wifi"].high


def alike(seed, n=400, drivers=6, segments=5, signal=1.0):
    """Answers whose drivers are the same in every segment."""
    random = np.random.default_rng(seed)
    ratings = (7 + 1.7 * (0.6 * random.normal(size=(n, 1)) + 0.8 * random.normal(size=(n, drivers)))).round()
    outcome = ratings @ (signal * np.linspace(0.6, 0, drivers)) + 1.5 * random.normal(size=n)
    names = tuple(f"d{place}" for place in range(drivers))
    data = pd.DataFrame(ratings, columns=names).assign(y=outcome)
    named = pd.Series([f"s{one}" for one in random.integers(0, segments, n)], dtype=object)
    return DriverAnswers(data, "y", names, np.ones(n)), named


def test_where_all_segments_are_alike_hardly_ever_a_difference_is_clear():
    clear = 0
    for seed in range(8):
        found = compared(*alike(seed))
        clear += any(one.low > 0 or one.high < 0 for group in found.values() for one in group.differences)

    assert clear <= 2


def test_intervals_widen_with_the_number_of_segments_compared():
    given, segments = answers()
    split = segments.where(segments == "Young", ["Old", "Older"] * (N // 2))

    widths = [
        found.differences[0].high - found.differences[0].low
        for found in (compared(given, named)["Young"] for named in (segments, split))
    ]

    assert widths[1] / widths[0] == pytest.approx(2.773 / 2.638, abs=0.002)  # z for 9 and 6 differences


def test_few_clusters_widen_the_intervals():
    given, segments = answers()

    few, many = (
        compared(replace(given, clusters=pd.Series(np.arange(N) // 3 % count)), segments, bootstrap=200)
        for count in (5, 100)
    )

    def width(found):
        return sum(one.high - one.low for group in found.values() for one in group.differences)

    assert width(few) > 1.3 * width(many)


def test_a_segment_whose_answers_explain_no_more_than_chance_says_so():
    given, segments = answers()
    young = (segments == "Young").to_numpy()
    given.data.loc[young, "y"] = np.random.default_rng(1).normal(size=young.sum())

    found = compared(given, segments)

    assert found["Young"].refusal == (
        "The drivers of Young can't be compared: in the answers of Young, the drivers explain hardly more "
        "than chance would."
    )
    assert "answers of all others than Old" in found["Old"].refusal


def test_differences_add_up_to_nothing(found):
    assert sum(one.difference for one in found["Old"].differences) == pytest.approx(0, abs=1e-9)


def test_differences_come_in_the_order_of_the_segments_drivers(found):
    for one in found.values():
        assert [driver.name for driver in one.drivers.drivers] == [found.name for found in one.differences]


def test_a_difference_is_that_of_the_two_groups_shares(found):
    young, old = (
        {driver.name: driver.share for driver in found[name].drivers.drivers} for name in ("Young", "Old")
    )

    assert {one.name: one.difference for one in found["Young"].differences} == pytest.approx(
        {name: young[name] - old[name] for name in young}
    )


def test_a_segment_of_four_is_refused_with_its_number():
    given, segments = answers()
    segments[:4] = "Pilots"

    assert compared(given, segments)["Pilots"].refusal == (
        "Only 4 answers come from Pilots, and 3 drivers need at least 15."
    )


def test_a_segment_of_two_is_not_there_at_all():
    given, segments = answers()
    segments[:2] = "Pilots"

    assert set(compared(given, segments)) == {"Old", "Young"}


def test_nothing_can_be_compared_with_a_rest_too_small():
    given, segments = answers()
    segments[:] = "Old"
    segments[:10] = "Young"

    assert compared(given, segments)["Old"].refusal == (
        "Only 10 answers come from all others than Old, and 3 drivers need at least 15."
    )


def test_answers_without_a_segment_are_not_among_the_rest():
    given, segments = answers()
    segments[:300] = np.nan

    assert {name: (one.n, one.n_rest) for name, one in compared(given, segments).items()} == {
        "Old": (200, 100),
        "Young": (100, 200),
    }


def test_a_segment_that_rates_something_the_same_says_so():
    given, segments = answers()
    given.data.loc[segments == "Young", "wifi"] = 5

    young = compared(given, segments)["Young"]

    assert young.refusal.startswith("The drivers of Young can't be compared: Column wifi has the same answer")
    assert (young.drivers, young.differences) == (None, ())


def test_a_logistic_question_is_compared_by_straight_lines():
    given, segments = answers(fit="logistic")
    given.data["y"] = (given.data["y"] > 7).astype(float)

    assert compared(given, segments)["Young"].drivers.fit == "linear"


def test_of_many_segments_the_largest_are_compared():
    given, _ = answers()
    many = pd.Series([f"s{row % 20:02}" for row in range(N)], dtype=object)
    many[: N // 2] = many[: N // 2].where(many[: N // 2] > "s09", "s00")

    found = compared(given, many)

    assert len(found) == MOST_SEGMENTS
    assert "s00" in found


def test_weights_gaps_and_clusters_go_with_their_rows():
    given, segments = answers(missing="never_used")
    given.data.loc[::4, "wifi"] = np.nan
    never = pd.DataFrame({"wifi": given.data["wifi"].isna()})
    clusters = pd.Series(np.arange(N) // 6)
    beside = DriverAnswers(
        given.data, "y", given.drivers, np.arange(N) % 2.0, "lmg", "linear", "never_used", never, clusters
    )

    young = compared(beside, segments)["Young"]

    assert (young.n, young.drivers.n, young.drivers.clusters) == (100, 100, 100)


def test_progress_goes_segment_by_segment():
    told = []

    segment_drivers(*answers(), bootstrap=50, progress=told.append)

    assert told == [0.5, 1.0]

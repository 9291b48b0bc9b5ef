import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.driver_answers import DriverAnswers
from cxworkshop.analysis.stake_pieces import stake_pieces

N = 800


def answers(n=N, seed=6, weights=None):
    """A point of room goes with 0.6 of recommendation, a point of that with 0.05 of staying."""
    random = np.random.default_rng(seed)
    ratings = (7 + 1.5 * random.normal(size=(n, 2))).round()
    recommend = 3 + 0.6 * ratings[:, 0] + random.normal(size=n)
    stayed = (random.random(n) < np.clip(0.4 + 0.05 * recommend, 0, 1)).astype(float)
    data = pd.DataFrame(ratings, columns=["room", "wifi"]).assign(recommend=recommend)
    given = DriverAnswers(data, "recommend", ("wifi", "room"), np.ones(n) if weights is None else weights)
    return given, pd.Series(stayed)


def pieces(given, stayed, **how):
    return stake_pieces(given, stayed, scale=(1, 10), **{"bootstrap": 150, **how})


@pytest.fixture(scope="module")
def found():
    return pieces(*answers(), segment=("Business",))


def test_draws_lie_around_the_planted_slopes(found):
    wifi, room = np.mean(found.per_point, axis=0)

    assert (wifi, room) == pytest.approx((0, 0.6), abs=0.06)
    assert np.mean(found.staying) == pytest.approx(0.05, abs=0.02)


def test_the_pieces_say_what_they_rest_on(found):
    given, stayed = answers()

    assert (found.n, found.n_stayed, found.segment, found.drivers) == (N, N, ("Business",), ("wifi", "room"))
    assert found.means == pytest.approx((given.data["wifi"].mean(), given.data["room"].mean()))
    assert (found.outcome_mean, found.stayed_share, found.scale_high) == (
        pytest.approx(given.data["recommend"].mean()),
        pytest.approx(stayed.mean()),
        10,
    )


def test_draws_are_as_many_as_asked_for_with_five_digits(found):
    assert np.shape(found.per_point) == (150, 2)
    assert len(found.staying) == 150
    assert all(slope == round(slope, 5) for slope in found.staying)


def test_the_same_seed_draws_the_same(found):
    assert pieces(*answers(), segment=("Business",)) == found


def test_a_slope_in_staying_is_weighted_least_squares():
    random = np.random.default_rng(0)
    weights = random.choice([1.0, 3.0], N)
    given, stayed = answers(weights=weights)
    exact = np.polyfit(given.data["recommend"], stayed, 1, w=np.sqrt(weights))[0]

    found = pieces(given, stayed, bootstrap=400)

    assert np.mean(found.staying) == pytest.approx(exact, abs=0.003)
    assert found.stayed_share == pytest.approx(np.average(stayed, weights=weights))


def test_without_knowing_who_stayed_there_is_recommendation_alone():
    given, _ = answers()

    found = pieces(given, None)

    assert (found.n_stayed, found.staying, found.stayed_share) == (0, (), None)
    assert len(found.per_point) == 150


def test_a_handful_of_leavers_tells_nothing_of_staying():
    given, stayed = answers()
    stayed[:] = 1.0
    stayed[:9] = 0.0

    found = pieces(given, stayed)

    assert (found.n_stayed, found.staying, found.stayed_share) == (N, (), None)


def test_answers_that_do_not_say_who_stayed_count_for_recommendation():
    given, stayed = answers()
    stayed[:500] = np.nan

    found = pieces(given, stayed)

    assert (found.n, found.n_stayed, len(found.staying)) == (N, 300, 150)

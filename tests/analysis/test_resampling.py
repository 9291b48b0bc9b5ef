import numpy as np
import pytest

from cxworkshop.analysis.resampling import MOST_RESAMPLED, bootstrap_mean, groups_apart, rank_bounds

INTERVAL = (0.025, 0.975)


def drawn(size, mean=10.0, spread=3.0):
    return np.random.default_rng(5).normal(mean, spread, size)


def test_neither_the_order_of_values_nor_the_time_of_day_changes_an_interval():
    values = drawn(500)

    one, other = bootstrap_mean(values, name="a"), bootstrap_mean(values[::-1], name="a")

    assert (one.low, one.high) == (other.low, other.high)


def test_groups_are_drawn_independently_of_each_other():
    values = drawn(300)
    one, other = bootstrap_mean(values, name="a"), bootstrap_mean(values, name="b")

    assert abs(np.corrcoef(one.draws, other.draws)[0, 1]) < 0.1


def test_many_values_have_the_interval_that_the_bootstrap_comes_to():
    values = drawn(MOST_RESAMPLED + 1)
    limit, resampled = bootstrap_mean(values), bootstrap_mean(values[:-1], bootstrap=2000)

    width = limit.high - limit.low
    assert limit.low == pytest.approx(resampled.low, abs=0.06 * width)
    assert limit.high == pytest.approx(resampled.high, abs=0.06 * width)
    assert limit.low == pytest.approx(values.mean() - 1.959964 * values.std() / np.sqrt(len(values)))
    assert len(limit.draws) == 1000


def test_ranks_and_groups_tell_what_can_be_told_apart():
    random = np.random.default_rng(1)
    draws = np.column_stack([random.normal(mean, 1, 2000) for mean in (20, 10, 9.8, 0)])

    assert rank_bounds(draws, INTERVAL) == ((1, 1), (2, 3), (2, 3), (4, 4))
    assert list(groups_apart(draws, INTERVAL)) == [1, 2, 2, 3]


def test_one_figure_is_the_first():
    draws = np.ones((50, 1))

    assert (rank_bounds(draws, INTERVAL), list(groups_apart(draws, INTERVAL))) == (((1, 1),), [1])


def test_what_would_hang_on_the_seed_is_not_apart():
    random = np.random.default_rng(1)
    shaky, clear = (np.column_stack([random.normal(size=1000) + by, np.zeros(1000)]) for by in (2.0, 2.4))

    assert list(groups_apart(shaky, (0.025, 0.975))) == [1, 1]
    assert list(groups_apart(clear, (0.025, 0.975))) == [1, 2]


@pytest.mark.parametrize("figures", [8, 20])
def test_equal_figures_split_as_rarely_as_the_level_says(figures):
    random = np.random.default_rng(1)
    means = random.normal(size=(400, figures))
    sets = -np.sort(-means, axis=1)[:, None] + random.normal(size=(400, 200, figures))

    split = np.mean([max(groups_apart(draws, INTERVAL)) > 1 for draws in sets])

    assert split < 0.05  # without correction about 0.4 and 0.8

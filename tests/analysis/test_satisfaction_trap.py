import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.intervals import wilson
from cxworkshop.analysis.satisfaction_trap import satisfaction_trap, satisfied_on
from cxworkshop.errors import UndefinedMeasureError

SAID = np.array([9.0, 8, 7, 3, 10, 9, 2, 7, 8, 9])
STAYED = np.array([0.0, 0, 0, 0, 1, 1, 1, 1, 1, 1])


def trap(said=SAID, stayed=STAYED, weights=None, **how):
    return satisfaction_trap(said, stayed, weights, satisfied_from=7, name="overall", **how)


def repeated(customers=60, times=4, seed=5):
    """Scores, staying and customers of a survey that asks each customer several times, who say alike."""
    random = np.random.default_rng(seed)
    said = np.repeat(random.integers(3, 11, customers).astype(float), times)
    stayed = np.repeat((random.random(customers) < 0.5).astype(float), times)
    return said, stayed, np.repeat(np.arange(customers), times)


@pytest.mark.parametrize(
    ("scale", "lowest"), [((0, 10), 7), ((1, 10), 7), ((1, 7), 5), ((1, 5), 4), ((0, 100), 67)]
)
def test_satisfied_is_the_upper_third_of_a_scale(scale, lowest):
    assert satisfied_on(scale) == lowest


def test_of_four_who_left_three_had_said_they_were_satisfied():
    found = trap()

    assert (found.leavers, found.satisfied_leavers, found.stayers) == (4, 3, 6)
    assert (found.share, found.stayed_share) == (0.75, pytest.approx(5 / 6))
    assert found.left_though_satisfied == pytest.approx(3 / 8)


def test_intervals_are_wilsons():
    found = trap()

    assert (found.low, found.high) == pytest.approx(wilson(0.75, 4, 0.95))
    assert (found.left_low, found.left_high) == pytest.approx(wilson(3 / 8, 8, 0.95))


def test_weights_move_shares_and_widen_intervals():
    weights = np.array([1.0, 1, 1, 3, 1, 1, 1, 1, 1, 1])

    found = trap(weights=weights)

    assert (found.share, found.leavers) == (0.5, 4)
    assert (found.low, found.high) == pytest.approx(wilson(0.5, 36 / 12, 0.95))


def test_answers_with_a_gap_or_without_weight_do_not_count():
    said = np.append(SAID, [np.nan, 10, 10])
    stayed = np.append(STAYED, [0, np.nan, 0])
    weights = np.append(np.ones(10), [1, 1, 0])

    assert trap(said, stayed, weights) == trap()


def test_customers_who_say_the_same_each_time_count_about_once():
    said, stayed, customers = repeated()
    once = trap(said[::4], stayed[::4])

    alone, together = trap(said, stayed), trap(said, stayed, clusters=customers)

    assert (together.leavers, together.share) == (4 * once.leavers, pytest.approx(once.share))
    assert together.high - together.low == pytest.approx(once.high - once.low, rel=0.08)
    assert together.high - together.low > 1.7 * (alone.high - alone.low)
    assert (alone.clusters, together.clusters) == (None, 60)


def test_satisfied_leavers_all_alike_count_as_customers():
    said, stayed, customers = repeated()
    said[stayed == 0] = 9.0

    found = trap(said, stayed, clusters=customers)

    assert found.share == 1
    assert found.low < wilson(1.0, found.leavers / 4, 0.95)[0]


def test_an_answer_without_a_customer_stands_for_itself():
    said, stayed, customers = repeated()
    unnamed = np.where(customers == 0, None, customers)

    assert trap(said, stayed, clusters=unnamed).clusters == 63


def test_few_sites_make_the_interval_wider_than_their_effective_answers_do():
    random = np.random.default_rng(2)
    said, stayed = random.integers(0, 11, 400).astype(float), (random.random(400) < 0.5).astype(float)

    few, alone = trap(said, stayed, clusters=np.arange(400) % 4), trap(said, stayed)

    assert few.high - few.low > 1.4 * (alone.high - alone.low)


def test_two_customers_who_left_are_too_few_however_often_they_answered():
    said, stayed, customers = repeated()
    stayed[:], stayed[:8] = 1.0, 0.0

    with pytest.raises(UndefinedMeasureError, match="Fewer than 3 groups that belong together of the 240"):
        trap(said, stayed, clusters=customers)


@settings(max_examples=30, deadline=None)
@given(st.integers(3, 60), st.integers(3, 60), st.integers(0, 1000))
def test_shares_lie_within_their_intervals(leavers, stayers, seed):
    random = np.random.default_rng(seed)
    said = np.append(random.integers(0, 11, leavers + stayers).astype(float), [9, 9, 9])
    stayed = np.append(np.repeat([0.0, 1.0], [leavers, stayers]), [0, 1, 1])

    found = trap(said, stayed, random.random(len(said)) + 0.1)

    assert 0 <= found.low <= found.share <= found.high <= 1
    assert 0 <= found.stayed_low <= found.stayed_share <= found.stayed_high <= 1
    assert 0 <= found.left_low <= found.left_though_satisfied <= found.left_high <= 1


@pytest.mark.parametrize(
    ("said", "stayed", "sentence"),
    [
        (SAID, np.ones(10), "None of the 10 answers with overall .* come from customers who left"),
        (SAID, np.append(np.zeros(2), np.ones(8)), "Fewer than 3 of the 10 answers .* who left"),
        (SAID, np.zeros(10), "None of the 10 answers .* who stayed"),
        (np.full(10, 5.0), STAYED, "None of the 10 answers .* say 7 or more"),
        (np.full(10, np.nan), STAYED, "None of the 0 answers .* who left"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_sentence(said, stayed, sentence):
    with pytest.raises(UndefinedMeasureError, match=sentence):
        trap(said, stayed)

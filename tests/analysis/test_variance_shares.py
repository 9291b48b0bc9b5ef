import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.variance_shares import variance_share
from cxworkshop.errors import UndefinedMeasureError

# Yield of dyestuff, six batches of five samples (Davies 1947); figures of Bates et al. (2015), lme4.
DYESTUFF = np.array(
    [
        [1545, 1440, 1440, 1520, 1580],
        [1540, 1555, 1490, 1560, 1495],
        [1595, 1550, 1605, 1510, 1560],
        [1445, 1440, 1595, 1465, 1545],
        [1595, 1630, 1515, 1635, 1625],
        [1520, 1455, 1450, 1480, 1445],
    ],
    dtype=float,
)
BATCHES = np.repeat(range(6), 5)


def test_the_published_variances_of_dyestuff():
    found = variance_share(DYESTUFF.ravel(), BATCHES)

    assert found.share == pytest.approx(1764.05 / (1764.05 + 2451.25), abs=1e-6)


def test_the_interval_of_a_balanced_design_is_the_textbook_one():
    """Searle (1971): (F / F(tail) − 1) / (F / F(tail) − 1 + n), with F(5, 24) at 0.975 and 0.025."""
    between = 5 * DYESTUFF.mean(axis=1).var(ddof=1)
    within = DYESTUFF.var(axis=1, ddof=1).mean()
    low, high = (between / within / tail for tail in (3.15482, 0.15933))

    found = variance_share(DYESTUFF.ravel(), BATCHES)

    assert found.low == pytest.approx((low - 1) / (low - 1 + 5), abs=1e-4)
    assert found.high == pytest.approx((high - 1) / (high - 1 + 5), abs=1e-4)


def unbalanced(random, ratio):
    batches = np.repeat(range(7), [3, 5, 8, 20, 40, 4, 6])
    sites = random.integers(4, size=len(batches))
    effects = random.normal(0, np.sqrt(ratio), 7)[batches] + random.normal(0, 2, 4)[sites]
    return effects + random.normal(size=len(batches)), batches, sites


@pytest.mark.parametrize("ratio", [0, 0.2, 2])
def test_the_interval_holds_the_truth_as_often_as_it_says(ratio):
    random = np.random.default_rng(5)
    found = []
    for _ in range(600):
        scores, batches, sites = unbalanced(random, ratio)
        found.append(variance_share(scores, batches, [sites], level=0.9))

    held = np.mean([one.low <= ratio / (1 + ratio) <= one.high for one in found])
    assert held >= 0.87 if ratio == 0 else held == pytest.approx(0.9, abs=0.035)


def test_what_another_factor_does_is_taken_out():
    random = np.random.default_rng(2)
    batches, sites = np.repeat(range(10), 40), np.tile(np.repeat(range(4), 10), 10)
    scores = np.array([0.0, 3, 6, 9])[sites] + random.normal(size=400)
    shifted = scores + 100 * sites

    alone, beside, again = (
        variance_share(values, batches, others)
        for values, others in ((scores, []), (scores, [sites]), (shifted, [sites]))
    )

    assert alone.share == 0
    assert beside == pytest.approx(again)
    assert beside.high > alone.high


grouped = st.lists(st.tuples(st.integers(0, 4), st.integers(-5, 5).map(float)), min_size=8, max_size=40)


@settings(max_examples=100)
@given(grouped, st.integers(-3, 3), st.sampled_from([-4.0, 0.5, 10.0]), st.randoms())
def test_neither_order_nor_unit_nor_names_of_levels_matter(rows, start, unit, shuffle):
    levels, scores = (np.array(values) for values in zip(*rows, strict=True))
    levels = np.unique(levels, return_inverse=True)[1]
    order = list(range(len(rows)))
    shuffle.shuffle(order)
    try:
        found = variance_share(scores, levels)
    except UndefinedMeasureError:
        assume(False)  # noqa: FBT003 - Hypothesis's own way

    again = variance_share(unit * scores[order] + start, levels.max() - levels[order])

    assert again == pytest.approx(found, abs=1e-7)
    assert 0 <= found.low <= found.share <= found.high <= 1


@pytest.mark.parametrize(
    ("scores", "levels", "others", "said"),
    [
        ([1, 2, 3, 4], [0, 0, 1, 1], [], "fewer than 3"),
        ([1, 1, 2, 2, 3, 3], [0, 0, 1, 1, 2, 2], [], "never vary within"),
        ([1, 2, 2, 4, 3, 5], [0, 0, 1, 1, 2, 2], [[0, 0, 1, 1, 2, 2]], "fewer than 3"),
        ([1, 2, 3], [0, 1, 2], [], "never vary within"),
    ],
)
def test_what_has_no_share_is_refused(scores, levels, others, said):
    with pytest.raises(UndefinedMeasureError, match=said):
        variance_share(np.array(scores, dtype=float), np.array(levels), [np.array(one) for one in others])

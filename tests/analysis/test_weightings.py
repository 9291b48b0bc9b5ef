import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.analysis.weightings import DrawnWeightings, GivenWeightings, Preferences
from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError


def drawn(preferences, criteria="abc", count=40_000, size=7_000):
    return np.hstack(list(DrawnWeightings(preferences, criteria, 1).chunks(count, size)))


def test_every_weighting_is_as_likely_as_any_other():
    """On the simplex of three weights the first exceeds c with probability (1 − c)², its mean is 1/3."""
    weights = drawn(Preferences())

    assert weights.shape == (3, 40_000)
    assert weights.sum(axis=0) == pytest.approx(1)
    assert weights.mean(axis=1) == pytest.approx(1 / 3, abs=0.005)
    assert [(weights[0] > c).mean() for c in (0.2, 0.5)] == pytest.approx([0.64, 0.25], abs=0.01)


def test_a_full_order_has_the_centroids_known_from_the_literature():
    """Rank-order centroids of three: 11/18, 5/18, 2/18 (Barron & Barrett 1996)."""
    assert drawn(Preferences(order="cab")).mean(axis=1) == pytest.approx([5 / 18, 2 / 18, 11 / 18], abs=0.005)


def test_an_order_of_some_leaves_the_others_free():
    weights = drawn(Preferences(order="ba"))

    assert (weights[1] >= weights[0]).all()
    assert weights[2].mean() == pytest.approx(1 / 3, abs=0.005)


def test_weights_within_bounds_are_those_of_all_that_fit():
    everything = drawn(Preferences(order="ab"), count=400_000)
    fitting = everything[:, (everything[0] <= 0.6) & (everything[2] >= 0.2)]

    weights = drawn(Preferences(order="ab", bounds={"a": (0, 0.6), "c": (0.2, 1)}))

    assert weights.shape == (3, 40_000)
    assert (weights[0].max() <= 0.6, weights[2].min() >= 0.2) == (True, True)
    assert weights.mean(axis=1) == pytest.approx(fitting.mean(axis=1), abs=0.005)


@settings(max_examples=30)
@given(st.integers(1, 300), st.integers(1, 50))
def test_chunks_make_up_the_count(count, size):
    chunks = list(GivenWeightings([[1, 3], [2, 2], [0, 5]], "ba").chunks(count, size))

    weights = np.hstack(chunks).T
    assert max(chunk.shape[1] for chunk in chunks) <= size
    assert weights == pytest.approx(np.resize([[0.75, 0.25], [0.5, 0.5], [1, 0]], (count, 2)))


@pytest.mark.parametrize(
    ("preferences", "error", "said"),
    [
        (Preferences(order="ad"), InvalidChoiceError, "no criterion d"),
        (Preferences(bounds={"d": (0, 1)}), InvalidChoiceError, "no criterion d"),
        (Preferences(order="aba"), InvalidChoiceError, "twice"),
        (Preferences(bounds={"a": (0.6, 0.2)}), InvalidChoiceError, "0.6 and 0.2 came"),
        (Preferences(bounds={"a": (0, 1.2)}), InvalidChoiceError, "from 0 to 1"),
        (Preferences(bounds={"a": (0.6, 1), "b": (0.6, 1)}), UndefinedMeasureError, "widen"),
    ],
)
def test_preferences_that_nothing_fits_are_refused_with_a_sentence(preferences, error, said):
    with pytest.raises(error, match=said):
        DrawnWeightings(preferences, "abc", 1)

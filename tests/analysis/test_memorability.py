import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cxworkshop.analysis.memorability import intensities, memorability, standing_out

EXTREMES, MEANS = np.array([0.0, 0.4, 0.2, 1.0]), np.array([3.0, 3.0, 3.2, 3.4])


def test_the_calmest_touchpoint_has_no_intensity_and_the_strongest_all():
    assert intensities(EXTREMES / 2) == pytest.approx(EXTREMES)


def test_touchpoints_felt_alike_are_all_in_the_middle():
    assert intensities(np.full(3, 0.1 + 0.2)).tolist() == [0.5, 0.5, 0.5]


def test_what_stands_out_is_the_distance_from_the_mean_of_all():
    assert standing_out(MEANS) == pytest.approx([0.15 / 0.25, 0.15 / 0.25, 0.05 / 0.25, 1])


def test_nothing_stands_out_where_all_are_rated_the_same():
    assert standing_out(np.full(6, 1.2)).tolist() == [0.0] * 6


def test_memorability_is_the_mean_of_what_it_is_made_of():
    found = memorability([0.5, 0, 0, 1], EXTREMES, MEANS)

    assert found == pytest.approx([(0.5 + 0 + 0.6) / 3, (0.4 + 0.6) / 3, (0.2 + 0.2) / 3, 1])


def test_without_moments_two_parts_are_left():
    assert memorability([None] * 4, EXTREMES, MEANS) == pytest.approx([0.3, 0.5, 0.2, 1])


shares = arrays(float, (3, 5), elements=st.floats(0, 1))


@given(shares, shares, st.booleans())
def test_draws_lie_between_nothing_and_the_whole_and_equal_each_row_alone(extremes, means, staged):
    moments = [0.5, 0, 0, 1, 1] if staged else [None] * 5

    found = memorability(moments, extremes, means)

    assert ((found >= 0) & (found <= 1)).all()
    assert found[1] == pytest.approx(memorability(moments, extremes[1], means[1]))

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.analysis.partial_values import partial_value
from cxworkshop.errors import UndefinedMeasureError


@pytest.mark.reference
def test_partial_values_of_the_reference(reference_data):
    oracle = json.loads((reference_data / "oracles.json").read_text())["smaa_pvf"]
    pieces = oracle["cutoffs"], oracle["values"]

    assert partial_value(oracle["x"], *pieces) == pytest.approx(oracle["clip"])
    assert partial_value(oracle["x"][3:4] + oracle["x"][4:], *pieces, beyond=True) == pytest.approx(
        oracle["interpolate_tail"]
    )


@given(st.floats(-1e3, 1e3))
def test_two_cutoffs_make_a_straight_line(measured):
    assert partial_value(measured, (10, 30), (0, 1), beyond=True) == pytest.approx((measured - 10) / 20)
    assert 0 <= partial_value(measured, (10, 30), (0, 1)) <= 1


def test_any_shape_is_kept():
    assert partial_value(np.ones((2, 3, 4)), (0, 2), (1, 0)).shape == (2, 3, 4)


@pytest.mark.parametrize("pieces", [((1, 2), (1,)), ((1,), (1,)), ((2, 1), (0, 1)), ((1, 1), (0, 1))])
def test_pieces_that_do_not_rise_are_refused_with_a_sentence(pieces):
    with pytest.raises(UndefinedMeasureError, match="at least two cutoffs"):
        partial_value(1, *pieces)

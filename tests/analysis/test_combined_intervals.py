import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.analysis.combined_intervals import combined

figures = st.lists(st.tuples(*[st.floats(-50, 50)] * 2, *[st.floats(0, 9)] * 2), min_size=1, max_size=6).map(
    lambda rows: np.array(rows).T
)


@given(figures)
def test_even_intervals_add_up_as_errors_do(rows):
    factors, values, half, _ = rows

    found = combined(factors, values, values - half, values + half)

    assert found.value == pytest.approx(factors @ values)
    assert found.high - found.value == pytest.approx(np.sqrt(((factors * half) ** 2).sum()), abs=1e-6)
    assert found.value - found.low == pytest.approx(found.high - found.value, abs=1e-6)


@given(figures)
def test_turning_the_signs_turns_the_interval(rows):
    factors, values, down, up = rows

    found = combined(factors, values, values - down, values + up)
    turned = combined(-factors, values, values - down, values + up)

    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


def test_the_lopsided_side_goes_where_it_leads():
    """A difference is low where the first is at its low end (by 3) and the second at its high end (by 4)."""
    assert combined((1, -1), (10, 4), (7, 4), (10, 8)) == (6, 1, 6)

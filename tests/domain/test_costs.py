import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cxworkshop.domain.costs import Believed, Costs

money = st.floats(-1e9, 1e9, allow_nan=False)
COMPLAINT = Believed(kind="unit_cost", name="Complaint", value=30, low=20, high=60)
MARGIN = Believed(kind="margin", name="margin", value=0.4, low=0.2, high=0.6)


@pytest.mark.parametrize("value", [19.9, 60.1])
def test_a_believed_figure_lies_within_its_range(value):
    with pytest.raises(ValidationError, match="outside its range of 20 to 60"):
        Believed(kind="unit_cost", name="Complaint", value=value, low=20, high=60)


@given(money)
def test_moving_a_believed_figure_never_leaves_its_range(value):
    moved = COMPLAINT.at(value)

    assert moved.low <= moved.value <= moved.high
    assert moved == Believed.model_validate(moved.model_dump())


def test_replacing_a_figure_leaves_the_others_and_their_order():
    costs = Costs(believed=(MARGIN, COMPLAINT))
    changed = costs.replacing(COMPLAINT.at(50))

    assert changed.believed == (MARGIN, COMPLAINT.at(50))
    assert changed.of("unit_cost") == (COMPLAINT.at(50),)


def test_a_figure_that_is_not_there_replaces_none():
    costs = Costs(believed=(MARGIN,))

    assert costs.replacing(COMPLAINT) == costs

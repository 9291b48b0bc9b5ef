"""Placements of the policies and the boundaries written down, and their fold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_stances import placement
from pydantic import ValidationError
from strategies_answers import boundaries, placements

from cxworkshop.domain.answer_events import BoundaryAgreed, PoliciesClosed, PoliciesPlaced
from cxworkshop.domain.events import EventRevoked
from cxworkshop.domain.fold import replay


@settings(max_examples=30)
@given(st.lists(placements, max_size=5))
def test_where_a_person_placed_the_policies_last_counts(said):
    found = replay([PoliciesPlaced(placement=one) for one in said]).policies

    last = {one.person.casefold(): one for one in said}
    assert {one.person.casefold(): one for one in found} == last
    assert len(found) == len(last)


@settings(max_examples=30)
@given(st.lists(placements, max_size=3), placements)
def test_once_closed_no_more_placements_are_taken(before, late):
    closed = [*(PoliciesPlaced(placement=one) for one in before), PoliciesClosed()]

    assert replay([*closed, PoliciesPlaced(placement=late)]) == replay(closed)


@settings(max_examples=30)
@given(st.lists(boundaries, max_size=5))
def test_the_boundary_of_a_policy_written_down_last_counts(written):
    found = replay([BoundaryAgreed(boundary=one) for one in written]).boundaries

    assert found == {one.policy: one for one in written}


@settings(max_examples=30)
@given(boundaries, boundaries)
def test_undoing_a_boundary_brings_the_earlier_one_back(first, second):
    log = [BoundaryAgreed(boundary=one) for one in (first, second)]

    assert replay([*log, EventRevoked(event_id=log[1].id)]) == replay(log[:1])


@pytest.mark.parametrize("position", [-1, 100.5, float("nan"), float("inf")])
def test_a_position_beyond_the_ends_is_refused(position):
    with pytest.raises(ValidationError):
        placement(returns=position)


def test_a_policy_that_is_not_among_the_five_is_refused():
    with pytest.raises(ValidationError):
        placement(parking=50)


def test_a_placement_of_nothing_is_refused():
    with pytest.raises(ValidationError):
        placement()


@pytest.mark.parametrize("person", ["Ana", " Ana ", "A\x07na"])
def test_a_person_is_one_however_the_name_is_typed(person):
    assert placement(person=person, returns=1).person == "Ana"

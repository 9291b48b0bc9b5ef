"""What generate.py plants in the sample firm's survey is found in it, and what it doesn't plant is not."""

import pytest

from cxworkshop.analysis.driver_evidence import driver_evidence
from cxworkshop.domain.drivers import DriverQuestion
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role

BUSINESS = TargetSegments(by="kind", targets=("Business",))


def test_the_planted_drivers_of_everyone_are_found(sample_drivers, truths):
    found = {driver.name: driver for driver in sample_drivers.everyone.drivers}
    *strongest, fourth = truths["drivers_everyone"]

    assert sample_drivers.everyone.n == truths["answers"]
    assert {driver.name for driver in sample_drivers.everyone.drivers[:3]} == set(strongest)
    assert found[strongest[0]].group == found[strongest[1]].group == 1
    assert found[fourth].rank_low == 4


def test_the_planted_drivers_of_the_profitable_segment_are_found_in_order(sample_drivers, truths):
    target = sample_drivers.target

    assert [driver.name for driver in target.drivers[:3]] == truths["drivers_profitable"]
    assert (sample_drivers.asked_for, sample_drivers.refusal) == (("Business",), None)


def test_what_is_no_driver_of_the_profitable_segment_is_in_none_of_the_leading_groups(sample_drivers, truths):
    found = {driver.name: driver for driver in sample_drivers.target.drivers}
    leading = {found[name].group for name in truths["drivers_profitable"]}

    assert all(found[name].group > max(leading) for name in truths["not_a_driver_profitable"])


def test_planted_drivers_go_up_and_others_show_no_direction(sample_drivers, truths):
    signs = {driver.name: driver.sign for driver in sample_drivers.target.drivers}

    assert {signs[name] for name in truths["drivers_profitable"]} == {"up"}
    assert {signs[name] for name in truths["not_a_driver_profitable"]} == {"unclear"}


def test_business_guests_differ_from_the_rest_in_what_was_planted(sample_drivers, truths):
    business = next(found for found in sample_drivers.segments if found.segment == "Business")
    differences = {found.name: found for found in business.differences}

    assert (business.n, business.n_rest) == (960, 1440)
    assert differences["check_in"].low > 0
    assert differences["invoice"].low > 0
    assert all(differences[name].high < 0 for name in truths["not_a_driver_profitable"])


def test_only_planted_drivers_are_said_to_work_and_in_a_straight_line(sample_drivers, truths):
    clear = {found.name: found.response for found in sample_drivers.responses if found.response != "unclear"}

    assert set(clear) == set(truths["drivers_everyone"])
    assert set(clear.values()) == {"linear"}


def test_the_satisfaction_trap_is_found(sample_drivers, truths):
    low, high = truths["satisfied_leavers"]
    trap = sample_drivers.trap

    assert low <= trap.share <= high
    assert (trap.score, trap.satisfied_from) == (truths["end_result"], truths["satisfied_from"])
    assert trap.low < trap.share < trap.high < trap.stayed_share


def test_the_trap_is_found_in_recommendation_where_satisfaction_was_not_asked(changed, truths):
    unasked = changed(
        Role.SURVEY, lambda row: {name: row[name] for name in row if name != truths["end_result"]}
    )
    low, high = truths["satisfied_leavers"]

    trap = driver_evidence(unasked, None, DriverQuestion(drivers=("room", "help")), bootstrap=50).trap

    assert trap.score == "recommend"
    assert low <= trap.share <= high


def test_the_planted_end_result_is_refused_as_a_driver(firm, truths):
    question = DriverQuestion(drivers=("room", "breakfast", "help", truths["end_result"]))

    found = driver_evidence(firm, None, question, bootstrap=50)

    assert [left.name for left in found.left_out] == [truths["end_result"]]
    assert {driver.name for driver in found.everyone.drivers} == {"room", "breakfast", "help"}


def test_pieces_are_the_business_guests_with_the_planted_slopes(sample_drivers):
    pieces = sample_drivers.pieces
    middle = sorted(draws[pieces.drivers.index("check_in")] for draws in pieces.per_point)[100]

    assert (pieces.segment, pieces.n, pieces.n_stayed) == (("Business",), 960, 960)
    assert middle == pytest.approx(1.08 / 1.8, abs=0.1)  # planted: 1.08 for a spread of 1.8 points
    assert len(pieces.per_point) == len(pieces.staying) == 200

import pytest

from cxworkshop.analysis.evidence import (
    attributes,
    driver_evidence,
    profit_evidence,
    touchpoint_evidence,
)
from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import SEED

BUSINESS = TargetSegments(by="kind", targets=("Business",))


@pytest.fixture(scope="module")
def profit(firm, truths):
    return profit_evidence(firm, truths["segment_attribute"], bootstrap=200)


@pytest.fixture(scope="module")
def business_drivers(firm):
    return driver_evidence(firm, BUSINESS, bootstrap=200)


def test_attributes_are_those_of_the_customers(firm, attached):
    assert attributes(firm) == ("kind", "region", "channel")
    assert attributes(Firm({Role.SURVEY: attached[Role.SURVEY]})) == ()


def test_the_planted_segments_are_found(profit, truths):
    by_name = {segment.name: segment for segment in profit.segments}
    low, high = truths["profitable_segment_share"]

    assert profit.segments[0].name == truths["profitable_segment"]
    assert low <= profit.segments[0].share <= high
    assert max(profit.segments, key=lambda segment: segment.customers).name == truths["largest_segment"]
    assert by_name[truths["losing_segment"]].high < 0


def test_the_planted_whale_is_found(profit, truths):
    low, high = truths["whale_peak_share"]

    assert profit.whale.customers == truths["customers"]
    assert low <= profit.whale.peak_share <= high
    assert profit.whale.total == pytest.approx(sum(segment.profit for segment in profit.segments))


def test_the_losing_segment_loses_on_service_only(attached, truths):
    unserved = Firm({role: table for role, table in attached.items() if role is not Role.SERVICE})

    found = profit_evidence(unserved, truths["segment_attribute"], bootstrap=50)

    assert found.cost_to_serve == 0
    assert {segment.name: segment.profit > 0 for segment in found.segments}[truths["losing_segment"]]


def test_profit_says_where_it_comes_from(profit):
    assert [(source.role, source.source, source.columns) for source in profit.provenance] == [
        (Role.TRANSACTIONS, "stays.csv.gz", ("customer_id", "revenue", "cost")),
        (Role.SERVICE, "service.csv.gz", ("customer_id", "cost")),
        (Role.CUSTOMERS, "customers.csv", ("customer_id", "kind")),
    ]


def test_a_column_of_the_transactions_makes_segments_too(firm):
    found = profit_evidence(firm, "hotel", bootstrap=50)

    assert sum(segment.customers for segment in found.segments) == 6000
    assert found.provenance[0].columns == ("customer_id", "revenue", "cost", "hotel")


def test_an_attribute_of_too_many_values_is_refused(firm):
    with pytest.raises(InvalidChoiceError, match=r"date splits the customers into .* more than 40"):
        profit_evidence(firm, "date", bootstrap=50)


def test_profit_needs_transactions(attached):
    with pytest.raises(MissingStepError, match="No transactions table is attached"):
        profit_evidence(Firm({Role.SURVEY: attached[Role.SURVEY]}), "kind")


def test_the_planted_drivers_of_everyone_are_found(business_drivers, truths):
    found = {driver.name: driver for driver in business_drivers.everyone.drivers}
    *strongest, fourth = truths["drivers_everyone"]

    assert business_drivers.everyone.n == truths["answers"]
    assert {driver.name for driver in business_drivers.everyone.drivers[:3]} == set(strongest)
    assert found[strongest[0]].group == found[strongest[1]].group == 1
    assert found[fourth].rank_low == 4


def test_the_planted_drivers_of_the_profitable_segment_are_found(business_drivers, truths):
    target = business_drivers.target

    assert [driver.name for driver in target.drivers[:3]] == truths["drivers_profitable"]
    assert (business_drivers.asked_for, business_drivers.refusal) == (("Business",), None)
    assert [source.role for source in business_drivers.provenance] == [
        Role.SURVEY,
        Role.CUSTOMERS,
        Role.JOURNEY,
    ]
    weakest_group = max(driver.group for driver in target.drivers)
    groups = {driver.name: driver.group for driver in target.drivers}
    assert {groups[name] for name in truths["not_a_driver_profitable"]} == {weakest_group}


def test_drivers_carry_the_names_for_showing(business_drivers):
    assert business_drivers.outcome == "recommend"
    assert business_drivers.labels["check_in"] == "Check-in"


def test_without_a_journey_names_are_spoken(attached):
    found = driver_evidence(Firm({Role.SURVEY: attached[Role.SURVEY]}), None, bootstrap=50)

    assert found.labels["check_in"] == "Check in"
    assert (found.target, found.asked_for, found.refusal) == (None, (), None)


def test_progress_goes_from_everyone_to_the_target(firm):
    told = []

    driver_evidence(firm, BUSINESS, bootstrap=50, progress=told.append)

    assert told == [0.5, 1.0]


def test_touchpoints_of_the_target_are_scored_on_the_usual_scale(firm):
    found = touchpoint_evidence(firm, BUSINESS, bootstrap=100)

    assert (found.segment, found.scale_low, found.scale_high, found.weighted) == (("Business",), 1, 10, True)
    assert [row.name for row in found.touchpoints[:3]] == ["check_in", "invoice", "help"]
    assert (found.notes, found.bootstrap, found.seed) == ((), 100, SEED)
    assert {row.position for row in found.touchpoints} == set(range(1, 13))
    assert [row.label for row in hallmarks(found, {})[:2]] == ["The invoice", "Check-in"]


def test_targets_with_too_few_answers_fall_back_on_everyone_and_say_so(firm):
    nobody = TargetSegments(by="kind", targets=("Astronauts", "Other (small groups)"))
    sentence = (
        "Only 0 answers come from Astronauts and Other (small groups), and 12 drivers need at least 60, "
        "so only all customers are shown."
    )

    drivers, touchpoints = (of(firm, nobody, bootstrap=50) for of in (driver_evidence, touchpoint_evidence))

    assert (drivers.target, drivers.refusal, drivers.asked_for) == (None, sentence, nobody.targets)
    assert (touchpoints.asked_for, touchpoints.segment) == (nobody.targets, ())
    assert (touchpoints.n, touchpoints.notes) == (2400, (sentence,))


def test_a_handful_of_answers_is_too_few_for_drivers_of_their_own(changed):
    pilots = changed(
        Role.CUSTOMERS, lambda row: row | {"kind": "Pilot" if row["customer_id"] <= "H00100" else "Other"}
    )

    found = driver_evidence(pilots, TargetSegments(by="kind", targets=("Pilot",)), bootstrap=50)

    assert found.target is None
    answers = int(found.refusal.split()[1])
    assert 10 < answers < 60
    assert found.refusal.startswith(
        f"Only {answers} answers come from Pilot, and 12 drivers need at least 60"
    )


def test_a_survey_without_customers_or_journey_says_what_it_cant_tell(changed):
    anonymous = changed(
        Role.SURVEY, lambda row: {name: row[name] for name in row if name not in {"customer_id", "answer_id"}}
    )

    found = touchpoint_evidence(Firm({Role.SURVEY: anonymous.attached(Role.SURVEY)}), BUSINESS, bootstrap=50)

    assert found.notes == (
        "The survey doesn't name customers, so its answers can't be told apart by segment.",
        "Without stages of a journey, memorability goes by the strength of feeling alone.",
    )
    assert [source.role for source in found.provenance] == [Role.SURVEY]

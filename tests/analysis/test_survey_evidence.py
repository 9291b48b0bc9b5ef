from cxworkshop.analysis.driver_evidence import driver_evidence
from cxworkshop.analysis.survey_evidence import touchpoint_evidence
from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import SEED

BUSINESS = TargetSegments(by="kind", targets=("Business",))


def test_touchpoints_of_the_target_are_scored_on_the_usual_scale(firm):
    found = touchpoint_evidence(firm, BUSINESS, bootstrap=100)

    assert (found.segment, found.scale_low, found.scale_high, found.weighted) == (("Business",), 1, 10, True)
    assert [row.name for row in found.touchpoints[:3]] == ["check_in", "invoice", "help"]
    assert (found.bootstrap, found.seed) == (100, SEED)
    assert not any("segment" in note for note in found.notes)
    assert {row.position for row in found.touchpoints} == set(range(1, 13))
    assert [row.label for row in hallmarks(found, {})[:2]] == ["The invoice", "Check-in"]
    assert (found.asked_weights, found.weights, len(found.draws.value)) == ({}, {}, 100)


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
    asked = [Role.SURVEY, Role.CUSTOMERS, Role.TRANSACTIONS, Role.SERVICE, Role.JOURNEY]
    assert [source.role for source in drivers.provenance] == asked
    assert (touchpoints.everyone, len(touchpoints.draws.mean)) == (None, 50)
    assert [source.role for source in touchpoints.provenance] == asked


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
        "Without two stages of a journey, memorability goes by feeling and standing out only.",
    )
    assert [source.role for source in found.provenance] == [Role.SURVEY]

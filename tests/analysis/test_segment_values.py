import pytest

from cxworkshop.analysis.driver_evidence import driver_evidence
from cxworkshop.analysis.firm_segments import segments_of
from cxworkshop.analysis.rfm import BEST, NEW
from cxworkshop.analysis.segment_values import segment_values
from cxworkshop.domain.profit import RFM
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.firm import Firm

KINDS = ("Business", "Leisure", "Tour groups")


@pytest.fixture(scope="module")
def by_kind(firm):
    return dict(zip(KINDS, segment_values(firm, "kind", KINDS), strict=True))


def test_the_planted_drivers_of_the_profitable_segment_are_what_it_values(by_kind, truths):
    found = by_kind[truths["profitable_segment"]]

    assert [valued.touchpoint for valued in found.valued] == truths["drivers_profitable"]
    assert [valued.label for valued in found.valued][:2] == ["Check-in", "The invoice"]
    assert all(valued.low < valued.share < valued.high for valued in found.valued)
    assert (found.n, found.refusal) == (960, None)


def test_other_segments_value_something_else(by_kind, truths):
    others = {valued.touchpoint for valued in by_kind["Leisure"].valued}

    assert set(truths["not_a_driver_profitable"]) < others


def test_the_answers_are_shared_out_among_the_segments(by_kind, truths):
    assert sum(found.n for found in by_kind.values()) == truths["answers"]


def test_shares_are_those_of_the_drivers_of_the_target(firm, by_kind):
    target = driver_evidence(firm, TargetSegments(by="kind", targets=("Business",)), bootstrap=200).target

    assert [(valued.share, valued.low, valued.high) for valued in by_kind["Business"].valued] == [
        (driver.share, driver.low, driver.high) for driver in target.drivers[:3]
    ]


def test_ready_made_segments_and_columns_of_the_transactions_do_too(firm):
    best, new = segment_values(firm, RFM, (BEST, NEW))
    (utrecht,) = segment_values(firm, "hotel", ("Utrecht",))

    assert (best.segment, len(best.valued), len(utrecht.valued)) == (BEST, 3, 3)
    assert (new.n < 60, new.valued) == (True, ())


def test_too_few_answers_are_refused_with_their_number(firm):
    (found,) = segment_values(firm, "kind", ("Nobody",))

    assert (found.segment, found.n, found.valued) == ("Nobody", 0, ())
    assert found.refusal == "Only 0 answers come from Nobody, and 12 drivers need at least 60."


def test_answers_that_cannot_carry_the_measure_are_refused_with_the_reason(changed, firm):
    kinds = firm.customers().set_index("customer")["kind"]
    same_wifi = {"wifi": 5}
    always_5 = changed(
        Role.SURVEY, lambda row: row | (same_wifi if kinds[row["customer_id"]] == "Business" else {})
    )

    business, leisure = segment_values(always_5, "kind", ("Business", "Leisure"))

    assert (business.n, business.valued, len(leisure.valued)) == (960, (), 3)
    assert business.refusal == (
        "What counts for Business can't be told: Column wifi has the same answer everywhere, so it can't "
        "explain anything; leave it out."
    )


def test_answers_that_name_no_customer_belong_to_no_segment(changed):
    half = changed(
        Role.SURVEY,
        lambda row: row | {"customer_id": "" if row["answer_id"] > "A01200" else row["customer_id"]},
    )

    assert sum(found.n for found in segment_values(half, "kind", KINDS)) == 1200


def test_without_a_survey_that_names_customers_there_is_nothing(changed, attached):
    nameless = changed(
        Role.SURVEY, lambda row: {name: row[name] for name in row if name not in {"customer_id", "answer_id"}}
    )
    none = Firm({role: table for role, table in attached.items() if role is not Role.SURVEY})

    assert [segment_values(firm, "kind", KINDS) for firm in (nameless, none)] == [(), ()]


def test_progress_runs_to_the_end(firm):
    shares = []

    segment_values(firm, "kind", KINDS[:2], progress=shares.append)

    assert shares == [0.5, 1]


def test_labels_are_spoken_names_without_a_journey(attached):
    alone = Firm({role: table for role, table in attached.items() if role is not Role.JOURNEY})

    (found,) = segment_values(alone, "kind", ("Business",))

    assert found.valued[0].label == "Check in"


def test_segments_are_those_of_the_one_shared_function(firm):
    survey = firm.survey()
    expected = (segments_of(firm, survey["customer"], "region", ("Germany",)) == "Germany").sum()

    assert segment_values(firm, "region", ("Germany",))[0].n == expected

import pytest

from cxworkshop.analysis.asked_drivers import asked_drivers
from cxworkshop.analysis.driver_evidence import driver_evidence
from cxworkshop.domain.drivers import DriverQuestion
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.errors import MissingColumnError, UndefinedMeasureError
from cxworkshop.inputs.firm import Firm

BUSINESS = TargetSegments(by="kind", targets=("Business",))
FOUR = ("check_in", "room", "help", "invoice")


def without(*columns):
    return lambda row: {name: row[name] for name in row if name not in columns}


@pytest.fixture(scope="module")
def survey_alone(attached):
    return Firm({Role.SURVEY: attached[Role.SURVEY]})


def test_drivers_carry_the_names_for_showing(sample_drivers):
    assert sample_drivers.outcome == "recommend"
    assert sample_drivers.labels["check_in"] == "Check-in"


def test_all_tables_used_are_named(sample_drivers):
    sources = sample_drivers.provenance

    assert [source.role for source in sources] == [Role.SURVEY, Role.CUSTOMERS, Role.JOURNEY]
    assert {"recommend", "overall", "stayed_again", "weight", "check_in"} <= set(sources[0].columns)


def test_the_other_rules_for_missing_answers_are_shown_with_their_shares(sample_drivers):
    rules = {found.rule: found for found in sample_drivers.rules}

    assert set(rules) == {"complete", "never_used"}
    assert rules["complete"].n < rules["never_used"].n < sample_drivers.everyone.n
    assert sum(rules["complete"].shares.values()) == pytest.approx(1)


def test_a_survey_alone_gives_drivers_by_their_spoken_names(survey_alone):
    found = driver_evidence(survey_alone, None, DriverQuestion(drivers=FOUR), bootstrap=50)

    assert found.labels["check_in"] == "Check in"
    assert (found.target, found.asked_for, found.refusal, found.segments) == (None, (), None, ())
    assert [source.role for source in found.provenance] == [Role.SURVEY]


def test_without_targets_the_first_attribute_with_few_values_makes_the_segments(firm):
    found = driver_evidence(firm, None, DriverQuestion(drivers=FOUR), bootstrap=50)

    assert [segment.segment for segment in found.segments] == ["Business", "Leisure", "Tour groups"]
    assert (found.asked_by, found.target, found.pieces.segment) == (None, None, ())


def test_progress_moves_steadily_to_the_end(firm):
    told = []

    driver_evidence(firm, BUSINESS, DriverQuestion(drivers=FOUR), bootstrap=50, progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 1
    assert max(after - before for before, after in zip([0, *told], told, strict=False)) <= 0.4


@pytest.mark.parametrize("fit", ["linear", "logistic"])
def test_what_goes_along_with_staying_can_be_asked(survey_alone, fit):
    question = DriverQuestion(outcome="stayed", drivers=FOUR, fit=fit)

    found = driver_evidence(survey_alone, None, question, bootstrap=50)

    assert (found.outcome, found.everyone.fit, found.question) == ("stayed_again", fit, question)
    assert bool(found.rules) == (fit == "linear")
    assert 0 < found.everyone.r2 < 0.1


def test_overall_satisfaction_can_be_the_outcome(survey_alone):
    question = DriverQuestion(outcome="satisfaction", drivers=FOUR)

    found = driver_evidence(survey_alone, None, question, bootstrap=50)

    assert (found.outcome, found.everyone.drivers[0].name) == ("overall", "room")
    assert 7 < found.pieces.outcome_mean < 9  # recommendation all the same


def test_the_method_asked_for_is_used(survey_alone):
    question = DriverQuestion(drivers=FOUR, method="relative_weights")

    assert driver_evidence(survey_alone, None, question, bootstrap=50).everyone.method == "relative_weights"


def test_without_knowing_who_stayed_the_trap_says_so(changed):
    firm = Firm({Role.SURVEY: changed(Role.SURVEY, without("stayed_again")).attached(Role.SURVEY)})

    found = driver_evidence(firm, None, DriverQuestion(drivers=FOUR), bootstrap=50)

    assert (found.trap, found.pieces.staying) == (None, ())
    assert found.notes_on["trap"] == (
        "The survey doesn't say who stayed, so what leavers had said can't be told.",
    )


def test_a_segment_of_four_people_is_refused_and_one_of_two_is_not_named(changed, firm):
    people = firm.survey()["customer"].iloc[:6]
    kinds = dict(zip(people, ["Astronauts"] * 4 + ["Pilots"] * 2, strict=True))
    named = changed(Role.CUSTOMERS, lambda row: row | {"kind": kinds.get(row["customer_id"], row["kind"])})

    found = driver_evidence(named, BUSINESS, DriverQuestion(drivers=FOUR), bootstrap=50)

    refusals = {segment.segment: segment.refusal for segment in found.segments}
    assert refusals["Astronauts"] == "Only 4 answers come from Astronauts, and 4 drivers need at least 20."
    assert "Pilots" not in refusals


def test_answers_of_one_customer_belong_together_by_default(changed):
    twice = changed(Role.SURVEY, lambda row: row | {"customer_id": f"H{int(row['answer_id'][1:]) // 2:05}"})

    asked = asked_drivers(twice, DriverQuestion(drivers=FOUR))

    assert asked.together == "customer_id"
    assert asked.answers.clusters.nunique() == 1201


def test_answers_of_one_site_belong_together_where_asked(survey_alone):
    question = DriverQuestion(drivers=FOUR, together="hotel")

    found = driver_evidence(survey_alone, None, question, bootstrap=50)

    assert found.everyone.clusters == 6
    assert "hotel" in found.provenance[0].columns


@pytest.mark.parametrize(
    ("question", "error", "sentence"),
    [
        (
            DriverQuestion(drivers=("pool",)),
            MissingColumnError,
            "has no rating 'pool'; choose from",
        ),
        (DriverQuestion(together="town"), MissingColumnError, "held together by 'town'; the survey offers"),
        (
            DriverQuestion(drivers=("recommend",)),
            UndefinedMeasureError,
            "recommend is the outcome and",
        ),
        (
            DriverQuestion(drivers=("overall",)),
            UndefinedMeasureError,
            "No driver is left to compare. Over",
        ),
        (DriverQuestion(drivers=("room", "room")), UndefinedMeasureError, "Driver room is named twice"),
        (
            DriverQuestion(fit="logistic"),
            UndefinedMeasureError,
            "an outcome of 0 or 1, but recommend is",
        ),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_a_sentence(survey_alone, question, error, sentence):
    with pytest.raises(error, match=sentence):
        driver_evidence(survey_alone, None, question, bootstrap=50)


def test_an_outcome_the_survey_does_not_have_is_refused(changed):
    firm = changed(Role.SURVEY, without("overall"))

    with pytest.raises(MissingColumnError, match="no column that says overall satisfaction; choose another"):
        driver_evidence(firm, None, DriverQuestion(outcome="satisfaction"), bootstrap=50)

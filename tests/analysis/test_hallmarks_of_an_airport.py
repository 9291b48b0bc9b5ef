"""Hallmarks out of a real survey, the whole way: San Francisco airport's passengers of 2017."""

import pandas as pd
import pytest

from cxworkshop.analysis.hallmark_robustness import hallmark_robustness
from cxworkshop.analysis.survey_evidence import touchpoint_evidence
from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm

pytestmark = pytest.mark.reference

TOUCHPOINTS = (
    "Q7SIGN",
    "Q7WALKWAYS",
    "Q7SCREENS",
    "Q7INFODOWN",
    "Q7INFOUP",
    "Q7WIFI",
    "Q7FOOD",
    "Q7STORE",
    "Q7ART",
)
WHOLE = "Q7ALL"
MAPPING = {"customer": ("RESPNUM",), "outcome": ("NETPRO",), "weight": ("WEIGHT",)}
MISSING = (0, 6)  # blank, never used
OFTEN = TargetSegments(by="flies", targets=("often",))
RATINGS = {"Q7ART": 9.0, "Q7FOOD": 7.0, "Q7SIGN": 3.0}


@pytest.fixture(scope="module")
def answers(reference_data):
    frame = pd.read_csv(reference_data / "sfo_2017_survey_slim.csv.gz")
    return frame[["RESPNUM", "NETPRO", "WEIGHT", "Q5TIMESFLOWN", *TOUCHPOINTS, WHOLE]]


@pytest.fixture(scope="module")
def airport(answers, tmp_path_factory):
    """``airport(order)`` has its answers in this order, and its passengers by how often they fly."""

    def firm(order=1, touchpoints=TOUCHPOINTS):
        folder = tmp_path_factory.mktemp("airport")
        rows = answers.iloc[::order]
        rows.to_csv(folder / "survey.csv", index=False)
        flies = (rows["Q5TIMESFLOWN"] > 1).map({True: "often", False: "seldom"})
        customers = pd.DataFrame({"customer": rows["RESPNUM"], "flies": flies})
        customers.to_csv(folder / "customers.csv", index=False)
        survey = MAPPING | {"touchpoint": touchpoints}
        return Firm(
            {
                Role.SURVEY: attach(Role.SURVEY, str(folder / "survey.csv"), survey, MISSING),
                Role.CUSTOMERS: attach(Role.CUSTOMERS, str(folder / "customers.csv")),
            }
        )

    return firm


def evidence(firm):
    return touchpoint_evidence(firm, OFTEN, weights={"often": 1.0}, bootstrap=200)


@pytest.fixture(scope="module")
def found(airport):
    return evidence(airport())


@pytest.mark.parametrize(("weight", "mean"), [(("WEIGHT",), 4.0712), ((), 4.0644)])
def test_the_airport_as_a_whole_scores_as_published(airport, weight, mean):
    firm = airport(touchpoints=(*TOUCHPOINTS, WHOLE))
    survey = firm.attached(Role.SURVEY)
    mapped = {**survey.mapping, "weight": weight}
    tables = {Role.SURVEY: survey.model_copy(update={"mapping": mapped})}

    (whole,) = (
        score
        for score in touchpoint_evidence(Firm(tables), None, bootstrap=50).touchpoints
        if score.name == WHOLE
    )

    assert (whole.n, round(whole.mean, 4)) == (2688, mean)


def test_touchpoints_of_a_segment_are_scored_on_the_surveys_scale(found):
    assert (found.segment, found.weighted, found.weights) == (("often",), True, {"often": 1.0})
    assert (found.scale_low, found.scale_high) == (1, 5)
    assert found.n < found.everyone.n
    assert sum(score.value for score in found.touchpoints) == pytest.approx(1)
    assert {score.name for score in found.touchpoints} == set(TOUCHPOINTS)


def test_the_same_seed_gives_the_same_hallmarks(airport, found):
    again = evidence(airport())

    assert (again.touchpoints, again.draws) == (found.touchpoints, found.draws)
    assert hallmark_robustness(found, RATINGS) == hallmark_robustness(again, RATINGS)


def test_another_order_of_the_answers_gives_the_same_ranking(airport, found):
    again = evidence(airport(-1))

    ranked, anew = ([row.name for row in hallmarks(one, RATINGS)] for one in (found, again))
    safe, safe_anew = (
        {one.name: one.among_first(3) for one in hallmark_robustness(one, RATINGS).alternatives}
        for one in (found, again)
    )
    assert ranked == anew
    assert safe == pytest.approx(safe_anew, abs=0.05)

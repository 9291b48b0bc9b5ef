"""What is planted about the sample firm's touchpoints is found."""

import pandas as pd
import pytest
import yaml

from cxworkshop.analysis.consistency import consistency
from cxworkshop.analysis.hallmark_robustness import hallmark_robustness
from cxworkshop.analysis.peak_end import peak_end
from cxworkshop.analysis.perception import gaps_of
from cxworkshop.analysis.survey_evidence import touchpoint_evidence
from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.settings import assets

SAMPLE = assets("data") / "sample-firm"
DECISIONS = yaml.safe_load((SAMPLE / "decisions.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def scored(firm):
    return touchpoint_evidence(firm, TargetSegments(**DECISIONS["segments"]), bootstrap=200)


@pytest.fixture(scope="module")
def gaps(scored):
    return gaps_of([Beliefs(**belief) for belief in DECISIONS["beliefs"]], scored)


def test_the_planted_hallmarks_rank_first(scored, truths):
    ranked = [candidate.name for candidate in hallmarks(scored, DECISIONS["ratings"])]

    assert set(ranked[: len(truths["hallmarks"])]) == set(truths["hallmarks"])


def test_the_planted_hallmarks_are_the_safest_picks(scored, truths):
    planted = set(truths["hallmarks"])
    found = hallmark_robustness(scored, DECISIONS["ratings"], draws=5000)
    first = {one.name: one.among_first(len(planted)) for one in found.alternatives}

    assert min(first[name] for name in planted) > 2 * max(first[name] for name in first.keys() - planted)


def test_the_planted_pain_near_the_end_is_warned_of(scored, truths):
    assert truths["pain_near_end"] in {pain.name for pain in peak_end(scored).near_end}


def test_leaders_overestimate_what_is_planted(gaps, truths):
    beyond = {gap.touchpoint for gap in gaps.gaps if gap.beyond_uncertainty and gap.gap > 1}

    assert beyond == set(truths["overestimated"])


def test_leaders_judge_the_room_about_right(gaps, truths):
    (room,) = (gap for gap in gaps.gaps if gap.touchpoint == truths["judged_about_right"])

    assert not room.beyond_uncertainty


TOUCHPOINTS = pd.read_csv(SAMPLE / "journey.csv")["touchpoint"].tolist()


@pytest.fixture(scope="module")
def answers(truths):
    table = pd.read_csv(SAMPLE / "survey.csv")
    return table.assign(**table[TOUCHPOINTS].mask(table[TOUCHPOINTS].isin(truths["missing"])))


def test_help_depends_on_who_serves(answers, truths):
    low, high = truths["served_by_share_of_help"]
    (share,) = (found.share for found in consistency(answers, "help", ["served_by"]).alone)

    assert low < share < high


@pytest.mark.parametrize("name", sorted({*TOUCHPOINTS} - {"help"}))
def test_nothing_else_depends_on_who_serves(answers, truths, name):
    (share,) = (found.share for found in consistency(answers, name, ["served_by"]).alone)

    assert share < truths["served_by_share_elsewhere"]


def test_hotels_are_alike(answers, truths):
    (share,) = (found.share for found in consistency(answers, "help", ["hotel"]).alone)

    assert share < truths["served_by_share_elsewhere"]

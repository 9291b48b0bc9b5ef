"""What is planted in the sample firm's journey is found the way a team would find it."""

import pytest
import yaml

from cxworkshop.analysis.consistency_evidence import consistency_evidence
from cxworkshop.analysis.hallmark_robustness import hallmark_robustness
from cxworkshop.analysis.peak_end import peak_end
from cxworkshop.analysis.survey_evidence import touchpoint_evidence
from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.settings import assets


@pytest.fixture(scope="module")
def ratings():
    sample = assets("data") / "sample-firm" / "decisions.yaml"
    return yaml.safe_load(sample.read_text("utf-8"))["ratings"]


@pytest.fixture(scope="module")
def profitable(whole_firm, truths):
    name = truths["profitable_segment"]
    target = TargetSegments(by=truths["segment_attribute"], targets=(name,))
    return touchpoint_evidence(whole_firm, target, weights={name: 1.0}, bootstrap=200)


@pytest.fixture(scope="module")
def consistent(whole_firm):
    return consistency_evidence(whole_firm)


def test_the_planted_hallmarks_rank_first(profitable, ratings, truths):
    planted = truths["hallmarks"]

    assert {row.name for row in hallmarks(profitable, ratings)[: len(planted)]} == set(planted)


def test_the_planted_hallmarks_are_the_safest_picks(profitable, ratings, truths):
    planted = truths["hallmarks"]
    found = hallmark_robustness(profitable, ratings).alternatives

    safest = sorted(found, key=lambda one: -one.among_first(len(planted)))
    assert {one.name for one in safest[: len(planted)]} == set(planted)


def test_all_customers_alike_would_rank_other_touchpoints_first(profitable, ratings, truths):
    everyone = [row.name for row in hallmarks(profitable.everyone, ratings)]

    assert set(everyone[: len(truths["hallmarks"])]) != set(truths["hallmarks"])


def test_the_planted_pain_near_the_end_is_warned_of(profitable, truths):
    assert truths["pain_near_end"] in [pain.name for pain in peak_end(profitable).near_end]


def test_the_planted_inconsistent_channel_is_named(consistent, truths):
    assert consistent.times.inconsistent == (truths["inconsistent_channel"],)


def test_help_depends_most_on_who_serves(consistent, truths):
    low, high = truths["served_by_share_of_help"]
    first = next(one for one in consistent.scores if one.score == "help").alone[0]

    assert first.factor == "served_by"
    assert low <= first.share <= high


def test_no_other_touchpoint_depends_on_who_serves(consistent, truths):
    others = [one for one in consistent.scores if one.score != "help"]

    assert max(share.share for one in others for share in one.alone) <= truths["served_by_share_elsewhere"]

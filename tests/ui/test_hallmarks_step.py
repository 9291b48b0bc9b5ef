"""Step 04 on made-up evidence: look, rate, pick."""

import re

import pytest
from made_up_maps import beliefs, consistency_evidence, today
from made_up_survey import touchpoints

from cxworkshop.domain.events import (
    BeliefsGiven,
    EvidenceRecorded,
    HallmarksChosen,
    MapDrawn,
    MissionStated,
    WorkshopCreated,
)
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.statements import Mission
from cxworkshop.export.journey_files import WRITERS
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.ui.steps import HallmarksStep


@pytest.fixture
def step(made_up):
    return _step(made_up())


@pytest.fixture(scope="module")
def looking(tmp_path_factory):
    """A step for tests that only look: whatever view they choose, they choose it themselves."""
    path = tmp_path_factory.mktemp("looking") / "made-up.cxw"
    evidence = (touchpoints(), consistency_evidence())
    create(
        path, [WorkshopCreated(name="Acme"), *(EvidenceRecorded(evidence=found) for found in evidence)]
    ).close()
    return _step(open_session(path))


def _step(session):
    return HallmarksStep(session, WRITERS)


def _look(step, view, shown):
    step.shown.view.value = view
    return shown(step.evidence)


def _rate(step, view, shown):
    step.rating.view.value = view
    return shown(step.rate)


def _order(step):
    return [row.children[0].description for row in step.decide.children[2].children]


# ── The evidence ───────────────────────────────────────────────────────────────────────────────────────────
def test_scores_say_how_the_journey_ends_and_warn_of_pain_near_it(looking, shown):
    page = _look(looking, "scores", shown)

    assert "<svg" in page
    assert "When something goes wrong" in re.findall(r'cx-callout warn">([^<]+)', page)[-1]


def test_the_table_of_scores_has_top_box_answers_volume_and_cost(looking, shown):
    page = _look(looking, "scores", shown)

    for column in ("Best two answers", "Answers", "Comments", "Contacts a year", "Cost of one"):
        assert column in page
    assert "cost of one contact in EUR" in page


def test_figures_that_nobody_gave_have_no_column(made_up, shown):
    bare = tuple(
        score.model_copy(update={"volume": None, "cost": None, "comments": 0})
        for score in touchpoints().touchpoints
    )
    session = made_up(EvidenceRecorded(evidence=touchpoints(touchpoints=bare)))
    page = shown(_step(session).evidence)

    assert "Best two answers" in page
    for column in ("Comments", "Contacts a year", "Cost of one"):
        assert column not in page


def test_gaps_show_what_leaders_believed_without_anybodys_name(made_up, shown):
    people = [one.model_copy(update={"person": f"Somebody {one.person}"}) for one in beliefs(6)]
    page = _look(_step(made_up(*(BeliefsGiven(beliefs=one) for one in people))), "gaps", shown)

    assert "6 leaders" in page
    assert "Somebody" not in page


def test_two_leaders_are_too_few_for_a_gap(made_up, shown):
    page = _look(_step(made_up(*(BeliefsGiven(beliefs=one) for one in beliefs(2)))), "gaps", shown)

    assert "<svg" not in page
    assert "cx-empty" in page


def test_a_function_of_two_people_is_withheld(made_up, shown):
    """And so is the next smallest, or the two could be told by subtraction."""
    step = _step(made_up(*(BeliefsGiven(beliefs=one) for one in beliefs(5))))

    assert "Not shown alone, so that nobody can be told from the figures: Finance and Operations" in _look(
        step, "gaps", shown
    )


def test_without_beliefs_it_is_said_that_nobody_answered(looking, shown):
    assert "Nobody said what they believe" in _look(looking, "gaps", shown)


@pytest.mark.parametrize("view", ["performance", "opportunities"])
def test_where_better_experiences_pay_is_drawn(looking, shown, view):
    assert "<svg" in _look(looking, view, shown)


def test_consistency_shows_the_score_chosen_and_the_channels(looking, shown):
    before = _look(looking, "consistency", shown)
    looking.shown.consistency.which.value = "room"

    assert before != shown(looking.evidence)
    assert "requests answered" in shown(looking.evidence)


def test_consistency_without_response_times_says_what_to_attach(made_up, shown):
    session = made_up(EvidenceRecorded(evidence=consistency_evidence(times=None)))

    assert "Attach a table of response times" in _look(_step(session), "consistency", shown)


def test_consistency_without_factors_says_so(made_up, shown):
    session = made_up(EvidenceRecorded(evidence=consistency_evidence(scores=())))

    assert "only response times can be looked at" in _look(_step(session), "consistency", shown)


def test_before_the_reveal_every_view_says_what_to_do(made_up, shown):
    step = _step(made_up(revealed=False))

    for view in step.shown.panels:
        assert "cx-empty" in _look(step, view, shown), view


def test_a_view_is_drawn_when_it_is_looked_at_and_not_again(step):
    assert step.shown.panels["performance"].box.value == ""
    step.shown.view.value = "performance"
    drawn = step.shown.panels["performance"].box.value
    step.session.record(HallmarksChosen(hallmarks=Hallmarks(picks=())))

    assert drawn is step.shown.panels["performance"].box.value


# ── The rating ─────────────────────────────────────────────────────────────────────────────────────────────
def test_a_rating_moves_a_touchpoint_in_the_ranking_and_in_the_list_to_pick_from(step, shown):
    before, listed = shown(step.rate), _order(step)
    step.entries.ratings["search"].value = 10

    assert before != shown(step.rate)
    assert _order(step).index("Search and compare") < listed.index("Search and compare")


def test_the_promise_stands_above_the_ratings(made_up, shown):
    mission = Mission(
        customers="a", experience="b", identity="we are hosts", sentence="Every guest is expected."
    )
    page = shown(_step(made_up(MissionStated(mission=mission))).rate)

    assert "Every guest is expected." in page


def test_without_a_promise_it_is_said_where_to_state_it(looking, shown):
    assert "State it in the step “Mission and success”" in shown(looking.rate)


def test_the_ranking_says_why_candidates_are_remembered(looking, shown):
    page = _rate(looking, "ranking", shown)

    assert "it ends the journey" in page
    assert "feelings are strong" in page


def test_how_safe_follows_the_limit(step, shown):
    before = _rate(step, "safety", shown)
    step.entries.most.value = 3
    after = shown(step.rate)

    assert before != after
    assert "Among the first 3" in after


def test_the_details_say_which_taste_puts_a_candidate_first(looking, shown):
    page = _rate(looking, "safety", shown)

    assert "counts most" in page
    assert "of the time" in page
    assert "never" in page


def test_both_rankings_stand_side_by_side(looking, shown):
    page = _rate(looking, "weighted", shown)

    assert "<svg" in page
    assert "1,980 answers of all customers" in page


def test_where_all_customers_are_scored_there_is_nothing_to_compare(made_up, shown):
    evidence = touchpoints(segment=(), everyone=None, weights={})
    page = _rate(_step(made_up(EvidenceRecorded(evidence=evidence))), "weighted", shown)

    assert "nothing to compare" in page


def test_one_touchpoint_needs_no_ranking(made_up, shown):
    found = touchpoints()
    one = found.model_copy(update={"touchpoints": found.touchpoints[:1], "everyone": None})

    assert "at least two touchpoints" in _rate(
        _step(made_up(EvidenceRecorded(evidence=one))), "safety", shown
    )


# ── The picks and the slide ────────────────────────────────────────────────────────────────────────────────
def test_picks_say_how_safe_they_are(looking, shown):
    page = shown(looking.decide)

    assert '<span class="cx-badge done">safe</span>' in page
    assert "unlikely" in page


def test_the_slide_names_hallmarks_experience_and_plans(made_up):
    picks = (Hallmark(touchpoint="check_in", label="Check-in", experience="Key within two minutes"),)
    session = made_up(MapDrawn(map=today()), HallmarksChosen(hallmarks=Hallmarks(picks=picks)))
    slide = _step(session).slide.value

    assert "Our hallmarks: Check-in." in slide
    assert "Key within two minutes" in slide
    assert "Designed for bad days too: Check-in." in slide

"""The sample firm's journey map, what its leaders believe, and what they change for tomorrow."""

from functools import reduce

import pandas as pd
import pytest
import yaml
from pydantic import TypeAdapter

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.map_editing import edit_map, refusal
from cxworkshop.domain.map_edits import MapEdit
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.touchpoint import Recovery, Triad
from cxworkshop.inputs.journey_files import open_journey_map
from cxworkshop.settings import SMALLEST_GROUP, assets

FOLDER = assets("data") / "sample-firm"
DECISIONS = yaml.safe_load((FOLDER / "decisions.yaml").read_text("utf-8"))
TRUTHS = yaml.safe_load((FOLDER / "truths.yaml").read_text("utf-8"))
EDITS = TypeAdapter(tuple[MapEdit, ...]).validate_python(DECISIONS["tomorrow"])
BELIEFS = [Beliefs(**belief) for belief in DECISIONS["beliefs"]]
HALLMARKS = [pick["touchpoint"] for pick in DECISIONS["hallmarks"]]


@pytest.fixture(scope="module")
def journey() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "journey.csv")


@pytest.fixture(scope="module")
def today() -> JourneyMap:
    return open_journey_map(FOLDER / "journey.csv").journey_map


@pytest.fixture(scope="module")
def tomorrow(today: JourneyMap) -> JourneyMap:
    return reduce(edit_map, EDITS, today.model_copy(update={"state": "to_be"}))


@pytest.fixture(scope="module")
def means(journey: pd.DataFrame) -> pd.Series:
    ratings = pd.read_csv(FOLDER / "survey.csv")[journey["touchpoint"].tolist()]
    return ratings.mask(ratings.isin(TRUTHS["missing"])).mean()


def test_only_volume_and_cost_have_no_place_on_the_map():
    assert open_journey_map(FOLDER / "journey.csv").left_out == (
        "journey.csv has columns that a journey map has no place for: “volume” and “cost”.",
    )


def test_the_map_holds_the_journeys_touchpoints_in_their_order(today: JourneyMap, journey: pd.DataFrame):
    assert [found.survey_column for found in today.touchpoints] == journey["touchpoint"].tolist()
    assert [stage.name for stage in today.stages] == journey["stage"].unique().tolist()


def test_every_lane_of_today_is_filled(today: JourneyMap):
    for touchpoint in today.touchpoints:
        lanes = touchpoint.model_dump(
            include={"channel", "actions", "thoughts", "feelings", "backstage", "owner"}
        )
        assert all(lanes.values()), touchpoint.id
        assert touchpoint.insights, touchpoint.id


def test_feelings_follow_the_ratings(today: JourneyMap, means: pd.Series):
    felt = pd.Series({found.survey_column: found.emotion for found in today.touchpoints})

    assert felt.sort_values().index.tolist() == means.sort_values().index.tolist()


def test_claims_of_all_three_levels_are_there_and_sourced_unless_assumed(today: JourneyMap):
    claims = [claim for touchpoint in today.touchpoints for claim in touchpoint.claims]

    assert {claim.evidence for claim in claims} == {"assumed", "partly researched", "researched"}
    assert [claim.text for claim in claims if bool(claim.source) == (claim.evidence == "assumed")] == []


@pytest.mark.parametrize("name", ["check_in", "invoice", "farewell"])
def test_why_trees_reach_below_the_first_cause_and_have_owners(today: JourneyMap, name: str):
    causes = today.touchpoint(name).causes

    assert {cause.of for cause in causes} & {cause.id for cause in causes}
    assert all(cause.owner for cause in causes)


def test_volumes_fit_the_stays(journey: pd.DataFrame):
    stays = len(pd.read_csv(FOLDER / "stays.csv.gz")) / 2
    volume = journey.set_index("touchpoint")["volume"]

    assert volume[["check_in", "room", "check_out"]].to_numpy() == pytest.approx(stays, rel=0.01)
    assert (journey["cost"].dropna() > 0).all()


def test_every_change_for_tomorrow_applies(today: JourneyMap):
    left = today.model_copy(update={"state": "to_be"})
    for edit in EDITS:
        assert refusal(left, edit) is None, edit
        changed = edit_map(left, edit)
        assert changed != left, edit
        left = changed


def test_the_invoice_comes_before_check_out_tomorrow(tomorrow: JourneyMap):
    assert [found.id for found in tomorrow.stages[-1].touchpoints] == ["invoice", "check_out", "farewell"]


def test_tomorrow_has_a_moment_without_a_transaction(tomorrow: JourneyMap):
    assert [found.id for found in tomorrow.touchpoints if found.is_moment] == ["on_the_way"]


@pytest.mark.parametrize("name", HALLMARKS)
def test_every_hallmark_is_designed_for_tomorrow(tomorrow: JourneyMap, name: str):
    found = tomorrow.touchpoint(name)

    assert all(getattr(found.recovery, move) for move in Recovery.model_fields)
    assert all(getattr(found.triad, part) for part in Triad.model_fields)
    assert found.personalisation


def test_two_functions_have_enough_leaders_to_be_shown():
    sizes = pd.Series([belief.function for belief in BELIEFS]).value_counts()

    assert (sizes >= SMALLEST_GROUP).sum() == 2
    assert {belief.person for belief in BELIEFS} == set(DECISIONS["predictions"]["top_segment kind"])


def test_leaders_score_touchpoints_of_the_survey_on_its_scale(means: pd.Series):
    scores = pd.DataFrame([belief.scores for belief in BELIEFS])

    assert set(scores) == set(means.index)
    assert ((scores >= 1) & (scores <= 10) | scores.isna()).all(axis=None)

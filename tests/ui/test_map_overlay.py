"""What customers say, on the map."""

import pytest
from made_up_maps import today
from made_up_survey import MEANS, touchpoints
from made_up_workshop import workshop

from cxworkshop.domain.map_editing import edit_map
from cxworkshop.domain.map_edits import AddTouchpoint, ChangeText
from cxworkshop.domain.tables import Role
from cxworkshop.domain.touchpoint import NOT_ASKED, Touchpoint
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.overlay import overlay, unasked

WORDS = texts("journey")["evidence"]
LIFT = AddTouchpoint(to="stage-stay", touchpoint=Touchpoint(id="lift", name="Lift"))
TOLD = overlay(today(), touchpoints(), WORDS)


def _with_survey(columns):
    base = workshop()
    survey = base.tables[Role.SURVEY].model_copy(update={"mapping": {"touchpoint": columns}})
    return base.model_copy(update={"tables": {**base.tables, Role.SURVEY: survey}})


def test_a_score_comes_with_interval_scale_top_answers_and_n():
    detail = TOLD["check_in"]["detail"]

    assert "6.9 on average (6.7 to 7.1) on a scale from 0 to 10" in detail
    assert "31\N{NO-BREAK SPACE}% gave one of the best two answers (27" in detail
    assert "457 answers" in detail


def test_volume_cost_and_comments_are_told_where_the_firm_gave_them():
    detail = overlay(today(), touchpoints(currency=None), WORDS)["check_in"]["detail"]

    assert "14,000 contacts a year; 2.50 for each contact; 35 comments" in detail
    assert TOLD["check_in"]["comments"] == 35


def test_cost_is_told_in_its_currency():
    told = overlay(today(), touchpoints(currency="EUR"), WORDS)

    assert "2.50\N{NO-BREAK SPACE}EUR for each contact" in told["check_in"]["detail"]


def test_what_the_firm_gave_no_figure_for_is_left_out():
    scored = tuple(
        score.model_copy(update={"volume": None, "cost": None, "comments": 0})
        for score in touchpoints().touchpoints
    )
    detail = overlay(today(), touchpoints(touchpoints=scored), WORDS)["check_in"]["detail"]

    assert "contact" not in detail
    assert "comment" not in detail


def test_a_level_is_told_only_beyond_doubt():
    middle = sum(MEANS) / len(MEANS)
    near = [name for name, told in TOLD.items() if abs(float(told["score"]) - middle) < 0.15]

    assert (TOLD["staff"]["level"], TOLD["recovery"]["level"]) == ("good", "poor")
    assert {TOLD[name]["level"] for name in near} == {"fair"}


def test_a_touchpoint_that_nobody_was_asked_about_says_so():
    told = overlay(edit_map(today(), LIFT), touchpoints(), WORDS)["lift"]

    assert (told["level"], told["score"]) == ("none", "nobody asked")


def test_what_is_new_tomorrow_is_not_said_to_be_unasked():
    tomorrow = edit_map(today(), LIFT).model_copy(update={"state": "to_be"})

    assert "lift" not in overlay(tomorrow, touchpoints(), WORDS)
    assert "check_in" in overlay(tomorrow, touchpoints(), WORDS)


def test_the_survey_column_leads_to_the_score():
    column = ChangeText(target="lift", lane="column", text="room")
    told = overlay(edit_map(edit_map(today(), LIFT), column), touchpoints(), WORDS)

    assert told["lift"] == told["room"]


def test_without_evidence_nothing_stands_on_the_map():
    assert overlay(today(), None, WORDS) == {}


@pytest.mark.parametrize(("column", "names"), [("", ["Lift"]), (NOT_ASKED, []), ("room", [])])
def test_touchpoints_without_a_column_are_listed_unless_the_team_said_so(column, names):
    journey_map = edit_map(today(), LIFT)
    journey_map = edit_map(journey_map, ChangeText(target="lift", lane="column", text=column))
    columns = tuple(touchpoint.id for touchpoint in today().touchpoints)

    assert [found.name for found in unasked(_with_survey(columns), journey_map)] == names


def test_without_a_survey_no_touchpoint_is_listed():
    base = workshop(tables={})

    assert unasked(base, today()) == ()

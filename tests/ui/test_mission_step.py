from datetime import date

import pytest

from cxworkshop.live.session import open_session
from cxworkshop.ui.steps import MissionStep
from cxworkshop.ui.widgets.fields import enter

MISSION = {"customers": "Every guest", "experience": "arrives rested", "identity": "we are hosts"}


def _fill(fields, values):
    for name, value in values.items():
        enter(fields[name], value) if isinstance(value, float) else setattr(fields[name], "value", value)


def _press(bar, number):
    """Press the decision bar's save (0) or undo (1) button and return what it said."""
    row = bar.children[-1].children[number]
    row.children[0].click()
    return row.children[-1].value


def test_the_sentence_grows_while_one_types(empty_session):
    step = MissionStep(empty_session)
    step.mission_form.fields["customers"].value = "Every guest"

    assert "Every guest …. Every time, because …." in step.mission.children[1].value


def test_a_mission_is_saved_and_shown_in_another_page(empty_session):
    step, other = MissionStep(empty_session), MissionStep(open_session(empty_session.path))
    _fill(step.mission_form.fields, MISSION)
    said = _press(step.mission, 0)
    other.session.refresh()

    assert "Saved at" in said
    assert other.mission_form.fields["customers"].value == "Every guest"
    assert "Every guest arrives rested. Every time, because we are hosts." in other.slide.value


def test_an_empty_field_is_named_and_nothing_is_saved(empty_session):
    step = MissionStep(empty_session)
    _fill(step.mission_form.fields, MISSION | {"identity": " "})
    said = _press(step.mission, 0)

    assert "Because of who we are" in said
    assert "cx-error" in said
    assert empty_session.workshop.mission is None


def test_undo_brings_the_earlier_mission_back(empty_session):
    step = MissionStep(empty_session)
    for customers in ("Every guest", "Every traveller"):
        _fill(step.mission_form.fields, MISSION | {"customers": customers})
        _press(step.mission, 0)
    _press(step.mission, 1)

    assert empty_session.workshop.mission.customers == "Every guest"
    assert step.mission_form.fields["customers"].value == "Every guest"


def test_what_is_typed_survives_a_decision_made_elsewhere(empty_session):
    step, other = MissionStep(empty_session), MissionStep(open_session(empty_session.path))
    step.success_form.fields["measure"].value = "half a sentence"
    _fill(other.mission_form.fields, MISSION)
    _press(other.mission, 0)
    empty_session.refresh()

    assert step.success_form.fields["measure"].value == "half a sentence"


def test_typing_in_the_same_form_survives_a_decision_made_elsewhere(empty_session):
    step, other = MissionStep(empty_session), MissionStep(open_session(empty_session.path))
    step.mission_form.fields["identity"].value = "half a sentence"
    _fill(other.mission_form.fields, MISSION)
    _press(other.mission, 0)
    empty_session.refresh()

    assert step.mission_form.fields["identity"].value == "half a sentence"
    assert "we are hosts" in step.slide.value


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"due": date(2020, 1, 1)}, "past"),
        ({"target": 39.0}, "equals"),
        ({"owner": ""}, "Who answers for it"),
        ({"due": None}, "By when"),
        ({"measure": "x" * 301}, "How it is measured"),
        ({"baseline": ""}, "Where it stands today"),
        ({"target": "fifty"}, "“fifty”"),
    ],
)
def test_a_success_that_cannot_be_missed_is_refused(empty_session, next_year, change, said):
    step = MissionStep(empty_session)
    good = {
        "customer_outcome": "Guests come back",
        "employee_outcome": "Staff settle problems",
        "business_outcome": "Repeat stays grow",
        "measure": "guests who stay again",
        "baseline": 39.0,
        "target": 50.0,
        "due": next_year,
        "owner": "Kim",
    }
    _fill(step.success_form.fields, good | change)

    assert said in _press(step.success, 0)
    assert empty_session.workshop.success is None


def test_markup_in_a_statement_is_inert(empty_session):
    step = MissionStep(empty_session)
    _fill(step.mission_form.fields, MISSION | {"customers": "<script>alert(1)</script>"})
    _press(step.mission, 0)

    assert "<script>" not in step.slide.value
    assert "<script>" not in step.mission.children[1].value


def test_large_numbers_are_written_out(empty_session, next_year):
    step = MissionStep(empty_session)
    _fill(step.success_form.fields, {"baseline": 12_500_000.0, "due": next_year})

    assert "from 12,500,000 to" in step.success.children[1].value


def test_nothing_to_undo_is_said(empty_session):
    assert "nothing to undo" in _press(MissionStep(empty_session).mission, 1)

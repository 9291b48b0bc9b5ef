import json
import re
from typing import get_args

import pytest

from cxworkshop.domain.agenda import STEPS
from cxworkshop.domain.chain import Decision
from cxworkshop.domain.mistakes import StepId
from cxworkshop.errors import InvalidChoiceError, InvalidTemplateError
from cxworkshop.inputs.agendas import agenda_called, agendas, read_agendas

PLANS = agendas()
SLOT = {
    "minutes": 60,
    "step": "00_start",
    "title": "Start",
    "say": "Welcome.",
    "materials": ["Paper"],
    "when_late": "Less.",
}

by_plan = pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)


def _plan(slots, **changes):
    session = {"title": "All", "minutes": 60, "before": ["Read."], "slots": slots}
    return {"name": "Plan", "fits": "Some.", "minutes": 60, "sessions": [session]} | changes


def test_there_are_four_plans_the_shortest_first():
    assert [plan.id for plan in PLANS] == ["ninety_minutes", "half_day", "remote_three_sessions", "full_day"]
    assert len(PLANS[2].sessions) == 3


@by_plan
def test_the_minutes_of_a_plan_add_up(plan):
    assert sum(slot.minutes for slot in plan.slots) == plan.minutes


@by_plan
def test_each_plan_has_the_four_decisions_in_the_steps_that_make_them(plan):
    made = [(slot.step, decision) for slot in plan.slots for decision in slot.decides]

    assert plan.decided == set(get_args(Decision))
    assert made == [(step.id, decision) for step in STEPS for decision in step.decisions]


@by_plan
def test_steps_come_in_their_order_within_a_session(plan):
    for session in plan.sessions:
        steps = [slot.step for slot in session.slots if slot.step != "break"]
        assert steps == sorted(steps)


@by_plan
def test_words_are_calm_and_short_enough_to_be_said(plan):
    for slot in plan.slots:
        assert "!" not in f"{slot.title}{slot.say}{slot.when_late}"
        assert len(slot.say.split()) <= 40


@by_plan
def test_nobody_sits_longer_than_two_and_a_half_hours_without_a_break(plan):
    for session in plan.sessions:
        sitting = 0
        for slot in session.slots:
            sitting = 0 if slot.step == "break" else sitting + slot.minutes
            assert sitting <= 150


def test_every_step_of_the_workshop_can_stand_in_a_plan():
    assert {step.id for step in STEPS} <= set(get_args(StepId))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            _plan([SLOT, SLOT | {"materials": ["Pens"]}]),
            "a.yaml, sessions 1: “minutes” is 60, but its slots add up to 120; make them agree.",
        ),
        (
            _plan([SLOT], minutes=90),
            "a.yaml: “minutes” is 90, but its sessions add up to 60; make them agree.",
        ),
        (_plan([SLOT | {"step": "lunch"}]), "a.yaml, sessions 1, slots 1: “step” must be '00_start', "),
        (_plan([SLOT | {"say": ""}]), "a.yaml, sessions 1, slots 1: “say” is missing; write it."),
        (_plan([SLOT | {"title": ""}]), "a.yaml, sessions 1, slots 1: “title” is empty; write it."),
        (_plan([SLOT | {"decides": ["all"]}]), "slots 1: “decides 1” must be 'mission', "),
        (_plan([SLOT], fits=""), "a.yaml: “fits” is empty; write it."),
    ],
)
def test_an_unsound_plan_is_told_with_file_slot_field_and_remedy(tmp_path, content, said):
    (tmp_path / "a.yaml").write_text(json.dumps(content), "utf-8")

    with pytest.raises(InvalidTemplateError) as error:
        read_agendas(tmp_path)
    assert said in str(error.value)


def test_a_plan_is_found_by_its_id():
    assert agenda_called("half_day").name == "Half a day"


@pytest.mark.parametrize("name", ["halfday", "", "Half a day", "x" * 500, "\udcff"])
def test_an_unknown_plan_is_told_with_those_there_are(name):
    with pytest.raises(
        InvalidChoiceError, match=r"choose ninety_minutes, half_day, remote_three_sessions or full_day\.$"
    ) as error:
        agenda_called(name)
    str(error.value).encode()


def test_a_break_needs_no_words(tmp_path):
    content = _plan([SLOT | {"minutes": 50}, {"minutes": 10, "step": "break", "title": "Break"}])
    (tmp_path / "a.yaml").write_text(json.dumps(content), "utf-8")

    assert read_agendas(tmp_path)[0].slots[1].say == ""


def test_the_facilitators_guide_follows_half_a_day(repository):
    guide = (repository / "docs" / "facilitator-guide.md").read_text("utf-8")
    told = re.findall(r"^### (?:(\d\d) .*|Break) · (\d+) minutes$", guide, re.MULTILINE)
    half_day = next(plan for plan in PLANS if plan.id == "half_day")

    assert told == [
        ("" if slot.step == "break" else slot.step[:2], str(slot.minutes)) for slot in half_day.slots
    ]


def test_what_a_step_does_takes_the_minutes_that_the_guide_gives_it(repository):
    guide = (repository / "docs" / "facilitator-guide.md").read_text("utf-8")
    steps = re.split(r"^### ", guide, flags=re.MULTILINE)
    told = [step for step in steps if step[:2] in {"01", "02", "03", "04", "05"}]

    assert len(told) == 5
    for step in told:
        (whole,) = re.findall(r"^.* · (\d+) minutes$", step, re.MULTILINE)
        parts = re.findall(r"^- (\d+ minutes .*)$", step, re.MULTILINE)[0]
        assert sum(map(int, re.findall(r"\d+", parts))) == int(whole)


@by_plan
def test_each_plan_says_beforehand_how_people_answer_with_and_without_the_room(plan):
    before = " ".join(plan.sessions[0].before)

    assert "once the room is open" in before.lower()
    assert "laptop" in before

"""Targets, those who are deliberately none, and what is done about each group of the curve."""

import pytest
from made_up_profit import profit
from made_up_workshop import segments

from cxworkshop.domain.events import EvidenceRecorded, SegmentsChosen
from cxworkshop.domain.segments import USUAL_ACTIONS
from cxworkshop.export.journey_files import WRITERS
from cxworkshop.ui.steps import HallmarksStep, SegmentsStep


@pytest.fixture
def step(made_up):
    return SegmentsStep(made_up())


def _facts(step):
    rows = step.decide.children[1].children
    return {row.children[0].description: row.children[1].value for row in rows}


def test_the_decision_is_saved_whole(step, press):
    form = step.targets
    form.ticks["Business regulars"].value = True
    form.not_ticks["Tour groups"].value = True
    form.reason.value, form.not_reason.value = "They come back", " They cost "
    form.actions["eroders"].value = "exit"
    press(step.decide.children[-1])
    chosen = step.workshop.segments

    assert (chosen.by, chosen.targets, chosen.reason) == (
        "customer kind",
        ("Business regulars",),
        "They come back",
    )
    assert (chosen.not_targets, chosen.not_reason) == (("Tour groups",), "They cost")
    assert chosen.actions == USUAL_ACTIONS | {"eroders": "exit"}


def test_each_target_stands_beside_its_size_profit_interval_and_growth(step):
    facts = _facts(step)["Business regulars"]

    assert "640 customers (27" in facts
    assert "1,604" in facts
    assert "1,402" in facts
    assert "+6" in facts


def test_nobody_is_target_and_none_at_once(step, press):
    step.targets.ticks["Leisure"].value = step.targets.not_ticks["Leisure"].value = True
    said = press(step.decide.children[-1])

    assert "Leisure is ticked both as a target and as deliberately none" in said
    assert step.workshop.segments is None


def test_without_a_target_nothing_is_saved(step, press):
    assert "Tick at least one segment" in press(step.decide.children[-1])
    assert step.workshop.segments is None


def test_without_evidence_there_is_nothing_to_tick(made_up, press):
    step = SegmentsStep(made_up(revealed=False))

    assert step.targets.ticks == {}
    assert "Show the evidence first" in press(step.decide.children[-1])


def test_a_decision_made_is_shown(made_up):
    form = SegmentsStep(made_up(SegmentsChosen(segments=segments()))).targets

    assert [name for name, tick in form.ticks.items() if tick.value] == ["Business regulars"]
    assert [name for name, tick in form.not_ticks.items() if tick.value] == ["Tour groups"]
    assert form.not_reason.value.startswith("They cost more")
    assert {name: field.value for name, field in form.actions.items()} == {
        "builders": "grow",
        "rest": "maintain",
        "eroders": "exit",
    }


def test_evidence_by_another_attribute_ticks_nothing(made_up):
    step = SegmentsStep(made_up(SegmentsChosen(segments=segments())))
    step.session.record(EvidenceRecorded(evidence=profit(by="region")))

    assert not any(tick.value for tick in step.targets.ticks.values())


def test_what_somebody_is_ticking_stays_when_another_page_decides(made_up, press):
    session = made_up()
    step, other = SegmentsStep(session), SegmentsStep(session)
    step.targets.ticks["Leisure"].value = True
    step.targets.not_reason.value = "half a sent"
    other.targets.ticks["Tour groups"].value = True
    press(other.decide.children[-1])

    assert step.targets.not_reason.value == "half a sent"
    assert not step.targets.ticks["Tour groups"].value


def test_undo_takes_the_decision_back(step):
    step.targets.ticks["Leisure"].value = True
    bar = step.decide.children[-1]
    bar.children[0].children[0].click()
    bar.children[1].children[0].click()

    assert step.workshop.segments is None
    assert "Nothing yet" in step.slide.value


def test_the_slide_names_targets_and_who_is_none(made_up):
    step = SegmentsStep(made_up(SegmentsChosen(segments=segments())))

    assert "We design for: Business regulars." in step.slide.value
    assert "Deliberately not for: Tour groups." in step.slide.value


def test_the_next_step_takes_the_targets_up(step, press):
    hallmarks = HallmarksStep(step.session, WRITERS)
    step.targets.ticks["Leisure"].value = True
    press(step.decide.children[-1])

    assert "no longer fits" in hallmarks.evidence.children[1].value

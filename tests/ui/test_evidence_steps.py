from functools import partial

import pytest

from cxworkshop.domain.chain import profit_weights
from cxworkshop.export.journey_files import WRITERS
from cxworkshop.live.session import open_session
from cxworkshop.ui.steps import DriversStep, HallmarksStep, SegmentsStep

STEPS = (SegmentsStep, partial(HallmarksStep, maps=WRITERS), DriversStep)


def _shown(widget):
    inside = getattr(widget, "children", ())
    return "".join(map(_shown, inside)) if inside else str(getattr(widget, "value", ""))


def _save(step):
    row = step.decide.children[-1].children[0]
    row.children[0].click()
    return row.children[-1].value


@pytest.mark.parametrize("step", STEPS)
def test_without_tables_a_step_says_what_to_do(empty_session, step):
    page = step(empty_session)

    assert "Start" in page.evidence.children[-1].value
    assert "cx-error" in _save(page)


def test_the_evidence_is_recorded_once_and_shown_to_who_comes_later(walked):
    session = open_session(walked)
    before = len(session.events)
    for step in STEPS:
        assert "<svg" in _shown(step(session).evidence)

    assert before == len(session.events)


def test_hallmarks_follow_the_target_segment_and_its_change_is_said(walked):
    step = HallmarksStep(open_session(walked), WRITERS)
    segments = SegmentsStep(step.session)
    segments.targets.ticks["Leisure"].value = True
    _save(segments)

    assert "no longer fits" in step.evidence.children[1].value
    step.shown.reveal.run()
    assert step.workshop.touchpoints.segment == ("Business", "Leisure")
    assert step.workshop.touchpoints.weights == profit_weights(step.workshop)
    assert "no longer fits" not in step.evidence.children[1].value


def test_consistency_is_computed_on_a_press_of_its_own_and_names_the_channel(walked):
    session = open_session(walked)
    session.undo("evidence_recorded", matching=lambda event: event.evidence.kind == "consistency")
    step = HallmarksStep(session, WRITERS)
    step.shown.view.value = "consistency"
    before = _shown(step.evidence)
    step.shown.consistency.reveal.run()

    assert "<svg" not in before
    assert "E-mail can&#x27;t be counted on" in _shown(step.evidence)

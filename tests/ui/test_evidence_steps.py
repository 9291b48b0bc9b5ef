from datetime import date
from functools import partial

import pytest

from cxworkshop.domain.chain import profit_weights
from cxworkshop.domain.events import EvidenceRecorded, TableAttached
from cxworkshop.domain.metrics import Metric
from cxworkshop.domain.tables import Role
from cxworkshop.export.journey_files import WRITERS
from cxworkshop.live.session import open_session
from cxworkshop.ui.steps import DriversStep, HallmarksStep, SegmentsStep

STEPS = (SegmentsStep, partial(HallmarksStep, maps=WRITERS), DriversStep)


def _outcome(action):
    return action.row.children[-1].value


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


def test_evidence_from_a_table_attached_anew_is_said_to_be_stale(walked):
    session = open_session(walked)
    survey = session.workshop.tables[Role.SURVEY]
    step = DriversStep(session)
    session.record(TableAttached(table=survey.model_copy(update={"sha256": "0" * 64})))

    assert "no longer fits" in step.evidence.children[-1].value


def test_a_metric_begun_but_not_finished_is_not_dropped(walked):
    step = DriversStep(open_session(walked))
    step.add.run()
    step.forms[-1].fields["target"].value = "5"

    assert "cx-error" in _save(step)


def test_metrics_begin_with_one_form_per_hallmark(walked):
    session = open_session(walked)
    session.undo("metrics_chosen")
    step = DriversStep(session)
    drivers = [form.fields["driver"].value for form in step.forms]

    assert [pick.touchpoint for pick in session.workshop.hallmarks.picks] == drivers


def test_a_metric_needs_an_owner_and_a_day_to_come(walked, next_year):
    step = DriversStep(open_session(walked))
    form = step.forms[0]
    form.fields["owner"].value = ""

    assert "Owner" in _save(step)
    form.fields["owner"].value = "Kim"
    form.fields["due"].value = next_year.replace(year=2020)
    assert "past" in _save(step)
    form.fields["due"].value = next_year
    assert "Saved at" in _save(step)
    assert step.workshop.metrics.chosen[0].owner == "Kim"


def test_a_guess_about_drivers_stands_beside_the_truth(session, walked):
    step = DriversStep(session)
    step.guess.value = "wifi"
    step.predict.children[2].children[0].click()
    session.record(EvidenceRecorded(evidence=open_session(walked).workshop.drivers))

    assert "Your guess: Wi-Fi. The room and Breakfast matter most" in step.predict.children[-1].value


def test_a_table_that_changed_since_is_refused_with_a_sentence(session, tmp_path):
    firm = tmp_path / "survey.csv"
    step = DriversStep(session)
    table = session.workshop.tables["survey"]
    firm.write_text("recommend\n1\n")
    moved = table.model_copy(update={"source": str(firm)})
    session.workshop = session.workshop.model_copy(
        update={"tables": {**session.workshop.tables, table.role: moved}}
    )
    step.reveal.run()

    assert "attach it again" in _outcome(step.reveal)
    assert session.workshop.drivers is None


def test_a_guess_after_the_reveal_is_refused(walked):
    page = DriversStep(open_session(walked))
    before = page.workshop.predictions
    page.predict.children[2].children[0].click()

    assert "stays as it was" in page.predict.children[2].children[-1].value
    assert before == page.workshop.predictions


def test_a_metric_at_fault_is_named_by_its_row(walked):
    step = DriversStep(open_session(walked))
    step.forms[1].fields["owner"].value = ""

    assert "Metric 2:" in _save(step)


def test_hallmarks_without_a_metric_keep_their_empty_form_after_saving(walked):
    session = open_session(walked)
    session.undo("metrics_chosen")
    step = DriversStep(session)
    before = len(step.forms)
    step.forms[0].fields["driver"].value = None
    step.forms[0].show(_metric(step))
    _save(step)

    assert before == len(step.forms)


def _metric(step):
    pick = step.workshop.hallmarks.picks[0]
    return Metric(
        driver=pick.touchpoint, name="wait", owner="Kim", baseline=3, target=1, due=date(2099, 1, 1)
    )

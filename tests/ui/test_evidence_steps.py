import pytest

from cxworkshop.domain.events import TableAttached
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.live.session import open_session
from cxworkshop.ui.steps import DriversStep, HallmarksStep, SegmentsStep

STEPS = (SegmentsStep, HallmarksStep, DriversStep)


def _outcome(action):
    return action.row.children[-1].value


def _save(step):
    row = step.decide.children[-1].children[0]
    row.children[0].click()
    return row.children[-1].value


@pytest.mark.parametrize("step", STEPS)
def test_without_tables_a_step_says_what_to_do(empty_session, step):
    page = step(empty_session)

    assert "Start" in page.evidence.children[-1].value
    assert "cx-error" in _save(page)


def test_guess_reveal_choose(session):
    step = SegmentsStep(session)
    step.guess.value = 60
    step.predict.children[2].children[0].click()
    step.by.value = "kind"
    step.reveal.run()
    step.ticks["Business"].value = True
    step.reason.value = "They earn most"

    assert "6,000" in _outcome(step.reveal)
    assert "<svg" in step.evidence.children[-1].value
    assert "You guessed 60 %. The best 20 %" in step.predict.children[-1].value
    assert "Saved at" in _save(step)
    assert session.workshop.segments.targets == ("Business",)
    assert "We design for: Business." in step.slide.value


def test_no_tick_is_no_choice(session):
    step = SegmentsStep(session)
    step.reveal.run()

    assert "Tick at least one segment" in _save(step)
    assert session.workshop.segments is None


def test_the_evidence_is_recorded_once_and_shown_to_who_comes_later(walked):
    session = open_session(walked)
    before = len(session.events)
    for step in STEPS:
        assert "<svg" in step(session).evidence.children[-1].value

    assert before == len(session.events)


def test_hallmarks_follow_the_target_segment_and_its_change_is_said(walked):
    step = HallmarksStep(open_session(walked))
    segments = SegmentsStep(step.session)
    segments.ticks["Leisure"].value = True
    _save(segments)

    assert "score again" in step.evidence.children[-1].value
    step.reveal.run()
    assert step.workshop.touchpoints.segment == ("Business", "Leisure")


def test_a_sixth_hallmark_is_refused(walked):
    step = HallmarksStep(open_session(walked))
    for tick in list(step.ticks.values())[:6]:
        tick.value = True
    before = step.workshop.hallmarks

    assert "at most 5" in _save(step)
    assert before == step.workshop.hallmarks


def test_rating_a_touchpoint_changes_its_rank(walked):
    step = HallmarksStep(open_session(walked))
    before = step.rate.children[-1].value
    step.ratings["breakfast"].value = 10

    assert before != step.rate.children[-1].value


def test_hallmarks_are_saved_with_rating_and_experience(walked):
    step = HallmarksStep(open_session(walked))
    for tick in step.ticks.values():
        tick.value = False
    step.ticks["room"].value = True
    step.ratings["room"].value = 0
    step.experiences["room"].value = "Ready at noon"
    _save(step)
    (pick,) = step.workshop.hallmarks.picks

    assert (pick.touchpoint, pick.differentiation, pick.experience) == ("room", 0, "Ready at noon")


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


def test_a_guess_about_drivers_stands_beside_the_truth(walked):
    step = DriversStep(open_session(walked))
    step.guess.value = "wifi"
    step.predict.children[2].children[0].click()

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


def test_where_the_total_is_a_loss_the_whale_is_refused_with_a_sentence(empty_session, tmp_path):
    (tmp_path / "stays.csv").write_text("customer,revenue,cost\n1,10,50\n2,20,10\n3,5,30\n4,1,9\n")
    (tmp_path / "customers.csv").write_text("customer,kind\n1,a\n2,a\n3,a\n4,b\n")
    for role, name in ((Role.TRANSACTIONS, "stays.csv"), (Role.CUSTOMERS, "customers.csv")):
        empty_session.record(TableAttached(table=attach(role, str(tmp_path / name))))
    step = SegmentsStep(empty_session)
    step.reveal.run()

    assert "make no profit" in step.evidence.children[-1].value
    assert "<svg" in step.evidence.children[-1].value

"""Forward value on the page: what stands in the way, and what is shown."""

from cxworkshop.domain.events import EvidenceRecorded, TableAttached
from cxworkshop.domain.tables import Role
from cxworkshop.ui.steps import SegmentsStep


def _html(step):
    return step.value.html.value.replace("\N{NO-BREAK SPACE}", " ")


def test_without_transactions_it_says_what_to_do(empty_session):
    step = SegmentsStep(empty_session)

    assert "Start" in _html(step)
    assert step.value.compute.row.layout.display == "none"


def test_without_dates_it_says_why_not(made_up):
    step = SegmentsStep(made_up(revealed=False))

    assert "no column of dates" in _html(step)


def test_it_is_estimated_and_recorded(session):
    step = SegmentsStep(session)
    step.value.compute.run()

    assert session.workshop.value is not None
    assert "Estimated from" in step.value.compute.row.children[-1].value
    assert "<p>" in _html(step)


def test_segments_stand_with_their_intervals(made_up):
    html = _html(SegmentsStep(made_up()))

    assert "<svg" in html
    assert "1,090 to 1,390" in html
    assert "Worth of a kept customer" in html
    assert "amounts in EUR" in html
    assert "purchases were expected after" in html


def test_who_comes_back_is_another_view(made_up):
    step = SegmentsStep(made_up())
    before = _html(step)
    step.value.view.value = "retention"

    assert "<svg" in _html(step)
    assert before != _html(step)


def test_tables_attached_anew_make_it_stale(made_up):
    step = SegmentsStep(made_up())
    table = step.workshop.tables[Role.TRANSACTIONS]
    step.session.record(TableAttached(table=table.model_copy(update={"sha256": "f" * 64})))

    assert "no longer fits" in _html(step)


def test_without_segments_the_value_of_all_is_said(made_up):
    step = SegmentsStep(made_up())
    value = step.workshop.value
    step.session.record(EvidenceRecorded(evidence=value.model_copy(update={"segments": (), "cohorts": ()})))

    assert "expected to be worth" in _html(step)
    assert "371 to 455" in _html(step)
    assert step.value.view.layout.display == "none"

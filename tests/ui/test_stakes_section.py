"""Value at stake: sliders that the chart follows, and what is recorded of them."""

import pytest
from made_up_drivers import driver_evidence
from made_up_profit import profit
from made_up_workshop import hallmarks, segments

from cxworkshop.domain.events import (
    EvidenceRecorded,
    HallmarksChosen,
    SegmentsChosen,
    StakesAssumed,
    WorkshopCreated,
)
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.stakes import StakeAssumptions
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.stakes_section import StakesSection


@pytest.fixture
def section(tmp_path):
    create(
        tmp_path / "acme.cxw",
        [
            WorkshopCreated(name="Acme"),
            SegmentsChosen(segments=segments()),
            HallmarksChosen(hallmarks=hallmarks()),
            *(EvidenceRecorded(evidence=found) for found in (driver_evidence(), profit())),
        ],
    ).close()
    return _section(open_session(tmp_path / "acme.cxw"))


def _section(session):
    section = StakesSection(session, texts("metrics"))
    section.show(session.workshop)
    session.on_change(section.show)
    section.session = session
    return section


def test_without_drivers_it_says_what_to_do(empty_session, shown):
    assert "Find the drivers above first" in shown(_section(empty_session).box)


def test_why_nothing_is_at_stake_is_said(made_up, shown):
    found = driver_evidence(pieces=None, notes_on={"stakes": ("What is at stake can't be told: too few.",)})
    section = _section(made_up(EvidenceRecorded(evidence=found)))

    assert "told: too few." in shown(section.box)
    assert "Find the drivers above first" not in shown(section.box)


def test_hallmarks_begin_with_a_believable_move(section):
    moves = section.fields.read().moves

    assert set(moves) >= {pick.touchpoint for pick in hallmarks().picks}
    assert all(0 < move <= 1 for move in moves.values())


def test_the_chart_follows_a_slider_at_once(section):
    before = section._chart.value
    section.fields.moves["check_in"].slider.value = 2.5

    assert "Check-in rated 2.5 higher" not in before
    assert "Check-in rated 2.5 higher" in section._chart.value


def test_slider_and_exact_value_say_the_same(section):
    section.fields.causal.exact.value = 80

    assert section.fields.causal.slider.value == 80
    assert section.fields.read().causal == 0.8


def test_all_that_is_assumed_is_listed(section, shown):
    section.fields.customers.value = "500"
    section.view.value = "profit"
    said = shown(section.box)

    assert "Half of what goes together is cause" in said
    assert "It concerns 500 customers, as entered here." in said
    assert "as in the profit evidence" in said
    assert "both links together" in said
    assert "own “stayed” says so, whatever time that spans" in said
    assert "612 answers of Business regulars" in said


def test_customers_counted_may_have_left(section, shown):
    said = shown(section.box)

    assert "as in the profit evidence: all who bought in its period, some of whom may have left" in said


def test_what_cant_be_told_is_said(section, shown):
    picks = (Hallmark(touchpoint="parking", label="Parking"),)
    section.session.record(HallmarksChosen(hallmarks=Hallmarks(picks=picks)))

    assert "Parking isn&#x27;t among the drivers" in shown(section.box)


def test_without_the_profit_evidence_only_scores_are_shown(section, shown):
    section.session.undo("evidence_recorded")

    assert "profit" not in [measure for _, measure in section.view.options]
    assert shown(section.view)


def test_the_view_stays_where_others_come_or_go(section):
    section.view.value = "staying"
    section.session.undo("evidence_recorded")

    assert section.view.value == "staying"


def test_a_number_that_is_none_is_refused_in_the_place_of_the_chart(section, shown):
    section.fields.profit.value = "plenty"

    assert "“Profit per customer and year” must be a number" in shown(section.box)


def test_assumptions_are_recorded_and_shown_elsewhere(section, press, shown):
    section.fields.moves["check_in"].slider.value = 1.5
    section.fields.profit.value = "200"
    before = shown(section.box)
    press(section.box.children[-1])
    elsewhere = _section(open_session(section.session.path))

    assert "not recorded yet" in before
    assert "not recorded yet" not in shown(section.box)
    assert section.session.workshop.stakes.moves["check_in"] == 1.5
    assert elsewhere.fields.read() == section.session.workshop.stakes


def test_sliders_that_nobody_moved_follow_what_another_page_records(section):
    assumed = StakeAssumptions(moves={"check_in": 0.3}, causal=0.2, years=2, customers=9)
    section.session.record(StakesAssumed(assumptions=assumed))

    assert section.fields.read() == assumed


def test_sliders_that_somebody_moved_stay(section):
    section.fields.causal.slider.value = 90
    section.session.record(StakesAssumed(assumptions=StakeAssumptions(moves={"check_in": 0.3})))

    assert section.fields.read().causal == 0.9


def test_with_all_sliders_at_zero_it_asks_for_one(section, shown):
    for move in section.fields.moves.values():
        move.slider.value = 0

    assert "Let at least one score rise" in shown(section.box)

"""Consent on the page."""

import made_up_workshop
import pytest

from cxworkshop.domain.events import HallmarksChosen, MetricsChosen, MissionStated, SegmentsChosen
from cxworkshop.export.journey_files import WRITERS
from cxworkshop.settings import texts
from cxworkshop.ui.steps import DriversStep, HallmarksStep, SegmentsStep
from cxworkshop.ui.steps.consent import ConsentSection


def _stated(sentence):
    return MissionStated(mission=made_up_workshop.mission().model_copy(update={"sentence": sentence}))


@pytest.fixture
def section(empty_session):
    empty_session.record(_stated("Every guest feels at home."))
    return _section(empty_session)


def _hallmarks_step(session):
    return HallmarksStep(session, WRITERS)


def _section(session):
    section = ConsentSection(session, texts("consent"), "mission")
    session.on_change(section.show)
    return section


@pytest.fixture
def say(press):
    def enter(section, who, stance, reason=""):
        section.who.value, section.stance.value, section.reason.value = who, stance, reason
        return press(section.save.row)

    return enter


def test_without_a_decision_nobody_is_asked(empty_session, shown):
    section = _section(empty_session)

    assert "Save the mission first" in shown(section.box)
    assert section.who not in section.box.children


def test_the_decision_is_read_out_as_it_stands(section, shown):
    assert "Every guest feels at home." in shown(section.box)


def test_before_three_people_there_is_no_result(section, say):
    for who in ("Ana", "Bo"):
        say(section, who, "agree")

    assert "shown once 3 people" in section.result.value


def test_a_block_is_told_with_its_reason_and_without_a_name(section, say):
    say(section, "Wilhelmina", "block", "Nobody could <fail> it")
    for who in ("Ana", "Bo"):
        say(section, who, "agree")

    assert "Not decided: of 3 people 1 blocks, 2 agree" in section.result.value
    assert "Nobody could &lt;fail&gt; it" in section.result.value
    assert "Wilhelmina" not in section.result.value


def test_a_block_without_a_reason_is_not_kept(section, say):
    assert "A block needs a reason" in say(section, "Ana", "block", " ")
    assert section._session.workshop.consents == ()


def test_without_a_stance_nothing_is_kept(section, say):
    assert "Choose where you stand first" in say(section, "Ana", None)


def test_the_next_person_finds_the_form_empty(section, say):
    say(section, "Ana", "can_live", "for now")

    assert (section.who.value, section.stance.value, section.reason.value) == ("", None, "")


def test_a_changed_mind_takes_the_place_of_the_first(section, say):
    say(section, "Ana", "block", "Too long")

    assert "in place of the earlier" in say(section, "ANA", "agree")
    assert [one.stance for one in section._session.workshop.consents] == ["agree"]


def test_a_changed_wording_makes_what_was_said_count_no_more(section, say):
    for who in ("Ana", "Bo", "Cleo"):
        say(section, who, "agree")
    assert "all 3 agree" in section.result.value
    section._session.record(_stated("Every guest is at home."))

    assert "Nobody has said yet" in section.result.value
    assert "on an earlier wording: 3" in section.result.value


def test_who_has_read_an_earlier_wording_is_told_to_read_again(section, say):
    from cxworkshop.live.session import open_session  # noqa: PLC0415 - a second page

    open_session(section._session.path).record(_stated("Another wording."))

    assert "was changed meanwhile" in say(section, "Ana", "agree")
    assert section._session.workshop.consents == ()


@pytest.mark.parametrize(
    ("step", "decision", "read"),
    [
        (SegmentsStep, SegmentsChosen(segments=made_up_workshop.segments()), "Business regulars"),
        (_hallmarks_step, HallmarksChosen(hallmarks=made_up_workshop.hallmarks()), "Check-in: Known by name"),
        (DriversStep, MetricsChosen(metrics=made_up_workshop.metrics()), "Wi-Fi (Tom Okafor)"),
    ],
    ids=["segments", "hallmarks", "metrics"],
)
def test_each_later_decision_is_read_out_in_its_step_once_it_is_made(
    empty_session, shown, step, decision, read
):
    consent = step(empty_session).consent
    before = shown(consent)
    empty_session.record(decision)

    assert (read in before, read in shown(consent)) == (False, True)

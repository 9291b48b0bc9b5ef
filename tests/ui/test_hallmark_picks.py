"""The few that are picked: limit, warnings, and what is kept while people are at it."""

import pytest
from made_up_survey import touchpoints

from cxworkshop.domain.events import EvidenceRecorded, HallmarksChosen
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.live.session import open_session
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.entries import Entries
from cxworkshop.ui.steps.hallmarks.picks import PickForm
from cxworkshop.ui.steps.hallmarks.ranking import Ranking


class _Form:
    """Rating and picking, without the charts of the step."""

    def __init__(self, session):
        words = texts("hallmarks")
        self.session = session
        self.entries = Entries(words, lambda: self.picks.show(session.workshop))
        self.picks = PickForm(session, words["decide"], self.entries, Ranking())
        self.show(session.workshop)
        session.on_change(self.show)

    def show(self, workshop):
        self.entries.show(workshop)
        self.picks.show(workshop)


@pytest.fixture
def form(made_up):
    return _Form(made_up())


def _save(form, press):
    return press(form.picks.box.children[-1])


def _tick(form, *names):
    for name, tick in form.entries.ticks.items():
        tick.value = name in names


def test_a_sixth_hallmark_is_refused(form, press):
    _tick(form, *list(form.entries.ticks)[:6])

    assert "at most 5" in _save(form, press)
    assert form.session.workshop.hallmarks is None


def test_the_team_may_set_itself_another_limit(form, press):
    form.entries.most.value = 7
    _tick(form, *list(form.entries.ticks)[:7])
    _save(form, press)

    assert (len(form.session.workshop.hallmarks.picks), form.session.workshop.hallmarks.most) == (7, 7)


def test_a_limit_recorded_elsewhere_can_be_shown(made_up):
    chosen = HallmarksChosen(hallmarks=Hallmarks(picks=(), most=9))

    assert _Form(made_up(chosen)).entries.most.value == 9


def test_no_hallmark_is_refused_with_a_sentence(form, press):
    assert "Tick at least one touchpoint" in _save(form, press)


def test_without_evidence_nothing_can_be_picked(empty_session, press):
    assert "Score the touchpoints first" in _save(_Form(empty_session), press)


def test_pain_near_the_end_is_warned_of_until_it_is_picked(form, shown):
    _tick(form, "check_in")
    before = shown(form.picks.box)
    _tick(form, "check_in", "recovery")

    assert "When something goes wrong hurts near the end and isn&#x27;t picked" in before
    assert "near the end" not in shown(form.picks.box)


def test_hallmarks_are_saved_with_rating_and_experience(form, press):
    _tick(form, "room")
    form.entries.ratings["room"].value = 0
    form.entries.experiences["room"].value = "Ready at noon"
    _save(form, press)

    assert form.session.workshop.hallmarks == Hallmarks(
        picks=(Hallmark(touchpoint="room", label="Room", experience="Ready at noon"),), ratings={"room": 0}
    )


def test_ratings_are_kept_whether_picked_or_not(form, press):
    _tick(form, "room")
    form.entries.ratings["search"].value = 3
    _save(form, press)

    assert _Form(open_session(form.session.path)).entries.ratings["search"].value == 3


def test_scoring_again_keeps_what_is_being_entered(form):
    _tick(form, "breakfast")
    form.entries.experiences["breakfast"].value = "half a sent"
    form.session.record(EvidenceRecorded(evidence=touchpoints(notes=("new",))))

    assert form.entries.ticks["breakfast"].value
    assert form.entries.experiences["breakfast"].value == "half a sent"


def test_hallmarks_chosen_elsewhere_are_shown_where_nobody_is_at_it(form):
    form.session.record(
        HallmarksChosen(hallmarks=Hallmarks(picks=(Hallmark(touchpoint="room", label="Room"),)))
    )

    assert [name for name, tick in form.entries.ticks.items() if tick.value] == ["room"]

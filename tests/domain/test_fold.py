from hypothesis import given
from strategies import happenings, logs, missions, moments

from cxworkshop.domain.events import EventRevoked, MissionStated, WorkshopCreated
from cxworkshop.domain.fold import fold, in_effect, replay
from cxworkshop.domain.workshop import Workshop


@given(logs(), happenings)
def test_fold_of_any_event_on_any_state_works_and_leaves_the_old_state_alone(log, event):
    before = replay(log)
    copy = before.model_copy(deep=True)

    fold(before, event)

    assert copy == before


@given(logs())
def test_replay_is_the_fold_of_what_is_in_effect(log):
    workshop = Workshop()
    for event in in_effect(log):
        workshop = fold(workshop, event)

    assert workshop == replay(log)


@given(logs(), happenings, moments)
def test_revoking_the_newest_event_restores_the_state_before_it(log, event, at):
    before = replay(log)

    assert before == replay([*log, event, EventRevoked(event_id=event.id, at=at)])


@given(missions, missions)
def test_revoking_a_revocation_brings_the_event_back(first, second):
    stated = MissionStated(mission=first)
    restated = MissionStated(mission=second)
    undo = EventRevoked(event_id=restated.id)
    redo = EventRevoked(event_id=undo.id)

    assert first == replay([stated, restated, undo]).mission
    assert second == replay([stated, restated, undo, redo]).mission


def test_the_last_name_counts():
    assert replay([WorkshopCreated(name="a"), WorkshopCreated(name="b")]).name == "b"

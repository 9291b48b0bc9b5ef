from functools import reduce

from hypothesis import given
from hypothesis import strategies as st
from made_up_metrics import assumptions
from strategies import beliefs, happenings, logs, map_edits, maps, missions, moments, states

from cxworkshop.domain.answer_events import (
    BoundaryAgreed,
    ConsentGiven,
    ExampleStruck,
    HealthAnswered,
    HealthRoundBegun,
    HealthRoundClosed,
    LaundryEdited,
    MissionDrafted,
    PoliciesClosed,
    PoliciesPlaced,
    PromiseRoundClosed,
    PromisesWritten,
)
from cxworkshop.domain.events import (
    BeliefsGiven,
    EventRevoked,
    EvidenceRecorded,
    MapDrawn,
    MapEdited,
    MissionStated,
    PersonaDescribed,
    PredictionMade,
    StakesAssumed,
    TableAttached,
    WorkshopCreated,
)
from cxworkshop.domain.fold import fold, replay
from cxworkshop.domain.map_editing import edit_map
from cxworkshop.domain.workshop import Workshop


@given(logs(), happenings)
def test_fold_of_any_event_on_any_state_works_and_leaves_the_old_state_alone(log, event):
    before = replay(log)
    copy = before.model_copy(deep=True)

    fold(before, event)

    assert copy == before


@given(logs(), moments)
def test_a_log_with_everything_revoked_is_the_empty_workshop(log, at):
    undone = [EventRevoked(event_id=event.id, at=at) for event in log if not isinstance(event, EventRevoked)]

    assert Workshop() == replay([*log, *undone])


@given(logs(), happenings, st.lists(happenings, max_size=5), moments)
def test_what_came_after_a_revoked_event_keeps_its_effect(log, event, later, at):
    assert replay([*log, *later]) == replay([*log, event, *later, EventRevoked(event_id=event.id, at=at)])


STEPS = (
    MapEdited,
    LaundryEdited,
    MissionDrafted,
    HealthRoundBegun,
    HealthAnswered,
    HealthRoundClosed,
    PromisesWritten,
    PromiseRoundClosed,
    PoliciesPlaced,
    PoliciesClosed,
    ExampleStruck,
)
"""What these do depends on what was there before."""
settled = happenings.filter(lambda event: not isinstance(event, STEPS))


@given(logs(), st.lists(happenings, max_size=8))
def test_folding_what_is_new_gives_the_state_of_the_whole_log(log, news):
    assert reduce(fold, news, replay(log)) == replay([*log, *news])


@given(st.lists(st.tuples(settled, st.booleans()), max_size=12), moments)
def test_the_latest_unrevoked_event_of_each_kind_is_the_state(history, at):
    log = [event for event, _ in history]
    undone = [EventRevoked(event_id=event.id, at=at) for event, kept in history if not kept]
    latest = {_what(event): event for event, kept in history if kept}
    workshop = replay([*log, *undone])

    assert latest.keys() == _decided(workshop)
    for event in latest.values():
        assert _in_state(workshop, event)


def _what(event):  # noqa: PLR0911 - one case per event
    """Return what an event settles: its kind, and of which table, evidence or question."""
    match event:
        case TableAttached(table=table):
            return (event.kind, table.role)
        case EvidenceRecorded(evidence=evidence):
            return (event.kind, evidence.kind)
        case PredictionMade(question=question, person=person):
            return (event.kind, question, person.casefold())
        case PersonaDescribed(persona=persona):
            return (event.kind, persona.by, persona.segment)
        case MapDrawn(map=drawn):
            return (event.kind, drawn.state)
        case BeliefsGiven(beliefs=given_now):
            return (event.kind, given_now.person.casefold())
        case BoundaryAgreed(boundary=boundary):
            return (event.kind, boundary.policy)
        case ConsentGiven(consent=consent):
            return (event.kind, consent.person.casefold(), consent.decision)
    return (event.kind,)


FIELDS = {
    "workshop_created": "name",
    "agenda_chosen": "agenda",
    "mission_stated": "mission",
    "success_defined": "success",
    "segments_chosen": "segments",
    "hallmarks_chosen": "hallmarks",
    "metrics_chosen": "metrics",
    "stakes_assumed": "stakes",
    "first_stop_chosen": "first_stop",
}


EVENT_FIELDS = {"stakes_assumed": "assumptions", "first_stop_chosen": "stop"}
"""Where the event calls by another name what the workshop keeps."""


def _decided(workshop):
    return (
        {(kind,) for kind, field in FIELDS.items() if getattr(workshop, field)}
        | {("table_attached", role) for role in workshop.tables}
        | {("evidence_recorded", kind) for kind in workshop.evidence}
        | {
            ("prediction_made", question, person.casefold())
            for question, answers in workshop.predictions.items()
            for person in answers
        }
        | {("persona_described", persona.by, persona.segment) for persona in workshop.personas}
        | {("map_drawn", state) for state in workshop.maps}
        | {("beliefs_given", given_now.person.casefold()) for given_now in workshop.beliefs}
        | {("boundary_agreed", policy) for policy in workshop.boundaries}
        | {("consent_given", one.person.casefold(), one.decision) for one in workshop.consents}
    )


def _in_state(workshop, event):  # noqa: PLR0911 - one case per event
    match event:
        case TableAttached(table=table):
            return workshop.tables[table.role] == table
        case EvidenceRecorded(evidence=evidence):
            return workshop.evidence[evidence.kind] == evidence
        case PredictionMade(question=question, answer=answer, person=person):
            return workshop.predictions[question][person] == answer
        case PersonaDescribed(persona=persona):
            return workshop.persona(persona.by, persona.segment) == persona
        case MapDrawn(map=drawn):
            return workshop.maps[drawn.state] == drawn
        case BeliefsGiven(beliefs=given_now):
            return given_now in workshop.beliefs
        case BoundaryAgreed(boundary=boundary):
            return workshop.boundaries[boundary.policy] == boundary
        case ConsentGiven(consent=consent):
            return consent in workshop.consents
    field = FIELDS[event.kind]
    return getattr(workshop, field) == getattr(event, EVENT_FIELDS.get(event.kind, field))


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


def test_what_was_assumed_last_about_the_stakes_counts():
    first, second = assumptions(causal=0.5), assumptions(causal=0.2)
    log = [StakesAssumed(assumptions=first), StakesAssumed(assumptions=second)]

    assert replay(log).stakes == second
    assert replay([*log, EventRevoked(event_id=log[1].id)]).stakes == first


@given(maps, st.lists(map_edits, max_size=5))
def test_a_map_is_what_its_edits_make_of_it(drawn, edits):
    log = [MapDrawn(map=drawn), *(MapEdited(state=drawn.state, edit=edit) for edit in edits)]

    assert replay(log).maps == {drawn.state: reduce(edit_map, edits, drawn)}


@given(maps, map_edits, states)
def test_an_edit_of_a_map_that_is_not_there_changes_nothing(drawn, edit, state):
    log = [MapDrawn(map=drawn), MapEdited(state="as_is" if drawn.state == "to_be" else "to_be", edit=edit)]

    assert replay(log) == replay(log[:1])
    assert replay([MapEdited(state=state, edit=edit)]) == Workshop()


@given(maps, map_edits, map_edits)
def test_undoing_one_edit_keeps_the_others(drawn, first, second):
    edits = [MapEdited(state=drawn.state, edit=edit) for edit in (first, second)]
    log = [MapDrawn(map=drawn), *edits]

    assert replay([*log, EventRevoked(event_id=edits[0].id)]) == replay([log[0], edits[1]])


@given(maps, map_edits)
def test_the_map_of_tomorrow_begins_as_todays_and_leaves_it_alone(drawn, edit):
    today = drawn.model_copy(update={"state": "as_is"})
    copied = today.model_copy(update={"state": "to_be"})

    begun = replay([MapDrawn(map=today), MapDrawn(map=copied), MapEdited(state="to_be", edit=edit)])

    assert begun.today == today
    assert begun.tomorrow == edit_map(copied, edit)
    assert replay([MapDrawn(map=today)]).tomorrow == today


@given(st.lists(beliefs, max_size=4))
def test_what_a_leader_said_last_counts(said):
    last = {one.person.casefold(): one for one in said}

    found = replay([BeliefsGiven(beliefs=one) for one in said]).beliefs

    assert sorted(found, key=lambda one: one.person.casefold()) == [last[name] for name in sorted(last)]

from datetime import time

from hypothesis import given
from hypothesis import strategies as st
from strategies_answers import (
    health_answers,
    laundry_edits,
    mission_edits,
    promise_answers,
)

from cxworkshop.domain.answer_events import (
    ExampleStruck,
    HealthAnswered,
    HealthRoundBegun,
    HealthRoundClosed,
    LaundryEdited,
    MissionDrafted,
    PromiseRoundClosed,
    PromisesWritten,
)
from cxworkshop.domain.events import EventRevoked, PredictionMade
from cxworkshop.domain.fold import replay
from cxworkshop.domain.fold_answers import FIRST_ROUND
from cxworkshop.domain.laundry import LaundryVote
from cxworkshop.domain.workshop import Workshop


def _answered(sheets):
    return [HealthAnswered(answers=sheet) for sheet in sheets]


@given(st.lists(health_answers, min_size=1, max_size=4))
def test_answers_without_a_round_begin_the_first_one(sheets):
    (only,) = replay(_answered(sheets)).health

    assert only.name == FIRST_ROUND
    last = {one.person.casefold(): one for one in sheets}
    assert {one.person.casefold(): one for one in only.answers} == last
    assert len(only.answers) == len(last)


@given(st.lists(health_answers, min_size=1, max_size=3), st.lists(health_answers, max_size=3))
def test_a_new_round_leaves_the_earlier_one_as_it_was(before, after):
    begun = [*_answered(before), HealthRoundBegun(name="A year later")]

    assert replay([*begun, *_answered(after)]).health[0] == replay(begun).health[0]


@given(st.lists(health_answers, min_size=1, max_size=3), health_answers)
def test_a_closed_round_takes_no_more_answers(sheets, late):
    closed = [*_answered(sheets), HealthRoundClosed()]

    assert replay([*closed, HealthAnswered(answers=late)]) == replay(closed)


def test_closing_a_round_that_nobody_began_changes_nothing():
    assert replay([HealthRoundClosed()]) == Workshop()


@given(st.lists(promise_answers, max_size=5))
def test_each_round_keeps_what_a_person_wrote_last(written):
    last = {(one.person.casefold(), one.round): one for one in written}

    found = replay([PromisesWritten(answers=one) for one in written]).promises

    assert {(one.person.casefold(), one.round): one for one in found} == last
    assert len(found) == len(last)


@given(st.lists(promise_answers, max_size=4), promise_answers)
def test_a_round_of_promises_that_is_out_takes_no_more_answers(written, late):
    log = [*(PromisesWritten(answers=one) for one in written), PromiseRoundClosed(round=late.round)]

    assert replay([*log, PromisesWritten(answers=late)]) == replay(log)


@given(st.lists(laundry_edits, max_size=10))
def test_an_entry_is_on_the_board_once_and_in_one_group_at_the_most(edits):
    board = replay([LaundryEdited(edit=edit) for edit in edits]).laundry
    entries = [entry.id for entry in board.entries]
    grouped = [one for group in board.groups for one in group.entries]

    assert len(set(entries)) == len(entries)
    assert len(set(grouped)) == len(grouped)
    assert set(grouped) <= set(entries)
    assert len({vote.token for vote in board.votes}) == len(board.votes)


@given(st.lists(laundry_edits, max_size=8))
def test_the_board_keeps_nobodys_name(edits):
    log = [LaundryEdited(edit=edit, by="") for edit in edits]
    told = {event.at.time() for event in log}

    assert told <= {time()}, "the second tells between whose answers an entry was written"
    assert "person" not in replay(log).laundry.model_dump_json()
    assert set(LaundryVote.model_fields) == {"token", "harm", "changeable"}


@given(st.lists(mission_edits, max_size=10))
def test_words_are_marked_on_variants_that_are_there(edits):
    drafts = replay([MissionDrafted(edit=edit) for edit in edits]).drafts

    assert {one.variant for one in drafts.marks} <= {one.id for one in drafts.variants}


@given(st.lists(laundry_edits, max_size=5), laundry_edits, st.lists(laundry_edits, max_size=5))
def test_undoing_one_step_of_the_board_keeps_the_others(before, edit, after):
    earlier, later = ([LaundryEdited(edit=one) for one in edits] for edits in (before, after))
    undone = LaundryEdited(edit=edit)

    assert replay([*earlier, undone, *later, EventRevoked(event_id=undone.id)]) == replay([*earlier, *later])


@given(st.lists(health_answers, min_size=1, max_size=4))
def test_an_example_struck_is_in_no_round_any_more_and_nothing_else_changes(sheets):
    log = [*_answered(sheets), HealthRoundClosed(), HealthRoundBegun(name="Later"), *_answered(sheets)]
    given_first = [one.example for sheet in sheets for one in sheet.answers.values() if one.example]
    example = given_first[0] if given_first else "none"
    before, after = (
        [
            (each.name, each.closed, sheet.person, name, one.level, one.example)
            for each in replay(events).health
            for sheet in each.answers
            for name, one in sheet.answers.items()
        ]
        for events in (log, [*log, ExampleStruck(example=example)])
    )

    assert after == [(*said, "" if told == example else told) for *said, told in before]


def test_a_guess_counts_once_however_the_name_is_spelt():
    guesses = [PredictionMade(question="q", answer=who, person=who) for who in ("ANA", "Bo", "Ana")]

    assert replay(guesses).predictions["q"] == {"Bo": "Bo", "Ana": "Ana"}

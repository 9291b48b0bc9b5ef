"""The laundry board: each edit, and what edits leave alone."""

from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_stances import board, entry, group, told, vote
from pydantic import ValidationError
from strategies_answers import laundry_edits

from cxworkshop.domain.laundry import (
    MOST_ENTRIES,
    AddEntry,
    CastVote,
    LaundryBoard,
    MergeEntries,
    RewordEntry,
    SplitGroup,
    StrikeEntry,
    edit_board,
)
from cxworkshop.domain.laundry_items import items_of

boards = st.lists(laundry_edits, max_size=8).map(lambda edits: reduce(edit_board, edits, LaundryBoard()))


@settings(max_examples=40)
@given(boards, laundry_edits)
def test_the_same_edit_twice_is_the_edit_once(before, edit):
    once = edit_board(before, edit)

    assert edit_board(once, edit) == once


@settings(max_examples=40)
@given(boards)
def test_each_entry_can_be_voted_on_in_one_place(found):
    voted_on = [one.id for item in items_of(found) for one in item.entries]

    assert sorted(voted_on) == sorted(one.id for one in found.entries)


@settings(max_examples=40)
@given(boards, st.integers(0, 2).map(told))
def test_a_struck_entry_leaves_no_trace_on_the_board(found, target):
    left = edit_board(found, StrikeEntry(target=target))

    assert target not in {one.id for one in left.entries}
    assert target not in {one for inside in left.groups for one in inside.entries}
    assert all(inside.entries for inside in left.groups)


@settings(max_examples=40)
@given(boards)
def test_splitting_every_group_keeps_all_entries(found):
    split = reduce(edit_board, [SplitGroup(target=one.id) for one in found.groups], found)

    assert (split.groups, split.entries) == ((), found.entries)


def test_a_reworded_entry_keeps_its_kind_place_and_group():
    before = board(groups=(group(9, 0, 2),))
    after = edit_board(before, RewordEntry(target=told(0), text="Bookings are hard to move"))

    assert after.entries[0] == entry(0, "Bookings are hard to move")
    assert (after.entries[1:], after.groups) == (before.entries[1:], before.groups)


def test_entries_merged_anew_leave_the_group_they_were_in():
    before = board(groups=(group(8, 0, 2), group(7, 1)))
    after = edit_board(before, MergeEntries(group=group(9, 1, 2)))

    assert [(one.id, one.entries) for one in after.groups] == [
        (told(8), (told(0),)),
        (told(9), (told(1), told(2))),
    ]


def test_a_group_of_strangers_is_none():
    assert edit_board(board(), MergeEntries(group=group(9, 77))) == board()


def test_the_last_vote_of_a_token_counts():
    found = reduce(
        edit_board, [CastVote(vote=vote(1, e0=(5, 5))), CastVote(vote=vote(1, e0=(1, 2)))], board()
    )

    assert found.votes == (vote(1, e0=(1, 2)),)


def test_a_full_board_takes_no_more():
    full = LaundryBoard(entries=tuple(map(entry, range(MOST_ENTRIES))))

    assert edit_board(full, AddEntry(entry=entry(MOST_ENTRIES))) == full


@pytest.mark.parametrize("points", [0, 6])
def test_points_off_the_scale_are_refused(points):
    with pytest.raises(ValidationError):
        vote(1, e0=(points, 3))


def test_kinds_of_a_group_are_those_of_its_entries():
    mixed = LaundryBoard(
        entries=(entry(0), entry(1, kind="silo"), entry(2, kind="silo")), groups=(group(9, 0, 1, 2),)
    )

    assert items_of(mixed)[0].kinds == ("rule", "silo")

"""What people gave is shown up to here: never from fewer than three, nor with one or two that are new."""

from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_stances import board, entry, group, told, vote
from strategies_answers import laundry_edits, mission_edits

from cxworkshop.domain.laundry import (
    AddEntry,
    CastVote,
    LaundryBoard,
    RewordEntry,
    ShowEntries,
    ShowVotes,
    StrikeEntry,
    edit_board,
)
from cxworkshop.domain.mission_drafts import (
    AddVariant,
    DropVariant,
    MarkWords,
    MissionDrafts,
    ShowMarks,
    Variant,
    WordMarks,
    edit_drafts,
)
from cxworkshop.domain.showing import newly_given, why_withheld

VARIANT = AddVariant(variant=Variant(id=told(0), text="We make every stay easy"))


def _after(start, *edits):
    return reduce(edit_drafts if isinstance(start, MissionDrafts) else edit_board, edits, start)


def _texts(found):
    return [one.text for one in found.out.entries]


@pytest.mark.parametrize(
    ("things", "shown", "why"),
    [
        ("ab", "", "too_few"),
        ("abc", "", None),
        ("abcd", "abc", "too_few_new"),
        ("abcde", "abc", "too_few_new"),
        ("abcdef", "abc", None),
        ("abc", "abcd", None),
    ],
)
def test_three_may_be_shown_and_then_three_that_are_new(things, shown, why):
    assert why_withheld(things, shown) == why


def test_what_nobody_has_shown_is_out_nowhere():
    assert board(votes=[vote(n, e0=(1, 1)) for n in range(3)]).out == LaundryBoard()


def test_a_fourth_entry_waits_until_three_are_new():
    shown = _after(board(3), ShowEntries())
    later = [AddEntry(entry=entry(number, f"Late {number}")) for number in (3, 4, 5)]
    refused = _after(shown, later[0], ShowEntries())

    assert _texts(refused) == _texts(shown)
    assert _texts(_after(refused, *later[1:], ShowEntries())) == [
        *_texts(shown),
        "Late 3",
        "Late 4",
        "Late 5",
    ]


def test_a_group_shows_its_entries_only_up_to_here():
    made = _after(board(3), ShowEntries(), AddEntry(entry=entry(3)))

    (out,) = made.model_copy(update={"groups": (group(9, 0, 1, 3),)}).out.groups
    assert out.entries == (told(0), told(1))


def test_a_struck_entry_is_out_no_more_and_a_reworded_one_reads_anew():
    made = _after(
        board(4),
        ShowEntries(),
        StrikeEntry(target=told(0)),
        RewordEntry(target=told(1), text="Nobody says who decides"),
    )

    assert _texts(made) == ["Nobody says who decides", *(entry(number).text for number in (2, 3))]


def test_a_vote_changed_later_does_not_move_what_was_counted():
    votes = [CastVote(vote=vote(number, e0=(5, 5))) for number in range(3)]
    shown = _after(board(3), ShowEntries(), *votes, ShowVotes())
    changed = _after(shown, CastVote(vote=vote(0, e0=(1, 1))), ShowVotes())

    assert changed.out.votes == shown.out.votes
    assert changed.votes != shown.votes


def test_marks_of_a_fourth_person_are_counted_with_two_more():
    def marks(*people):
        return [MarkWords(marks=WordMarks(person=who, variant=told(0), keep=(0,))) for who in people]

    shown = _after(MissionDrafts(), VARIANT, *marks("Ana", "Bo", "Cy"), ShowMarks(target=told(0)))
    later = _after(shown, *marks("Di"), ShowMarks(target=told(0)))

    assert later.counted == shown.marks
    assert len(_after(later, *marks("Ed", "Flo"), ShowMarks(target=told(0))).counted) == 6


def test_a_wording_taken_off_the_table_leaves_no_counts():
    marks = (MarkWords(marks=WordMarks(person=who, variant=told(0), keep=(0,))) for who in "abc")
    shown = _after(MissionDrafts(), VARIANT, *marks, ShowMarks(target=told(0)))

    assert shown.counted
    assert _after(shown, DropVariant(target=told(0))).counted == ()


@settings(max_examples=60)
@given(st.lists(laundry_edits, max_size=14))
def test_no_step_of_the_board_brings_out_one_or_two_alone(edits):
    boards = [reduce(edit_board, edits[:place], LaundryBoard()) for place in range(len(edits) + 1)]

    for before, after in pairwise(boards):
        assert newly_given(after.shown, before.shown) not in {1, 2}
        assert newly_given(after.counted, before.counted) not in {1, 2}
        assert len(after.out.entries) not in {1, 2}


@settings(max_examples=60)
@given(st.lists(mission_edits, max_size=14))
def test_no_step_of_the_drafts_brings_out_one_or_two_alone(edits):
    steps = [reduce(edit_drafts, edits[:place], MissionDrafts()) for place in range(len(edits) + 1)]

    for before, after in pairwise(steps):
        assert newly_given(after.counted, before.counted) not in {1, 2}

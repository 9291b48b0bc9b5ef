import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_stances import TEXTS, board, entry, group, told, vote

from cxworkshop.analysis.laundry_ranking import laundry_ranking, proposed_groups, shuffled
from cxworkshop.charts.findings_laundry import find_laundry
from cxworkshop.domain.laundry import LaundryBoard
from cxworkshop.errors import EmptyTableError

VOTES = (
    vote(1, e0=(5, 5), e1=(1, 2)),
    vote(2, e0=(5, 4), e1=(2, 2)),
    vote(3, e0=(4, 5), e1=(1, 1), e3=(5, 5)),
)


def test_what_does_most_harm_and_can_be_changed_comes_first():
    found = laundry_ranking(board(votes=VOTES))

    assert [(one.item.id, one.n) for one in found.standings] == [(told(0), 3), (told(1), 3)]
    assert found.standings[0].mean == pytest.approx((25 + 20 + 20) / 3)
    assert found.standings[0].harm == pytest.approx(14 / 3)
    assert found.standings[0].low <= found.standings[0].mean <= found.standings[0].high <= 25


def test_what_fewer_than_three_voted_on_is_withheld():
    assert {item.id for item in laundry_ranking(board(votes=VOTES)).withheld} == {told(2), told(3)}


def test_without_three_voters_there_is_no_ranking():
    with pytest.raises(EmptyTableError, match="3 people have voted"):
        laundry_ranking(board(votes=VOTES[:2]))


def test_without_three_entries_there_is_no_ranking():
    with pytest.raises(EmptyTableError, match="3 entries"):
        laundry_ranking(board(2, votes=VOTES))


def test_votes_given_before_a_merge_count_for_the_group():
    merged = board(groups=(group(9, 0, 1),), votes=VOTES)
    standing = laundry_ranking(merged).standings[0]

    assert (standing.item.id, standing.n) == (told(9), 3)
    assert standing.mean == pytest.approx((3 * 3.5 + 3.5 * 3 + 2.5 * 3) / 3)


@settings(max_examples=20)
@given(st.permutations(range(3)), st.permutations(range(4)))
def test_the_order_of_log_and_votes_changes_nothing(voters, written):
    found = LaundryBoard(
        entries=tuple(entry(place) for place in written), votes=tuple(VOTES[place] for place in voters)
    )

    assert laundry_ranking(found) == laundry_ranking(board(votes=VOTES))


@settings(max_examples=20)
@given(st.permutations(range(30)))
def test_the_order_shown_does_not_follow_the_log(written):
    shown = shuffled(map(entry, written))

    assert shown == shuffled(map(entry, range(30)))
    assert [one.id for one in shown] != [told(place) for place in range(30)]


def test_entries_that_say_the_same_are_proposed_as_a_group():
    entries = tuple(map(entry, range(len(TEXTS))))

    assert [set(ids) for ids in proposed_groups(entries)] == [{told(0), told(2)}]


def test_the_finding_names_what_cannot_be_told_apart():
    even = tuple(vote(token, e0=(5, 5), e1=(4 + token % 2, 5)) for token in (1, 2, 3))

    assert "can't be told apart" in find_laundry(laundry_ranking(board(votes=even)))


def test_the_finding_names_a_clear_first_alone():
    assert find_laundry(laundry_ranking(board(votes=VOTES))).startswith(
        "“Guests call three times to…” comes first: 21.7 of 25"
    )


def test_the_finding_says_so_where_no_line_has_votes_enough():
    scattered = tuple(vote(token, **{f"e{token}": (5, 5)}) for token in (1, 2, 3))

    assert "No line" in find_laundry(laundry_ranking(board(votes=scattered)))

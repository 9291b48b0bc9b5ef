"""Names of touchpoints that fit a column of the survey, and those that fit none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.inputs.matching import columns_named, unmatched, unmatched_in_comments, unmatched_on_map


def test_columns_are_found_by_name_and_label_whatever_their_dress():
    assert columns_named(("check_in", "q7"), {"q7": "The Bed"}) == {
        "checkin": "check_in",
        "q7": "q7",
        "thebed": "q7",
    }


def test_a_name_of_two_columns_finds_none():
    assert "bed" not in columns_named(("a", "b"), {"a": "Bed", "b": "bed"})


def test_names_without_a_column_come_once_in_their_order():
    assert unmatched(["Pool", "room", "", "Bar", "Pool"], {"room", "help"}) == ("Pool", "Bar")


@settings(max_examples=30)
@given(st.lists(st.text(max_size=3)), st.sets(st.text(max_size=3)))
def test_every_name_is_matched_or_unmatched(names, columns):
    loose = unmatched(names, columns)

    assert set(names) - {""} == {*loose, *(set(names) & columns - {""})}
    assert not set(loose) & columns


@pytest.mark.parametrize(
    ("names", "begins"),
    [
        (["Pool"], "“Pool” on the map is matched by no column of the survey; choose its column in the"),
        (["Pool", "Bar"], "“Pool” and “Bar” on the map are matched by no column of the survey; choose their"),
        (list("abcdefg"), "“a”, “b”, “c”, “d”, “e” and 2 more on the map are matched"),
    ],
)
def test_what_is_on_the_map_alone_is_said_with_its_remedy(names, begins):
    assert unmatched_on_map(names).startswith(begins)
    assert "without a score" in unmatched_on_map(names)


def test_what_comments_alone_are_about_is_said_with_its_remedy():
    assert unmatched_in_comments(["Pool"]) == (
        "Comments on “Pool” fit no column of the survey and are counted at no touchpoint; write the column's "
        "name, or its label in the journey, beside these comments and attach them again."
    )

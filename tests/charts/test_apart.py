from itertools import combinations
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from cxworkshop.charts.apart import push_apart

ROOM = (560.0, 500.0)
places = st.lists(st.tuples(st.floats(0, ROOM[0]), st.floats(0, ROOM[1])), max_size=20)


@settings(max_examples=30, deadline=None)
@given(places)
def test_twenty_numbers_find_room_without_overlapping(wanted):
    moved = push_apart(wanted, 32, ROOM)

    assert all(hypot(one[0] - two[0], one[1] - two[1]) > 26 for one, two in combinations(moved, 2))
    assert all(16 <= across <= ROOM[0] - 16 and 16 <= down <= ROOM[1] - 16 for across, down in moved)


def test_what_has_room_stays_where_it_is():
    assert push_apart([(100, 100), (100, 140)], 32, ROOM) == [(100, 100), (100, 140)]


def test_the_very_same_places_come_apart():
    first, second = push_apart([(100, 100), (100, 100)], 32, ROOM)

    assert hypot(first[0] - second[0], first[1] - second[1]) > 31

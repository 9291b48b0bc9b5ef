from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.charts.spreading import spread

WANTED = st.lists(st.floats(0, 600), max_size=8).map(sorted)


@given(WANTED, st.floats(1, 60))
def test_labels_never_overlap_and_stay_inside(wanted, length):
    placed = spread(wanted, [length] * len(wanted), 0, 600)

    assert all(after - before >= length - 1e-9 for before, after in pairwise(placed))
    assert all(length / 2 - 1e-9 <= middle <= 600 - length / 2 + 1e-9 for middle in placed)


def test_labels_with_room_stay_where_they_are():
    assert spread([100, 300, 500], [80, 80, 80], 0, 600) == [100, 300, 500]


def test_a_label_at_the_edge_is_moved_in_and_pushes_its_neighbour():
    assert spread([5, 30], [40, 40], 0, 600) == pytest.approx([20, 60])

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.analysis.withholding import withheld

sizes_of = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 6), max_size=6)


@pytest.mark.parametrize(
    ("sizes", "others", "hidden"),
    [
        ({"a": 3, "b": 4}, 0, ""),
        ({"a": 3, "b": 2}, 0, "ab"),
        ({"a": 3, "b": 4, "c": 1}, 0, "ac"),
        ({"a": 3, "b": 2, "c": 1}, 0, "bc"),
        ({"a": 3, "b": 4}, 1, "a"),
        ({"a": 3, "b": 4}, 3, ""),
    ],
)
def test_small_groups_are_withheld_and_enough_of_the_others(sizes, others, hidden):
    assert withheld(sizes, sum(sizes.values()) + others) == set(hidden)


@given(sizes_of, st.integers(0, 4))
def test_what_is_left_is_nobody_or_three_people_who_arent_one_group(sizes, others):
    everyone = sum(sizes.values()) + others
    hidden = withheld(sizes, everyone)
    rest = everyone - sum(size for name, size in sizes.items() if name not in hidden)

    assert rest == 0 or rest >= 3 or len(hidden) == sum(size > 0 for size in sizes.values())
    assert all(size >= 3 or size == 0 for name, size in sizes.items() if name not in hidden)
    assert rest == 0 or others or len(hidden) > 1 or everyone < 3

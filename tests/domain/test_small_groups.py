from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.domain.small_groups import withheld
from cxworkshop.settings import SMALLEST_GROUP

answers = st.sampled_from([None, 1, 2])
groups = st.dictionaries(st.sampled_from(["HR", "IT", "Ops"]), st.lists(answers, max_size=5))


def _tells(found):
    return len(found) < SMALLEST_GROUP or (found[0] is not None and len(set(found)) == 1)


@given(groups, st.lists(answers, max_size=3))
def test_a_group_shown_tells_of_nobody(given, others):
    shown = given.keys() - withheld(given, others)

    assert not [name for name in shown if _tells(given[name])]


@given(groups, st.lists(answers, max_size=3))
def test_what_is_left_after_taking_away_the_groups_shown_tells_of_nobody(given, others):
    hidden = withheld(given, others)
    rest = [*others, *(answer for name in hidden for answer in given[name])]

    assert not rest or not _tells(rest) or hidden == given.keys()


@given(groups)
def test_groups_that_tell_of_nobody_are_all_shown_where_everybody_is_in_one(given):
    kept = {name: found for name, found in given.items() if not _tells(found)}

    assert withheld(kept) == frozenset()


def test_three_who_left_a_thing_alone_are_shown_and_three_who_chose_it_are_not():
    assert withheld({"HR": [None] * 3, "IT": [1] * 3, "Ops": [None, None, 1]}) == {"IT", "HR"}

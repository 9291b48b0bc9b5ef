import pytest
from drawn_texts import texts
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_stances import placement
from made_up_tables import HOSTILE

from cxworkshop.analysis.policy_spread import policy_spread
from cxworkshop.charts.findings_policies import find_policies
from cxworkshop.charts.policies import plot_policies
from cxworkshop.errors import UndefinedMeasureError

APART = tuple(
    placement("Operations" if number < 3 else "HR", returns=100.0 * (number % 2), pricing=40 + number)
    for number in range(6)
)


def test_the_widest_spread_comes_first_and_is_named():
    found = policy_spread(APART)

    assert [one.policy for one in found.standings] == ["returns", "pricing"]
    assert "furthest apart on returns: from 0 to 100" in find_policies(found)
    assert "n = 6" in find_policies(found)


def test_half_at_either_end_is_the_largest_spread_there_can_be():
    assert policy_spread(APART).standings[0].dissent == pytest.approx(1)


def test_policies_that_fewer_than_three_placed_are_not_shown():
    found = policy_spread([*APART, placement(support=10), placement(support=20)])

    assert found.too_few == ("licences", "support", "warranty")


def test_functions_of_three_are_shown_with_their_mean():
    pricing = policy_spread(APART).standings[1]

    assert [(one.function, one.n, one.mean) for one in pricing.functions] == [
        ("HR", 3, 44),
        ("Operations", 3, 41),
    ]


def test_a_function_that_could_be_worked_out_is_withheld_with_the_small_one():
    returns = policy_spread([*APART, placement("Finance", returns=3)]).standings[0]

    assert "Finance" in returns.withheld
    assert len(returns.functions) < 2


def test_two_people_alone_are_not_shown():
    with pytest.raises(UndefinedMeasureError, match="3 of them"):
        policy_spread(APART[:2])


@settings(max_examples=20)
@given(st.permutations(APART))
def test_the_order_of_people_changes_nothing(people):
    assert policy_spread(people) == policy_spread(APART)


def test_no_persons_name_is_in_what_is_shown():
    named = [one.model_copy(update={"person": "Wilhelmina"}) for one in APART]

    assert "Wilhelmina" not in policy_spread(named).model_dump_json()


def test_agreement_is_not_called_apart():
    calm = [placement(returns=50.0 + number) for number in range(4)]

    assert "aren't far apart" in find_policies(policy_spread(calm))


def test_policies_just_as_far_apart_are_all_named():
    tied = [placement(returns=100.0 * (number % 2), support=100.0 * (number % 2)) for number in range(4)]

    assert "just as far apart on returns and support" in find_policies(policy_spread(tied))


def test_the_chart_says_both_ends_every_policy_with_n_and_the_functions():
    drawn = " ".join(texts(plot_policies(policy_spread(APART))))

    for said in ("anything goes", "by the book", "Returns (n = 6)", "Pricing (n = 6)", "HR", "Operations"):
        assert said in drawn


def test_functions_of_any_name_can_be_drawn():
    hostile = [placement(name[:70], returns=10) for name in HOSTILE for _ in range(3)]

    assert "Returns" in " ".join(texts(plot_policies(policy_spread(hostile))))

import numpy as np
import pandas as pd
import pytest
from made_up_survey import touchpoints

from cxworkshop.analysis.perception import gaps_of
from cxworkshop.analysis.touchpoints import perception_gap
from cxworkshop.domain.evidence import TouchpointEvidence
from cxworkshop.domain.perception import Beliefs
from cxworkshop.errors import EmptyTableError, InvalidChoiceError, MissingColumnError, NotNumericError

CUSTOMERS = touchpoints()
ROOM, STAFF = (next(one for one in CUSTOMERS.touchpoints if one.name == name) for name in ("room", "staff"))
STEPS = (-1, 0, 1, -1, 0, 1, -1, 0, 1, 0)


def leaders(sizes, scores=(("room", 9.0),)):
    """As many people per function as ``sizes`` says, all believing about the same."""
    people = [(function, number) for function, size in sizes.items() for number in range(size)]
    rows = [
        (f"{function} {number}", function, touchpoint, score + STEPS[number] / 2)
        for function, number in people
        for touchpoint, score in scores
    ]
    return pd.DataFrame(rows, columns=["person", "function", "touchpoint", "score"])


def test_a_gap_is_what_leaders_believe_less_what_customers_said():
    found = perception_gap(leaders({"HR": 3}), CUSTOMERS)
    (gap,) = found.gaps
    half = 4.30265 * 0.5 / np.sqrt(3)  # Student's, two degrees of freedom

    assert (gap.n, gap.leaders, gap.customers, gap.function) == (3, 9, ROOM.mean, None)
    assert gap.gap == pytest.approx(9 - ROOM.mean)
    assert gap.high - gap.gap == pytest.approx(np.hypot(half, ROOM.mean - ROOM.low), rel=0.01)
    assert (found.n, found.level) == (3, CUSTOMERS.level)


def test_only_gaps_beyond_uncertainty_are_called_so():
    found = perception_gap(leaders({"HR": 9}, (("room", ROOM.mean + 0.1), ("staff", 3.0))), CUSTOMERS)

    assert [(gap.touchpoint, gap.beyond_uncertainty) for gap in found.gaps] == [
        ("staff", True),
        ("room", False),
    ]
    assert found.gaps[0].gap < 0


def test_functions_are_compared_one_by_one():
    both = pd.concat([leaders({"HR": 3}), leaders({"Operations": 4}, (("room", 5.0),))])

    found = perception_gap(both, CUSTOMERS)

    assert [(gap.function, gap.n) for gap in found.by_function] == [("Operations", 4), ("HR", 3)]
    assert found.gaps[0].n == 7


@pytest.mark.parametrize(
    ("sizes", "shown", "withheld"),
    [
        ({"HR": 3, "IT": 4}, {"HR", "IT"}, ()),
        ({"HR": 3, "IT": 4, "Legal": 2}, {"IT"}, ("HR", "Legal")),  # or Legal were all less the two others
        ({"HR": 3, "IT": 4, "Legal": 2, "Sales": 1}, {"HR", "IT"}, ("Legal", "Sales")),
        ({"HR": 6, "Legal": 1}, set(), ("HR", "Legal")),
        ({"HR": 2, "Legal": 2}, set(), ("HR", "Legal")),
    ],
)
def test_nobody_of_a_small_function_can_be_found_by_subtraction(sizes, shown, withheld):
    found = perception_gap(leaders(sizes), CUSTOMERS)

    assert {gap.function for gap in found.by_function} == shown
    assert found.withheld == withheld
    assert found.gaps[0].n == sum(sizes.values())


def test_people_without_a_function_count_for_the_team_only():
    found = perception_gap(leaders({"HR": 3, "IT": 3}).replace({"function": {"IT": None}}), CUSTOMERS)

    assert (found.gaps[0].n, [gap.function for gap in found.by_function]) == (6, ["HR"])
    assert perception_gap(leaders({"HR": 3}).drop(columns="function"), CUSTOMERS).by_function == ()


def test_touchpoints_that_few_leaders_scored_are_told_in_the_notes():
    scored = pd.concat([leaders({"HR": 3}), leaders({"HR": 2}, (("staff", 8.0),))])

    found = perception_gap(scored, CUSTOMERS)

    assert [gap.touchpoint for gap in found.gaps] == ["room"]
    assert "Staff was scored by fewer than 3 leaders and isn't shown." in found.notes


def test_the_order_of_answers_changes_nothing():
    scored = pd.concat([leaders({"HR": 4, "IT": 5, "Legal": 3}, (("room", 8.0), ("staff", 6.0)))])

    assert perception_gap(scored, CUSTOMERS) == perception_gap(
        scored.sample(frac=1, random_state=2), CUSTOMERS
    )


def changed(**values):
    return leaders({"HR": 3}).assign(**values)


@pytest.mark.parametrize(
    ("scored", "error", "said"),
    [
        (changed(score=[7.0, 11, 8]), InvalidChoiceError, "scale 0–10, but 11 came"),
        (changed(touchpoint="lift"), InvalidChoiceError, "weren't asked about lift"),
        (changed(person="Ada"), InvalidChoiceError, "room more than once"),
        (changed(score=np.nan), EmptyTableError, "No leader"),
        (changed(score="high"), NotNumericError, "holds “high”"),
        (changed().drop(columns="person"), MissingColumnError, "a column person"),
    ],
)
def test_scores_that_cannot_be_compared_are_refused_with_a_sentence(scored, error, said):
    with pytest.raises(error, match=said):
        perception_gap(scored, CUSTOMERS)


def test_leaders_on_another_scale_than_customers_are_refused():
    five = TouchpointEvidence(**CUSTOMERS.model_dump() | {"scale_high": 5.0})

    with pytest.raises(InvalidChoiceError, match="ask again on that scale"):
        perception_gap(leaders({"HR": 3}), five)


def beliefs(count, function="HR", **scores):
    return [
        Beliefs(person=f"{function} {number}", function=function, scores=scores or {"room": 9.0})
        for number in range(count)
    ]


def test_what_leaders_gave_becomes_their_gaps():
    found = gaps_of([*beliefs(3, room=9.0, staff=3.0), *beliefs(4, "", room=5.0)], CUSTOMERS)

    assert [(gap.touchpoint, gap.n) for gap in found.gaps] == [("staff", 3), ("room", 7)]
    assert found.n == 7


def test_a_function_whose_leaders_all_believe_the_same_is_withheld():
    found = gaps_of([*beliefs(3, "HR", room=9.0), *beliefs(2, "", room=5.0)], CUSTOMERS)

    assert (found.by_function, found.withheld) == ((), ("HR",))


@pytest.mark.parametrize(
    ("count", "said"), [(0, "but nobody has so far"), (1, "only 1 has so far"), (2, "only 2 have so far")]
)
def test_fewer_than_three_leaders_are_not_shown(count, said):
    with pytest.raises(EmptyTableError, match=f"once 3 leaders have given their scores, .*{said}; ask"):
        gaps_of(beliefs(count), CUSTOMERS)


def test_beliefs_about_what_is_no_longer_asked_are_left_out_with_a_note():
    found = gaps_of([*beliefs(3, room=9.0, lift=2.0), *beliefs(2, "IT", lift=2.0)], CUSTOMERS)

    assert ([gap.touchpoint for gap in found.gaps], found.n) == (["room"], 3)
    assert found.notes[-1] == "Customers weren't asked about lift, so what leaders believe there isn't shown."


def test_leaders_are_counted_by_what_customers_were_asked_about():
    with pytest.raises(EmptyTableError, match="only 2 have"):
        gaps_of([*beliefs(2), *beliefs(3, "IT", lift=2.0)], CUSTOMERS)

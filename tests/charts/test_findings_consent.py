import pytest
from made_up_stances import stance

from cxworkshop.charts.findings_consent import find_blocks, find_consent


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ((), "Nobody has said yet"),
        (("agree", "block"), "shown once 3 people"),
        (("agree",) * 3, "Decided by consent: all 3 agree"),
        (("agree", "agree", "can_live"), "of 3 people 2 agree and 1 can live with it; nobody blocks"),
        (("agree", "agree", "block"), "Not decided: of 3 people 1 blocks"),
        (("block", "block", "can_live"), "Not decided: of 3 people 2 block, 0 agree"),
    ],
)
def test_the_result_is_one_sentence(kinds, said):
    assert said in find_consent([stance(kind) for kind in kinds])


def test_reasons_are_shown_without_names_in_an_order_of_their_own():
    people = [
        stance("block", "Wilhelmina", reason="Too long"),
        stance("block", reason="Nobody could fail"),
        stance(),
    ]

    assert find_blocks(people) == ("Nobody could fail", "Too long")


def test_under_three_people_no_reason_is_shown():
    assert find_blocks([stance("block"), stance()]) == ()

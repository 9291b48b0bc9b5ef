import pytest
from made_up_profit import COMPLAINT, margin_sensitivity, sensitivity, splits

from cxworkshop.charts.findings_splits import (
    beyond_chance,
    find_proposal,
    find_sensitivity,
    find_splits,
    name_proposal,
)
from cxworkshop.domain.profit import Condition, Crossing


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def ranked(*explained: float, p: float = 0.001):
    first = splits().ranked[0]
    return splits(
        ranked=tuple(
            first.model_copy(
                update={
                    "attribute": f"a{place}",
                    "explained": one,
                    "low": one - 0.02,
                    "high": one + 0.02,
                    "p": p,
                }
            )
            for place, one in enumerate(explained)
        )
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (ranked(), "No attribute could be compared yet."),
        (ranked(0.3, p=0.4), "No attribute explains more of the differences in profit than chance would."),
        (
            ranked(0.3, 0.1),
            "A0 splits profit most: it explains 30 % of the differences between customers.",
        ),
        (ranked(0.3, 0.29), "A0 and A1 split profit most (A0 explains 30 %); they can't be told apart."),
        (
            ranked(0.3, 0.29, 0.28),
            "A0 explains 30 % of the differences in profit; the first three can't be told apart.",
        ),
    ],
)
def test_splits_at_the_edges(found, expected):
    assert expected == plain(find_splits(found))


def test_what_chance_would_do_is_told():
    assert [beyond_chance(split) for split in splits().ranked] == [True, True, True, False]


def test_proposals_are_sentences():
    assert [plain(find_proposal(proposal, currency="EUR")) for proposal in splits().proposals] == [
        "Corporate, Direct: 9 % of customers, 61 % of the profit; 3,344 EUR each, 3,154 to 3,554 (n = 108).",
        (
            "Corporate, Agency or Portal: 18 % of customers, 23 % of the profit; "
            "640 EUR each, 450 to 850 (n = 212)."
        ),
        (
            "Leisure or Tour groups, Portal: 36 % of customers, and they lose 67 k EUR; "
            "−155 EUR each, −345 to 55 (n = 430)."
        ),
    ]


def test_a_proposal_without_shares_is_told_in_money():
    alone = splits().proposals[0].model_copy(update={"share_of_profit": None})

    assert "9 % of customers, with 361 k EUR profit; 3,344 EUR each" in plain(
        find_proposal(alone, currency="EUR")
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [(("Yes",), "Newsletter: Yes"), (("2024",), "Newsletter: 2024"), (("A", "B", "C"), "A or two others")],
)
def test_values_that_say_nothing_alone_name_their_attribute(values, expected):
    proposal = (
        splits()
        .proposals[0]
        .model_copy(update={"conditions": (Condition(attribute="newsletter", values=values),)})
    )

    assert expected == name_proposal(proposal)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            sensitivity(),
            (
                "Cost of one complaint from 10 EUR to 60 EUR: 212 customers move between profit and loss; "
                "below 12 EUR, Tour groups and Leisure change places."
            ),
        ),
        (
            margin_sensitivity(),
            (
                "Margin from 30 % to 50 %: 514 customers move between profit and loss; "
                "the order of segments stays."
            ),
        ),
        (
            sensitivity(change_sides=0, crossings=()),
            (
                "Cost of one complaint from 10 EUR to 60 EUR: nobody moves between profit and loss; "
                "the order of segments stays."
            ),
        ),
        (
            sensitivity(
                change_sides=1,
                crossings=(Crossing(first="A", second="B", at=41), Crossing(first="C", second="D", at=55)),
            ),
            (
                "Cost of one complaint from 10 EUR to 60 EUR: one customer moves between profit and loss; "
                "above 41 EUR, A and B change places, and one more pair elsewhere."
            ),
        ),
    ],
)
def test_sensitivity_says_who_changes_side_and_place(found, expected):
    assert expected == plain(find_sensitivity(found, currency="EUR"))


def test_the_crossing_nearest_to_today_is_named():
    far, near = Crossing(first="A", second="B", at=COMPLAINT.high), Crossing(first="C", second="D", at=31)

    assert "above 31, C and D change" in find_sensitivity(sensitivity(crossings=(far, near)))

from functools import partial

import pytest
from made_up_experience import (
    AMONG_FIRST,
    EVERYONE,
    NAMES,
    WEIGHTED,
    gap,
    gaps,
    moment,
    opportunities,
    opportunity,
    peak_end,
    ranked,
    robustness,
)

from cxworkshop.charts.findings_touchpoints import (
    find_acceptability,
    find_function_gaps,
    find_gaps,
    find_opportunities,
    find_pain_near_end,
    find_peak_end,
    find_performance,
    find_ranking_change,
    judge,
)


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def acceptability(shares: dict[str, float], most: int) -> str:
    return plain(find_acceptability(robustness(shares, most), NAMES, most))


@pytest.mark.parametrize(
    ("share", "expected"),
    [(1, "safe"), (0.796, "safe"), (0.794, "depends"), (0.2, "depends"), (0.19, "unlikely"), (0, "unlikely")],
)
def test_chances_are_judged_as_they_are_shown(share, expected):
    assert expected == judge(share)


@pytest.mark.parametrize(
    ("shares", "most", "expected"),
    [
        (
            AMONG_FIRST,
            5,
            (
                "Check-in, Help when something goes wrong and Farewell and follow-up are among the first 5 "
                "almost whatever counts most (at least 88 % of weightings); The invoice is there in 64 % of "
                "weightings, three others in fewer – it depends on what you value."
            ),
        ),
        (
            {"room": 0.99, "wifi": 0.5, "booking": 0.4, "sleep": 0.1},
            2,
            (
                "The room is among the first 2 almost whatever counts most (99 % of weightings); Wi-Fi is "
                "there in 50 % of weightings, Booking a room in 40 % – it depends on what you value."
            ),
        ),
        (
            {"room": 1, "sleep": 1, "wifi": 0.1},
            2,
            (
                "The room and A quiet night are among the first 2 almost whatever counts most (100 % of "
                "weightings); no other is there in more than one weighting of five."
            ),
        ),
        (
            {"room": 0.6, "wifi": 0.1},
            1,
            (
                "No touchpoint is sure to be the first; The room is there in 60 % of weightings – "
                "it depends on what you value."
            ),
        ),
        (
            {"room": 1, "wifi": 1},
            5,
            "There are only two touchpoints, so all of them are among the first 5.",
        ),
        ({}, 5, "There are no touchpoints to rank yet."),
    ],
)
def test_picks_are_safe_or_depend_on_taste(shares, most, expected):
    assert expected == acceptability(shares, most)


@pytest.mark.parametrize(
    ("weighted", "most", "expected"),
    [
        (
            WEIGHTED,
            5,
            "Weighted by profit, The invoice comes among the first 5 and Breakfast drops out.",
        ),
        (EVERYONE, 5, "The first 5 are the same, in the same order, whether or not customers are weighted "),
        (EVERYONE[::-1], 9, "Weighted by profit, the first 9 are the same, in another order."),
        (
            EVERYONE[::-1],
            4,
            "Weighted by profit, Wi-Fi, Check-out and two others come among the first 4 and Breakfast, ",
        ),
        (EVERYONE[:4], 5, "Weighted by profit, Farewell and follow-up drops out."),
        ((), 5, "There are no two rankings to compare yet."),
    ],
)
def test_what_profit_weighting_changes_is_named(weighted, most, expected):
    assert find_ranking_change(ranked(EVERYONE), ranked(weighted), most).startswith(expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            (gap("help", 1.6, 0.5), gap("room", -1.3, 0.5), gap("wifi", 1.2, 0.5)),
            (
                "12 leaders believe Help when something goes wrong to be better than customers say, "
                "by 1.6 points (1.1 to 2.1), and The room worse, by 1.3 points (0.8 to 1.8)."
            ),
        ),
        (
            (gap("help", 1.6, 0.5), gap("room", -1.3, 1.4)),
            (
                "12 leaders believe Help when something goes wrong to be better than customers say, "
                "by 1.6 points (1.1 to 2.1); nothing is clearly underrated."
            ),
        ),
        (
            (gap("room", -1.3, 0.5),),
            (
                "12 leaders believe The room to be worse than customers say, by 1.3 points (0.8 to 1.8); "
                "nothing is clearly overrated."
            ),
        ),
        (
            (gap("room", -1.3, 1.4),),
            "What 12 leaders believe can't be told apart from what customers say at any touchpoint.",
        ),
        ((), "No touchpoint was scored by enough leaders to show a gap."),
    ],
)
def test_only_gaps_beyond_uncertainty_are_named(found, expected):
    assert expected == find_gaps(gaps(gaps=found))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            (gap("help", 2.3, 0.9, "Marketing", 4), gap("room", -1, 0.5, "HR", 3)),
            (
                "The largest gap of one function: Marketing (4 leaders) believes Help when something goes "
                "wrong to be better than customers say, by 2.3 points (1.4 to 3.2)."
            ),
        ),
        (
            (gap("help", 2.3, 2.9, "Marketing", 4), gap("room", -1, 0.5, "HR", 3)),
            (
                "The largest gap of one function: HR (3 leaders) believes The room to be worse than "
                "customers say, by 1.0 points (0.5 to 1.5)."
            ),
        ),
        (
            (gap("room", -1, 1.5, "HR", 3),),
            "No function's gap to the customers is beyond uncertainty.",
        ),
        ((), None),
    ],
)
def test_the_largest_gap_of_a_function_is_named(found, expected):
    assert expected == find_function_gaps(gaps(by_function=found))


low, high = (partial(opportunity, satisfaction=satisfaction, half=1) for satisfaction in (5, 8))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            [low("help", 8, sure=1), low("room", 6, sure=0.7), low("wifi", 2, sure=1)],
            (
                "Improve Help when something goes wrong first: it matters more than most and satisfies less "
                "(over 99 % sure); The room may belong there too, but too near the line to tell."
            ),
        ),
        (
            [low("help", 8, sure=0.97), low("room", 6, sure=0.96)],
            (
                "Improve Help when something goes wrong and The room first: they matter more than most and "
                "satisfy less (each at least 96 % sure)."
            ),
        ),
        (
            [low("room", 6, sure=0.7)],
            (
                "The room seems to matter more than most and to satisfy less, but it is too near the line "
                "to tell (70 % sure)."
            ),
        ),
        (
            [low("room", 6, sure=0.7), low("help", 6, sure=0.6)],
            (
                "Help when something goes wrong and The room seem to matter more than most and to satisfy "
                "less, but they are too near the line to tell."
            ),
        ),
        ([high("room", 6, sure=1)], "No touchpoint matters more than most and satisfies less."),
    ],
)
def test_what_to_improve_is_named_as_surely_as_it_is_known(found, expected):
    assert expected == plain(find_performance(opportunities(*reversed(found)), NAMES))


@pytest.mark.parametrize(
    ("importances", "expected"),
    [
        ([10], "The room is a very attractive opportunity: 17.0 of 20 (16.0 to 18.0), and 15 is the mark."),
        ([10, 10], "The room and Wi-Fi are very attractive opportunities, all above the mark of 15."),
        (
            [9, 2],
            (
                "The room is the greatest opportunity: 15.0 of 20 (14.0 to 16.0); whether it is above "
                "the mark of 15 can't be told."
            ),
        ),
        (
            [9, 9],
            (
                "The room and Wi-Fi are the greatest opportunities; whether they are above "
                "the mark of 15 can't be told."
            ),
        ),
        (
            [6, 2],
            ("No opportunity reaches the mark of 15; the greatest is The room with 9.0 of 20 (8.0 to 10.0)."),
        ),
        (
            [6, 6, 5.5],
            (
                "No opportunity reaches the mark of 15; The room leads with 9.0 (8.0 to 10.0), but the first "
                "three can't be told apart."
            ),
        ),
    ],
)
def test_opportunities_are_set_against_the_mark(importances, expected):
    found = [
        opportunity(name, importance, 3, 1, 1)
        for name, importance in zip(("room", "wifi", "sleep"), importances, strict=False)
    ]

    assert expected == find_opportunities(opportunities(*found), NAMES)


@pytest.mark.parametrize(
    ("pains", "expected"),
    [
        (
            (moment("farewell", 6.9, 0),),
            (
                "The journey ends on pain: Farewell and follow-up scores 6.9 (6.8 to 7.0, n = 2,204) "
                "against 7.5 on average, and it is what people take home."
            ),
        ),
        (
            (moment("check_in", 6.5, 8), moment("invoice", 6.7, 1)),
            (
                "Pain sits near the end: The invoice, last but one, scores 6.7 (6.6 to 6.8, n = 2,204) "
                "against 7.5 on average, and the end is what people take home."
            ),
        ),
        (
            (moment("check_out", 6.7, 2),),
            (
                "Pain sits near the end: Check-out, with two touchpoints to go, scores 6.7 (6.6 to 6.8, "
                "n = 2,204) against 7.5 on average, and the end is what people take home."
            ),
        ),
        ((moment("check_in", 6.5, 8),), None),
    ],
)
def test_pain_near_the_end_is_warned_of(pains, expected):
    assert expected == find_pain_near_end(peak_end(*pains))


def test_peak_pain_and_end_are_told():
    elsewhere, painless = peak_end(moment("check_in", 6.5, 8)), peak_end().model_copy(update={"pains": ()})

    assert [find_peak_end(found) for found in (peak_end(), elsewhere, painless)] == [
        (
            "The journey is best at Breakfast (8.0, 7.9 to 8.1) and hurts most where it ends, "
            "at Farewell and follow-up (6.9, 6.8 to 7.0)."
        ),
        (
            "The journey is best at Breakfast (8.0, 7.9 to 8.1), hurts most at Check-in (6.5, 6.4 to 6.6) "
            "and ends with Farewell and follow-up (6.9, 6.8 to 7.0)."
        ),
        (
            "No moment is clearly below the average of 7.5; the journey is best at Breakfast "
            "(8.0, 7.9 to 8.1) and ends with Farewell and follow-up (6.9, 6.8 to 7.0)."
        ),
    ]

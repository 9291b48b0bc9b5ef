import pytest
from made_up_drivers import driver_evidence, drivers, responses, rules, segments, trap
from made_up_survey import LABELS, SHARES

from cxworkshop.charts.findings_drivers import (
    find_driver_shift,
    find_drivers,
    find_responses,
    find_rules,
    find_segment_differences,
    find_signs,
    find_trap,
)
from cxworkshop.domain.drivers import DriverDifference, RuleEffect


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def test_drivers_that_cannot_be_told_apart():
    expected = (
        "Check-in, Staff and When something goes wrong matter most for recommendation; "
        "they can't be told apart."
    )

    assert expected == find_drivers(drivers(), LABELS, "recommendation")


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (
            (1, 2),
            "Check-in matters most for recommendation: 22 % (18 to 26 %, n = 1,980) of what is explained.",
        ),
        ((1, 1), "Check-in and Staff matter most for recommendation; they can't be told apart."),
        ((1, 1, 1, 1, 2), "Check-in and Staff lead, but the first four can't be told apart."),
        ((1, 1, 1), "No driver of recommendation stands out: all three can't be told apart."),
        ((), "There are no drivers to rank yet."),
    ],
)
def test_drivers_at_the_edges(groups, expected):
    grouped = tuple(
        driver.model_copy(update={"group": group})
        for driver, group in zip(drivers().drivers, groups, strict=False)
    )

    assert expected == plain(find_drivers(drivers().model_copy(update={"drivers": grouped}), LABELS))


WEAK = [{"r2": 0.01}, {"r2": 0.06, "by_chance": 0.07}]


@pytest.mark.parametrize("explained", WEAK)
def test_drivers_that_explain_no_more_than_chance_are_not_named(explained):
    weak = drivers().model_copy(update=explained)

    assert "too little" in find_drivers(weak, LABELS)
    assert find_signs(weak, LABELS, "recommendation") is None


@pytest.mark.parametrize("explained", WEAK)
@pytest.mark.parametrize(
    "find",
    [
        find_driver_shift,
        find_responses,
        find_segment_differences,
        lambda evidence: find_rules(evidence.everyone, evidence.rules, evidence.labels),
    ],
)
def test_nothing_more_is_claimed_where_drivers_explain_no_more_than_chance(find, explained):
    weak = drivers().model_copy(update=explained)

    assert "explain too little" in find(driver_evidence(everyone=weak, rules=rules()))


def test_no_shift_is_claimed_where_the_targets_drivers_explain_no_more_than_chance():
    weak = drivers().model_copy(update=WEAK[1])

    assert "too little to say what weighs more for Business" in find_driver_shift(
        driver_evidence(target=weak)
    )


def test_a_driver_that_weighs_more_for_the_targets_is_named():
    expected = "For Business regulars, Wi-Fi and desk weighs more than for all customers."

    assert expected == find_driver_shift(driver_evidence())


def test_no_clear_shift():
    found = find_driver_shift(driver_evidence(target=drivers()))

    assert found == "Business regulars show no clear difference from all customers in what matters."


def test_a_shift_that_could_not_be_computed_gives_the_reason():
    assert find_driver_shift(driver_evidence(target=None, refusal="Too few.")) == "Too few."


def signed(*slopes: float):
    found = tuple(
        driver.model_copy(update={"slope": slope, "slope_low": slope - 0.1, "slope_high": slope + 0.1})
        for driver, slope in zip(drivers().drivers, slopes, strict=False)
    )
    return drivers().model_copy(update={"drivers": found})


@pytest.mark.parametrize(
    ("slopes", "expected"),
    [
        ((), None),
        ((0.3, 0.2), None),
        (
            (0.3, -0.2),
            (
                "With Staff, higher ratings go along with less recommendation, all else the same: "
                "ask why before acting on it."
            ),
        ),
        (
            (0.0, 0.3, 0.05, 0.0, 0.01),
            (
                "Whether recommendation rises or falls with Check-in, When something goes wrong and two "
                "others can't be told."
            ),
        ),
        (
            (-0.3, 0.0),
            (
                "With Check-in, higher ratings go along with less recommendation, all else the same; "
                "for Staff it can't be told."
            ),
        ),
    ],
)
def test_signs_are_said_unless_all_go_up(slopes, expected):
    assert expected == find_signs(signed(*slopes), LABELS, "recommendation")


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), "There are no drivers to look at more closely yet."),
        (
            ("must_be", "exciter", "linear", "unclear"),
            (
                "It looks as if Check-in has to be right; Staff can delight; "
                "with When something goes wrong every step up counts; for one more it can't be told."
            ),
        ),
        (("must_be", "must_be"), "It looks as if Check-in and Staff have to be right."),
        (
            ("unclear", "unclear"),
            "Whether low ratings weigh more than high ones can't be told for any of the two drivers.",
        ),
        (
            ("linear", "unclear", "unclear"),
            "It looks as if with Check-in every step up counts; for two more it can't be told.",
        ),
    ],
)
def test_responses_are_said_by_kind(kinds, expected):
    found = tuple(
        one.model_copy(update={"response": kind}) for one, kind in zip(responses(), kinds, strict=False)
    )

    assert expected == find_responses(driver_evidence(responses=found))


def differing(*differences: float):
    """Business regulars, whose drivers differ by so much, give or take 0.05."""
    found = tuple(
        DriverDifference(name=name, difference=one, low=one - 0.05, high=one + 0.05)
        for name, one in zip(SHARES, differences, strict=False)
    )
    return segments()[0].model_copy(update={"differences": found})


REFUSED = segments()[2]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((), "There are no segments to compare yet."),
        ((REFUSED,), REFUSED.refusal),
        (
            (REFUSED, REFUSED),
            "None of the two segments has enough answers to be compared with the rest.",
        ),
        (
            (differing(0.02), REFUSED),
            "What matters to Business regulars can't be told apart from what matters to the rest.",
        ),
        (
            (differing(0.02), differing(0.01)),
            "In none of the two segments does what matters clearly differ from the rest.",
        ),
        (
            (differing(0.14, 0.02), REFUSED),
            (
                "For Business regulars, Check-in weighs more than for the rest, by 14 points "
                "(9 to 19, n = 612); no other difference is clear."
            ),
        ),
        (
            (differing(0.1, -0.2),),
            (
                "For Business regulars, Staff weighs less than for the rest, by 20 points "
                "(15 to 25, n = 612); one more difference is clear."
            ),
        ),
    ],
)
def test_segments_are_compared_beyond_chance_only(found, expected):
    assert expected == find_segment_differences(driver_evidence(segments=found))


def test_clear_differences_that_are_not_named_are_counted():
    found = find_segment_differences(driver_evidence(segments=(differing(0.1, -0.2, 0.3),)))

    assert found.endswith("; two more differences are clear.")


@pytest.mark.parametrize(
    ("stayed", "expected"),
    [
        (0.84, "against 84 % (82 to 86 %, n = 1,560) where they stayed."),
        (
            0.72,
            "as many as where they stayed (72 %; 70 to 74 %, n = 1,560), as far as can be told.",
        ),
        (0.5, "even more than where they stayed (50 %; 48 to 52 %, n = 1,560)."),
    ],
)
def test_the_trap_is_told_beside_those_who_stayed(stayed, expected):
    found = plain(find_trap(trap(stayed_share=stayed, stayed_low=stayed - 0.02, stayed_high=stayed + 0.02)))

    assert found.startswith(
        "Of 420 answers of customers who left, 71 % (66 to 75 %) gave 7 or more for “Satisfaction”"
    )
    assert found.endswith(expected)


def effect(rule: str, **shares: float):
    return RuleEffect(rule=rule, n=1700, shares=SHARES | shares)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((), "No other way to treat missing answers could be tried."),
        ((rules()[1],), rules()[1].refusal),
        (
            rules(),
            (
                "How missing answers are treated hardly matters: with only those who rated everything, "
                "no share moves by more than 1 point, and the groups keep their order."
            ),
        ),
        (
            (effect("complete", check_in=0.224),),
            (
                "How missing answers are treated hardly matters: with only those who rated everything, "
                "no share moves by more than 0.4 points, and the groups keep their order."
            ),
        ),
        (
            (effect("pairwise", recovery=0.1),),
            (
                "How missing answers are treated matters for some shares, most for When something goes "
                "wrong: with every rating used, it moves by 7 points; the groups keep their order."
            ),
        ),
        (
            (effect("complete", room=0.25), effect("pairwise", staff=0.0)),
            (
                "How missing answers are treated matters: with only those who rated everything, "
                "the groups change their order, and the share of Room moves by 14 points."
            ),
        ),
    ],
)
def test_rules_for_missing_answers_are_told_by_what_they_change(found, expected):
    assert expected == find_rules(drivers(), found, LABELS)

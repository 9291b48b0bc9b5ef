import pytest
from made_up_survey import LABELS, driver_evidence, drivers, touchpoints

from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.charts.findings import (
    find_driver_shift,
    find_drivers,
    find_hallmarks,
    find_scores,
    find_touchpoints,
)


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def test_touchpoints_that_overlap_are_not_ranked():
    expected = (
        "Check-in is among the three touchpoints worth most; the two lowest scores can't be told apart."
    )

    assert expected == find_touchpoints(touchpoints())


def test_touchpoints_clearly_apart():
    first, *others = touchpoints().touchpoints
    clear = first.model_copy(
        update={"value_low": 0.5, "value_high": 0.6, "mean": 2.0, "low": 1.9, "high": 2.1}
    )
    found = find_touchpoints(touchpoints(touchpoints=(clear, *others)))

    assert found == "Check-in is worth most to customers and scores lowest (2.0 of 10)."


def test_the_touchpoint_worth_most_may_be_another_than_the_lowest():
    first, *others = touchpoints().touchpoints
    valued = first.model_copy(update={"value_low": 0.5, "value_high": 0.6})
    worst = others[0].model_copy(update={"mean": 2.0, "low": 1.9, "high": 2.1})
    found = find_touchpoints(touchpoints(touchpoints=(valued, worst, *others[1:])))

    assert found == "Check-in is worth most to customers; Staff scores lowest (2.0 of 10)."


@pytest.mark.parametrize(
    ("kept", "expected"),
    [(0, "No touchpoint has enough answers to show."), (1, "Check-in scores 6.9 of 10.")],
)
def test_few_touchpoints(kept, expected):
    assert expected == find_touchpoints(touchpoints(touchpoints=touchpoints().touchpoints[:kept]))


@pytest.mark.parametrize(
    ("means", "expected"),
    [
        ((), "No touchpoint has enough answers to show."),
        ((7.0,), "Search and compare scores 7.0 of 10."),
        ((7.0, 5.0), "Booking scores lowest (5.0 of 10)."),
        ((5.1, 5.0, 7.0), "Booking and Search and compare score lowest; they can't be told apart."),
        (
            (5.1, 5.0, 5.15, 7.0),
            "Booking is among the three lowest scores, which can't be told apart.",
        ),
        ((5.1, 5.0, 5.15), "No score is clearly lowest: the three can't be told apart."),
    ],
)
def test_scores_alone(means, expected):
    journey = sorted(touchpoints().touchpoints, key=lambda score: score.position)
    found = tuple(
        score.model_copy(update={"mean": mean, "low": mean - 0.1, "high": mean + 0.1})
        for score, mean in zip(journey, means, strict=False)
    )

    assert expected == find_scores(touchpoints(touchpoints=found))


def test_drivers_that_cannot_be_told_apart():
    expected = (
        "Check-in, Staff and When something goes wrong matter most for recommendation; "
        "they can't be told apart."
    )

    assert expected == find_drivers(drivers(), LABELS, "recommendation")


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ((1, 2), "Check-in matters most for recommendation: 22 % of what is explained."),
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


def test_drivers_that_explain_nothing_are_not_named():
    assert "too little" in find_drivers(drivers().model_copy(update={"r2": 0.01}), LABELS)


def test_a_driver_that_weighs_more_for_the_targets_is_named():
    expected = "For Business regulars, Wi-Fi and desk weighs more than for all customers."

    assert expected == find_driver_shift(driver_evidence())


def test_no_clear_shift():
    found = find_driver_shift(driver_evidence(target=drivers()))

    assert found == "Business regulars show no clear difference from all customers in what matters."


def test_a_shift_that_could_not_be_computed_gives_the_reason():
    assert find_driver_shift(driver_evidence(target=None, refusal="Too few.")) == "Too few."


def test_hallmarks_name_the_leaders():
    found = find_hallmarks(hallmarks(touchpoints(), {"check_in": 9}))

    assert found.startswith("Check-in, ")
    assert found.endswith(" lead the ranking of candidates.")

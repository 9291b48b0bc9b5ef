import pytest
from made_up_workshop import (
    LABELS,
    driver_evidence,
    drivers,
    profit,
    refused_whale,
    segment,
    touchpoints,
    whale,
)

from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.charts.findings import (
    find_driver_shift,
    find_drivers,
    find_hallmarks,
    find_scores,
    find_segments,
    find_touchpoints,
    find_whale,
)


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def test_whale_names_the_top_and_the_losers():
    expected = "The top 20 % of customers make 102 % of the profit; 30 % cost more than they bring."

    assert expected == plain(find_whale(whale()))


def test_whale_without_losers():
    found = find_whale(whale().model_copy(update={"losers": 0, "losers_sum": 0.0}))

    assert found.endswith("every customer pays for itself.")


def test_whale_never_says_that_no_share_loses_where_somebody_does():
    assert "0.1 % cost more" in plain(find_whale(whale().model_copy(update={"losers": 3})))


def test_whale_gives_the_refusal():
    refused = refused_whale()

    assert refused.refusal == find_whale(refused)


def test_whale_of_four_customers_has_no_top_fifth():
    few = whale().model_copy(update={"customers": 4, "losers": 1})

    assert find_whale(few) == "4 customers are too few to speak of the top 20 %."


def test_segments_ahead_and_losing():
    expected = "Profit per customer is highest with Business regulars (1,604) and negative with Tour groups."

    assert expected == find_segments(profit())


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ((), "No segment is large enough to show."),
        (
            (segment("All", 40, 12.5, 10, 15),),
            "All customers are in one segment, All, with 12.50 profit per customer.",
        ),
        (
            (segment("A", 40, 100, 80, 120), segment("B", 40, 20, 10, 30)),
            "Profit per customer is highest with A: 100.",
        ),
        (
            (segment("A", 40, 100, 80, 120), segment("B", 40, 90, 70, 110), segment("C", 40, 9, 2, 12)),
            "The two best segments can't be told apart in profit per customer.",
        ),
        (
            tuple(segment(name, 40, 100, 80, 120) for name in "ABCD"),
            "No segment stands out: the four can't be told apart in profit per customer.",
        ),
        (
            (segment("A", 40, 5, -50, 120), segment("B", 40, -20, -30, -10)),
            "No segment stands out: the two can't be told apart; profit is negative with B.",
        ),
        (
            (segment("A", 40, -10, -20, -5), segment("B", 40, -90, -100, -80)),
            "Every segment costs more than it brings; A loses least per customer.",
        ),
    ],
)
def test_segments_at_the_edges(segments, expected):
    assert expected == find_segments(profit(segments=segments))


def test_many_losing_segments_are_counted():
    losing = tuple(segment(f"S{place}", 40, -50, -60, -40) for place in range(3))
    found = find_segments(profit(segments=(segment("A", 40, 100, 80, 120), *losing)))

    assert found.endswith("negative with three segments.")


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


def test_long_names_leave_a_title_short():
    long = tuple(
        segment(f"{place} " + "name " * 40, 40, amount, amount - 5, amount + 5)
        for place, amount in enumerate((100, 50, -50))
    )

    assert len(find_segments(profit(segments=long))) < 130

import pytest
from made_up_metrics import metric
from made_up_survey import touchpoints

from cxworkshop.analysis.touchpoints import hallmarks
from cxworkshop.charts.findings import (
    find_hallmarks,
    find_loose_ends,
    find_scores,
    find_touchpoints,
)
from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.workshop import Workshop


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


def test_hallmarks_name_the_leaders():
    found = find_hallmarks(hallmarks(touchpoints(), {"check_in": 9}))

    assert found.startswith("Check-in, ")
    assert found.endswith(" lead the ranking of candidates.")


def test_what_is_odd_about_the_metrics_hangs_loose_in_words():
    chosen = Metrics(chosen=(metric(name="Share of {arrivals} met", pair=""),))
    said = find_loose_ends(Workshop(metrics=chosen))

    assert sum(sentence.startswith("The scorecard has ") for sentence in said) == 2
    assert any("“Share of {arrivals} met” stands alone" in sentence for sentence in said)

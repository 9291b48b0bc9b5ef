import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_survey import touchpoints

from cxworkshop.analysis.opportunity import (
    on_ten,
    opportunities,
    opportunity_scores,
    touchpoint_opportunities,
)
from cxworkshop.errors import UndefinedMeasureError

NAMES = ("help", "room", "wifi", "lift")
IMPORTANCE, SATISFACTION = (9.5, 9.0, 3.0, 2.0), (2.0, 8.5, 4.0, 9.0)


def drawn(spread=0.2, draws=400):
    random = np.random.default_rng(1)
    return {
        name: np.clip(random.normal(values, spread, (draws, 4)), 0, 10)
        for name, values in (("importance_draws", IMPORTANCE), ("satisfaction_draws", SATISFACTION))
    }


def found(**options):
    return opportunities(NAMES, IMPORTANCE, SATISFACTION, **drawn() | options)


def test_scores_by_hand():
    assert opportunity_scores([9, 5, 5], [3, 5, 8]).tolist() == [15, 5, 5]


def test_the_greatest_opportunity_comes_first():
    first, *others = found().touchpoints

    assert (first.name, first.score, first.attractive) == ("help", 17, 1)
    assert [(one.name, one.score, one.attractive) for one in others] == [
        ("room", 9.5, 0),
        ("wifi", 3, 0),
        ("lift", 2, 0),
    ]
    assert first.low < 17 < first.high
    assert first.high - first.low == pytest.approx(2 * 1.96 * 0.2 * np.sqrt(5), rel=0.15)


def test_quadrants_are_cut_at_the_means():
    result = found()

    assert {one.name: one.quadrant for one in result.touchpoints} == {
        "help": "improve",
        "room": "keep_up",
        "wifi": "low_priority",
        "lift": "overkill",
    }
    assert (result.importance_cut, result.satisfaction_cut) == (5.875, 5.875)
    assert all(one.sure == 1 for one in result.touchpoints)


def test_quadrants_may_be_cut_elsewhere():
    result = found(cuts=(2.0, 9.5))

    assert {one.quadrant for one in result.touchpoints} == {"improve"}
    assert result.touchpoints[-1].sure == pytest.approx(0.5, abs=0.1)


def test_a_scale_is_brought_to_ten():
    assert on_ten([1, 3, 5], 1, 5).tolist() == [0, 5, 10]


tens = st.lists(st.tuples(*[st.floats(0, 10)] * 2), min_size=1, max_size=6).map(lambda rows: np.array(rows).T)


@given(tens)
def test_scores_lie_between_importance_and_twice_it(figures):
    scores = opportunity_scores(*figures)

    assert ((figures[0] <= scores) & (scores <= 2 * figures[0] + 1e-9)).all()


@settings(max_examples=50)
@given(tens, st.randoms())
def test_the_order_of_touchpoints_changes_nothing(figures, shuffle):
    names = [f"t{place}" for place in range(figures.shape[1])]
    order = list(range(len(names)))
    shuffle.shuffle(order)
    draws = np.clip(figures[:, None] + np.linspace(-1, 1, 60)[None, :, None], 0, 10)

    def ranked(places):
        return opportunities(
            [names[place] for place in places],
            *figures[:, places],
            importance_draws=draws[0][:, places],
            satisfaction_draws=draws[1][:, places],
            cuts=(5, 5),
        )

    assert ranked(order) == ranked(sorted(order))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"importance_draws": np.ones((60, 3))}, "60 × 4 numbers, but 60 × 3 came"),
        ({"satisfaction_draws": np.full((400, 4), 11.0)}, "0 to 10, but 11 came"),
        ({"satisfaction_draws": np.full((400, 4), np.nan)}, "0 to 10, but nan came"),
        (drawn(draws=20), "at least 50 resamples"),
    ],
)
def test_figures_that_are_not_on_ten_are_refused_with_a_sentence(options, said):
    with pytest.raises(UndefinedMeasureError, match=said):
        found(**options)


def test_a_scale_that_does_not_rise_is_refused():
    with pytest.raises(UndefinedMeasureError, match="must rise"):
        on_ten([1], 5, 5)


def test_the_most_valuable_touchpoint_has_an_importance_of_ten():
    evidence = touchpoints()
    scores = {one.name: one for one in touchpoint_opportunities(evidence).touchpoints}
    greatest, room = max(score.value for score in evidence.touchpoints), scores["room"]

    assert scores["check_in"].importance == 10
    assert (room.importance, room.satisfaction) == pytest.approx((10 * 0.11 / greatest, 8.0))


def test_satisfaction_of_touchpoints_is_brought_to_ten():
    on_seven = touchpoints(scale_low=-5.0, scale_high=10.0)

    found = {one.name: one.satisfaction for one in touchpoint_opportunities(on_seven).touchpoints}

    assert found["staff"] == pytest.approx(10 * (8.5 + 5) / 15)


def test_opportunities_of_touchpoints_are_as_uncertain_as_their_draws():
    first = touchpoint_opportunities(touchpoints()).touchpoints[0]

    assert first.low < first.score < first.high
    assert (first.name, first.quadrant, first.sure > 0.9) == ("check_in", "improve", True)

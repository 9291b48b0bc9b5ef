import numpy as np
import pandas as pd
import pytest

from cxworkshop.analysis.journey_places import journey_places
from cxworkshop.analysis.scores import is_extreme
from cxworkshop.analysis.touchpoint_scores import score_touchpoints
from cxworkshop.analysis.touchpoint_value import TouchpointValue
from cxworkshop.analysis.touchpoints_told import Told

SURVEY = pd.DataFrame(
    {
        "book": [3.0, 3, 3, 3, np.nan],  # nobody feels strongly
        "leave": [1.0, 1, 5, 5, 5],  # everybody does
        "stay": [1.0, 5, 3, 3, 3],
        "wait": [3.0, 3, 3, 3, 4],
        "weight": 1.0,
    }
)
NAMES = ("book", "leave", "stay", "wait")
PLACES = journey_places(
    NAMES, (("book", "Before"), ("stay", "During"), ("wait", "During"), ("leave", "After"))
)


def value_of(survey):
    extremes = is_extreme(survey[list(NAMES)].to_numpy(), 1, 5)
    count = survey[list(NAMES)].notna().sum()
    return TouchpointValue(
        names=NAMES,
        shares={"": 1.0},
        value=np.array([0.3, 0.2, 0.4, 0.1]),
        extremes=(extremes.sum(axis=0) / count).to_numpy(),
        value_draws=np.linspace([0.2, 0.1, 0.3, 0.0], [0.4, 0.3, 0.5, 0.2], 101),
        mean_draws=np.tile([3.0, 3.4, 3.0, 3.2], (101, 1)),
        extreme_draws=np.tile([0.0, 1.0, 0.4, 0.2], (101, 1)),
        notes=(),
    )


def scored(survey=SURVEY, places=PLACES, **told):
    return score_touchpoints(survey, value_of(survey), Told(places, **{"labels": {}} | told), (1, 5))


def test_scores_come_in_the_order_of_their_value_with_their_place():
    found = scored(labels={"stay": "The stay"}).touchpoints

    assert [(row.name, row.label, row.stage, row.position, row.value) for row in found] == [
        ("stay", "The stay", "During", 2, 0.4),
        ("book", "book", "Before", 1, 0.3),
        ("leave", "leave", "After", 4, 0.2),
        ("wait", "wait", "During", 3, 0.1),
    ]
    assert (found[0].n, found[0].mean, found[0].top_box) == (5, 3, 0.2)
    assert (found[1].n, found[1].low, found[1].high) == (4, 3, 3)
    assert (found[2].value_low, found[2].value_high) == pytest.approx((0.105, 0.295))


def test_the_top_box_has_wilsons_interval():
    (leave,) = (row for row in scored().touchpoints if row.name == "leave")

    assert (leave.top_box, leave.top_low, leave.top_high) == pytest.approx((0.6, 0.2307, 0.8824), abs=1e-4)


def test_what_memorability_is_made_of_comes_with_it():
    found = {row.name: row for row in scored().touchpoints}

    assert {name: row.moment for name, row in found.items()} == {
        "book": 0.5,
        "leave": 1,
        "stay": 0,
        "wait": 0,
    }
    assert found["leave"].intensity == found["leave"].standing_out == found["leave"].memorability == 1
    assert found["book"].memorability == pytest.approx((0.5 + 0 + found["book"].standing_out) / 3)


def test_without_stages_no_moment_counts():
    found = {row.name: row for row in scored(places=journey_places(NAMES, ())).touchpoints}

    assert {row.moment for row in found.values()} == {None}
    assert found["stay"].memorability == pytest.approx((0.4 + found["stay"].standing_out) / 2)


def test_weights_move_the_mean_and_the_top_box():
    found = {row.name: row for row in scored(SURVEY.assign(weight=[0.0, 3, 1, 1, 1])).touchpoints}

    assert (found["stay"].n, found["stay"].mean, found["stay"].top_box) == (4, 4, 0.5)


def test_the_firms_own_figures_come_with_it_where_there_are_some():
    stay, book, *_ = scored(comments={"stay": 4}, volume={"stay": 900.0}, cost={"book": 2.5}).touchpoints

    assert (stay.comments, stay.volume, stay.cost) == (4, 900.0, None)
    assert (book.comments, book.volume, book.cost) == (0, None, 2.5)


def test_draws_are_in_the_order_of_the_scores():
    draws = scored().draws

    assert draws.value[0] == (0.3, 0.2, 0.1, 0.0)
    assert draws.mean[0] == (3.0, 3.0, 3.4, 3.2)
    assert draws.memorability[0] == pytest.approx(
        ((0 + 0.4 + 0.6) / 3, (0.5 + 0 + 0.6) / 3, 1, (0 + 0.2 + 0.2) / 3), abs=1e-4
    )
    assert len(draws.value) == len(draws.mean) == len(draws.memorability) == 101

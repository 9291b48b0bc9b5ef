import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxworkshop.analysis.touchpoints import hallmarks, score_touchpoints, usual_scale
from cxworkshop.domain.evidence import DriverImportance, Drivers, TouchpointEvidence
from cxworkshop.errors import InvalidChoiceError


def drivers(**shares):
    return Drivers(
        n=5,
        n_complete=5,
        r2=0.5,
        drivers=tuple(
            DriverImportance(
                name=name,
                importance=share / 2,
                share=share,
                low=share - 0.1,
                high=share + 0.1,
                rank_low=1,
                rank_high=2,
                group=1,
            )
            for name, share in shares.items()
        ),
        method="lmg",
        level=0.95,
        bootstrap=50,
        seed=1,
    )


SURVEY = pd.DataFrame(
    {
        "book": [3.0, 3, 3, 3, np.nan],  # nobody feels strongly
        "stay": [1.0, 5, 3, 3, 3],
        "wait": [3.0, 3, 3, 3, 4],
        "leave": [1.0, 1, 5, 5, 5],  # everybody does
    }
)
JOURNEY = pd.DataFrame(
    {
        "touchpoint": ["leave", "book", "stay", "wait"],
        "label": ["Leaving", "Booking", "Staying", "Waiting"],
        "stage": ["After", "Before", "During", "During"],
        "order": [9.0, 1, 2, 3],
    }
)
DRIVERS = drivers(stay=0.4, book=0.3, leave=0.2, wait=0.1)


def scored(journey=JOURNEY, **options):
    return score_touchpoints(SURVEY, journey, DRIVERS, scale=(1, 5), **options)


def test_scores_come_in_the_order_of_their_value_with_their_place():
    found = scored(labels={"stay": "The stay"})

    assert [(row.name, row.label, row.stage, row.position, row.value) for row in found] == [
        ("stay", "The stay", "During", 2, 0.4),
        ("book", "book", "Before", 1, 0.3),
        ("leave", "leave", "After", 4, 0.2),
        ("wait", "wait", "During", 3, 0.1),
    ]
    assert (found[0].n, found[0].mean, found[0].top_box) == (5, 3, 0.2)
    assert (found[1].n, found[1].low, found[1].high) == (4, 3, 3)
    assert (found[2].value_low, found[2].value_high) == pytest.approx((0.1, 0.3))


def test_memorability_is_half_the_stage_and_half_the_strength_of_feeling():
    found = {row.name: row.memorability for row in scored()}

    assert found == pytest.approx(
        {"book": (0.5 + 0) / 2, "stay": (0 + 0.4) / 2, "wait": (0 + 0.2) / 2, "leave": (1 + 1) / 2}
    )


@pytest.mark.parametrize("journey", [None, JOURNEY.assign(stage="")])
def test_without_stages_memorability_is_the_strength_of_feeling(journey):
    found = scored(journey)

    assert {row.name: row.memorability for row in found} == pytest.approx(
        {"book": 0, "stay": 0.4, "wait": 0.2, "leave": 1}
    )
    assert {row.stage for row in found} == {None}


def test_a_touchpoint_that_the_journey_does_not_place_stands_behind_it():
    found = {row.name: row for row in scored(JOURNEY[JOURNEY["touchpoint"] != "stay"])}

    assert (found["stay"].stage, found["stay"].position) == (None, 4)
    assert found["stay"].memorability == pytest.approx(0.4 / 2)


def test_weights_move_the_mean_and_the_top_box():
    (stay, *_) = scored(weights=[0, 3, 1, 1, 1])

    assert (stay.n, stay.mean, stay.top_box) == (4, 4, 0.5)


def test_touchpoints_felt_alike_are_all_in_the_middle():
    survey = SURVEY.assign(**dict.fromkeys(SURVEY, pd.Series([1.0, 2, 3, 4, 5])))

    found = score_touchpoints(survey, None, DRIVERS, scale=(1, 5))

    assert {row.memorability for row in found} == {0.5}


@pytest.mark.parametrize(
    ("answers", "scale"),
    [
        ([1, 5], (1, 5)),
        ([2, 3], (1, 5)),
        ([1, 6], (1, 7)),
        ([2, 10], (1, 10)),
        ([0, 4], (0, 10)),
        ([0, 100], (0, 100)),
        ([-2, 2], (-2, 2)),
    ],
)
def test_the_scale_is_the_smallest_usual_one_that_holds_the_answers(answers, scale):
    assert usual_scale(pd.DataFrame({"a": [*answers, np.nan], "b": np.nan})) == scale


EVIDENCE = TouchpointEvidence(
    n=5,
    weighted=False,
    scale_low=1,
    scale_high=5,
    touchpoints=scored(),
    level=0.95,
    bootstrap=50,
    seed=1,
    provenance=(),
)


def test_candidates_are_ranked_by_the_mean_of_the_criteria_that_are_there():
    found = hallmarks(EVIDENCE, {"leave": 9.0, "stay": 0.0})

    assert [(row.name, row.differentiation) for row in found] == [
        ("leave", 0.9),
        ("book", None),
        ("stay", 0.0),
        ("wait", None),
    ]
    assert [row.score for row in found] == pytest.approx(
        [(0.5 + 1 + 0.9) / 3, (0.75 + 0.25) / 2, (1 + 0.2 + 0) / 3, (0.25 + 0.1) / 2]
    )


@given(st.dictionaries(st.sampled_from(["stay", "book", "leave", "wait"]), st.floats(0, 10)))
def test_a_candidate_never_falls_by_a_better_rating(ratings):
    better = {name: min(rating + 1, 10) for name, rating in ratings.items()}

    before = {row.name: row.score for row in hallmarks(EVIDENCE, ratings)}
    after = {row.name: row.score for row in hallmarks(EVIDENCE, better)}

    assert all(0 <= before[name] <= after[name] <= 1 for name in before)


def test_impossible_ratings_are_refused():
    with pytest.raises(
        InvalidChoiceError, match=r"no touchpoint lobby .* rate one of book, leave, stay, wait"
    ):
        hallmarks(EVIDENCE, {"lobby": 5})
    with pytest.raises(InvalidChoiceError, match="stay must be rated from 0 to 10, but 11 came"):
        hallmarks(EVIDENCE, {"stay": 11})

from time import perf_counter

import numpy as np
import pytest
from made_up_survey import touchpoints

from cxworkshop.analysis.hallmark_robustness import hallmark_robustness
from cxworkshop.domain.evidence import ScoreDraws
from cxworkshop.errors import InvalidChoiceError

EVIDENCE = touchpoints()
RATINGS = {"check_in": 8.0, "recovery": 7.0, "room": 2.0}


def among_first(robustness, k=5):
    return {one.name: one.among_first(k) for one in robustness.alternatives}


def reordered(evidence, order):
    draws = ScoreDraws(
        **{
            name: tuple(tuple(row[place] for place in order) for row in table)
            for name, table in evidence.draws.model_dump().items()
        }
    )
    return evidence.model_copy(
        update={"touchpoints": tuple(evidence.touchpoints[place] for place in order), "draws": draws}
    )


def test_each_touchpoint_takes_some_rank_in_every_draw():
    found = hallmark_robustness(EVIDENCE, RATINGS, draws=2000)

    assert found.criteria == ("value", "memorability", "differentiation")
    assert [one.name for one in found.alternatives] == [one.name for one in EVIDENCE.touchpoints]
    assert all(sum(one.ranks) == pytest.approx(1) for one in found.alternatives)
    assert found.draws == 2000


def test_what_is_best_on_all_criteria_is_nearly_always_first():
    found = {one.name: one for one in hallmark_robustness(EVIDENCE, {"check_in": 10}).alternatives}

    assert found["check_in"].ranks[0] == max(one.ranks[0] for one in found.values())
    assert found["check_in"].among_first(3) > 0.95


def test_without_ratings_two_criteria_are_left():
    assert hallmark_robustness(EVIDENCE, {}, draws=100).criteria == ("value", "memorability")


def test_a_touchpoint_that_is_not_rated_may_be_anything():
    rated, unrated = (
        among_first(hallmark_robustness(EVIDENCE, ratings), 1)["staff"]
        for ratings in ({"check_in": 8, "staff": 5}, {"check_in": 8})
    )

    assert unrated > rated + 0.02


def test_ratings_are_sure_to_one_point_within_the_scale():
    evidence = reordered(EVIDENCE, [0, 1])
    flat = ScoreDraws(value=((0.5, 0.5),), memorability=((0.5, 0.5),), mean=((5.0, 5.0),))
    evidence = evidence.model_copy(update={"draws": flat})
    first, second = (one.name for one in evidence.touchpoints)

    near = hallmark_robustness(evidence, {first: 10, second: 9})
    apart = hallmark_robustness(evidence, {first: 8, second: 5.9})

    # 9–10 against 8–10: first in three of four.
    assert near.alternatives[0].ranks[0] == pytest.approx(0.75, abs=0.01)
    assert apart.alternatives[0].ranks[0] == 1


def test_the_order_of_touchpoints_changes_nothing():
    order = list(np.random.default_rng(3).permutation(12))

    found = hallmark_robustness(EVIDENCE, RATINGS, draws=3000)
    again = hallmark_robustness(reordered(EVIDENCE, order), RATINGS, draws=3000)

    assert {one.name: one for one in found.alternatives} == {one.name: one for one in again.alternatives}


def test_the_seed_settles_the_result():
    first, again, other = (hallmark_robustness(EVIDENCE, RATINGS, draws=500, seed=seed) for seed in (1, 1, 2))

    assert first == again
    assert among_first(first) != among_first(other)


def test_all_customers_can_be_ranked_too():
    found = among_first(hallmark_robustness(EVIDENCE.everyone, RATINGS))

    assert found["room"] > among_first(hallmark_robustness(EVIDENCE, RATINGS))["room"]


def test_impossible_ratings_are_refused():
    with pytest.raises(InvalidChoiceError, match="no touchpoint lobby"):
        hallmark_robustness(EVIDENCE, {"lobby": 5})


def test_twenty_thousand_draws_are_quick():
    hallmark_robustness(EVIDENCE, RATINGS)
    times = []
    for _ in range(3):
        begun = perf_counter()
        hallmark_robustness(EVIDENCE, RATINGS)
        times.append(perf_counter() - begun)

    assert min(times) < 0.5

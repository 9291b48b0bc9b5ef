import pytest
from made_up_metrics import metric, scorecard

from cxworkshop.domain.metrics import Metrics
from cxworkshop.domain.scorecard import flaws, unpaired


def _card(**rungs):
    return Metrics(chosen=tuple(metric(rung=rung) for rung, number in rungs.items() for _ in range(number)))


def test_one_outcome_two_supporting_and_few_leading_metrics_are_sound():
    assert flaws(scorecard()) == ()
    assert unpaired(scorecard()) == ()


@pytest.mark.parametrize(
    ("rungs", "flawed"),
    [
        ({}, ("no_outcome", "few_supporting", "no_leading")),
        ({"outcome": 1, "supporting": 4, "leading": 5}, ()),
        ({"outcome": 2, "supporting": 2, "leading": 1}, ("several_outcomes",)),
        ({"outcome": 1, "supporting": 1, "leading": 1}, ("few_supporting",)),
        ({"outcome": 1, "supporting": 5, "leading": 1}, ("many_supporting",)),
        ({"outcome": 1, "supporting": 2}, ("no_leading",)),
        ({"outcome": 1, "supporting": 2, "leading": 6}, ("many_leading",)),
    ],
)
def test_too_few_or_too_many_metrics_of_a_rung_are_flaws(rungs, flawed):
    assert flaws(_card(**rungs)) == flawed


@pytest.mark.parametrize(
    ("changes", "alone"),
    [
        ({"pair": "  "}, ["speed"]),
        ({"pair": "not on the scorecard"}, []),
        ({"pair": "COST  of it"}, ["speed"]),
        ({"pair": "speed"}, ["speed"]),
        ({"pair": "Felt quick"}, []),
        ({"pair": "", "nature": "experiential"}, []),
    ],
)
def test_an_operational_metric_needs_an_experiential_pair(changes, alone):
    card = Metrics(
        chosen=(
            metric(**{"name": "speed"} | changes),
            metric(name="cost of it", pair="felt quick"),
            metric(name="felt quick", nature="experiential"),
        )
    )

    assert list(unpaired(card)) == alone

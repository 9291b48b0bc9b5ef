from datetime import date

import pytest
from made_up_metrics import assumptions, metric
from pydantic import ValidationError

from cxworkshop.domain.events import read_event, write_event
from cxworkshop.domain.fitness import CriterionResult, Fitness
from cxworkshop.domain.metrics import Metric

BEFORE = {"driver": "a", "name": "b", "owner": "c", "baseline": 1, "target": 2, "due": "2027-01-01"}


def test_a_metric_of_an_older_workshop_is_leading_and_operational():
    event = read_event(
        {
            "kind": "metrics_chosen",
            "id": "0" * 32,
            "at": "2026-01-01T00:00:00Z",
            "version": 1,
            "metrics": {"chosen": [BEFORE]},
        }
    )
    (found,) = event.metrics.chosen

    assert (found.rung, found.nature, found.cadence) == ("leading", "operational", "weekly")
    assert (found.due, found.judged, found.pair, found.better) == (date(2027, 1, 1), {}, "", "up")
    assert read_event(write_event(event)) == event


def test_the_outcome_needs_no_driver():
    assert Metric.model_validate(BEFORE | {"driver": "", "rung": "outcome"}).driver == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"rung": "top"},
        {"nature": "felt"},
        {"better": "higher"},
        {"cadence": "hourly"},
        {"judged": {"fun": True}},
        {"baseline": float("nan")},
        {"baseline_n": -1},
        {"gamed": "x" * 501},
        {"name": " "},
    ],
)
def test_what_no_metric_can_be_is_refused(wrong):
    with pytest.raises(ValidationError):
        metric(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"causal": 1.1}, {"causal": -0.1}, {"years": 0}, {"moves": {"a": -1}}, {"customers": -1}]
)
def test_what_nobody_can_assume_is_refused(wrong):
    with pytest.raises(ValidationError):
        assumptions(**wrong)


def test_fitness_counts_what_is_met():
    verdicts = {"upstream": "met", "early": "not_met", "paired": "open", "weekly": "met"}
    results = [CriterionResult(criterion=name, verdict=said, why="x") for name, said in verdicts.items()]

    assert Fitness(criteria=tuple(results)).met == 2

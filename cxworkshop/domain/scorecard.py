"""What is odd about a scorecard as a whole: one outcome, two to four supporting metrics, few leading ones."""

from collections.abc import Iterator
from typing import Literal

from cxworkshop.domain.metrics import Metrics, Rung

Flaw = Literal[
    "no_outcome",
    "several_outcomes",
    "few_supporting",
    "many_supporting",
    "no_leading",
    "many_leading",
]

FEWEST: dict[Rung, int] = {"outcome": 1, "supporting": 2, "leading": 1}
MOST: dict[Rung, int] = {"outcome": 1, "supporting": 4, "leading": 5}

_TOO_FEW: dict[Rung, Flaw] = {
    "outcome": "no_outcome",
    "supporting": "few_supporting",
    "leading": "no_leading",
}
_TOO_MANY: dict[Rung, Flaw] = {
    "outcome": "several_outcomes",
    "supporting": "many_supporting",
    "leading": "many_leading",
}


def flaws(metrics: Metrics) -> tuple[Flaw, ...]:
    """Return what the scorecard has too few or too many of, the outcome first."""
    return tuple(_flaws(metrics))


def unpaired(metrics: Metrics) -> tuple[str, ...]:
    """Return the operational metrics without an experiential one that keeps them honest.

    A pair that stands on the scorecard itself must be experiential; one that doesn't is believed.
    """
    natures = {_plain(metric.name): metric.nature for metric in metrics.chosen}
    return tuple(
        metric.name
        for metric in metrics.chosen
        if metric.nature == "operational"
        and (not metric.pair.strip() or natures.get(_plain(metric.pair)) == "operational")
    )


def _flaws(metrics: Metrics) -> Iterator[Flaw]:
    rungs = [metric.rung for metric in metrics.chosen]
    for rung, fewest in FEWEST.items():
        if rungs.count(rung) < fewest:
            yield _TOO_FEW[rung]
        if rungs.count(rung) > MOST[rung]:
            yield _TOO_MANY[rung]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())

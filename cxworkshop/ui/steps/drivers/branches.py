"""What metrics are chosen for: the hallmarks, the drivers that lead the evidence, and the outcome."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cxworkshop.domain.metrics import Metric
from cxworkshop.domain.tables import spoken_name
from cxworkshop.domain.touchpoint_names import touchpoint_labels
from cxworkshop.domain.workshop import Workshop

OUTCOME = "(outcome)"
"""The branch of the outcome, which has no driver."""

NO_DRIVER = ""
"""The branch of metrics that serve no driver."""

LEADERS = 3
"""How many of the evidence's drivers are offered beside the hallmarks."""


class Branch(NamedTuple):
    """One branch of the tree: ``key`` is a driver's name, :data:`OUTCOME` or :data:`NO_DRIVER`."""

    key: str
    label: str


def branch_of(metric: Metric) -> str:
    """Return the key of the branch on which a metric stands."""
    return OUTCOME if metric.rung == "outcome" else metric.driver


def driver_names(workshop: Workshop) -> tuple[str, ...]:
    """Return the drivers that metrics are chosen for: the hallmarks first, then those that lead."""
    found = workshop.drivers
    drivers = (found.target or found.everyone).drivers if found else ()
    picks = workshop.hallmarks.picks if workshop.hallmarks else ()
    leaders = (driver.name for driver in drivers[:LEADERS])
    return tuple(dict.fromkeys((*(pick.touchpoint for pick in picks), *leaders)))


def driver_labels(workshop: Workshop, names: Iterable[str]) -> dict[str, str]:
    """Return driver → what it is called, also where the evidence no longer knows it."""
    picks = workshop.hallmarks.picks if workshop.hallmarks else ()
    known = {pick.touchpoint: pick.label for pick in picks} | touchpoint_labels(workshop)
    return {name: known.get(name) or spoken_name(name) for name in names}


def branches(workshop: Workshop, drafted: Iterable[str], words: Mapping[str, Any]) -> tuple[Branch, ...]:
    """Return the branches to choose metrics for; those of ``drafted`` metrics stay, whatever the evidence."""
    names = dict.fromkeys((*driver_names(workshop), *drafted))
    labels = driver_labels(workshop, (name for name in names if name not in {OUTCOME, NO_DRIVER}))
    shown = [Branch(name, label) for name, label in labels.items()]
    if not shown or NO_DRIVER in names:
        shown.append(Branch(NO_DRIVER, words["no_driver"]))
    return (*shown, Branch(OUTCOME, words["outcome"]))

"""What the figures of drivers rest on, in the words under a chart."""

from collections.abc import Iterator

from cxworkshop.charts.figures import count, listed, percent
from cxworkshop.domain.drivers import DriverEvidence, Drivers
from cxworkshop.settings import texts
from cxworkshop.ui.steps.drivers.labels import outcome_words
from cxworkshop.ui.steps.evidence_notes import source_line


def drivers_source(found: DriverEvidence, shown: Drivers) -> str:
    """Return files, n, whose answers, what the shares are of, and the range of the bars."""
    return source_line(found.provenance, "; ".join(_drivers_words(found, shown)))


def range_words(level: float) -> str:
    """Return what the bars of an interval at ``level`` (0–1) show."""
    return str(_words()["range"]).format(level=f"{level * 100:.0f}")


def _drivers_words(found: DriverEvidence, shown: Drivers) -> Iterator[str]:
    words, outcome = _words(), outcome_words(found)
    if shown is found.target:
        who = listed(list(found.asked_for))
        yield words["beside"].format(n=count(shown.n), segment=who, all=count(found.everyone.n))
    else:
        everyone = texts("drivers")["evidence"]["everyone"]
        yield words["answers"].format(n=count(shown.n), segment=everyone)
    if shown.fit == "logistic":
        yield words["odds"].format(outcome=outcome)
    else:
        yield words["explained"].format(outcome=outcome, explained=percent(shown.r2))
    yield range_words(shown.level)
    if shown.clusters is not None:
        yield words["together"].format(clusters=count(shown.clusters))


def _words() -> dict[str, str]:
    found: dict[str, str] = texts("drivers")["evidence"]["source"]
    return found

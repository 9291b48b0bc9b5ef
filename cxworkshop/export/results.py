"""What follows from recorded evidence and the team's answers, for the pages and for the report's charts.

Nothing here opens a table. Where a calculation refuses, there is no result, hence no page.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from cxworkshop import settings
from cxworkshop.analysis.hallmark_robustness import hallmark_robustness
from cxworkshop.analysis.opportunity import touchpoint_opportunities
from cxworkshop.analysis.peak_end import peak_end
from cxworkshop.analysis.perception import gaps_of
from cxworkshop.analysis.stakes import first_assumptions, value_at_stake
from cxworkshop.analysis.touchpoints import HallmarkCandidate, hallmarks
from cxworkshop.domain.consistency import Consistency
from cxworkshop.domain.evidence import ConsistencyEvidence, TouchpointEvidence
from cxworkshop.domain.opportunity import Opportunities
from cxworkshop.domain.peak_end import PeakEnd
from cxworkshop.domain.perception import PerceptionGaps
from cxworkshop.domain.robustness import Robustness
from cxworkshop.domain.stakes import Stakes
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import WorkshopError
from cxworkshop.export.sources import outcome_name

T = TypeVar("T")

LEADING = 3
"""So many of the first drivers may move where no hallmarks are chosen."""


class Rankings(NamedTuple):
    """Candidates with all customers alike, and weighted by the segments' profit; each the best first."""

    everyone: tuple[HallmarkCandidate, ...]
    weighted: tuple[HallmarkCandidate, ...]


def labels_of(evidence: TouchpointEvidence) -> dict[str, str]:
    """Return what people call the touchpoints."""
    return {score.name: score.label for score in evidence.touchpoints}


def picks_in(workshop: Workshop) -> list[str]:
    """Return the names of the hallmarks."""
    return [pick.touchpoint for pick in workshop.hallmarks.picks] if workshop.hallmarks else []


def driver_labels(workshop: Workshop) -> dict[str, str]:
    """Return what people call the drivers: as the hallmarks say, else the scores, else the drivers."""
    scores = workshop.touchpoints.touchpoints if workshop.touchpoints else ()
    picks = workshop.hallmarks.picks if workshop.hallmarks else ()
    return {
        **(workshop.drivers.labels if workshop.drivers else {}),
        **{score.name: score.label for score in scores},
        **{pick.touchpoint: pick.label for pick in picks},
    }


def outcome_in(workshop: Workshop) -> str:
    """Return what people call the outcome."""
    if workshop.drivers:
        return outcome_name(workshop.drivers)
    return str(settings.texts("findings")["outcome"])


def stakes_in(workshop: Workshop) -> Stakes | None:
    """Return what moving the hallmarks, else the leading drivers, might be worth; None if untold."""
    evidence = workshop.drivers
    if evidence is None or evidence.pieces is None:
        return None
    pieces, labels = evidence.pieces, driver_labels(workshop)
    leading = [driver.name for driver in (evidence.target or evidence.everyone).drivers]
    drivers = [name for name in picks_in(workshop) if name in pieces.drivers] or leading[:LEADING]
    assumed = workshop.stakes or first_assumptions(pieces, drivers)
    return unless_refused(
        lambda: value_at_stake(
            pieces,
            assumed,
            labels=labels,
            drivers=drivers,
            profit=workshop.profit,
            target=workshop.segments,
        )
    )


def gaps_in(workshop: Workshop) -> PerceptionGaps | None:
    """Return what leaders believed less what customers said; None where too few leaders answered."""
    evidence = workshop.touchpoints
    if evidence is None or not workshop.beliefs:
        return None
    found = unless_refused(lambda: gaps_of(workshop.beliefs, evidence))
    return found if found and found.gaps else None


def opportunities_in(workshop: Workshop) -> Opportunities | None:
    """Return where better experiences pay."""
    evidence = workshop.touchpoints
    if evidence is None or not evidence.touchpoints:
        return None
    return unless_refused(lambda: touchpoint_opportunities(evidence))


def robustness_in(workshop: Workshop) -> Robustness | None:
    """Return how often each touchpoint is among the first; None before hallmarks are picked."""
    evidence, chosen = workshop.touchpoints, workshop.hallmarks
    if evidence is None or not evidence.touchpoints or chosen is None or not chosen.picks:
        return None
    return unless_refused(lambda: hallmark_robustness(evidence, _ratings(workshop)))


def rankings_in(workshop: Workshop) -> Rankings | None:
    """Return both rankings; None where segments aren't weighted by profit."""
    evidence = workshop.touchpoints
    if evidence is None or evidence.everyone is None or not evidence.weights:
        return None
    ratings = _ratings(workshop)
    return Rankings(hallmarks(evidence.everyone, ratings), hallmarks(evidence, ratings))


def peak_end_in(evidence: TouchpointEvidence) -> PeakEnd | None:
    """Return the journey's peak, pain and end; None where the survey has no order of a journey."""
    if not any(score.stage for score in evidence.touchpoints):
        return None
    return unless_refused(lambda: peak_end(evidence))


def least_consistent(evidence: ConsistencyEvidence) -> Consistency | None:
    """Return the score that surely depends most on a factor; None where none could be looked at."""
    told = [score for score in evidence.scores if score.alone]
    return max(told, key=lambda score: max((share.low, share.share) for share in score.alone), default=None)


def _ratings(workshop: Workshop) -> dict[str, float]:
    """Return the team's ratings of touchpoints that are scored."""
    ratings = workshop.hallmarks.ratings if workshop.hallmarks else {}
    known = labels_of(workshop.touchpoints) if workshop.touchpoints else {}
    return {name: rating for name, rating in ratings.items() if name in known}


def unless_refused(calculate: Callable[[], T]) -> T | None:
    """Return a result; None where its calculation refuses."""
    try:
        return calculate()
    except WorkshopError:
        return None

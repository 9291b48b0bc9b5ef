"""What the survey's touchpoints and outcomes are called on the page."""

from cxworkshop.domain.drivers import DriverEvidence
from cxworkshop.domain.tables import Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import texts
from cxworkshop.ui.steps.hallmarks.beliefs import labels_of


def touchpoint_labels(workshop: Workshop) -> dict[str, str]:
    """Return the survey's touchpoints → what they are called, in the order of the journey.

    The map says it, without one the evidence, without that the survey's columns.
    """
    found, survey = workshop.drivers, workshop.tables.get(Role.SURVEY)
    told = {} if workshop.today else _told(workshop)
    asked = labels_of(survey, workshop.today) if survey else {}
    if not asked and found:
        asked = {one.name: found.labels.get(one.name, one.name) for one in found.everyone.drivers}
    return {name: told.get(name, label) for name, label in asked.items()}


def outcome_words(found: DriverEvidence) -> str:
    """Return what the outcome is called inside a sentence."""
    return str(texts("drivers")["evidence"]["spoken"][found.question.outcome])


def _told(workshop: Workshop) -> dict[str, str]:
    scores = workshop.touchpoints.touchpoints if workshop.touchpoints else ()
    found = workshop.drivers.labels if workshop.drivers else {}
    return {score.name: score.label for score in scores} | found

"""What the survey's outcomes are called on the page."""

from cxworkshop.domain.drivers import DriverEvidence
from cxworkshop.settings import texts


def outcome_words(found: DriverEvidence) -> str:
    """Return what the outcome is called inside a sentence."""
    return str(texts("drivers")["evidence"]["spoken"][found.question.outcome])

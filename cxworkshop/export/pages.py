"""The story in order: which pages a workshop has."""

from collections.abc import Iterator

from cxworkshop.domain.predictions import guessed_share
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.decision_pages import (
    chain_page,
    closing_page,
    hallmarks_page,
    metrics_page,
    mission_page,
    success_page,
)
from cxworkshop.export.profit_pages import segments_page, whale_page
from cxworkshop.export.story import Page
from cxworkshop.export.survey_pages import drivers_page, touchpoints_page


def pages(workshop: Workshop) -> Iterator[Page]:
    """Yield the pages after the cover; what isn't decided or computed has no page, the last one names it."""
    yield chain_page(workshop)
    if workshop.mission:
        yield mission_page(workshop.mission)
    if workshop.success:
        yield success_page(workshop.success)
    if workshop.profit:
        yield whale_page(workshop.profit, guessed_share(workshop))
        yield segments_page(workshop.profit, workshop.segments)
    picks = [pick.touchpoint for pick in workshop.hallmarks.picks] if workshop.hallmarks else []
    if workshop.touchpoints:
        yield touchpoints_page(workshop.touchpoints, picks)
    if workshop.hallmarks and picks:
        yield hallmarks_page(workshop.hallmarks, workshop)
    if workshop.drivers:
        yield drivers_page(workshop.drivers, picks)
    if workshop.metrics and workshop.metrics.chosen:
        yield metrics_page(workshop.metrics, workshop)
    yield closing_page(workshop)

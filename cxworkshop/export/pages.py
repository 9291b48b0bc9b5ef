"""The story in order: which pages a workshop has."""

from collections.abc import Iterator

from cxworkshop.charts.findings_value import kept_by_period
from cxworkshop.domain.predictions import guessed_shares, guesses, top_segment
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.value import ValueEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.choice_pages import opportunities_page, safety_page
from cxworkshop.export.consistency_pages import consistency_pages
from cxworkshop.export.decision_pages import (
    chain_page,
    closing_page,
    mission_page,
    success_page,
)
from cxworkshop.export.driver_pages import driver_pages
from cxworkshop.export.gap_pages import gaps_page
from cxworkshop.export.hallmark_pages import hallmark_pages, hallmarks_page
from cxworkshop.export.journey_pages import journey_page
from cxworkshop.export.measured_pages import measured_pages
from cxworkshop.export.metric_pages import metric_pages
from cxworkshop.export.profit_pages import segments_page, whale_page
from cxworkshop.export.results import (
    gaps_in,
    opportunities_in,
    outcome_in,
    picks_in,
    rankings_in,
    robustness_in,
    stakes_in,
)
from cxworkshop.export.split_pages import matter, sensitivity_page, splits_page
from cxworkshop.export.stake_pages import measure_of, stakes_page
from cxworkshop.export.story import Page
from cxworkshop.export.survey_pages import touchpoints_page
from cxworkshop.export.target_pages import persona_pages, targets_page
from cxworkshop.export.value_pages import retention_page, value_page


def pages(workshop: Workshop) -> Iterator[Page]:
    """Yield the pages after the cover; what isn't decided or computed has no page, the last one names it."""
    yield chain_page(workshop)
    if workshop.mission:
        yield mission_page(workshop.mission)
    if workshop.success:
        yield success_page(workshop.success)
    if workshop.profit:
        yield from _profit_pages(workshop, workshop.profit)
    if workshop.value:
        yield from _value_pages(workshop, workshop.value)
    chosen = workshop.segments
    if chosen and (chosen.targets or chosen.not_targets):
        yield targets_page(chosen, workshop)
        yield from persona_pages(chosen, workshop)
    yield from _journey_pages(workshop)
    yield from _hallmark_pages(workshop)
    if workshop.consistency:
        yield from consistency_pages(workshop.consistency)
    yield from _driver_pages(workshop)
    if workshop.metrics and workshop.metrics.chosen:
        yield from metric_pages(workshop.metrics, workshop)
    yield closing_page(workshop)


def _profit_pages(workshop: Workshop, profit: ProfitEvidence) -> Iterator[Page]:
    yield whale_page(profit, workshop.segments, list(guessed_shares(workshop).values()))
    guessed = list(guesses(workshop, top_segment(profit.by)).values())
    yield segments_page(profit, workshop.segments, guessed)
    if profit.splits.ranked:
        yield splits_page(profit)
    if matter(profit):
        yield sensitivity_page(profit)


def _value_pages(workshop: Workshop, value: ValueEvidence) -> Iterator[Page]:
    targets = workshop.segments.among(value.by) if workshop.segments and value.by else ()
    yield value_page(value, targets)
    if len(kept_by_period(value)) > 1:
        yield retention_page(value)


def _journey_pages(workshop: Workshop) -> Iterator[Page]:
    """Yield how the journey is, how customers score it, and what that is worth."""
    if workshop.today and workshop.today.touchpoints:
        yield journey_page(workshop.today, workshop)
    if evidence := workshop.touchpoints:
        yield touchpoints_page(evidence, picks_in(workshop))
        if gaps := gaps_in(workshop):
            yield gaps_page(gaps, evidence)
        if opportunities := opportunities_in(workshop):
            yield opportunities_page(opportunities, evidence)


def _hallmark_pages(workshop: Workshop) -> Iterator[Page]:
    """Yield how safe the choice of hallmarks is, which they are, and how each is delivered."""
    hallmarks, evidence = workshop.hallmarks, workshop.touchpoints
    if hallmarks is None or not hallmarks.picks:
        return
    if evidence and (robustness := robustness_in(workshop)):
        yield safety_page(robustness, evidence, picks_in(workshop), hallmarks.most, rankings_in(workshop))
    yield hallmarks_page(hallmarks, workshop)
    yield from hallmark_pages(hallmarks, workshop)


def _driver_pages(workshop: Workshop) -> Iterator[Page]:
    """Yield what moves the outcome, what that is worth, and what the firm's own metrics say."""
    if evidence := workshop.drivers:
        yield from driver_pages(evidence, picks_in(workshop))
        if (stakes := stakes_in(workshop)) and (measure := measure_of(stakes)):
            yield stakes_page(stakes, measure, evidence)
    if workshop.measured:
        yield from measured_pages(workshop.measured, outcome_in(workshop))

"""The story in order: which pages a workshop has."""

from collections.abc import Iterator

from cxworkshop.analysis.answer_orders import order_of_policies
from cxworkshop.charts.findings_value import kept_by_period
from cxworkshop.domain.predictions import guessed_shares, guesses, top_segment
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.value import ValueEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.agenda_pages import agenda_page
from cxworkshop.export.answer_results import agenda_in, laundry_in, policies_in, promises_in
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
from cxworkshop.export.health_pages import health_pages
from cxworkshop.export.journey_pages import journey_page
from cxworkshop.export.laundry_pages import laundry_page
from cxworkshop.export.measured_pages import measured_pages
from cxworkshop.export.metric_pages import metric_pages
from cxworkshop.export.outcome_pages import outcome_pages
from cxworkshop.export.policy_pages import policies_page, with_consent
from cxworkshop.export.profit_pages import segments_page, whale_page
from cxworkshop.export.promise_pages import moments_page, promise_page
from cxworkshop.export.results import (
    gaps_in,
    opportunities_in,
    outcome_in,
    picks_in,
    rankings_in,
    robustness_in,
    stakes_in,
)
from cxworkshop.export.room_pages import room_pages
from cxworkshop.export.split_pages import matter, sensitivity_page, splits_page
from cxworkshop.export.stake_pages import measure_of, stakes_page
from cxworkshop.export.story import Page
from cxworkshop.export.survey_pages import touchpoints_page
from cxworkshop.export.target_pages import persona_pages, targets_page
from cxworkshop.export.value_pages import retention_page, value_page


def pages(workshop: Workshop) -> Iterator[Page]:
    """Yield the pages after the cover; what isn't decided or computed has no page, the last one names it."""
    yield chain_page(workshop)
    yield from _check_pages(workshop)
    yield from _statement_pages(workshop)
    if workshop.profit:
        yield from _profit_pages(workshop, workshop.profit)
    if workshop.value:
        yield from _value_pages(workshop, workshop.value)
    chosen = workshop.segments
    if chosen and (chosen.targets or chosen.not_targets):
        yield with_consent(targets_page(chosen, workshop), workshop, "segments")
        yield from persona_pages(chosen, workshop)
    yield from _journey_pages(workshop)
    yield from room_pages(workshop, "hallmarks")
    yield from _hallmark_pages(workshop)
    if workshop.consistency:
        yield from consistency_pages(workshop.consistency)
    yield from _driver_pages(workshop)
    yield from room_pages(workshop, "metrics")
    if workshop.metrics and workshop.metrics.chosen:
        for page in metric_pages(workshop.metrics, workshop):
            yield with_consent(page, workshop, "metrics") if page.id == "metrics" else page
    yield from room_pages(workshop, "free")
    yield from outcome_pages(workshop)
    yield closing_page(workshop)


def _check_pages(workshop: Workshop) -> Iterator[Page]:
    """Yield what the health check and the laundry board say, and which steps deserve the time for it."""
    yield from health_pages(workshop)
    if washed := laundry_in(workshop):
        yield laundry_page(washed)
    if shared := agenda_in(workshop):
        yield agenda_page(shared)


def _statement_pages(workshop: Workshop) -> Iterator[Page]:
    """Yield how alike leaders speak of the promise, mission and success, and where the policies end."""
    if rounds := promises_in(workshop):
        yield promise_page(rounds)
    if workshop.mission:
        yield with_consent(mission_page(workshop.mission), workshop, "mission")
    if workshop.drafts.moments:
        yield moments_page(workshop.drafts.moments)
    if workshop.success:
        yield with_consent(success_page(workshop.success), workshop, "success")
    spread = policies_in(workshop)
    if spread or workshop.boundaries:
        order = order_of_policies(workshop.policies) if spread else None
        yield policies_page(spread, order, workshop.boundaries)


def _profit_pages(workshop: Workshop, profit: ProfitEvidence) -> Iterator[Page]:
    yield whale_page(profit, workshop.segments, sorted(guessed_shares(workshop).values()))
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
    yield with_consent(hallmarks_page(hallmarks, workshop), workshop, "hallmarks")
    yield from hallmark_pages(hallmarks, workshop)


def _driver_pages(workshop: Workshop) -> Iterator[Page]:
    """Yield what moves the outcome, what that is worth, and what the firm's own metrics say."""
    if evidence := workshop.drivers:
        yield from driver_pages(evidence, picks_in(workshop))
        if (stakes := stakes_in(workshop)) and (measure := measure_of(stakes)):
            yield stakes_page(stakes, measure, evidence)
    if workshop.measured:
        yield from measured_pages(workshop.measured, outcome_in(workshop))

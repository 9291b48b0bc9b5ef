"""The report's charts: which page shows which, drawn from what the workshop holds."""

from altair import ConcatChart, HConcatChart, LayerChart, VConcatChart

from cxworkshop.charts.consistency import plot_response_times, plot_shares
from cxworkshop.charts.driver_tree import plot_tree
from cxworkshop.charts.drivers import plot_driver_shift, plot_drivers
from cxworkshop.charts.emotions import plot_emotions
from cxworkshop.charts.figures import short
from cxworkshop.charts.health import plot_stops
from cxworkshop.charts.makeup import plot_whale_groups
from cxworkshop.charts.measured import plot_lags
from cxworkshop.charts.perception import plot_gaps
from cxworkshop.charts.performance import plot_opportunities
from cxworkshop.charts.responses import plot_responses
from cxworkshop.charts.robustness import plot_acceptability
from cxworkshop.charts.room import plot_room
from cxworkshop.charts.segments import plot_segments
from cxworkshop.charts.sensitivity import plot_sensitivity
from cxworkshop.charts.sentences import MOST_ROWS, shown_note
from cxworkshop.charts.splits import plot_splits
from cxworkshop.charts.stakes import plot_stakes
from cxworkshop.charts.svg import to_svg
from cxworkshop.charts.touchpoints import plot_scores
from cxworkshop.charts.trap import plot_trap
from cxworkshop.charts.value import plot_retention, plot_value
from cxworkshop.charts.whale import plot_whale_curve
from cxworkshop.domain.predictions import guessed_share, guessed_shares, guesses, top_segment
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.answer_results import health_in, labels_of_mistakes
from cxworkshop.export.results import (
    driver_labels,
    gaps_in,
    labels_of,
    least_consistent,
    opportunities_in,
    outcome_in,
    picks_in,
    robustness_in,
    stakes_in,
)
from cxworkshop.export.room_figures import figures_of
from cxworkshop.export.room_results import asked_on
from cxworkshop.export.split_pages import matter
from cxworkshop.export.stake_pages import measure_of

AnyChart = LayerChart | HConcatChart | VConcatChart | ConcatChart


def draw(workshop: Workshop, page: str) -> str:
    """Return the chart of the page with this id as SVG, drawn from the whole of the evidence.

    Raises
    ------
    LookupError
        The page has no chart.
    """
    for chart in (
        _answer_chart,
        _room_chart,
        _profit_chart,
        _value_chart,
        _survey_chart,
        _choice_chart,
        _experience_chart,
        _driver_chart,
        _metric_chart,
    ):
        if drawn := chart(workshop, page):
            return to_svg(drawn)
    msg = f"no chart is known for the page {page}"
    raise LookupError(msg)


def _answer_chart(workshop: Workshop, page: str) -> AnyChart | None:
    if page == "health" and (checked := health_in(workshop)):
        return plot_stops(checked.health, labels_of_mistakes())
    return None


def _room_chart(workshop: Workshop, page: str) -> AnyChart | None:
    asked = asked_on(workshop, page)
    whole, figures = (figures_of(asked, most) if asked else None for most in (None, MOST_ROWS))
    if whole is None or figures is None:
        return None
    shown, found = (len(next(iter(one.rounds.values()))) for one in (figures, whole))
    labels = {which: short(label) for which, label in figures.labels.items()}
    axis = [figures.axis, *shown_note(shown, found)]
    return plot_room(figures.rounds, labels, axis, share=figures.share)


def _profit_chart(workshop: Workshop, page: str) -> AnyChart | None:
    profit = workshop.profit
    if profit is None:
        return None
    targets = workshop.segments.among(profit.by) if workshop.segments else ()
    match page:
        case "whale":
            return _whale_chart(workshop, profit)
        case "segments":
            named = tuple(guesses(workshop, top_segment(profit.by)).values())
            return plot_segments(profit, targets, guesses=named)
        case "splits":
            return plot_splits(profit.splits, level=profit.level)
        case "sensitivity":
            return plot_sensitivity(matter(profit)[0], currency=profit.currency)
        case _:
            return None


def _whale_chart(workshop: Workshop, profit: ProfitEvidence) -> LayerChart:
    if profit.whale.top is None:
        return plot_whale_groups(profit.groups, currency=profit.currency)
    guessed = tuple(sorted(guessed_shares(workshop).values()))
    return plot_whale_curve(profit.whale, guessed_share(workshop), groups=profit.groups, guesses=guessed)


def _value_chart(workshop: Workshop, page: str) -> AnyChart | None:
    value = workshop.value
    if value is None:
        return None
    targets = workshop.segments.among(value.by) if workshop.segments and value.by else ()
    if page == "retention":
        return plot_retention(value)
    return plot_value(value, targets) if page == "value" else None


def _survey_chart(workshop: Workshop, page: str) -> AnyChart | None:
    if workshop.touchpoints and page == "touchpoints":
        return plot_scores(workshop.touchpoints)
    return None


def _driver_chart(workshop: Workshop, page: str) -> AnyChart | None:
    drivers, outcome = workshop.drivers, outcome_in(workshop)
    if drivers is None:
        return None
    if page == "trap" and drivers.trap:
        return plot_trap(drivers.trap)
    if page == "responses":
        return plot_responses(drivers.responses, drivers.labels, outcome)
    if page == "drivers":
        return (
            plot_driver_shift(drivers) if drivers.target else plot_drivers(drivers.everyone, drivers.labels)
        )
    return None


def _metric_chart(workshop: Workshop, page: str) -> AnyChart | None:
    metrics, measured, outcome = workshop.metrics, workshop.measured, outcome_in(workshop)
    if metrics and page == "tree":
        return plot_tree(metrics, driver_labels(workshop), outcome)
    if measured and page == "ahead":
        return plot_lags(next(one for one in measured.lagged if one.best), outcome)
    if page == "stakes" and (stakes := stakes_in(workshop)) and (measure := measure_of(stakes)):
        return plot_stakes(stakes, measure)
    return None


def _choice_chart(workshop: Workshop, page: str) -> AnyChart | None:
    evidence = workshop.touchpoints
    labels = labels_of(evidence) if evidence else {}
    if page == "gaps" and (gaps := gaps_in(workshop)):
        return plot_gaps(gaps)
    if page == "opportunities" and (opportunities := opportunities_in(workshop)):
        return plot_opportunities(opportunities, labels)
    if page == "safety" and workshop.hallmarks and (robustness := robustness_in(workshop)):
        return plot_acceptability(robustness, labels, workshop.hallmarks.most, picks_in(workshop))
    return None


def _experience_chart(workshop: Workshop, page: str) -> AnyChart | None:
    evidence = workshop.consistency
    if page == "journey" and workshop.today:
        return plot_emotions(workshop.today, workshop.touchpoints)
    if page == "consistency" and evidence and (score := least_consistent(evidence)):
        return plot_shares(score, evidence.labels)
    if page == "times" and evidence and evidence.times:
        return plot_response_times(evidence.times, evidence.unit)
    return None

"""How a figure was computed, in words."""

from collections.abc import Iterator
from typing import Literal

from cxworkshop.charts.figures import count, listed, money, percent
from cxworkshop.charts.findings_splits import name_figure, say_figure
from cxworkshop.charts.findings_value import say_horizon
from cxworkshop.domain.drivers import DriverEvidence, Drivers
from cxworkshop.domain.evidence import ConsistencyEvidence, Evidence, TouchpointEvidence
from cxworkshop.domain.measured import MeasuredEvidence
from cxworkshop.domain.profit import ProfitEvidence, Splits
from cxworkshop.domain.value import ValueEvidence
from cxworkshop.export.sources import day, outcome_name, text


def method_of(evidence: Evidence) -> str:
    """Say in a sentence how the evidence was computed: method, interval, draws, seed."""
    match evidence:
        case ProfitEvidence():
            return text(
                "method",
                "profit",
                formula=_formula(evidence),
                level=percent(evidence.level),
                bootstrap=count(evidence.bootstrap),
                seed=evidence.seed,
            )
        case ValueEvidence():
            return _method_of_value(evidence)
        case TouchpointEvidence():
            return _method_of_touchpoints(evidence)
        case ConsistencyEvidence():
            return " ".join(methods_of_consistency(evidence, "scores", "times"))
        case DriverEvidence():
            return method_of_drivers(evidence, evidence.everyone)
        case MeasuredEvidence():
            ahead = [text("method", "ahead")] if evidence.lagged else []
            looked = [text("method", "questions")] if evidence.looked_for else []
            return " ".join((text("method", "levels"), *ahead, *looked))


def _method_of_touchpoints(evidence: TouchpointEvidence) -> str:
    said = text(
        "method",
        "touchpoints",
        low=f"{evidence.scale_low:g}",
        high=f"{evidence.scale_high:g}",
        weighted=text("method", "weighted") if evidence.weighted else "",
        level=percent(evidence.level),
        bootstrap=count(evidence.bootstrap),
        seed=evidence.seed,
    )
    if not evidence.weights:
        return said
    weights = [f"{name} {percent(share)}" for name, share in evidence.weights.items()]
    return f"{said} {text('method', 'by_profit', weights=listed(weights))}"


def methods_of_consistency(
    evidence: ConsistencyEvidence, *kinds: Literal["scores", "times"]
) -> Iterator[str]:
    """Say how shares of scores' variance, and response times, were computed; those of ``kinds``."""
    if evidence.scores and "scores" in kinds:
        yield text("method", "consistency", level=percent(evidence.scores[0].level))
    if evidence.times and "times" in kinds:
        times = evidence.times
        drawn = {"bootstrap": count(times.bootstrap), "seed": times.seed}
        yield text("method", "times", level=percent(times.level), **drawn)


def _formula(evidence: ProfitEvidence) -> str:
    """Say what was subtracted from what: only what counts in this profit."""
    margin = next(iter(evidence.costs.of("margin")), None)
    sums = {"served": evidence.cost_to_serve, "acquired": evidence.acquisition}
    costs = [] if margin else [text("method", "formula", "mapped")]
    costs += [
        text("method", "formula", name, sum=money(amount, evidence.currency))
        for name, amount in sums.items()
        if amount
    ]
    base = (
        text("method", "formula", "margin", margin=say_figure(margin, margin.value))
        if margin
        else text("method", "formula", "revenue")
    )
    return text("method", "formula", "less", base=base, costs=listed(costs)) if costs else base


def method_of_whale(evidence: ProfitEvidence) -> str:
    """Say how the curve was made."""
    whale = evidence.whale
    total = money(whale.total, evidence.currency)
    said = text("method", "whale", customers=count(whale.customers), total=total)
    return f"{said} {text('method', 'groups')}" if evidence.groups else said


def method_of_splits(splits: Splits) -> str:
    """Say how attributes were ranked and segments proposed."""
    said = text("method", "splits", n=count(splits.n))
    if not splits.proposals:
        return said
    return f"{said} {text('method', 'proposals', measured=count(splits.measured))}"


def believed_note(evidence: ProfitEvidence) -> tuple[str, ...]:
    """Return a line on the figures that are believed rather than booked, where there are any."""
    figures = [
        text(
            "method",
            "believed_one",
            name=name_figure(figure),
            value=say_figure(figure, figure.value, evidence.currency),
            low=say_figure(figure, figure.low),
            high=say_figure(figure, figure.high),
        )
        for figure in evidence.costs.believed
    ]
    return (text("method", "believed", figures="; ".join(figures)),) if figures else ()


def _method_of_value(evidence: ValueEvidence) -> str:
    bg, spend = evidence.bg_nbd, evidence.gamma_gamma
    return text(
        "method",
        "value",
        r=f"{bg.r:.3f}",
        alpha=f"{bg.alpha:.3f}",
        a=f"{bg.a:.3f}",
        b=f"{bg.b:.3f}",
        likelihood=f"{bg.log_likelihood:,.3f}",
        p=f"{spend.p:.3f}",
        q=f"{spend.q:.3f}",
        v=f"{spend.v:.3f}",
        n_spend=count(spend.n),
        n=count(evidence.n),
        until=day(evidence.until),
        unit=evidence.unit,
        horizon=say_horizon(evidence),
        discount=percent(evidence.discount),
        margin=percent(evidence.margin),
        level=percent(evidence.level),
        bootstrap=count(evidence.bootstrap),
        seed=evidence.seed,
    )


def method_of_drivers(evidence: DriverEvidence, drivers: Drivers) -> str:
    """Say how one group's drivers were computed."""
    return text(
        "method",
        "drivers_logistic" if drivers.fit == "logistic" else "drivers",
        method=text("methods", drivers.method),
        missing=text("method", "missing", drivers.missing),
        together=""
        if drivers.clusters is None
        else text("method", "together", clusters=count(drivers.clusters)),
        outcome=outcome_name(evidence),
        n=count(drivers.n),
        n_complete=count(drivers.n_complete),
        r2=f"{drivers.r2:.2f}",
        level=percent(drivers.level),
        bootstrap=count(drivers.bootstrap),
        seed=drivers.seed,
    )

"""From a firm's tables to the evidence that enters the workshop's log."""

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from cxworkshop.analysis.drivers import relative_importance
from cxworkshop.analysis.profit import (
    SMALL_GROUPS,
    customer_profit,
    segment_names,
    segment_profit,
    whale_curve,
)
from cxworkshop.analysis.sentences import listed
from cxworkshop.analysis.touchpoints import score_touchpoints, usual_scale
from cxworkshop.domain.evidence import DriverEvidence, Drivers, TouchpointEvidence, TouchpointScore
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role, spoken_name
from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import SEED

LEVEL = 0.95
MOST_SEGMENTS = 40
FEWEST_PER_DRIVER = 5
"""Fewest answers per driver that the target segments' drivers are shown for."""

Progress = Callable[[float], None]


def attributes(firm: Firm) -> tuple[str, ...]:
    """Return the attributes of customers that segments can be made of."""
    return firm.attached(Role.CUSTOMERS).columns("attribute") if firm.has(Role.CUSTOMERS) else ()


def profit_evidence(firm: Firm, by: str, *, bootstrap: int = 1000) -> ProfitEvidence:
    """Return the whale curve and the profit by segment.

    Parameters
    ----------
    firm
        With transactions; service costs and customers where there are any.
    by
        An attribute of customers, or else a column of the transactions.
    bootstrap
        Resamples for the intervals of profit per customer.

    Raises
    ------
    WorkshopError
        A table is missing, or the attribute makes no segments; the sentence says which.
    """
    profits = _profits(firm)
    profits["segment"] = profits["customer"].map(_values_of(firm, by))
    segments = segment_profit(profits, "segment", bootstrap=bootstrap, level=LEVEL)
    if len(segments) > MOST_SEGMENTS:
        msg = (
            f"{by} splits the customers into {len(segments)} segments, more than {MOST_SEGMENTS}; "
            "choose an attribute with fewer values."
        )
        raise InvalidChoiceError(msg)
    return ProfitEvidence(
        by=by,
        whale=whale_curve(profits["profit"]),
        segments=segments,
        cost_to_serve=float(profits["cost_to_serve"].sum()),
        level=LEVEL,
        bootstrap=bootstrap,
        seed=SEED,
        provenance=tuple(_profit_provenance(firm, by)),
    )


def touchpoint_evidence(
    firm: Firm, target: TargetSegments | None, *, bootstrap: int = 500, progress: Progress | None = None
) -> TouchpointEvidence:
    """Return how the target segments' customers score each touchpoint, and what it is worth to them.

    Where they can't be told, too few of them answered, or their answers can't carry the measure, all
    customers are scored instead: ``segment`` is then empty and a note says why.
    """
    survey = firm.survey()
    scale = usual_scale(survey[list(_touchpoints(firm))])
    answers, refusal = _answers_of(firm, survey, target)
    found = None
    if answers is not None:
        try:
            found = _scored(firm, answers, scale, bootstrap, progress)
        except UndefinedMeasureError as error:
            refusal = f"The target segments can't be scored by themselves: {error}"
    segment = target if found else None
    drivers, touchpoints = found or _scored(firm, survey, scale, bootstrap, progress)
    return TouchpointEvidence(
        asked_by=target.by if target else None,
        asked_for=target.targets if target else (),
        segment=segment.targets if segment else (),
        n=drivers.n,
        weighted=firm.attached(Role.SURVEY).column("weight") is not None,
        scale_low=scale[0],
        scale_high=scale[1],
        touchpoints=touchpoints,
        notes=(*_target_notes(refusal), *drivers.notes, *_journey_notes(firm, touchpoints)),
        level=LEVEL,
        bootstrap=drivers.bootstrap,
        seed=drivers.seed,
        provenance=tuple(_survey_provenance(firm, segment)),
    )


def driver_evidence(
    firm: Firm, target: TargetSegments | None, *, bootstrap: int = 500, progress: Progress | None = None
) -> DriverEvidence:
    """Return the drivers of the survey's outcome for all customers and for the target segments.

    Where the target segments can't be told, too few of their customers answered, or their answers can't
    carry the measure, ``target`` is None and ``refusal`` says why.
    """
    survey = firm.survey()
    answers, refusal = _answers_of(firm, survey, target)
    parts = 1 if answers is None else 2
    everyone = _drivers(firm, survey, bootstrap, _part(progress, 0, parts))
    targeted = None
    if answers is not None:
        try:
            targeted = _drivers(firm, answers, bootstrap, _part(progress, 1, parts))
        except UndefinedMeasureError as error:
            refusal = f"The target segments' drivers can't be told: {error}"
    return DriverEvidence(
        outcome=str(firm.attached(Role.SURVEY).column("outcome")),
        labels=_labels(firm),
        everyone=everyone,
        asked_by=target.by if target else None,
        asked_for=target.targets if target else (),
        target=targeted,
        refusal=refusal,
        provenance=tuple(_survey_provenance(firm, None if answers is None else target)),
    )


def _profits(firm: Firm) -> pd.DataFrame:
    service = firm.service() if firm.has(Role.SERVICE) else None
    return customer_profit(firm.transactions(), service)


def _values_of(firm: Firm, by: str) -> pd.Series:
    """Return each customer's value of an attribute, or of a column of the transactions."""
    if by in attributes(firm):
        customers = firm.customers()
    else:
        customers = customer_profit(firm.transactions(keep=(by,)), by=by)
    return customers.set_index("customer")[by].astype(object)


def _segments_of(firm: Firm, customers: pd.Series, target: TargetSegments) -> pd.Series:
    """Return the segments of customers, called as in the profit by segment."""
    values = _values_of(firm, target.by)
    # Which segments are small takes all transactions to say, and matters only where these were ticked.
    counted = _profits(firm)["customer"].map(values) if SMALL_GROUPS in target.targets else values.iloc[:0]
    return segment_names(customers.map(values), counted)


def _answers_of(
    firm: Firm, survey: pd.DataFrame, target: TargetSegments | None
) -> tuple[pd.DataFrame | None, str | None]:
    """Return the target segments' answers, or None with a sentence why they can't be analysed alone."""
    if target is None or not target.targets:
        return None, None
    if firm.attached(Role.SURVEY).column("customer") is None:
        return None, "The survey doesn't name customers, so its answers can't be told apart by segment."
    known = survey.dropna(subset="customer")
    answers = known[_segments_of(firm, known["customer"], target).isin(target.targets)]
    touchpoints = list(_touchpoints(firm))
    rated = answers["outcome"].notna() & answers[touchpoints].notna().any(axis=1)
    usable = int((rated & (answers["weight"] > 0)).sum())
    needed = FEWEST_PER_DRIVER * len(touchpoints)
    if usable < needed:
        return None, (
            f"Only {usable} answers come from {listed(target.targets)}, and {len(touchpoints)} drivers need "
            f"at least {needed}, so only all customers are shown."
        )
    return answers, None


def _scored(
    firm: Firm,
    answers: pd.DataFrame,
    scale: tuple[float, float],
    bootstrap: int,
    progress: Progress | None,
) -> tuple[Drivers, tuple[TouchpointScore, ...]]:
    drivers = _drivers(firm, answers, bootstrap, progress)
    journey = firm.journey() if firm.has(Role.JOURNEY) else None
    weights, labels = answers["weight"], _labels(firm)
    return drivers, score_touchpoints(
        answers, journey, drivers, scale=scale, labels=labels, weights=weights, level=LEVEL
    )


def _drivers(firm: Firm, survey: pd.DataFrame, bootstrap: int, progress: Progress | None) -> Drivers:
    return relative_importance(
        survey,
        "outcome",
        _touchpoints(firm),
        weights=survey["weight"],
        bootstrap=bootstrap,
        level=LEVEL,
        progress=progress,
    )


def _touchpoints(firm: Firm) -> tuple[str, ...]:
    return firm.attached(Role.SURVEY).columns("touchpoint")


def _labels(firm: Firm) -> dict[str, str]:
    labels = {name: spoken_name(name) for name in _touchpoints(firm)}
    if firm.has(Role.JOURNEY):
        journey = firm.journey()
        named = dict(zip(journey["touchpoint"], journey["label"], strict=True))
        labels |= {name: str(named[name]) for name in labels if name in named}
    return labels


def _part(progress: Progress | None, part: int, parts: int) -> Progress | None:
    return (lambda done: progress((part + done) / parts)) if progress else None


def _target_notes(refusal: str | None) -> Iterator[str]:
    if refusal:
        yield refusal


def _journey_notes(firm: Firm, touchpoints: Sequence[TouchpointScore]) -> Iterator[str]:
    if not any(touchpoint.stage for touchpoint in touchpoints):
        yield "Without stages of a journey, memorability goes by the strength of feeling alone."
        return
    placed = set(firm.journey()["touchpoint"])
    missing = [name for name in _touchpoints(firm) if name not in placed]
    if missing:
        yield f"The journey doesn't place {listed(missing)}, so it counts as neither start nor end."


def _profit_provenance(firm: Firm, by: str) -> Iterator[Provenance]:
    of_customers = by in attributes(firm)
    columns = ("customer", "revenue", "cost", *(() if of_customers else (by,)))
    yield firm.provenance(Role.TRANSACTIONS, columns)
    if firm.has(Role.SERVICE):
        yield firm.provenance(Role.SERVICE, ("customer", "cost"))
    if of_customers:
        yield firm.provenance(Role.CUSTOMERS, ("customer", by))


def _survey_provenance(firm: Firm, target: TargetSegments | None) -> Iterator[Provenance]:
    yield firm.provenance(Role.SURVEY, ("customer", "outcome", "weight", "touchpoint"))
    if target:
        yield from _target_provenance(firm, target)
    if firm.has(Role.JOURNEY):
        yield firm.provenance(Role.JOURNEY, ("touchpoint", "label", "stage", "order"))


def _target_provenance(firm: Firm, target: TargetSegments) -> Iterator[Provenance]:
    of_customers, small_groups = target.by in attributes(firm), SMALL_GROUPS in target.targets
    if of_customers:
        yield firm.provenance(Role.CUSTOMERS, ("customer", target.by))
    if small_groups or not of_customers:
        yield firm.provenance(Role.TRANSACTIONS, ("customer", *(() if of_customers else (target.by,))))
    if small_groups and firm.has(Role.SERVICE):
        yield firm.provenance(Role.SERVICE, ("customer",))

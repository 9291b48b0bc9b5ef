"""From a firm's tables to the evidence that enters the workshop's log."""

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from cxworkshop.analysis.drivers import relative_importance
from cxworkshop.analysis.profit import customer_profit, segment_profit, whale_curve
from cxworkshop.analysis.touchpoints import score_touchpoints, usual_scale
from cxworkshop.domain.evidence import (
    DriverEvidence,
    Drivers,
    ProfitEvidence,
    Provenance,
    TouchpointEvidence,
)
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
    service = firm.service() if firm.has(Role.SERVICE) else None
    profits = customer_profit(firm.transactions(), service)
    profits["segment"] = profits["customer"].map(_segment_of(firm, by))
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

    Where too few of them answered, all customers are scored instead: ``segment`` is then empty and a note
    says why.
    """
    survey = firm.survey()
    journey = firm.journey() if firm.has(Role.JOURNEY) else None
    answers, refusal = _answers_of(firm, survey, target)
    scored = survey if answers is None else answers
    drivers = _drivers(firm, scored, bootstrap, progress)
    scale = usual_scale(survey[list(_touchpoints(firm))])
    return TouchpointEvidence(
        asked_for=target.targets if target else (),
        segment=target.targets if target and answers is not None else (),
        n=drivers.n,
        weighted=firm.attached(Role.SURVEY).column("weight") is not None,
        scale_low=scale[0],
        scale_high=scale[1],
        touchpoints=score_touchpoints(
            scored, journey, drivers, scale=scale, labels=_labels(firm), weights=scored["weight"], level=LEVEL
        ),
        notes=(*_target_notes(refusal), *drivers.notes, *_journey_notes(firm, journey)),
        level=LEVEL,
        provenance=tuple(_survey_provenance(firm, None if answers is None else target)),
    )


def driver_evidence(
    firm: Firm, target: TargetSegments | None, *, bootstrap: int = 500, progress: Progress | None = None
) -> DriverEvidence:
    """Return the drivers of the survey's outcome for all customers and for the target segments.

    Where the target segments can't be told or too few of their customers answered, ``target`` is None and
    ``refusal`` says why.
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
        asked_for=target.targets if target else (),
        target=targeted,
        refusal=refusal,
        provenance=tuple(_survey_provenance(firm, None if answers is None else target)),
    )


def _segment_of(firm: Firm, by: str) -> pd.Series:
    """Return each customer's value of an attribute, or of a column of the transactions."""
    if by in attributes(firm):
        customers = firm.customers()
    else:
        customers = customer_profit(firm.transactions(keep=(by,)), by=by)
    return customers.set_index("customer")[by]


def _answers_of(
    firm: Firm, survey: pd.DataFrame, target: TargetSegments | None
) -> tuple[pd.DataFrame | None, str | None]:
    """Return the target segments' answers, or None with a sentence why they can't be analysed alone."""
    if target is None or not target.targets:
        return None, None
    if firm.attached(Role.SURVEY).column("customer") is None:
        return None, "The survey doesn't name customers, so its answers can't be told apart by segment."
    segment = survey["customer"].map(_segment_of(firm, target.by))
    answers = survey[segment.isin(target.targets)]
    drivers = len(_touchpoints(firm))
    usable = int(answers["outcome"].notna().sum())
    if usable < FEWEST_PER_DRIVER * drivers:
        return None, (
            f"Only {usable} answers come from {_listed(target.targets)}, and {drivers} drivers need at least "
            f"{FEWEST_PER_DRIVER * drivers}, so only all customers are shown."
        )
    return answers, None


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


def _journey_notes(firm: Firm, journey: pd.DataFrame | None) -> Iterator[str]:
    if journey is None or not journey["stage"].any():
        yield "Without stages of a journey, memorability goes by the strength of feeling alone."
        return
    missing = [name for name in _touchpoints(firm) if name not in set(journey["touchpoint"])]
    if missing:
        yield f"The journey doesn't place {_listed(missing)}, so it counts as neither start nor end."


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
    if target and target.by in attributes(firm):
        yield firm.provenance(Role.CUSTOMERS, ("customer", target.by))
    elif target:
        yield firm.provenance(Role.TRANSACTIONS, ("customer", target.by))
    if firm.has(Role.JOURNEY):
        yield firm.provenance(Role.JOURNEY, ("touchpoint", "label", "stage", "order"))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

"""From a firm's survey to the evidence that enters the workshop's log."""

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from cxworkshop.analysis.drivers import relative_importance
from cxworkshop.analysis.firm_segments import segment_provenance, segments_of
from cxworkshop.analysis.intervals import LEVEL
from cxworkshop.analysis.sentences import listed
from cxworkshop.analysis.touchpoints import score_touchpoints, usual_scale
from cxworkshop.domain.evidence import DriverEvidence, Drivers, TouchpointEvidence, TouchpointScore
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role, spoken_name
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.firm import Firm

FEWEST_PER_DRIVER = 5
"""Fewest answers per driver that the target segments' drivers are shown for."""

Progress = Callable[[float], None]


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
        provenance=tuple(_survey_provenance(firm, target)),
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
    everyone = survey_drivers(firm, survey, bootstrap, _part(progress, 0, parts))
    targeted = None
    if answers is not None:
        try:
            targeted = survey_drivers(firm, answers, bootstrap, _part(progress, 1, parts))
        except UndefinedMeasureError as error:
            refusal = f"The target segments' drivers can't be told: {error}"
    return DriverEvidence(
        outcome=str(firm.attached(Role.SURVEY).column("outcome")),
        labels=touchpoint_labels(firm),
        everyone=everyone,
        asked_by=target.by if target else None,
        asked_for=target.targets if target else (),
        target=targeted,
        refusal=refusal,
        provenance=tuple(_survey_provenance(firm, target)),
    )


def _answers_of(
    firm: Firm, survey: pd.DataFrame, target: TargetSegments | None
) -> tuple[pd.DataFrame | None, str | None]:
    """Return the target segments' answers, or None with a sentence why they can't be analysed alone."""
    if target is None or not target.targets:
        return None, None
    if firm.attached(Role.SURVEY).column("customer") is None:
        return None, "The survey doesn't name customers, so its answers can't be told apart by segment."
    known = survey.dropna(subset="customer")
    answers = known[segments_of(firm, known["customer"], target.by, target.targets).isin(target.targets)]
    if too_few := too_few_answers(firm, answers, target.targets):
        return None, f"{too_few}, so only all customers are shown."
    return answers, None


def usable_answers(firm: Firm, answers: pd.DataFrame) -> int:
    """Return how many answers have an outcome, a rating and a weight above 0."""
    rated = answers["outcome"].notna() & answers[list(_touchpoints(firm))].notna().any(axis=1)
    return int((rated & (answers["weight"] > 0)).sum())


def too_few_answers(firm: Firm, answers: pd.DataFrame, segments: Sequence[str]) -> str | None:
    """Return that the segments' answers are too few for drivers, without a full stop, or None."""
    usable, touchpoints = usable_answers(firm, answers), len(_touchpoints(firm))
    needed = FEWEST_PER_DRIVER * touchpoints
    if usable >= needed:
        return None
    come = f"Only {usable} answers come from {listed(segments)}"
    return f"{come}, and {touchpoints} drivers need at least {needed}"


def _scored(
    firm: Firm,
    answers: pd.DataFrame,
    scale: tuple[float, float],
    bootstrap: int,
    progress: Progress | None,
) -> tuple[Drivers, tuple[TouchpointScore, ...]]:
    drivers = survey_drivers(firm, answers, bootstrap, progress)
    journey = firm.journey() if firm.has(Role.JOURNEY) else None
    weights, labels = answers["weight"], touchpoint_labels(firm)
    return drivers, score_touchpoints(
        answers, journey, drivers, scale=scale, labels=labels, weights=weights, level=LEVEL
    )


def survey_drivers(firm: Firm, survey: pd.DataFrame, bootstrap: int, progress: Progress | None) -> Drivers:
    """Return what moves the outcome in these answers."""
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


def touchpoint_labels(firm: Firm) -> dict[str, str]:
    """Return the survey's touchpoints and what the journey calls them."""
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


def _survey_provenance(firm: Firm, target: TargetSegments | None) -> Iterator[Provenance]:
    yield firm.provenance(Role.SURVEY, ("customer", "outcome", "weight", "touchpoint"))
    if target and target.targets and firm.attached(Role.SURVEY).column("customer"):
        yield from segment_provenance(firm, target.by, target.targets)
    if firm.has(Role.JOURNEY):
        yield firm.provenance(Role.JOURNEY, ("touchpoint", "label", "stage", "order"))

"""Touchpoints on the three criteria of a hallmark: value, memorability, differentiation."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Annotated, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from pydantic import Field

from cxworkshop.analysis.peak_end import peak_end as peak_end  # noqa: PLC0414 - its public name
from cxworkshop.analysis.perception import perception_gap as perception_gap  # noqa: PLC0414 - its public name
from cxworkshop.analysis.scores import extremes, mean_interval, top_box
from cxworkshop.domain.evidence import Drivers, TouchpointEvidence, TouchpointScore
from cxworkshop.domain.model import Model
from cxworkshop.domain.provenance import Share
from cxworkshop.errors import InvalidChoiceError

USUAL_SCALES = ((1, 5), (1, 7), (1, 10), (0, 10))
HIGHEST_DIFFERENTIATION = 10


class HallmarkCandidate(Model):
    """One touchpoint on the three criteria, each 0–1; ``score`` is the mean of those that are there.

    ``value`` is relative to the most valuable touchpoint; ``differentiation`` None until the team has rated.
    """

    name: str
    label: str
    value: Share
    memorability: Share
    differentiation: Annotated[float, Field(ge=0, le=1)] | None
    score: Share


class _Place(NamedTuple):
    stage: str | None
    position: int
    moment: float


def usual_scale(answers: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the scale that answers are on: a usual one that holds them, else their own ends."""
    lowest, highest = float(np.nanmin(answers)), float(np.nanmax(answers))
    fitting = (scale for scale in USUAL_SCALES if scale[0] <= lowest and highest <= scale[1])
    low, high = next(fitting, (lowest, highest))
    return float(low), float(high)


def score_touchpoints(  # noqa: PLR0913 - what is scored, and on which scale
    survey: pd.DataFrame,
    journey: pd.DataFrame | None,
    drivers: Drivers,
    *,
    scale: tuple[float, float],
    labels: Mapping[str, str] | None = None,
    weights: ArrayLike | None = None,
    level: float = 0.95,
) -> tuple[TouchpointScore, ...]:
    """Score each driver that is a touchpoint, the most valuable to the customer first.

    Parameters
    ----------
    survey
        One row per answer sheet, one column per touchpoint; NaN where there is no answer.
    journey
        One row per touchpoint with columns touchpoint, stage ("" where there is none) and order; None where
        there is no journey.
    drivers
        Relative importance of the touchpoints, which gives their value.
    scale
        Lowest and highest answer possible.
    labels
        What to call a touchpoint; by default its name.
    weights
        Weight of each row of the survey.
    level
        Level of the interval of the mean (0–1).

    Raises
    ------
    EmptyTableError, UndefinedMeasureError
        A touchpoint has too few answers.
    """
    names = [driver.name for driver in drivers.drivers]
    places = _places([name for name in survey.columns if name in names], journey)
    staged = any(place.stage for place in places.values())
    intensity = _scaled({name: extremes(survey[name], *scale, weights) for name in names})
    scores = []
    for driver in drivers.drivers:
        n, mean, low, high = mean_interval(survey[driver.name], weights, level)
        place, felt = places[driver.name], intensity[driver.name]
        scores.append(
            TouchpointScore(
                name=driver.name,
                label=(labels or {}).get(driver.name, driver.name),
                stage=place.stage,
                position=place.position,
                n=n,
                mean=mean,
                low=low,
                high=high,
                top_box=top_box(survey[driver.name], scale[1], weights),
                value=driver.share,
                value_low=driver.low,
                value_high=driver.high,
                memorability=(place.moment + felt) / 2 if staged else felt,
            )
        )
    return tuple(scores)


def hallmarks(
    evidence: TouchpointEvidence, differentiation: Mapping[str, float]
) -> tuple[HallmarkCandidate, ...]:
    """Rank touchpoints as candidates for a hallmark, the highest score first.

    Parameters
    ----------
    evidence
        The touchpoints' scores.
    differentiation
        The team's rating 0–10 by touchpoint name; touchpoints not yet rated are left out of it.

    Raises
    ------
    InvalidChoiceError
        A rating is outside 0–10 or of a touchpoint that isn't in the evidence.
    """
    _check_ratings(differentiation, {touchpoint.name for touchpoint in evidence.touchpoints})
    greatest = max((touchpoint.value for touchpoint in evidence.touchpoints), default=0) or 1
    candidates = [
        _candidate(touchpoint, greatest, differentiation.get(touchpoint.name))
        for touchpoint in evidence.touchpoints
    ]
    return tuple(sorted(candidates, key=lambda candidate: -candidate.score))


def _candidate(touchpoint: TouchpointScore, greatest: float, rating: float | None) -> HallmarkCandidate:
    value = touchpoint.value / greatest
    rated = None if rating is None else rating / HIGHEST_DIFFERENTIATION
    criteria = [value, touchpoint.memorability, *([] if rated is None else [rated])]
    return HallmarkCandidate(
        name=touchpoint.name,
        label=touchpoint.label,
        value=value,
        memorability=touchpoint.memorability,
        differentiation=rated,
        score=fmean(criteria),
    )


def _check_ratings(differentiation: Mapping[str, float], known: set[str]) -> None:
    for name, rating in differentiation.items():
        if name not in known:
            msg = f"There is no touchpoint {name} in the evidence; rate one of {', '.join(sorted(known))}."
            raise InvalidChoiceError(msg)
        if not 0 <= rating <= HIGHEST_DIFFERENTIATION:
            msg = (
                f"Differentiation of {name} must be rated from 0 to {HIGHEST_DIFFERENTIATION}, "
                f"but {rating:g} came; rate it again."
            )
            raise InvalidChoiceError(msg)


def _places(names: Sequence[str], journey: pd.DataFrame | None) -> dict[str, _Place]:
    """Return where each touchpoint stands: in the journey, or else behind it in the survey's order."""
    ordered = (
        pd.DataFrame(columns=["touchpoint", "stage"]) if journey is None else journey.sort_values("order")
    )
    stages = ordered["stage"].tolist()
    staged = [stage for stage in stages if stage]
    places = {
        name: _Place(stage or None, position, _moment(stage, staged))
        for position, (name, stage) in enumerate(zip(ordered["touchpoint"], stages, strict=True), start=1)
    }
    for name in names:
        places.setdefault(name, _Place(None, len(places) + 1, 0.0))
    return {name: places[name] for name in names}


def _moment(stage: str, stages: Sequence[str]) -> float:
    """Return how memorable a stage is by its position: the end most, the beginning half, the middle not."""
    if not stage:
        return 0.0
    if stage == stages[-1]:
        return 1.0
    return 0.5 if stage == stages[0] else 0.0


def _scaled(values: Mapping[str, float]) -> dict[str, float]:
    """Return values min–max scaled to 0–1; all in the middle where they don't differ."""
    lowest, highest = min(values.values()), max(values.values())
    if highest == lowest:
        return dict.fromkeys(values, 0.5)
    return {name: (value - lowest) / (highest - lowest) for name, value in values.items()}

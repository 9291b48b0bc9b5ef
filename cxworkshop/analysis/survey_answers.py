"""A firm's survey: its touchpoints, what they are called, and the answers of segments."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd

from cxworkshop.analysis.firm_segments import segments_of
from cxworkshop.analysis.sentences import listed
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role, spoken_name
from cxworkshop.errors import UndefinedMeasureError
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.scales import Ends, Scale, other_scales, usual_scale

FEWEST_PER_DRIVER = 5
"""Fewest answers per driver that segments' drivers are shown for."""

Progress = Callable[[float], None]


class TargetAnswers(NamedTuple):
    """The target segments' answers, and which segment each comes from."""

    answers: pd.DataFrame
    segments: pd.Series


def survey_touchpoints(firm: Firm) -> tuple[str, ...]:
    """Return the survey's columns that rate a touchpoint."""
    return firm.attached(Role.SURVEY).columns("touchpoint")


def touchpoint_labels(firm: Firm, journey_map: JourneyMap | None = None) -> dict[str, str]:
    """Return the survey's touchpoints and what the map, or else the journey, calls them."""
    labels = {name: spoken_name(name) for name in survey_touchpoints(firm)}
    called: dict[str, str] = {}
    if firm.has(Role.JOURNEY):
        journey = firm.journey()
        called |= dict(zip(journey["touchpoint"], map(str, journey["label"]), strict=True))
    if journey_map is not None:
        called |= {found.survey_column: found.name for found in reversed(journey_map.touchpoints)}
    return labels | {name: called[name] for name in labels if name in called}


def survey_scale(firm: Firm, survey: pd.DataFrame) -> Scale:
    """Return the scale that the survey's ratings are on.

    Raises
    ------
    UndefinedMeasureError
        Some columns are evidently on another scale than most, or there are no ratings at all.
    """
    ratings = survey[list(survey_touchpoints(firm))]
    ends = {
        str(name): Ends(float(column.min()), float(column.max()), int(column.count()))
        for name, column in ratings.items()
        if column.notna().any()
    }
    if not ends:
        msg = "Nobody has rated a touchpoint in the survey; check its columns and the codes for “no answer”."
        raise UndefinedMeasureError(msg)
    if mixed := other_scales(ends):
        others = listed([f"{name} on {_spoken(scale)}" for name, scale in mixed.others.items()])
        msg = (
            f"The survey's ratings are on {_spoken(mixed.most)}, but {others}, so they can't be compared; "
            "bring all to one scale in the table, or leave these columns out when you attach it."
        )
        raise UndefinedMeasureError(msg)
    known = firm.attached(Role.SURVEY).scale
    return known or usual_scale(
        min(found.lowest for found in ends.values()), max(found.highest for found in ends.values())
    )


def answers_of(
    firm: Firm, survey: pd.DataFrame, target: TargetSegments | None
) -> tuple[TargetAnswers | None, str | None]:
    """Return the target segments' answers, or None with a sentence why they can't be analysed alone."""
    if target is None or not target.targets:
        return None, None
    if firm.attached(Role.SURVEY).column("customer") is None:
        return None, "The survey doesn't name customers, so its answers can't be told apart by segment."
    known = survey.dropna(subset="customer")
    segments = segments_of(firm, known["customer"], target.by, target.targets)
    asked = segments.isin(target.targets)
    answers = known[asked]
    if too_few := too_few_answers(firm, answers, target.targets):
        return None, f"{too_few}, so only all customers are shown."
    return TargetAnswers(answers, segments[asked]), None


def usable_answers(firm: Firm, answers: pd.DataFrame) -> int:
    """Return how many answers have an outcome, a rating and a weight above 0."""
    rated = answers["outcome"].notna() & answers[list(survey_touchpoints(firm))].notna().any(axis=1)
    return int((rated & (answers["weight"] > 0)).sum())


def too_few_answers(firm: Firm, answers: pd.DataFrame, segments: Sequence[str]) -> str | None:
    """Return that the segments' answers are too few for drivers, without a full stop, or None."""
    return fewer_than_needed(usable_answers(firm, answers), len(survey_touchpoints(firm)), listed(segments))


def fewer_than_needed(answers: int, drivers: int, whose: str) -> str | None:
    """Return that so many drivers need more answers, without a full stop, or None where they don't."""
    needed = FEWEST_PER_DRIVER * drivers
    if answers >= needed:
        return None
    return f"Only {answers} answers come from {whose}, and {drivers} drivers need at least {needed}"


def _spoken(scale: Scale) -> str:
    return f"{scale[0]:g}–{scale[1]:g}"

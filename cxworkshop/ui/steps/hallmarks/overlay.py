"""What the survey and the firm's own figures say at each touchpoint of the map."""

from collections.abc import Iterable
from statistics import fmean
from typing import Any, Literal

from cxworkshop.charts.figures import count, money, percent
from cxworkshop.domain.evidence import TouchpointEvidence, TouchpointScore
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.tables import Role
from cxworkshop.domain.touchpoint import NOT_ASKED, Touchpoint
from cxworkshop.domain.workshop import Workshop

Level = Literal["good", "fair", "poor", "none"]

Words = dict[str, Any]


def overlay(
    journey_map: JourneyMap, found: TouchpointEvidence | None, words: Words
) -> dict[str, dict[str, str | int]]:
    """Return touchpoint → what stands on it: score, detail, level, comments, as the canvas takes them.

    That nobody was asked is told on the map of today only: what is new tomorrow nobody can have met.

    Parameters
    ----------
    found
        The recorded evidence; nothing stands on the map before there is any.
    words
        ``evidence`` of ``templates/texts/journey.yaml``.
    """
    if found is None:
        return {}
    scores = {score.name: score for score in found.touchpoints}
    average = fmean(score.mean for score in found.touchpoints) if scores else 0.0
    on_map: dict[str, dict[str, str | int]] = {}
    for touchpoint in journey_map.touchpoints:
        if score := scores.get(touchpoint.survey_column):
            on_map[touchpoint.id] = _scored(score, found, average, words)
        elif journey_map.state == "as_is":
            none, detail = words["levels"]["none"], words["nobody_asked"]
            on_map[touchpoint.id] = {"score": none, "detail": detail, "level": "none", "comments": 0}
    return on_map


def _scored(
    score: TouchpointScore, found: TouchpointEvidence, average: float, words: Words
) -> dict[str, str | int]:
    level = _level(score, average)
    return {
        "score": f"{score.mean:.1f}",
        "detail": "; ".join(_details(score, found, words["levels"][level], words)),
        "level": level,
        "comments": score.comments,
    }


def _level(score: TouchpointScore, average: float) -> Level:
    """Return whether customers rate it above or below the average of the touchpoints beyond doubt."""
    if score.low > average:
        return "good"
    return "poor" if score.high < average else "fair"


def _details(score: TouchpointScore, found: TouchpointEvidence, level: str, words: Words) -> Iterable[str]:
    detail = words["detail"]
    yield detail["mean"].format(
        mean=f"{score.mean:.1f}",
        low=f"{score.low:.1f}",
        high=f"{score.high:.1f}",
        from_=f"{found.scale_low:g}",
        to=f"{found.scale_high:g}",
    )
    yield level
    yield detail["top_box"].format(
        share=percent(score.top_box), low=percent(score.top_low), high=percent(score.top_high)
    )
    yield detail["n"].format(n=count(score.n))
    if score.volume is not None:
        yield detail["volume"].format(volume=count(round(score.volume)))
    if score.cost is not None:
        yield detail["cost"].format(cost=money(score.cost, found.currency))
    if score.comments:
        yield detail["comments" if score.comments > 1 else "comment"].format(n=count(score.comments))


def unasked(workshop: Workshop, journey_map: JourneyMap) -> tuple[Touchpoint, ...]:
    """Return the touchpoints of today that no column of the survey rates, unless the team has said so."""
    survey = workshop.tables.get(Role.SURVEY)
    if survey is None or journey_map.state != "as_is":
        return ()
    columns = {*survey.columns("touchpoint"), NOT_ASKED}
    return tuple(found for found in journey_map.touchpoints if found.survey_column not in columns)

"""What map, journey and comments tell of a survey's touchpoints, besides their ratings."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from cxworkshop.analysis.journey_places import Place, journey_places
from cxworkshop.analysis.sentences import listed
from cxworkshop.analysis.survey_answers import survey_touchpoints, touchpoint_labels
from cxworkshop.domain.journey_map import JourneyMap, placement
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.matching import unmatched, unmatched_in_comments, unmatched_on_map

_NAMED = 5


class Told(NamedTuple):
    """Places, labels and the firm's own figures by touchpoint, and sentences on what doesn't fit.

    ``volume`` is contacts a year, ``cost`` that of one contact, in ``currency``.
    """

    places: Mapping[str, Place]
    labels: Mapping[str, str]
    comments: Mapping[str, int] = MappingProxyType({})
    volume: Mapping[str, float] = MappingProxyType({})
    cost: Mapping[str, float] = MappingProxyType({})
    currency: str | None = None
    notes: tuple[str, ...] = ()


def told_of(firm: Firm, journey_map: JourneyMap | None) -> Told:
    """Return what is told of the survey's touchpoints.

    Positions and stages are the map's where there is one, else the journey's.
    """
    names, labels = survey_touchpoints(firm), touchpoint_labels(firm, journey_map)
    journey = firm.journey() if firm.has(Role.JOURNEY) else None
    if journey_map is not None:
        placed = placement(journey_map)
    elif journey is not None:
        placed = tuple(zip(journey["touchpoint"], journey["stage"], strict=True))
    else:
        placed = ()
    places = journey_places(names, placed)
    volume, cost = ({} if journey is None else _figures(journey, name) for name in ("volume", "cost"))
    comments, astray = _comments(firm, names)
    paid = bool(cost) and firm.has(Role.TRANSACTIONS)
    return Told(
        places=places,
        labels=labels,
        comments=comments,
        volume=volume,
        cost=cost,
        currency=firm.currency() if paid else None,
        notes=(*_place_notes(places, labels), *_map_notes(journey_map, names), *astray),
    )


def counts_comments(firm: Firm) -> bool:
    """Return whether comments by touchpoint are attached."""
    return firm.has(Role.VERBATIMS) and firm.attached(Role.VERBATIMS).column("touchpoint") is not None


def _figures(journey: pd.DataFrame, name: str) -> dict[str, float]:
    given = journey.dropna(subset=name)
    return {str(place): float(figure) for place, figure in zip(given["touchpoint"], given[name], strict=True)}


def _comments(firm: Firm, names: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return how many comments there are on each touchpoint, and a sentence where some fit none."""
    if not counts_comments(firm):
        return {}, ()
    counts = firm.verbatims()["touchpoint"].value_counts()
    astray = unmatched(map(str, counts.index), names)
    fitting = {str(name): int(count) for name, count in counts.items() if name in names}
    return fitting, (unmatched_in_comments(astray),) if astray else ()


def _place_notes(places: Mapping[str, Place], labels: Mapping[str, str]) -> Iterator[str]:
    if all(place.moment is None for place in places.values()):
        yield "Without two stages of a journey, memorability goes by feeling and standing out only."
        return
    missing = [labels[name] for name, place in places.items() if place.stage is None]
    if missing:
        counts = "it counts" if len(missing) == 1 else "they count"
        yield f"The journey doesn't place {listed(_few(missing))}, so {counts} as neither start nor end."


def _map_notes(journey_map: JourneyMap | None, names: Sequence[str]) -> Iterator[str]:
    if journey_map is None:
        return
    called = {found.survey_column: found.name for found in journey_map.touchpoints}
    if astray := unmatched(called, names):
        yield unmatched_on_map([called[column] for column in astray])


def _few(names: Sequence[str]) -> list[str]:
    more = len(names) - _NAMED
    return [*names[:_NAMED], f"{more} more"] if more > 0 else list(names)

"""Write a journey map as a flat table: one row per touchpoint, columns as in ``docs/journey-maps.md``."""

import csv
import io
from collections.abc import Iterator

from cxworkshop.domain.journey_map import Journey, JourneyMap, Stage
from cxworkshop.domain.touchpoint import TEXT_LANES, Claim, Touchpoint, text_of
from cxworkshop.export.journey_losses import Written, losses
from cxworkshop.inputs.formulas import neutralise
from cxworkshop.inputs.journey_columns import CLAIM_COLUMNS, CLAIM_FIELDS, COLUMNS, MAP_COLUMNS, text_column
from cxworkshop.inputs.journey_csv import read_csv_map

_ENCODING = "utf-8-sig"
"""Excel takes a table for UTF-8 only by its mark."""


def write_csv_map(journey_map: JourneyMap) -> Written:
    """Return the map as a table that is a firm's journey table too; no cell can run as a formula."""
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, COLUMNS)
    writer.writeheader()
    parents = _parents(journey_map)
    stages = ((journey, stage) for journey in journey_map.journeys for stage in journey.stages)
    places = ((journey, stage, found) for journey, stage in stages for found in stage.touchpoints)
    for order, (journey, stage, touchpoint) in enumerate(places, 1):
        numbers = {
            "order": f"{order}",
            "emotion": "" if touchpoint.emotion is None else f"{touchpoint.emotion:g}",
        }
        words = dict(_words(journey_map, journey, stage, touchpoint)) | {
            "journey_parent": parents[journey.id]
        }
        writer.writerow({column: neutralise(text) for column, text in words.items()} | numbers)
    text = table.getvalue()
    if not journey_map.touchpoints:
        nothing = "The table has one row per touchpoint, so of a map without any it holds nothing."
        return Written(text, (nothing,), _ENCODING)
    lost = losses(journey_map, read_csv_map(text, "The table").journey_map, "The table")
    return Written(text, lost, _ENCODING)


def _words(
    journey_map: JourneyMap, journey: Journey, stage: Stage, touchpoint: Touchpoint
) -> Iterator[tuple[str, str]]:
    """Yield the columns of one row that hold text."""
    yield "touchpoint", touchpoint.survey_column
    yield "label", touchpoint.name
    yield "stage", stage.name
    yield "journey", journey.name
    yield "moment", "yes" if touchpoint.is_moment else ""
    yield "id", touchpoint.id
    yield "stage_id", stage.id
    yield "journey_id", journey.id
    for lane in TEXT_LANES:
        yield text_column(lane), text_of(touchpoint, lane)
    for claims, column in CLAIM_COLUMNS.items():
        yield column, "\n".join(_line(claim, CLAIM_FIELDS[claims]) for claim in getattr(touchpoint, claims))
    for field, column in MAP_COLUMNS.items():
        yield column, getattr(journey_map, field)


def _line(claim: Claim, fields: tuple[str, ...]) -> str:
    """Return a claim on one line, its parts between bars."""
    parts = (getattr(claim, field) for field in fields)
    return " | ".join(part.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n") for part in parts)


def _parents(journey_map: JourneyMap) -> dict[str, str]:
    """Return each journey's next parent that has a row, "" where none has."""
    parents = {journey.id: journey.parent for journey in journey_map.journeys}
    told = {
        journey.id for journey in journey_map.journeys if any(stage.touchpoints for stage in journey.stages)
    }
    found = {}
    for part, parent in parents.items():
        above = parent
        while above is not None and above not in told:
            above = parents[above]
        found[part] = above or ""
    return found

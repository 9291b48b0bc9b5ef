"""From rows, one per touchpoint, to a journey map: where its parts begin, and which ids they get."""

from collections.abc import Sequence
from itertools import groupby
from math import isfinite
from typing import Any, NamedTuple

from pydantic import ValidationError

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.map_words import NewIds, one_line
from cxworkshop.domain.tables import spoken_name
from cxworkshop.domain.touchpoint import TEXT_LANES, Touchpoint
from cxworkshop.errors import InvalidJourneyError
from cxworkshop.inputs.journey_columns import MAP_COLUMNS, text_column
from cxworkshop.inputs.journey_reading import CLAIM_WORDS, listed, misfit, quoted

NO_STAGE = "Without a stage"
"""What the stage of touchpoints is called that belong to none."""

_NAMES = {"name": "label", "is_moment": "moment"} | {lane: text_column(lane) for lane in TEXT_LANES}
"""Field of a touchpoint → what the table calls it, where that differs."""

_PART_NAMES = MAP_COLUMNS | {
    "stages.id": "stage_id",
    "stages.name": "stage",
    "journeys.id": "journey_id",
    "journeys.name": "journey",
    "journeys.parent": "journey_parent",
}
"""Field of the map, a journey or a stage → what the table calls it."""

Parts = dict[str, Any]


class Row(NamedTuple):
    """One touchpoint: its number in the table, its cells by column, its claims by lane."""

    number: int
    cells: dict[str, str]
    claims: dict[str, list[dict[str, str]]]

    def cell(self, column: str) -> str:
        """Return a cell on one line, "" where the table hasn't this column."""
        return one_line(self.cells.get(column, ""))


def map_of_rows(rows: Sequence[Row], name: str, where: str) -> JourneyMap:
    """Return the map that rows make.

    Rows with the same ``stage_id`` are one stage, and so are rows without one that follow each other with
    the same ``stage``; the like goes for journeys.

    Parameters
    ----------
    rows
        The table's rows, in its order.
    name
        What the map is called where the rows don't say.
    where
        What a message calls the file.

    Raises
    ------
    InvalidJourneyError
        The rows make no sound map; the sentence names the row.
    """
    if not rows:
        raise InvalidJourneyError(f"{where} has no touchpoints; it needs at least one row below its header.")
    rows = _in_order(rows, where)
    told = {field: _only(rows, column, where) for field, column in MAP_COLUMNS.items()}
    fields: Parts = {field: value for field, value in told.items() if value}
    fields.setdefault("name", name)
    ids = _ids(rows)
    touchpoints = {row.number: _touchpoint(row, ids, where) for row in rows}
    journeys: list[Parts] = []
    for journey_rows in _runs(rows, "journey_id", "journey"):
        first = journey_rows[0]
        stages: list[Parts] = []
        for stage_rows in _runs(journey_rows, "stage_id", "stage"):
            called = stage_rows[0].cell("stage") or NO_STAGE
            part = stage_rows[0].cell("stage_id") or ids.new(called, "stage")
            held = [touchpoints[row.number] for row in stage_rows]
            stages.append({"id": part, "name": called, "touchpoints": held})
        called = first.cell("journey") or fields["name"]
        part = first.cell("journey_id") or ids.new(called, "journey")
        parent = first.cell("journey_parent") or None
        journeys.append({"id": part, "name": called, "parent": parent, "stages": stages})
    fields.setdefault("id", ids.new(fields["name"], "map"))
    try:
        return JourneyMap.model_validate(fields | {"journeys": journeys})
    except ValidationError as error:
        raise InvalidJourneyError(f"{where}: {misfit(error, _PART_NAMES).text}") from error


def _ids(rows: Sequence[Row]) -> NewIds:
    """Return a maker of ids for what the table doesn't name."""
    named = {row.cell(column) for row in rows for column in ("id", "stage_id", "journey_id", "map_id")}
    claims = (claim for row in rows for lane in row.claims.values() for claim in lane)
    return NewIds(named | {claim.get("id", "") for claim in claims})


def _touchpoint(row: Row, ids: NewIds, where: str) -> Touchpoint:
    told = row.cells.get("touchpoint", "").strip()
    part = row.cell("id") or ids.new(told or row.cell("label"), "touchpoint")
    fields: Parts = {"recovery": {}, "triad": {}, "id": part}
    for lane in TEXT_LANES:
        group, _, field = lane.rpartition(".")
        (fields[group] if group else fields)[field] = row.cells.get(text_column(lane), "")
    if "column" not in row.cells and told != part:
        fields["column"] = told
    fields["name"] = row.cell("label") or spoken_name(told)
    if moment := row.cell("moment"):
        fields["is_moment"] = moment
    if emotion := row.cell("emotion"):
        fields["emotion"] = emotion.replace(",", ".").replace("\N{MINUS SIGN}", "-")
    for lane_of_claims, claims in row.claims.items():
        word = CLAIM_WORDS[lane_of_claims]
        fields[lane_of_claims] = [
            claim if "id" in claim else claim | {"id": ids.new(f"{part}_{word}", word)} for claim in claims
        ]
    try:
        return Touchpoint.model_validate(fields)
    except ValidationError as error:
        raise InvalidJourneyError(f"{where}, row {row.number}: {misfit(error, _NAMES).text}") from error


def _in_order(rows: Sequence[Row], where: str) -> list[Row]:
    """Sort rows by the column ``order``; one without a number stands at its place in the table."""
    return [
        row for _, row in sorted(((_order(row, n, where), row) for n, row in enumerate(rows, 1)), key=_first)
    ]


def _first(pair: tuple[float, Row]) -> float:
    return pair[0]


def _order(row: Row, place: int, where: str) -> float:
    cell = row.cell("order").replace(",", ".")
    try:
        number = float(cell) if cell else float(place)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        msg = f"{where}, row {row.number}: “order” must be a number, 1 first, but is {quoted(cell)}."
        raise InvalidJourneyError(msg)
    return number


def _only(rows: Sequence[Row], column: str, where: str) -> str:
    """Return what a column says of the whole map."""
    told = list(dict.fromkeys(cell for row in rows if (cell := row.cells.get(column, "").strip())))
    if len(told) > 1:
        msg = (
            f"{where} holds more than one map: its column “{column}” says {listed(map(quoted, told[:3]))}; "
            "keep each map in a file of its own."
        )
        raise InvalidJourneyError(msg)
    return told[0] if told else ""


def _runs(rows: Sequence[Row], id_column: str, name_column: str) -> list[list[Row]]:
    """Return rows by part: those with the same id, or that follow each other without one by the same name."""
    parts: dict[tuple[str, int], list[Row]] = {}
    runs = groupby(rows, key=lambda row: (row.cell(id_column), row.cell(name_column)))
    for number, ((part, _), run) in enumerate(runs):
        parts.setdefault((part, 0) if part else ("", number), []).extend(run)
    return list(parts.values())

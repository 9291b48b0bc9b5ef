"""The columns of a journey map as a flat table."""

from cxworkshop.domain.touchpoint import TEXT_LANES, TextLane


def text_column(lane: TextLane) -> str:
    """Return the table's column for a lane of text."""
    return lane.replace(".", "_")


CLAIM_COLUMNS = {
    "insights": "insights",
    "pains": "pain_points",
    "opportunities": "opportunities",
    "causes": "causes",
}
"""Lane of claims → the table's column for it."""

MAP_COLUMNS = {"id": "map_id", "name": "map", "state": "state", "persona": "persona", "scenario": "scenario"}
"""Field of the map → the table's column for it, with the same value in every row."""

COLUMNS = (
    "order",
    "touchpoint",
    "label",
    "stage",
    "journey",
    "emotion",
    "moment",
    *(text_column(lane) for lane in TEXT_LANES),
    *CLAIM_COLUMNS.values(),
    "id",
    "stage_id",
    "journey_id",
    "journey_parent",
    *MAP_COLUMNS.values(),
)
"""All columns of the table, in the order in which they are written."""

_CLAIM = ("text", "evidence", "source", "id")
CLAIM_FIELDS = {
    "insights": _CLAIM,
    "pains": _CLAIM,
    "opportunities": _CLAIM,
    "causes": (*_CLAIM, "of", "owner"),
}
"""Lane of claims → what stands between the bars of one of its lines."""

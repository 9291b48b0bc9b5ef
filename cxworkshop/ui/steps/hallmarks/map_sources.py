"""The firm's attached journey table as a journey map."""

from pathlib import Path
from typing import Any

from cxworkshop.domain.tables import AttachedTable, Role
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import WorkshopError
from cxworkshop.inputs.journey_files import open_journey_map
from cxworkshop.inputs.journey_reading import Found
from cxworkshop.ui.widgets.actions import in_page_words


def map_of_table(workshop: Workshop, words: dict[str, Any]) -> Found:
    """Return the attached journey table as a map: with all its lanes where it is a file that holds a map.

    Raises
    ------
    WorkshopError
        The table isn't where it was, has changed, or makes no sound map.
    """
    from cxworkshop.inputs.firm import Firm  # noqa: PLC0415 - Ibis is heavy
    from cxworkshop.inputs.journey_table import map_of_journey  # noqa: PLC0415 - pandas is heavy

    firm = Firm(workshop.tables)
    journey, table = firm.journey(), firm.attached(Role.JOURNEY)
    why: tuple[str, ...] = ()
    if _holds_map(table):
        try:
            return open_journey_map(Path(table.source))
        except WorkshopError as error:
            why = (words["only_names"].format(why=in_page_words(str(error))),)
    return Found(map_of_journey(journey, words["name"]), why)


def _holds_map(table: AttachedTable) -> bool:
    """Return whether the table is a file whose columns have the names that a map's table has."""
    names = ("touchpoint", "label", "stage", "order")
    return table.source.lower().endswith(".csv") and all(table.column(name) in {name, None} for name in names)

"""Save a journey map in a format that other tools read."""

from collections.abc import Callable
from pathlib import Path

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.errors import UnknownFormatError
from cxworkshop.export.aside import write_aside
from cxworkshop.export.journey_csv import write_csv_map
from cxworkshop.export.journey_losses import Written
from cxworkshop.export.journey_mermaid import write_mermaid_map
from cxworkshop.export.journey_ojf import write_ojf_map
from cxworkshop.inputs.journey_reading import listed

WRITERS: dict[str, Callable[[JourneyMap], Written]] = {
    ".csv": write_csv_map,
    ".mmd": write_mermaid_map,
    ".ojf": write_ojf_map,
}
"""Suffix → what writes a map in that format."""


def save_journey_map(journey_map: JourneyMap, path: Path) -> tuple[str, ...]:
    """Write a map to a file; its suffix says the format.

    Returns
    -------
    tuple of str
        A sentence for each kind of thing that the format has no place for.

    Raises
    ------
    UnknownFormatError
        The suffix stands for no format.
    NotWritableError
        The file can't be written; an old one is as it was.
    """
    suffix = path.suffix.lower()
    if suffix not in WRITERS:
        came = f"{suffix} is none of them" if suffix else "it has no suffix"
        msg = f"{path.name} can't be written: its name must end in {listed(WRITERS, 'or')}, but {came}."
        raise UnknownFormatError(msg)
    written = WRITERS[suffix](journey_map)
    write_aside(path, written.content)
    return written.left_out

"""Read a journey map from an ``.ojf`` file, the OpenJourney Format (JSON) of the Ptolemy editor, version 1.0.

A file that this program wrote comes back whole: each node carries the tag ``touchpoint:ID`` of the touchpoint
it belongs to. In other files a node is a touchpoint of its own, unless its purpose or its swimlane says that
it is an insight, a pain point or an opportunity; then it goes to the touchpoint before it in the stage.
"""

import json
from typing import Any

from pydantic import ValidationError

from cxworkshop.errors import InvalidJourneyError
from cxworkshop.inputs.journey_reading import Found, misfit
from cxworkshop.inputs.ojf_parts import OjfParts
from cxworkshop.inputs.ojf_shapes import OjfFile


def read_ojf_map(text: str, where: str) -> Found:
    """Read a map.

    Parameters
    ----------
    text
        JSON.
    where
        What a message calls the file; a map without a title is called by it.

    Raises
    ------
    InvalidJourneyError
        The text isn't such a file, or makes no sound map.
    """
    try:
        return OjfParts(OjfFile.model_validate(_json(text, where)), where).found()
    except ValidationError as error:
        raise InvalidJourneyError(f"{where}: {misfit(error).text}") from error


def _json(text: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        msg = (
            f"{where}, line {error.lineno}: this isn't JSON, or it is cut off ({error.msg}); export it again."
        )
        raise InvalidJourneyError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"{where} is JSON that no journey map needs (nested too deep, or an endless number)."
        raise InvalidJourneyError(msg) from error
    if not isinstance(found, dict):
        raise InvalidJourneyError(f"{where} must be a JSON object with stages, swimlanes and nodes.")
    return found

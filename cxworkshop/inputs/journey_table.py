"""A firm's journey table (columns touchpoint, label, stage, order) as a journey map, and back."""

import pandas as pd

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.inputs.journey_reading import expect_few
from cxworkshop.inputs.journey_rows import NO_STAGE, Row, map_of_rows


def map_of_journey(journey: pd.DataFrame, name: str, where: str = "The journey table") -> JourneyMap:
    """Return the first map of a firm's journey.

    Touchpoints that follow each other in one stage make that stage of the map; a stage that comes back later
    is a second one by the same name.

    Parameters
    ----------
    journey
        ``touchpoint``, ``label``, ``stage`` in the order of the journey, as :meth:`Firm.journey` gives them.
    name
        What the map and its one journey are called.
    where
        What a message calls the table.

    Raises
    ------
    InvalidJourneyError
        There are no touchpoints or too many, or a text is too long; the sentence names the row.
    """
    expect_few(len(journey), where)
    rows = [
        Row(number, {"touchpoint": touchpoint, "label": label, "stage": stage}, {})
        for number, (touchpoint, label, stage) in enumerate(
            zip(journey["touchpoint"], journey["label"], journey["stage"], strict=True), 1
        )
    ]
    return map_of_rows(rows, name, where)


def journey_of_map(journey_map: JourneyMap) -> pd.DataFrame:
    """Return a firm's journey table of the map: ``touchpoint``, ``label``, ``stage``, ``order``."""
    rows = [
        (touchpoint.survey_column, touchpoint.name, "" if stage.name == NO_STAGE else stage.name)
        for stage in journey_map.stages
        for touchpoint in stage.touchpoints
    ]
    frame = pd.DataFrame(rows, columns=["touchpoint", "label", "stage"], dtype="str")
    frame["order"] = pd.Series(range(1, len(frame) + 1), dtype=float)
    return frame

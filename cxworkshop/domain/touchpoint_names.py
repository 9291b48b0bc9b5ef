"""What the survey's touchpoints are called."""

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.tables import AttachedTable, Role, spoken_name
from cxworkshop.domain.workshop import Workshop


def labels_of(survey: AttachedTable, today: JourneyMap | None) -> dict[str, str]:
    """Return the survey's touchpoints → what the map calls them, in its order; the others after them."""
    asked = survey.columns("touchpoint")
    named: dict[str, str] = {}
    for touchpoint in today.touchpoints if today else ():
        if touchpoint.survey_column in asked:
            named.setdefault(touchpoint.survey_column, touchpoint.name)
    return named | {column: spoken_name(column) for column in asked if column not in named}


def touchpoint_labels(workshop: Workshop) -> dict[str, str]:
    """Return the survey's touchpoints → what they are called, in the order of the journey.

    The map says it, without one the evidence, without that the survey's columns.
    """
    found, survey = workshop.drivers, workshop.tables.get(Role.SURVEY)
    told = {} if workshop.today else _told(workshop)
    asked = labels_of(survey, workshop.today) if survey else {}
    if not asked and found:
        asked = {one.name: found.labels.get(one.name, one.name) for one in found.everyone.drivers}
    return {name: told.get(name, label) for name, label in asked.items()}


def _told(workshop: Workshop) -> dict[str, str]:
    scores = workshop.touchpoints.touchpoints if workshop.touchpoints else ()
    found = workshop.drivers.labels if workshop.drivers else {}
    return {score.name: score.label for score in scores} | found

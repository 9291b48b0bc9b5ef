"""From a firm's survey and the question asked of it to the answers that are compared."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxworkshop.analysis.driver_answers import DriverAnswers
from cxworkshop.analysis.driver_checks import check_names
from cxworkshop.analysis.end_results import end_results
from cxworkshop.analysis.linear_importance import MOST_DRIVERS
from cxworkshop.analysis.survey_answers import survey_touchpoints, touchpoint_labels
from cxworkshop.analysis.touchpoint_value import fitting_method
from cxworkshop.domain.drivers import DriverQuestion, EndResult, Outcome
from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.tables import AttachedTable, Role, spoken_name
from cxworkshop.errors import MissingColumnError, UndefinedMeasureError
from cxworkshop.inputs.firm import Firm

_OUTCOMES: Mapping[Outcome, str] = {
    "outcome": "whether customers would recommend it",
    "satisfaction": "overall satisfaction",
    "stayed": "who stayed",
}


class Asked(NamedTuple):
    """The survey's answers as they are asked for, and the drivers that were left out of them.

    ``survey`` has the rows of ``answers``; ``outcomes`` are the survey's columns of results by their role.
    """

    survey: pd.DataFrame
    answers: DriverAnswers
    outcomes: dict[Outcome, str]
    labels: dict[str, str]
    left_out: tuple[EndResult, ...]
    together: str | None


def asked_drivers(
    firm: Firm, question: DriverQuestion | None = None, journey_map: JourneyMap | None = None
) -> Asked:
    """Return the survey's answers with the outcome and the drivers that are asked for, by their own names.

    Drivers that are end results themselves are left out. By default answers of one customer belong together
    where some customers answered more than once.

    Raises
    ------
    MissingColumnError
        The survey doesn't have a column that is asked for.
    UndefinedMeasureError
        No driver is left, or the same is asked for twice.
    """
    question = question or DriverQuestion()
    table, survey = firm.attached(Role.SURVEY), firm.survey()
    outcomes = {role: column for role in _OUTCOMES if (column := table.column(role))}
    if question.outcome not in outcomes:
        msg = (
            f"The survey has no column that says {_OUTCOMES[question.outcome]}; choose another outcome, or "
            f"attach the survey again and say which column is its {question.outcome}."
        )
        raise MissingColumnError(msg)
    outcome = outcomes[question.outcome]
    asked = question.drivers or tuple(name for name in survey_touchpoints(firm) if name != outcome)
    _expect_there(asked, (*survey_touchpoints(firm), *outcomes.values()))
    check_names(outcome, asked, MOST_DRIVERS[question.method or fitting_method(asked)])
    own = {column: survey[role] for role, column in outcomes.items()}
    data = pd.DataFrame({name: survey[name] for name in asked if name not in own} | own)
    labels = {name: spoken_name(name) for name in asked} | touchpoint_labels(firm, journey_map)
    weights = survey["weight"].to_numpy(dtype=float)
    results = tuple(_end_results(data, outcome, asked, outcomes, labels, weights))
    drivers = tuple(name for name in asked if name not in {result.name for result in results})
    if not drivers:
        msg = f"No driver is left to compare. {results[0].reason}"
        raise UndefinedMeasureError(msg)
    together, clusters = _together(table, survey, question.together)
    answers = DriverAnswers(
        data=data,
        outcome=outcome,
        drivers=drivers,
        weights=weights,
        method=question.method or fitting_method(drivers),
        fit=question.fit,
        missing=question.missing,
        never_used=firm.never_used() if table.never_used else None,
        clusters=clusters,
    )
    return Asked(survey, answers, outcomes, labels, results, together)


def _expect_there(asked: Sequence[str], known: Sequence[str]) -> None:
    if unknown := [name for name in asked if name not in known]:
        msg = f"The survey has no rating {unknown[0]!r}; choose from {', '.join(dict.fromkeys(known))}."
        raise MissingColumnError(msg)


def _end_results(  # noqa: PLR0913, PLR0917 - the answers, what is asked of them, and what it is called
    data: pd.DataFrame,
    outcome: str,
    asked: Sequence[str],
    outcomes: Mapping[Outcome, str],
    labels: Mapping[str, str],
    weights: np.ndarray,
) -> Iterator[EndResult]:
    known = [name for name in asked if name in outcomes.values()]
    for name in known:
        yield EndResult(
            name=name,
            reason=f"{labels[name]} is a result of the whole experience, as the outcome is: it would stand "
            "in for the touchpoints behind it.",
        )
    others = [name for name in asked if name not in known]
    if others:
        yield from end_results(
            data, outcome, others, weights=weights, named={outcome: spoken_name(outcome), **labels}
        )


def _together(
    table: AttachedTable, survey: pd.DataFrame, wanted: str | None
) -> tuple[str | None, pd.Series | None]:
    """Return the column whose values say which answers belong together, and its values."""
    customer, factors = table.column("customer"), table.columns("factor")
    if wanted is None:
        repeated = survey["customer"].dropna().duplicated().any()
        return (customer, survey["customer"]) if repeated else (None, None)
    if customer and wanted in {customer, "customer"}:
        return customer, survey["customer"]
    if wanted in factors:
        return wanted, survey[wanted]
    choices = ", ".join([*filter(None, [customer]), *factors]) or "none of its columns"
    msg = f"Answers can't be held together by {wanted!r}; the survey offers {choices}."
    raise MissingColumnError(msg)

"""A measure for each group of answers, and what is said of groups without one."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cxworkshop.domain.model import Model
from cxworkshop.errors import EmptyTableError, InvalidChoiceError, UndefinedMeasureError
from cxworkshop.settings import SMALLEST_GROUP

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd

By = Annotated[str | None, typer.Option("--by", help="Also for each value of this column.")]
Weight = Annotated[str | None, typer.Option("--weight", help="The column of survey weights.")]


def by_group(
    frame: "pd.DataFrame",
    by: str | None,
    outcome: str,
    weight: str | None,
    measure: "Callable[[pd.DataFrame], Model]",
) -> dict[str, Any]:
    """Return the measure of each group; one that can't carry it says why, too small ones are named."""
    from cxworkshop.analysis.groups import groups, left_out  # noqa: PLC0415 - pandas only where it is used

    if by is None:
        return {}
    found: list[dict[str, Any]] = []
    for name, rows in groups(frame, by, outcome, weight):
        try:
            found.append({"name": name, **plain(measure(rows))})
        except (EmptyTableError, UndefinedMeasureError) as error:
            found.append({"name": name, "refusal": str(error)})
    return {"groups": found, "left_out": list(left_out(frame, by, outcome, weight))}


def expect_own_weight(weight: str | None, measured: "Collection[str]") -> None:
    """Refuse a weight that is measured itself.

    Raises
    ------
    InvalidChoiceError
        The column of weights is one of those measured.
    """
    if weight in measured:
        msg = (
            f"The column {weight!r} is measured, so it can't be the weight; choose another --weight or none."
        )
        raise InvalidChoiceError(msg)


def say_refused(answer: dict[str, Any]) -> None:
    """Print which groups carry no figure, and why."""
    for group in answer.get("groups", ()):
        if refusal := group.get("refusal"):
            typer.echo(f"{group['name']}: {refusal}")
    if names := answer.get("left_out"):
        typer.echo(f"Left out, with fewer than {SMALLEST_GROUP} answers: {', '.join(names)}.")


def plain(model: Model) -> dict[str, Any]:
    """Return a result as JSON can hold it."""
    return model.model_dump(mode="json")

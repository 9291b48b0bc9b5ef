"""Commands that compute one measure from a survey: drivers, nps."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cxworkshop.cli.answers import print_json, print_table
from cxworkshop.cli.workshop import Json, Missing, Source
from cxworkshop.domain.model import Model
from cxworkshop.errors import EmptyTableError, UndefinedMeasureError
from cxworkshop.inputs.codes import parse_codes
from cxworkshop.settings import SEED, SMALLEST_GROUP

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

By = Annotated[str | None, typer.Option("--by", help="Also for each value of this column.")]
Weight = Annotated[str | None, typer.Option("--weight", help="The column of survey weights.")]


def drivers(
    source: Source,
    outcome: Annotated[str, typer.Option(help="The column of the outcome, e.g. recommend.")],
    drivers: Annotated[str, typer.Option(help="Columns with commas between them.")],
    missing: Annotated[
        str, typer.Option("--missing", help="Codes that mean “no answer” in the drivers only, e.g. 0,99.")
    ] = "",
    missing_outcome: Annotated[
        str, typer.Option("--missing-outcome", help="Codes that mean “no answer” in the outcome, e.g. 11.")
    ] = "",
    weight: Weight = None,
    by: By = None,
    bootstrap: Annotated[int, typer.Option(min=50, max=100_000, help="Resamples for the intervals.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the resamples.")] = SEED,
    json: Json = False,
) -> None:
    """Relative importance. Example: cxworkshop drivers survey.csv --outcome q1 --drivers q2,q3,q4."""
    from cxworkshop.analysis.drivers import relative_importance  # noqa: PLC0415 - NumPy only where it is used
    from cxworkshop.inputs.columns import kept_codes, read_columns, without_codes  # noqa: PLC0415

    blanks = parse_codes(missing)
    names = [name.strip() for name in drivers.split(",") if name.strip()]
    frame = read_columns(source, [outcome, *names, *([weight] if weight else [])], [by] if by else [])
    frame = without_codes(frame, names, blanks)
    frame = without_codes(frame, [outcome], parse_codes(missing_outcome))

    def measure(rows: "pd.DataFrame") -> Model:
        weights = rows[weight] if weight else None
        return relative_importance(rows, outcome, names, weights=weights, bootstrap=bootstrap, seed=seed)

    found = measure(frame)
    answer = _plain(found) | _by_group(frame, by, outcome, weight, measure)
    answer["notes"] += kept_codes(frame[outcome], blanks)
    if json:
        print_json(answer)
        return
    rows = [
        (row["name"], f"{row['share']:.1%}", f"{row['low']:.1%} to {row['high']:.1%}", str(row["group"]))
        for row in answer["drivers"]
    ]
    title = f"Drivers of {outcome} (n {answer['n']:,}, R² {answer['r2']:.3f})"
    print_table(title, ("Driver", "Share of R²", "Interval", "Group"), rows)
    for note in answer["notes"]:
        typer.echo(note)
    for group in answer.get("groups", ()):
        if "drivers" in group:
            typer.echo(f"{group['name']}: {group['drivers'][0]['name']} first, n {group['n']:,}")
    _say_refused(answer)


def nps(
    source: Source,
    column: Annotated[str, typer.Option(help="The column of 0–10 answers.")],
    missing: Missing = "",
    weight: Weight = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Net promoter score. Example: cxworkshop nps survey.csv --column recommend --missing 99."""
    from cxworkshop.analysis.scores import nps as score  # noqa: PLC0415 - NumPy only where it is used
    from cxworkshop.inputs.columns import read_columns, without_codes  # noqa: PLC0415

    blanks = parse_codes(missing)
    frame = read_columns(source, [column, *([weight] if weight else [])], [by] if by else [])
    frame = without_codes(frame, [column], blanks)

    def measure(rows: "pd.DataFrame") -> Model:
        return score(rows[column], rows[weight] if weight else None)

    answer = _plain(measure(frame)) | _by_group(frame, by, column, weight, measure)
    if json:
        print_json(answer)
        return
    found = [{"name": "All", **answer}, *answer.get("groups", ())]
    rows = [
        (row["name"], f"{row['n']:,}", f"{row['nps']:.1f}", f"{row['low']:.1f} to {row['high']:.1f}")
        for row in found
        if "nps" in row
    ]
    print_table(f"Net promoter score of {column}", ("Group", "n", "NPS", "Interval"), rows)
    _say_refused(answer)


def _by_group(
    frame: "pd.DataFrame",
    by: str | None,
    outcome: str,
    weight: str | None,
    measure: "Callable[[pd.DataFrame], Model]",
) -> dict[str, Any]:
    """Return the measure of each group; one that can't carry it says why, too small ones are named."""
    from cxworkshop.analysis.groups import groups, left_out  # noqa: PLC0415

    if by is None:
        return {}
    found: list[dict[str, Any]] = []
    for name, rows in groups(frame, by, outcome, weight):
        try:
            found.append({"name": name, **_plain(measure(rows))})
        except (EmptyTableError, UndefinedMeasureError) as error:
            found.append({"name": name, "refusal": str(error)})
    return {"groups": found, "left_out": list(left_out(frame, by, outcome, weight))}


def _say_refused(answer: dict[str, Any]) -> None:
    """Print which groups carry no figure, and why."""
    for group in answer.get("groups", ()):
        if refusal := group.get("refusal"):
            typer.echo(f"{group['name']}: {refusal}")
    if names := answer.get("left_out"):
        typer.echo(f"Left out, with fewer than {SMALLEST_GROUP} answers: {', '.join(names)}.")


def _plain(model: Model) -> dict[str, Any]:
    return model.model_dump(mode="json")

"""How far people agree on the same items, from one source without a workshop."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from cxworkshop.cli.answers import print_json
from cxworkshop.cli.groups import By, plain
from cxworkshop.cli.workshop import Json, Missing, Source
from cxworkshop.domain.agreement import ItemByFunction, Measurement
from cxworkshop.domain.model import Model
from cxworkshop.domain.tables import short_name
from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError
from cxworkshop.inputs.codes import parse_codes
from cxworkshop.settings import SEED

if TYPE_CHECKING:
    import pandas as pd

_KINDS: tuple[Measurement, ...] = get_args(Measurement)


def _kind(name: str) -> Measurement:
    if name not in _KINDS:
        message = f"{name!r} is no kind of rating; give one of {', '.join(_KINDS)}."
        raise typer.BadParameter(message)
    return _KINDS[_KINDS.index(name)]


def agree(
    source: Source,
    columns: Annotated[
        str, typer.Option(help="Columns of the items, with commas between them; by default all of numbers.")
    ] = "",
    missing: Missing = "",
    kind: Annotated[
        Measurement,
        typer.Option(parser=_kind, metavar="KIND", help=f"What ratings are: {', '.join(_KINDS)}."),
    ] = "interval",
    scale: Annotated[
        str,
        typer.Option(help="Lowest and highest rating that can be given, e.g. 1,5; by default those given."),
    ] = "",
    by: By = None,
    bootstrap: Annotated[int, typer.Option(min=50, max=100_000, help="Resamples for the intervals.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the resamples.")] = SEED,
    json: Json = False,
) -> None:
    """How far people agree; a row per person, a column per item. Example: cxworkshop agree ratings.csv."""
    from cxworkshop.analysis.agreement import kendall_w, krippendorff_alpha  # noqa: PLC0415 - NumPy is heavy
    from cxworkshop.analysis.dissent import dissent, dissent_by_function  # noqa: PLC0415
    from cxworkshop.charts import findings_agreement as findings  # noqa: PLC0415 - only for what is read

    ratings, functions = _read(source, columns, missing, by)
    ends = _ends(scale, ratings)
    often: dict[str, int] = {"bootstrap": bootstrap, "seed": seed}
    found: dict[str, Any] = {
        "agreement": _unless_refused(lambda: kendall_w(ratings, **often)),
        "reliability": _unless_refused(lambda: krippendorff_alpha(ratings, kind, **often)),
        "dissent": _unless_refused(lambda: dissent(ratings, scale=ends)),
    }
    split: tuple[ItemByFunction, ...] = ()
    if functions and isinstance(found["dissent"], Model):
        split = dissent_by_function(ratings, functions, scale=ends)
    if json:
        answer = {
            name: plain(one) if isinstance(one, Model) else {"refusal": one} for name, one in found.items()
        }
        by_function = {"functions": list(map(plain, split))} if by else {}
        print_json({"columns": [*map(str, ratings.columns)]} | answer | by_function)
        return
    say: dict[str, Callable[[Any], str]] = {
        "agreement": findings.find_agreement,
        "reliability": findings.find_reliability,
        "dissent": findings.find_dissent,
    }
    for name, one in found.items():
        typer.echo(say[name](one) if isinstance(one, Model) else one)
    for item in split:
        typer.echo(findings.find_functions(item))


def _read(source: str, columns: str, missing: str, by: str | None) -> "tuple[pd.DataFrame, list[str | None]]":
    """Return ratings, NaN where there is none, and each person's function."""
    from cxworkshop.inputs.columns import number_columns, read_columns, without_codes  # noqa: PLC0415

    names = [name for part in columns.split(",") if (name := part.strip())]
    names = names or [name for name in number_columns(source) if name != by]
    if not names:
        msg = f"{short_name(source)} has no column of numbers to compare people by; name some with --columns."
        raise InvalidChoiceError(msg)
    frame = without_codes(read_columns(source, names, [by] if by else []), names, parse_codes(missing))
    functions = [str(name).strip() if isinstance(name, str) else None for name in frame[by]] if by else []
    return frame[names], functions


def _ends(scale: str, ratings: "pd.DataFrame") -> tuple[float, float]:
    if not scale:
        return float(ratings.min().min()), float(ratings.max().max())
    ends = parse_codes(scale)
    if len(ends) != 2:  # noqa: PLR2004 - a lowest and a highest
        msg = f"--scale takes the lowest and the highest rating, as in 1,5, but is “{scale}”; correct it."
        raise InvalidChoiceError(msg)
    return ends[0], ends[1]


def _unless_refused(measure: Callable[[], Model]) -> Model | str:
    """Return a measure, or the sentence why there is none."""
    try:
        return measure()
    except UndefinedMeasureError as error:
        return str(error)

"""Relative importance of drivers in one source without a workshop."""

from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from cxworkshop.cli.answers import print_json, print_table
from cxworkshop.cli.groups import By, Weight, by_group, plain, say_refused
from cxworkshop.cli.progress import progress
from cxworkshop.cli.workshop import Json, Source
from cxworkshop.domain.drivers import Method, MissingRule
from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError
from cxworkshop.inputs.codes import parse_codes
from cxworkshop.settings import SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from cxworkshop.domain.drivers import Drivers

_METHODS: dict[str, Method] = {method.replace("_", "-"): method for method in get_args(Method)}
_RULES: dict[str, MissingRule] = {rule.replace("_", "-"): rule for rule in get_args(MissingRule)}


def _method(name: str) -> Method:
    if name not in _METHODS:
        message = f"{name!r} is no method; give one of {', '.join(_METHODS)}."
        raise typer.BadParameter(message)
    return _METHODS[name]


def _rule(name: str) -> MissingRule:
    if name not in _RULES:
        message = f"{name!r} is no rule; give one of {', '.join(_RULES)}."
        raise typer.BadParameter(message)
    return _RULES[name]


def drivers(
    source: Source,
    outcome: Annotated[str, typer.Option(help="The column of the outcome, e.g. recommend.")],
    drivers: Annotated[str, typer.Option(help="Columns with commas between them.")],
    missing: Annotated[
        str, typer.Option("--missing", help="Codes that mean “no answer” in the drivers only, e.g. 0,99.")
    ] = "",
    never_used: Annotated[
        str, typer.Option("--never-used", help="Codes that mean “never used” in the drivers, e.g. 6.")
    ] = "",
    missing_outcome: Annotated[
        str, typer.Option("--missing-outcome", help="Codes that mean “no answer” in the outcome, e.g. 11.")
    ] = "",
    rule: Annotated[
        MissingRule,
        typer.Option(
            parser=_rule,
            metavar="RULE",
            help="Missing answers are left out pairwise, with their whole row (complete), or with it unless "
            "they say “never used” (never-used).",
        ),
    ] = "pairwise",
    method: Annotated[
        Method, typer.Option(parser=_method, metavar="METHOD", help=f"One of {', '.join(_METHODS)}.")
    ] = "lmg",
    logistic: Annotated[
        bool, typer.Option("--logistic", help="A logistic fit, for an outcome of 0 or 1.")
    ] = False,
    weight: Weight = None,
    cluster: Annotated[
        str | None,
        typer.Option("--cluster", help="The column that says which answers belong together, e.g. a site."),
    ] = None,
    by: By = None,
    bootstrap: Annotated[int, typer.Option(min=50, max=100_000, help="Resamples for the intervals.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the resamples.")] = SEED,
    json: Json = False,
) -> None:
    """Relative importance. Example: cxworkshop drivers survey.csv --outcome q1 --drivers q2,q3,q4."""
    from cxworkshop.analysis.drivers import relative_importance  # noqa: PLC0415 - NumPy only where it is used
    from cxworkshop.analysis.survey_answers import FEWEST_PER_DRIVER  # noqa: PLC0415
    from cxworkshop.inputs.columns import kept_codes, read_columns, without_codes  # noqa: PLC0415

    blanks, unused = parse_codes(missing), parse_codes(never_used)
    if rule == "never_used" and not unused:
        msg = (
            "The rule never-used needs the codes that mean it, but none came; add them, as in --never-used 6."
        )
        raise InvalidChoiceError(msg)
    names = [name.strip() for name in drivers.split(",") if name.strip()]
    labels = dict.fromkeys(name for name in (by, cluster) if name)
    frame = read_columns(source, [outcome, *names, *([weight] if weight else [])], [*labels])
    never = frame[names].isin(unused)
    frame = without_codes(frame, names, (*blanks, *unused))
    frame = without_codes(frame, [outcome], parse_codes(missing_outcome))
    _refuse_end_results(frame, outcome, names, weight)

    def measure(rows: "pd.DataFrame", tell: "Callable[[float], None] | None" = None) -> "Drivers":
        return relative_importance(
            rows,
            outcome,
            names,
            weights=rows[weight] if weight else None,
            method=method,
            fit="logistic" if logistic else "linear",
            missing=rule,
            never_used=never.loc[rows.index],
            clusters=rows[cluster] if cluster else None,
            bootstrap=bootstrap,
            seed=seed,
            progress=tell,
        )

    def measure_group(rows: "pd.DataFrame") -> "Drivers":
        found = measure(rows)
        needed = FEWEST_PER_DRIVER * len(names)
        if found.n < needed:
            msg = (
                f"Only {found.n} answers came, and {len(names)} drivers need at least {needed}; pool groups."
            )
            raise UndefinedMeasureError(msg)
        return found

    with progress(f"Drivers of {outcome}") as tell:
        answer = plain(measure(frame, tell)) | by_group(frame, by, outcome, weight, measure_group)
    answer["notes"] += kept_codes(frame[outcome], blanks)
    if json:
        print_json(answer)
    else:
        _print(answer, outcome)


def _refuse_end_results(
    frame: "pd.DataFrame", outcome: str, names: "Sequence[str]", weight: str | None
) -> None:
    """Refuse drivers that only follow the outcome, with the reason."""
    from cxworkshop.analysis.end_results import end_results  # noqa: PLC0415 - NumPy only where it is used

    found = end_results(frame, outcome, names, weights=frame[weight] if weight else None)
    if found:
        columns = ", ".join(result.name for result in found)
        msg = f"{' '.join(result.reason for result in found)} Leave {columns} out of the drivers."
        raise InvalidChoiceError(msg)


def _print(answer: dict[str, Any], outcome: str) -> None:
    rows = [
        (
            row["name"],
            f"{row['share']:.1%}",
            f"{row['low']:.1%} to {row['high']:.1%}",
            str(row["group"]),
            f"{row['slope']:+.3f}",
        )
        for row in answer["drivers"]
    ]
    title = f"Drivers of {outcome} (n {answer['n']:,}, R² {answer['r2']:.3f})"
    print_table(title, ("Driver", "Share", "Interval", "Group", "One point more"), rows)
    for note in answer["notes"]:
        typer.echo(note)
    for group in answer.get("groups", ()):
        if "drivers" in group:
            typer.echo(f"{group['name']}: {group['drivers'][0]['name']} first, n {group['n']:,}")
    say_refused(answer)

"""Relative importance of drivers in one source without a workshop."""

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from cxworkshop.cli.answers import print_json
from cxworkshop.cli.driver_table import print_drivers
from cxworkshop.cli.groups import By, Weight, by_group, expect_own_weight, plain
from cxworkshop.cli.progress import progress
from cxworkshop.cli.workshop import Json, Source
from cxworkshop.domain.drivers import Method, MissingRule
from cxworkshop.domain.tables import short_name
from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError
from cxworkshop.inputs.codes import parse_codes
from cxworkshop.settings import SEED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pandas as pd

    from cxworkshop.analysis.driver_answers import DriverAnswers
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
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", help="A driver to keep though it looks like a result; may come repeatedly."),
    ] = None,
    dominance: Annotated[
        bool,
        typer.Option("--dominance", help="Also what each driver adds, by how many others are in already."),
    ] = False,
    by: By = None,
    bootstrap: Annotated[int, typer.Option(min=50, max=100_000, help="Resamples for the intervals.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the resamples.")] = SEED,
    json: Json = False,
) -> None:
    """Relative importance. Example: cxworkshop drivers survey.csv --outcome q1 --drivers q2,q3,q4."""
    from cxworkshop.analysis.answers import checked_weights, numbers  # noqa: PLC0415 - NumPy only where used
    from cxworkshop.analysis.driver_answers import DriverAnswers  # noqa: PLC0415
    from cxworkshop.analysis.driver_checks import check_outcome  # noqa: PLC0415
    from cxworkshop.inputs.columns import read_columns, without_codes  # noqa: PLC0415
    from cxworkshop.inputs.unusual_codes import kept_codes, unusual_codes  # noqa: PLC0415

    blanks, unused = parse_codes(missing), parse_codes(never_used)
    names = _named(drivers)
    kept = [name for given in keep or () for name in _named(given)]
    if rule == "never_used" and not unused:
        msg = (
            "The rule never-used needs the codes that mean it, but none came; add them, as in --never-used 6."
        )
        raise InvalidChoiceError(msg)
    if dominance:
        _expect_dominance(names, logistic=logistic)
    _expect_several(names)
    expect_own_weight(weight, [outcome, *names])
    _expect_among(kept, names)

    labels = dict.fromkeys(name for name in (by, cluster) if name)
    frame = read_columns(source, [outcome, *names, *([weight] if weight else [])], [*labels])
    never = frame[names].isin(unused)
    frame = without_codes(frame, names, (*blanks, *unused))
    frame = without_codes(frame, [outcome], parse_codes(missing_outcome))
    if cluster:
        _expect_clusters(frame[cluster])
    answers = DriverAnswers(
        data=frame[[outcome, *names]],
        outcome=outcome,
        drivers=tuple(names),
        weights=checked_weights(frame[weight] if weight else None, len(frame)),
        method=method,
        fit="logistic" if logistic else "linear",
        missing=rule,
        never_used=never if unused else None,
        clusters=frame[cluster] if cluster else None,
    )
    check_outcome(numbers(frame, outcome), outcome)
    _expect_enough(answers, short_name(source), "name fewer drivers or collect more answers")
    notes = [*_end_results(answers, kept), *unusual_codes(frame[names], blanks)]
    notes += kept_codes(frame[outcome], blanks)

    def measure_group(rows: "pd.DataFrame") -> "Drivers":
        group = answers.of(frame.index.isin(rows.index))
        _expect_enough(group, str(rows[by].iloc[0]), "pool groups")
        return group.compared(bootstrap, seed=seed)

    with progress(f"Drivers of {outcome}") as tell:
        answer = plain(answers.compared(bootstrap, tell, seed=seed))
        answer |= by_group(frame, by, outcome, weight, measure_group)
    answer["notes"] += notes
    answer["rules"] = [plain(answers.under(other)) for other in _other_rules(answers)]
    if dominance:
        answer["dominance"] = _dominance(answers, [driver["name"] for driver in answer["drivers"]])
    if json:
        print_json(answer)
    else:
        print_drivers(answer, outcome)


def _named(columns: str) -> list[str]:
    return [name.strip() for name in columns.split(",") if name.strip()]


def _expect_several(names: "Collection[str]") -> None:
    if len(names) == 1:
        msg = f"{next(iter(names))} is the only driver, so there is nothing to compare; name two or more."
        raise InvalidChoiceError(msg)


def _expect_among(kept: "Collection[str]", names: "Collection[str]") -> None:
    if unknown := [name for name in kept if name not in names]:
        msg = (
            f"--keep {unknown[0]} names none of the drivers, which are {', '.join(names)}; name one of them."
        )
        raise InvalidChoiceError(msg)


def _expect_dominance(names: "Collection[str]", *, logistic: bool) -> None:
    from cxworkshop.analysis.linear_importance import MOST_DRIVERS  # noqa: PLC0415 - NumPy only where used

    most = MOST_DRIVERS["lmg"]
    if logistic:
        msg = "--dominance is told of a linear fit only; leave out --logistic or --dominance."
        raise InvalidChoiceError(msg)
    if len(names) > most:
        msg = f"--dominance takes at most {most} drivers, but {len(names)} came; name fewer or leave it out."
        raise InvalidChoiceError(msg)


def _expect_clusters(clusters: "pd.Series") -> None:
    if clusters.isna().all():
        msg = (
            f"Column {clusters.name} is empty, so it doesn't say which answers belong together; choose "
            "another --cluster or none."
        )
        raise InvalidChoiceError(msg)


def _expect_enough(answers: "DriverAnswers", whose: str, remedy: str) -> None:
    if too_few := answers.too_few(whose):
        msg = f"{too_few}; {remedy}."
        raise UndefinedMeasureError(msg)


def _end_results(answers: "DriverAnswers", kept: "Collection[str]") -> "Iterator[str]":
    """Refuse drivers that only follow the outcome, with the reason; yield it for those that are kept."""
    from cxworkshop.analysis.end_results import end_results  # noqa: PLC0415 - NumPy only where it is used

    found = end_results(answers.data, answers.outcome, answers.drivers, weights=answers.weights)
    if refused := [result for result in found if result.name not in kept]:
        columns = ",".join(result.name for result in refused)
        msg = (
            f"{' '.join(result.reason for result in refused)} Leave {columns} out of the drivers, or keep "
            f"{'it' if len(refused) == 1 else 'them'} with --keep {columns}."
        )
        raise InvalidChoiceError(msg)
    for result in found:
        yield f"{result.name} stays among the drivers as --keep says, though: {result.reason}"


def _other_rules(answers: "DriverAnswers") -> "Iterator[MissingRule]":
    """Yield the rules that might have been chosen; a logistic fit takes whole rows under any."""
    for rule in () if answers.fit == "logistic" else get_args(MissingRule):
        if rule != answers.missing and (rule != "never_used" or answers.never_used is not None):
            yield rule


def _dominance(answers: "DriverAnswers", ranked: "Collection[str]") -> dict[str, list[float]]:
    """Return what each driver adds to R², by how many others are in already."""
    from cxworkshop.analysis.dominance import conditional_dominance  # noqa: PLC0415 - NumPy only where used

    importance = answers.importance()
    gains = dict(zip(importance.names, conditional_dominance(importance.correlations).tolist(), strict=True))
    return {name: gains[name] for name in ranked}

"""Drivers as a table to read, and what is said below it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import typer

from cxworkshop.cli.answers import print_table
from cxworkshop.cli.groups import say_refused
from cxworkshop.domain.drivers import Drivers, RuleEffect


def print_drivers(answer: dict[str, Any], outcome: str) -> None:
    """Print the drivers of all answers, what to know of them, and each group's first.

    Parameters
    ----------
    answer
        What ``cxworkshop drivers --json`` prints.
    outcome
        The column that was explained.
    """
    logistic = answer["fit"] == "logistic"
    explained = "McFadden's R²" if logistic else "R²"
    reach = f"{answer['level']:.0%} range"
    print_table(
        f"Drivers of {outcome} (n {answer['n']:,}, {explained} {answer['r2']:.3f})",
        (
            "Driver",
            "Share",
            reach,
            "Group",
            "One point\nmore\n(log odds)" if logistic else "One point\nmore",
            reach,
            "n",
        ),
        _rows(answer["drivers"]),
    )
    if "dominance" in answer:
        _print_dominance(answer["dominance"])
    for line in (*answer["notes"], *_by_other_rules(answer)):
        typer.echo(line)
    for group in answer.get("groups", ()):
        if "drivers" in group:
            typer.echo(f"{group['name']}: {group['drivers'][0]['name']} first, n {group['n']:,}")
    say_refused(answer)


def _rows(drivers: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    for driver in drivers:
        yield (
            driver["name"],
            f"{driver['share']:.1%}",
            f"{100 * driver['low']:.1f}–{driver['high']:.1%}",
            str(driver["group"]),
            f"{driver['slope']:+.3f}",
            f"{driver['slope_low']:+.3f} to {driver['slope_high']:+.3f}",
            f"{driver['answers']:,}",
        )


def _print_dominance(gains: Mapping[str, Sequence[float]]) -> None:
    columns = ("Driver", *(f"{others} in" for others in range(len(gains))))
    rows = ((name, *(f"{gain:.3f}" for gain in gained)) for name, gained in gains.items())
    print_table("What each adds to R², by how many others are in (conditional dominance)", columns, rows)


def _by_other_rules(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield one line on what other rules for missing answers would make of it, if they change the rows."""
    from cxworkshop.charts.findings_drivers import find_rules  # noqa: PLC0415 - texts only where they are used

    rules = [RuleEffect.model_validate(rule) for rule in answer["rules"]]
    if any(rule.n != answer["n"] for rule in rules):
        everyone = {name: answer[name] for name in Drivers.model_fields}
        yield find_rules(Drivers.model_validate(everyone), rules, {})

"""Forward value of one source without a workshop."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from cxworkshop.cli.answers import print_json, print_table
from cxworkshop.cli.progress import progress
from cxworkshop.cli.workshop import Json, Source
from cxworkshop.domain.tables import Mapping, Role
from cxworkshop.domain.value import Unit

if TYPE_CHECKING:
    from cxworkshop.domain.value import Cohort, ValueEvidence

_UNITS: dict[str, Unit] = {key: unit for unit in get_args(Unit) for key in (unit, unit[0])}


def _unit(name: str) -> Unit:
    if (key := name.strip().lower()) not in _UNITS:
        message = f"{name!r} is no unit of time; give day, week, month or year (or D, W, M, Y)."
        raise typer.BadParameter(message)
    return _UNITS[key]


def value(
    source: Source,
    customer: Annotated[str, typer.Option(help="The column of customer ids.")],
    date: Annotated[str, typer.Option(help="The column of dates.")],
    revenue: Annotated[str, typer.Option(help="The column of revenue.")],
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The last day to learn from; without it the table's last one."
        ),
    ] = None,
    unit: Annotated[
        str, typer.Option(parser=_unit, metavar="UNIT", help="Unit of time: day, week, month or year.")
    ] = "week",
    horizon: Annotated[
        float | None, typer.Option(help="How many units to look ahead; without it a year.")
    ] = None,
    discount: Annotated[float, typer.Option(help="Yearly discount; 0.1 means 10 %.")] = 0.1,
    json: Json = False,
) -> None:
    """Forward value. Example: cxworkshop value orders.csv --customer id --date day --revenue sales."""
    from cxworkshop.analysis.value_evidence import value_evidence  # noqa: PLC0415 - Ibis only where used
    from cxworkshop.inputs.attach import attach  # noqa: PLC0415
    from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

    mapping: Mapping = {"customer": (customer,), "date": (date,), "revenue": (revenue,), "cost": ()}
    with progress("Forward value") as tell:
        firm = Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, source, mapping)})
        found = value_evidence(
            firm,
            until=until.date() if until else None,
            unit=_UNITS[unit],
            horizon=horizon,
            discount=discount,
            progress=tell,
        )
    if json:
        shown = {"n", "bg_nbd", "gamma_gamma", "expected_value", "alive", "kept_customer", "held_out"}
        shown |= {"until", "unit", "discount", "cohorts", "cohort_unit", "notes"}
        print_json(found.model_dump(mode="json", include=shown))
        return
    print_table(f"Forward value from purchases up to {found.until}", ("Measure", "Value"), _rows(found))
    if found.cohorts:
        columns = ("First bought in", "Customers", *map(str, range(1, len(found.cohorts[0].kept))))
        title = f"Per cent who bought again, so many {found.cohort_unit}s later"
        print_table(title, columns, map(_cohort_row, found.cohorts))
    for note in found.notes:
        typer.echo(note)


def _cohort_row(cohort: "Cohort") -> tuple[str, ...]:
    return (cohort.start, f"{cohort.customers:,}", *(f"{share:.0%}"[:-1] for share in cohort.kept[1:]))


def _rows(found: "ValueEvidence") -> list[tuple[str, str]]:
    buying, spending, expected = found.bg_nbd, found.gamma_gamma, found.expected_value
    rows = [
        ("customers", f"{found.n:,}"),
        ("customers who bought again", f"{spending.n:,}"),
        ("share still buying", f"{found.alive:.1%}"),
        (f"expected value, next {expected.horizon:g} {found.unit}s", f"{expected.total:,.2f}"),
        ("per customer", f"{expected.mean:,.2f}"),
        ("per customer, from", f"{expected.low:,.2f}"),
        ("per customer, to", f"{expected.high:,.2f}"),
        ("worth of keeping a customer", f"{found.kept_customer:,.2f}"),
    ]
    if found.held_out:
        rows += [
            ("purchases expected after that day", f"{found.held_out[0]:,.0f}"),
            ("purchases made after that day", f"{found.held_out[1]:,.0f}"),
        ]
    parameters = {"r": buying.r, "alpha": buying.alpha, "a": buying.a, "b": buying.b}
    parameters |= {"p": spending.p, "q": spending.q, "v": spending.v}
    return [*rows, *((f"model {name}", f"{number:.3f}") for name, number in parameters.items())]

"""The command that computes profit by customer from one source: profit."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cxworkshop.cli.answers import print_json, print_table
from cxworkshop.cli.progress import progress
from cxworkshop.cli.workshop import Json, Source
from cxworkshop.domain.costs import Believed, Costs
from cxworkshop.domain.tables import Mapping, Role, short_name
from cxworkshop.errors import InvalidChoiceError, UndefinedMeasureError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxworkshop.domain.profit import SegmentProfit
    from cxworkshop.inputs.firm import Firm


def profit(
    source: Source,
    customer: Annotated[str, typer.Option(help="The column of customer ids.")],
    revenue: Annotated[str, typer.Option(help="The column of revenue.")],
    cost: Annotated[
        list[str] | None, typer.Option(help="A column of costs; may be given several times.")
    ] = None,
    margin: Annotated[
        float | None, typer.Option(min=0, max=1, help="Profit as a share of revenue, where there is no cost.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Also for each value of this column.")] = None,
    json: Json = False,
) -> None:
    """Profit by customer. Example: cxworkshop profit orders.csv --customer id --revenue sales --cost cost."""
    from cxworkshop.inputs.attach import attach  # noqa: PLC0415 - Ibis only where it is used
    from cxworkshop.inputs.firm import Firm  # noqa: PLC0415

    if not cost and margin is None:
        msg = "Profit needs costs: name their column with --cost, or give a --margin such as 0.4."
        raise InvalidChoiceError(msg)
    if cost and margin is not None:
        msg = "Costs and a margin would count the same twice; give either --cost or --margin."
        raise InvalidChoiceError(msg)
    # No date: what isn't needed isn't read.
    mapping: Mapping = {"customer": (customer,), "revenue": (revenue,), "cost": tuple(cost or ()), "date": ()}
    with progress(f"Adding up {short_name(source)}") as tell:
        firm = Firm({Role.TRANSACTIONS: attach(Role.TRANSACTIONS, source, mapping)})
        answer = _answer(firm, margin, by, tell)
    if json:
        print_json(answer)
    else:
        _show(answer, by)


def _answer(
    firm: "Firm", margin: float | None, by: str | None, tell: "Callable[[float], None]"
) -> dict[str, Any]:
    import pandas as pd  # noqa: PLC0415 - as above

    from cxworkshop.analysis.customer_money import customer_money  # noqa: PLC0415
    from cxworkshop.analysis.profit import segment_profit, whale_curve  # noqa: PLC0415
    from cxworkshop.analysis.segment_names import segment_names  # noqa: PLC0415
    from cxworkshop.analysis.whale import ranking_notes, whale_groups  # noqa: PLC0415

    money = customer_money(firm, by=by)
    if margin is not None:
        given = Believed(kind="margin", name="margin", value=margin, low=margin, high=margin)
        money = replace(money, costs=Costs(believed=(given,)))
    profits = money.profit()
    notes = [check.text for check in firm.attached(Role.TRANSACTIONS).checks if check.level != "ok"]
    notes += ranking_notes(profits)
    segments: tuple[SegmentProfit, ...] = ()
    names = None
    if by is not None:
        names = segment_names(money.labels[by], money.labels[by])
        frame = pd.DataFrame({by: names, "profit": profits, "revenue": money.revenue})
        try:
            segments = segment_profit(frame, by, progress=tell)
        except UndefinedMeasureError as error:  # the whale curve is there all the same
            notes.append(str(error))
    return {
        **whale_curve(profits).model_dump(exclude={"curve"}),
        "segments": [segment.model_dump() for segment in segments],
        "groups": [group.model_dump() for group in whale_groups(profits, names)],
        "notes": notes,
    }


def _show(answer: dict[str, Any], by: str | None) -> None:
    rows = [
        (name.replace("_", " "), f"{value:,}" if isinstance(value, int) else f"{value:,.2f}")
        for name, value in answer.items()
        if isinstance(value, int | float)
    ]
    print_table("Profit by customer", ("Measure", "Value"), rows)
    if answer["refusal"]:
        typer.echo(answer["refusal"])
    groups = [
        (group["name"], f"{group['customers']:,}", f"{group['profit']:,.2f}") for group in answer["groups"]
    ]
    print_table("Cuts of the whale curve", ("Group", "Customers", "Profit"), groups)
    if answer["segments"]:
        columns = (by or "", "Customers", "Profit", "Per customer", "From", "To")
        print_table(f"Profit by {by}", columns, map(_segment_row, answer["segments"]))
    for note in answer["notes"]:
        typer.echo(note)


def _segment_row(segment: dict[str, Any]) -> tuple[str, ...]:
    money = (segment[name] for name in ("profit", "profit_per_customer", "low", "high"))
    return (segment["name"], f"{segment['customers']:,}", *(f"{amount:,.2f}" for amount in money))

"""What to know of comments, of requests, and of a journey's figures before they are shown."""

from collections.abc import Iterator, Mapping, Sequence

import ibis.expr.types as ir

from cxworkshop.domain.tables import Mapping as Columns
from cxworkshop.inputs.answers import Finding
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.units import unit_of_time

Numbers = Mapping[str, ir.Value]


def check_comments(table: ir.Table, mapping: Columns, rows: int) -> Iterator[Finding]:
    """Yield how many comments are blank, and how many of the others name no touchpoint."""
    said = as_text(table[mapping["text"][0]]).notnull()
    touchpoint = mapping.get("touchpoint", ())
    named = as_text(table[touchpoint[0]]).notnull() if touchpoint else said
    blank, loose = _counted(table, ~said, said & ~named)
    if blank:
        yield "blank_comments", {"count": f"{blank:,}", "rows": f"{rows:,}"}
    if loose:
        yield "loose_comments", {"count": f"{loose:,}", "rows": f"{rows:,}", "column": touchpoint[0]}


def check_requests(
    table: ir.Table, mapping: Columns, numbers: Numbers, missing: Sequence[float], rows: int
) -> Iterator[Finding]:
    """Yield how many requests have no channel, a time below 0 or none, and that the unit can't be told."""
    channel, column = mapping["channel"][0], mapping["time"][0]
    time = numbers[column]
    known = as_text(table[channel]).notnull()
    coded = time.isin(missing).fill_null(False) if missing else time.isnull()  # noqa: FBT003 - a value
    below = (time < 0).fill_null(False)  # noqa: FBT003
    lost, negative, unanswered = _counted(
        table, ~known, known & below & ~coded, known & (time.isnull() | coded)
    )
    counts = (
        ("no_channel", lost, channel),
        ("negative_times", negative, column),
        ("no_times", unanswered, column),
    )
    for key, count, name in counts:
        if count:
            yield key, {"count": f"{count:,}", "rows": f"{rows:,}", "column": name}
    if not unit_of_time(column):
        yield "no_unit", {"column": column}


def check_journey(table: ir.Table, mapping: Columns, numbers: Numbers) -> Iterator[Finding]:
    """Yield how many volumes and costs are below 0."""
    for column in (*mapping.get("volume", ()), *mapping.get("cost", ())):
        (below,) = _counted(table, (numbers[column] < 0).fill_null(False))  # noqa: FBT003 - a value
        if below:
            yield "negative_figures", {"count": f"{below:,}", "column": column}


def _counted(table: ir.Table, *rows: ir.BooleanValue) -> list[int]:
    measures = {f"n{index}": chosen.sum().fill_null(0) for index, chosen in enumerate(rows)}
    row = table.aggregate(**measures).execute().iloc[0]
    return [int(row[name]) for name in measures]

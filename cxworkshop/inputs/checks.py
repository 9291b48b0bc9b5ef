"""What a firm should know of its table before it trusts a figure from it, in plain words.

The texts are in ``templates/texts/checks.yaml``.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import ibis.expr.types as ir

from cxworkshop.domain.tables import Check, Mapping, Role
from cxworkshop.errors import EmptyTableError
from cxworkshop.inputs.answers import Finding, check_answers
from cxworkshop.inputs.dates import as_date, date_writing
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.numbers import Writing, read_number, writings
from cxworkshop.inputs.tables import NUMERIC, ROLES, UNIQUE, RoleColumn
from cxworkshop.inputs.text_files import UTF_8
from cxworkshop.settings import texts


class _Table(NamedTuple):
    role: Role
    table: ir.Table
    mapping: Mapping
    rows: int


def check_table(  # noqa: PLR0913 - the encoding and the clock are for callers that know better
    role: Role,
    table: ir.Table,
    mapping: Mapping,
    missing: Sequence[float] = (),
    *,
    encoding: str = UTF_8,
    today: date | None = None,
) -> tuple[Check, ...]:
    """Return what is worth knowing about a table; a clean one gives one line with its number of rows.

    Raises
    ------
    NotNumericError
        A column that must hold numbers doesn't.
    EmptyTableError
        A needed column holds no value at all.
    """
    asked = _Table(role, table, mapping, int(table.count().execute()))
    today = today or datetime.now(UTC).date()
    findings: list[Finding] = [("encoding", {"encoding": encoding})] if encoding != UTF_8 else []
    findings += _check_customers(asked)
    findings += _check_repeats(asked)
    findings += _check_dates(asked, today)
    findings += _check_numbers(asked, missing)
    opening: Finding = ("rows" if findings else "clean", {"rows": f"{asked.rows:,}"})
    return tuple(_say(key, gaps) for key, gaps in (opening, *findings))


def _say(key: str, gaps: dict[str, str]) -> Check:
    template = texts("checks")[key]
    return Check(level=template["level"], text=template["text"].format(**gaps))


def _check_customers(asked: _Table) -> Iterator[Finding]:
    for column in asked.mapping.get("customer", ()):
        empty = asked.rows - int(as_text(asked.table[column]).count().execute())
        if empty == asked.rows and asked.role is not Role.SURVEY:
            _refuse_empty(asked.role, column, "customer")
        if empty:
            key = "anonymous" if asked.role is Role.SURVEY else "no_customer"
            yield key, {"count": f"{empty:,}", "rows": f"{asked.rows:,}", "column": column}


def _check_repeats(asked: _Table) -> Iterator[Finding]:
    if unique := UNIQUE.get(asked.role):
        key = as_text(asked.table[asked.mapping[unique][0]])
        row = asked.table.aggregate(all=key.count(), different=key.nunique()).execute().iloc[0]
        if repeated := int(row["all"] - row["different"]):
            yield f"repeated_{unique}s", {"count": f"{repeated:,}"}
    elif asked.role in {Role.TRANSACTIONS, Role.SERVICE}:
        copies = asked.rows - int(asked.table.distinct().count().execute())
        if copies:
            yield "duplicates", {"count": f"{copies:,}"}


def _check_dates(asked: _Table, today: date) -> Iterator[Finding]:
    for column in asked.mapping.get("date", ()):
        writing = date_writing(asked.table, column)
        if writing.ambiguous:
            yield "ambiguous_dates", {"column": column}
            continue
        if writing.unreadable:
            yield "no_dates", {"count": f"{writing.unreadable:,}", "column": column}
        dates = as_date(asked.table, column)
        future = (dates > today).sum().fill_null(0)
        row = asked.table.aggregate(future=future, latest=dates.max().cast("string")).execute().iloc[0]
        if row["future"]:
            count = f"{int(row['future']):,}"
            yield "future", {"count": count, "column": column, "latest": str(row["latest"])}


def _check_numbers(asked: _Table, missing: Sequence[float]) -> Iterator[Finding]:
    roles = {column.name: column for column in ROLES[asked.role]}
    played = {
        column: roles[name]
        for name, columns in asked.mapping.items()
        if roles[name].kind in NUMERIC
        for column in columns
    }
    if not played:
        return
    found = writings(asked.table, tuple(played))
    numbers = {name: read_number(asked.table[name], writing) for name, writing in found.items()}
    yield from _check_writings(found)
    yield from _check_values(asked, played, numbers)
    if asked.role is Role.SURVEY:
        yield from check_answers(asked.table.select(**numbers).execute(), asked.mapping, missing)


def _check_writings(found: dict[str, Writing]) -> Iterator[Finding]:
    for column, writing in found.items():
        if writing.currency:
            yield "currency", {"column": column}
        if writing.style == "comma":
            yield "decimal_comma", {"column": column}


def _check_values(
    asked: _Table, played: dict[str, RoleColumn], numbers: dict[str, ir.Value]
) -> Iterator[Finding]:
    measures: dict[str, ir.Value] = {}
    for index, number in enumerate(numbers.values()):
        measures |= {f"n{index}": number.count(), f"different{index}": number.min() != number.max()}
        measures |= {f"below{index}": (number < 0).sum().fill_null(0)}
        measures |= {f"sum{index}": number.sum(where=number < 0).fill_null(0.0)}
    row = asked.table.aggregate(**measures).execute().iloc[0]
    for index, (column, role_column) in enumerate(played.items()):
        count, below = int(row[f"n{index}"]), int(row[f"below{index}"])
        if role_column.required and count == 0:
            _refuse_empty(asked.role, column, role_column.name)
        if role_column.kind == "money" and count < asked.rows:
            gaps = {"count": f"{asked.rows - count:,}", "rows": f"{asked.rows:,}", "column": column}
            yield "empty_values", gaps
        if role_column.kind == "money" and below:
            yield "negative", {"count": f"{below:,}", "sum": f"{row[f'sum{index}']:,.2f}", "column": column}
        if role_column.kind == "score" and asked.rows > 1 and not row[f"different{index}"]:
            yield "constant", {"column": column}


def _refuse_empty(role: Role, column: str, name: str) -> None:
    msg = (
        f"The column {column} ({name}) of the {role} table is empty; "
        f"fill it in, or choose another column with --map {name}=COLUMN."
    )
    raise EmptyTableError(msg)

"""What a firm should know of its table before it trusts a figure from it, in plain words.

The texts are in ``templates/texts/checks.yaml``.
"""

import shlex
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import ibis.expr.types as ir

from cxworkshop.domain.tables import Check, Mapping, Role
from cxworkshop.errors import EmptyTableError
from cxworkshop.inputs.answers import Finding, check_answers, check_ratings
from cxworkshop.inputs.contacts import check_comments, check_journey, check_requests
from cxworkshop.inputs.copies import check_copies
from cxworkshop.inputs.currencies import codes, expect_one, rows_by_currency
from cxworkshop.inputs.dates import date_writing, day_first_and_month_first, first_unread, read_date
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.measured import check_metrics
from cxworkshop.inputs.naming import is_cost_like
from cxworkshop.inputs.numbers import Writing, read_number, writings
from cxworkshop.inputs.reach import within_reach
from cxworkshop.inputs.scales import answer_ends
from cxworkshop.inputs.tables import NUMERIC, ROLES, UNIQUE, RoleColumn
from cxworkshop.inputs.text_files import UTF_8
from cxworkshop.inputs.unit_costs import read_unit_costs
from cxworkshop.settings import texts


class _Table(NamedTuple):
    """``table`` has the mapped columns where they can be read, ``whole`` all columns where they lie."""

    role: Role
    table: ir.Table
    whole: ir.Table
    mapping: Mapping
    rows: int


def check_table(  # noqa: PLR0913 - the encoding and the clock are for callers that know better
    role: Role,
    table: ir.Table,
    mapping: Mapping,
    missing: Sequence[float] = (),
    never_used: Sequence[float] = (),
    *,
    encoding: str = UTF_8,
    today: date | None = None,
) -> tuple[Check, ...]:
    """Return what is worth knowing about a table, problems first; a clean one gives its number of rows.

    Raises
    ------
    NotNumericError
        A column that must hold numbers doesn't.
    EmptyTableError
        A needed column holds no value at all.
    MixedCurrenciesError
        Money is in several currencies.
    InvalidChoiceError
        Unit costs make no sense.
    """
    asked = _Table(role, within_reach(role, table, mapping), table, mapping, int(table.count().execute()))
    today = today or datetime.now(UTC).date()
    findings: list[Finding] = [("encoding", {"encoding": encoding})] if encoding != UTF_8 else []
    _expect_words(asked)
    findings += _check_currency(asked)
    findings += _check_customers(asked)
    findings += _check_dates(asked, today)
    found = writings(asked.table, tuple(_played(asked)))
    findings += _check_repeats(asked, found)
    findings += _check_numbers(asked, found, missing, never_used)
    findings += _check_cost_like(asked)
    if asked.role is Role.VERBATIMS:
        findings += check_comments(asked.table, asked.mapping, asked.rows)
    opening = _say("rows" if findings else "clean", {"rows": f"{asked.rows:,}"})
    said = [_say(key, gaps) for key, gaps in findings]
    return (opening, *sorted(said, key=lambda check: check.level != "problem"))


def _expect_words(asked: _Table) -> None:
    if asked.role is Role.UNIT_COSTS:  # its reader says so
        return
    words = [column.name for column in ROLES[asked.role] if column.required and column.kind == "text"]
    for name in words:
        (column,) = asked.mapping[name]
        if not int(as_text(asked.table[column]).count().execute()):
            _refuse_empty(asked.role, column, name)


def _played(asked: _Table) -> dict[str, RoleColumn]:
    """Return the table's columns of numbers and what they play."""
    roles = {column.name: column for column in ROLES[asked.role]}
    parts = ((roles[name], columns) for name, columns in asked.mapping.items())
    return {column: part for part, columns in parts if part.kind in NUMERIC for column in columns}


def _say(key: str, gaps: dict[str, str]) -> Check:
    template = texts("checks")[key]
    return Check(level=template["level"], text=template["text"].format(**gaps))


def _check_currency(asked: _Table) -> Iterator[Finding]:
    for column in asked.mapping.get("currency", ()):
        rows = rows_by_currency(asked.table, codes(asked.table[column]))
        expect_one([column], rows)
        for currency, count in rows.items():
            if count < asked.rows:
                gaps = {"count": f"{asked.rows - count:,}", "rows": f"{asked.rows:,}", "column": column}
                yield "no_currency", gaps | {"currency": currency}


def _check_cost_like(asked: _Table) -> Iterator[Finding]:
    if asked.role is not Role.TRANSACTIONS:
        return
    played = {column for columns in asked.mapping.values() for column in columns}
    alike = [name for name in asked.whole.columns if name not in played and is_cost_like(name)]
    if alike:
        remedy = shlex.quote("cost=" + ",".join((*asked.mapping.get("cost", ()), *alike)))
        key = "cost_like" if len(alike) == 1 else "costs_like"
        yield key, {"columns": ", ".join(alike), "remedy": remedy}


def _check_customers(asked: _Table) -> Iterator[Finding]:
    if asked.role in {Role.VERBATIMS, Role.REQUESTS}:  # they count without a customer too
        return
    for column in asked.mapping.get("customer", ()):
        empty = asked.rows - int(as_text(asked.table[column]).count().execute())
        if empty == asked.rows and asked.role is not Role.SURVEY:
            _refuse_empty(asked.role, column, "customer")
        if empty:
            key = "anonymous" if asked.role is Role.SURVEY else "no_customer"
            yield key, {"count": f"{empty:,}", "rows": f"{asked.rows:,}", "column": column}


def _check_repeats(asked: _Table, found: dict[str, Writing]) -> Iterator[Finding]:
    if unique := UNIQUE.get(asked.role):
        key = as_text(asked.table[asked.mapping[unique][0]])
        row = asked.table.aggregate(all=key.count(), different=key.nunique()).execute().iloc[0]
        if repeated := int(row["all"] - row["different"]):
            yield f"repeated_{unique}s", {"count": f"{repeated:,}"}
    elif asked.role in {Role.TRANSACTIONS, Role.SERVICE}:
        yield from check_copies(asked.role, asked.whole, asked.mapping, found)


def _check_dates(asked: _Table, today: date) -> Iterator[Finding]:
    for column in asked.mapping.get("date", ()):
        writing = date_writing(asked.table, column)
        if writing.mixed:
            day_first, month_first = day_first_and_month_first(asked.table, column)
            yield "mixed_dates", {"column": column, "day_first": day_first, "month_first": month_first}
        elif writing.ambiguous:
            yield "ambiguous_dates", {"column": column}
        if writing.unreadable:
            first = first_unread(asked.table, column, writing.form)
            yield "no_dates", {"count": f"{writing.unreadable:,}", "column": column, "first": first}
        if writing.form is None:
            continue
        dates = read_date(asked.table[column], writing.form)
        future = (dates > today).sum().fill_null(0)
        row = asked.table.aggregate(future=future, latest=dates.max().cast("string")).execute().iloc[0]
        if row["future"]:
            count = f"{int(row['future']):,}"
            yield "future", {"count": count, "column": column, "latest": str(row["latest"])}


def _check_numbers(
    asked: _Table, found: dict[str, Writing], missing: Sequence[float], never_used: Sequence[float]
) -> Iterator[Finding]:
    if not found:
        return
    numbers = {name: read_number(asked.table[name], writing) for name, writing in found.items()}
    yield from _check_writings(found)
    if asked.role is Role.UNIT_COSTS:
        read_unit_costs(asked.table, asked.mapping)
        return
    yield from _check_values(asked, numbers)
    if asked.role is Role.SERVICE:
        _expect_events(asked, numbers)
    if asked.role is Role.SURVEY:
        answers = asked.table.select(**numbers).execute()
        yield from check_answers(answers, asked.mapping, missing, never_used)
        ratings = {name: numbers[name] for name in asked.mapping["touchpoint"]}
        yield from check_ratings(answer_ends(asked.table, ratings, missing), tuple(ratings))
    if asked.role is Role.JOURNEY:
        yield from check_journey(asked.table, asked.mapping, numbers)
    if asked.role is Role.REQUESTS:
        yield from check_requests(asked.table, asked.mapping, numbers, missing, asked.rows)
    if asked.role is Role.METRICS:
        yield from check_metrics(asked.table, asked.mapping, numbers, missing, asked.rows)


def _expect_events(asked: _Table, numbers: dict[str, ir.Value]) -> None:
    for column in asked.mapping.get("count", ()):
        known = as_text(asked.table[asked.mapping["customer"][0]]).notnull()
        events = numbers[column].fill_null(1.0).sum(where=known).fill_null(0.0)
        if not asked.table.aggregate(events=events).execute().iloc[0]["events"] > 0:
            msg = f"The column {column} of the service table counts no event at all; choose another as count."
            raise EmptyTableError(msg)


def _check_writings(found: dict[str, Writing]) -> Iterator[Finding]:
    for column, writing in found.items():
        if writing.currency:
            yield "currency", {"column": column}
        if writing.style == "comma":
            yield "decimal_comma", {"column": column}


def _check_values(asked: _Table, numbers: dict[str, ir.Value]) -> Iterator[Finding]:
    measures: dict[str, ir.Value] = {}
    for index, number in enumerate(numbers.values()):
        measures |= {f"n{index}": number.count(), f"different{index}": number.min() != number.max()}
        measures |= {f"below{index}": (number < 0).sum().fill_null(0)}
        measures |= {f"sum{index}": number.sum(where=number < 0).fill_null(0.0)}
    row = asked.table.aggregate(**measures).execute().iloc[0]
    _expect_values(asked, {name: int(row[f"n{index}"]) for index, name in enumerate(numbers)})
    adds_up = asked.role is not Role.JOURNEY
    for index, (column, role_column) in enumerate(_played(asked).items()):
        count, below = int(row[f"n{index}"]), int(row[f"below{index}"])
        if adds_up and role_column.kind == "money" and count < asked.rows:
            gaps = {"count": f"{asked.rows - count:,}", "rows": f"{asked.rows:,}", "column": column}
            yield "empty_values", gaps
        if adds_up and role_column.kind == "money" and below:
            yield "negative", {"count": f"{below:,}", "sum": f"{row[f'sum{index}']:,.2f}", "column": column}
        alike = asked.rows > 1 and not row[f"different{index}"]
        if role_column.kind == "score" and not role_column.many and alike:
            yield "constant", {"column": column}


def _expect_values(asked: _Table, counts: dict[str, int]) -> None:
    """Refuse what is needed and holds no value in any of the columns that play it."""
    for part in ROLES[asked.role]:
        columns = asked.mapping.get(part.name, ()) if part.required and part.kind in NUMERIC else ()
        if columns and not any(counts[column] for column in columns):
            _refuse_empty(asked.role, ", ".join(columns), part.name)


def _refuse_empty(role: Role, column: str, name: str) -> None:
    msg = (
        f"The column {column} ({name}) of the {role} table is empty; "
        f"fill it in, or choose another column with --map {name}=COLUMN."
    )
    raise EmptyTableError(msg)

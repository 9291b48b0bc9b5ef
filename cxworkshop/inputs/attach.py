"""Attach a table: open it, map its columns, check it, and take its fingerprint."""

from collections.abc import Sequence

import ibis.expr.types as ir

from cxworkshop.domain.tables import AttachedTable, Mapping, Role
from cxworkshop.errors import InvalidChoiceError
from cxworkshop.inputs.checks import check_table
from cxworkshop.inputs.customers import categories, once_each
from cxworkshop.inputs.ids import as_text
from cxworkshop.inputs.location import absolute
from cxworkshop.inputs.reach import within_reach
from cxworkshop.inputs.scales import common_scale, mute_columns, survey_ends
from cxworkshop.inputs.sources import encoding_of, fingerprint, open_table
from cxworkshop.inputs.tables import check_mapping, guess_mapping


def attach(
    role: Role,
    source: str,
    mapping: Mapping | None = None,
    missing: Sequence[float] = (),
    never_used: Sequence[float] = (),
) -> AttachedTable:
    """Return a table as it enters the workshop's log: its source, mapping, checks and fingerprint.

    A password in the source is neither used nor kept. Ratings of a survey that tell nothing, because nobody
    gave one or everybody the same, are left out of its mapping, and a check says so.

    Parameters
    ----------
    role
        What the table is to the workshop.
    source
        A path, ``PATH.sqlite::TABLE``, ``duckdb://PATH::TABLE``, or a warehouse's table:
        ``postgres://USER@HOST:PORT/DATABASE::TABLE`` or ``spark://MASTER::TABLE_OR_PATH``.
    mapping
        Role column → the table's columns; what isn't given is guessed.
    missing
        Codes in the ratings that mean "no answer".
    never_used
        Those of them that mean "never used".

    Raises
    ------
    InvalidChoiceError
        A code for "never used" isn't among those for "no answer".
    WorkshopError
        The source can't be opened, a needed column is missing, text stands where numbers belong, or money is
        in several currencies.
    """
    _expect_among(never_used, missing)
    sha256 = fingerprint(source)
    table = open_table(source)
    full = guess_mapping(role, table, mapping)
    check_mapping(role, full, table.columns)
    checks = check_table(role, table, full, tuple(missing), tuple(never_used), encoding=encoding_of(source))
    scale = None
    if role is Role.SURVEY:
        ends = survey_ends(table, full, missing)
        scale = common_scale(ends.values())
        mute = mute_columns(ends, full["touchpoint"])
        full["touchpoint"] = tuple(name for name in full["touchpoint"] if name not in mute)
    return AttachedTable(
        role=role,
        source=absolute(source),
        mapping=full,
        rows=int(table.count().execute()),
        sha256=sha256,
        missing=tuple(missing),
        never_used=tuple(never_used),
        checks=checks,
        categories=_categories(role, table, full),
        scale=scale,
    )


def _expect_among(never_used: Sequence[float], missing: Sequence[float]) -> None:
    strangers = [code for code in never_used if code not in missing]
    if strangers:
        msg = (
            f"{strangers[0]:g} is to mean “never used”, but isn't among the codes for “no answer”"
            f"{_listed(missing)}; name it as both, as in: --missing 0,99 --never-used 99"
        )
        raise InvalidChoiceError(msg)


def _listed(codes: Sequence[float]) -> str:
    return f" ({', '.join(f'{code:g}' for code in codes)})" if codes else ""


def _categories(role: Role, table: ir.Table, mapping: Mapping) -> dict[str, tuple[str, ...]]:
    if role is not Role.CUSTOMERS:
        return {}
    rows, attributes = within_reach(role, table, mapping), mapping.get("attribute", ())
    columns = {name: as_text(rows[name]) for name in attributes}
    customers = once_each(rows, mapping["customer"][0], columns)
    return categories(customers, attributes)

"""What a firm's tables are to the workshop: roles, the columns they need, and which column plays which."""

from collections.abc import Collection, Sequence
from typing import Literal

import ibis.expr.types as ir

from cxworkshop.domain.model import Model
from cxworkshop.domain.tables import Mapping, Role
from cxworkshop.errors import InvalidChoiceError, MissingColumnError
from cxworkshop.inputs.guessing import (
    find_alike,
    find_attributes,
    find_factors,
    find_ratings,
    most_distinct,
)
from cxworkshop.inputs.naming import close_names, is_result, plain, synonyms

Kind = Literal["id", "text", "date", "money", "score", "number"]

NUMERIC: frozenset[Kind] = frozenset({"money", "score", "number"})
"""Kinds of columns that must hold numbers."""

_WORDS: frozenset[Kind] = frozenset({"id", "text"})


class RoleColumn(Model):
    """A column that a role needs or can use; ``many`` says that several columns may play it."""

    name: str
    kind: Kind
    required: bool = False
    many: bool = False


def _needed(name: str, kind: Kind, *, many: bool = False) -> RoleColumn:
    return RoleColumn(name=name, kind=kind, required=True, many=many)


def _useful(name: str, kind: Kind, *, many: bool = False) -> RoleColumn:
    return RoleColumn(name=name, kind=kind, many=many)


ROLES: dict[Role, tuple[RoleColumn, ...]] = {
    Role.TRANSACTIONS: (
        _needed("customer", "id"),
        _useful("date", "date"),
        _needed("revenue", "money"),
        _useful("cost", "money", many=True),
        _useful("currency", "text"),
        _useful("invoice", "id"),
    ),
    Role.SERVICE: (
        _needed("customer", "id"),
        _useful("date", "date"),
        _useful("event", "text"),
        _useful("cost", "money"),
        _useful("count", "number"),
    ),
    Role.UNIT_COSTS: (
        _needed("event", "text"),
        _needed("cost", "money"),
        _useful("low", "money"),
        _useful("high", "money"),
    ),
    Role.CUSTOMERS: (
        _needed("customer", "id"),
        _useful("acquisition", "money"),
        _useful("attribute", "text", many=True),
    ),
    Role.SURVEY: (
        _useful("customer", "id"),
        _needed("outcome", "score"),
        _useful("satisfaction", "score"),
        _needed("touchpoint", "score", many=True),
        _useful("weight", "number"),
        _useful("stayed", "number"),
        _useful("date", "date"),
        _useful("factor", "text", many=True),
    ),
    Role.JOURNEY: (
        _needed("touchpoint", "text"),
        _useful("label", "text"),
        _useful("stage", "text"),
        _useful("order", "number"),
        _useful("volume", "number"),
        _useful("cost", "money"),
    ),
    Role.VERBATIMS: (
        _needed("text", "text"),
        _useful("touchpoint", "text"),
        _useful("rating", "score"),
        _useful("date", "date"),
        _useful("customer", "id"),
    ),
    Role.REQUESTS: (
        _needed("channel", "text"),
        _needed("time", "number"),
        _useful("date", "date"),
        _useful("customer", "id"),
    ),
    Role.METRICS: (
        _needed("metric", "text"),
        _needed("date", "date"),
        _needed("value", "number"),
        _useful("target", "number"),
        _useful("unit", "text"),
        _useful("site", "text"),
    ),
}

UNIQUE = {Role.CUSTOMERS: "customer", Role.JOURNEY: "touchpoint"}
"""Role columns that should hold a value once; unit costs must have an event once."""

FRAMES = (Role.CUSTOMERS, Role.SURVEY)
"""Roles whose ``many`` columns keep their own names beside the role's."""


def parse_mapping(role: Role, pairs: Sequence[str]) -> Mapping:
    """Turn ``role=column`` pairs into a mapping.

    A column of the role that may be played by many is given several times, or comma separated.

    Raises
    ------
    InvalidChoiceError
        A pair has another form, or names a column that the role doesn't have.
    """
    known = {column.name: column for column in ROLES[role]}
    mapping: Mapping = {}
    for pair in pairs:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not value or name not in known:
            msg = (
                f"A {role} table is mapped as ROLE=COLUMN, with one of {', '.join(known)} as ROLE, "
                f"but came {pair!r}; write for example: --map {next(iter(known))}=COLUMN"
            )
            raise InvalidChoiceError(msg)
        columns = (part.strip() for part in value.split(",")) if known[name].many else (value,)
        mapping[name] = (*mapping.get(name, ()), *filter(None, columns))
    return mapping


def guess_mapping(role: Role, table: ir.Table, given: Mapping | None = None) -> Mapping:
    """Guess which of a table's columns play a role's columns; what is doubtful is left out.

    Names are compared with those in ``templates/columns.yaml``; case, accents, spaces, punctuation and a
    currency at the end don't matter. Attributes of customers and ratings are told by their values; what is
    named like a factor is one unless its values are ids, and like satisfaction where it holds ratings.

    Parameters
    ----------
    role
        What the table is to the workshop.
    table
        The table, opened.
    given
        What the user has mapped, an empty tuple where nothing shall play; it is kept, and its columns play
        nothing else.
    """
    mapping = dict(given or {})
    for column in ROLES[role]:
        if column.name not in mapping:
            mapping[column.name] = _guess(role, column, table, _free(table, mapping))
    words = {column.name for column in ROLES[role]}
    free = [name for name in _free(table, mapping) if name.lower() not in words]
    if role is Role.CUSTOMERS and "attribute" not in (given or {}):
        mapping["attribute"] = find_attributes(table, free)
    if role is Role.SURVEY:
        if "satisfaction" not in (given or {}):
            mapping["satisfaction"] = find_ratings(table, mapping["satisfaction"])
        _tell_ratings_from_factors(mapping, given or {}, table, free)
    return {name: columns for name, columns in mapping.items() if columns}


def check_mapping(role: Role, mapping: Mapping, columns: Collection[str]) -> None:
    """Refuse a mapping that can't work with a table of these columns.

    Raises
    ------
    MissingColumnError
        A needed column isn't mapped, or a mapped one isn't in the table.
    InvalidChoiceError
        Several columns are given where one can play, or one column plays two parts that can't be the same.
    """
    for column in ROLES[role]:
        played_by = mapping.get(column.name, ())
        if column.required and not played_by:
            near = close_names((column.name, *synonyms(role, column.name)), columns)
            msg = f"The {role} table needs a column for {column.name}, and none could be told by its name; "
            raise MissingColumnError(msg + _remedy(column, columns, near))
        for name in played_by:
            if name not in columns:
                msg = f"The {role} table has no column {name!r} (asked for as {column.name}); "
                raise MissingColumnError(msg + _remedy(column, columns, close_names((name,), columns)))
        clash = [
            name for name in played_by if column.many and role in FRAMES and name.lower() in _names(role)
        ]
        if clash:
            msg = (
                f"The {role} table's column {clash[0]!r} can't be used as {column.name}, because the "
                "workshop uses that word itself; rename the column in the table."
            )
            raise InvalidChoiceError(msg)
        if len(played_by) > 1 and not column.many:
            msg = (
                f"Only one column of the {role} table can be {column.name}, but {', '.join(played_by)} "
                f"were given; choose one with --map {column.name}=COLUMN."
            )
            raise InvalidChoiceError(msg)
    _check_parts(role, mapping)


def _check_parts(role: Role, mapping: Mapping) -> None:
    """Refuse a column that plays twice, unless both parts are words (a journey's touchpoint and label)."""
    kinds = {column.name: column.kind for column in ROLES[role]}
    played: dict[str, str] = {}
    for part, columns in mapping.items():
        for name in columns:
            before, played[name] = played.get(name), part
            if before and (before == part or {kinds[before], kinds[part]} - _WORDS):
                msg = (
                    f"The {role} table's column {name!r} is given as {before} and again as {part}, but it "
                    "can be one of them only, and once; choose another column."
                )
                raise InvalidChoiceError(msg)


def _free(table: ir.Table, mapping: Mapping) -> list[str]:
    taken = {column for columns in mapping.values() for column in columns}
    return [name for name in table.columns if name not in taken]


def _tell_ratings_from_factors(mapping: Mapping, given: Mapping, table: ir.Table, free: list[str]) -> None:
    """Fill in ratings and factors; a hotel's "location" is a rating where it is answered like the others."""
    if "touchpoint" not in given and mapping["outcome"]:
        sure = find_ratings(table, [name for name in free if _may_rate(name)])
        named = mapping["factor"] if "factor" not in given else ()
        ratings = {*sure, *find_alike(table, named, sure)}
        mapping["touchpoint"] = tuple(name for name in table.columns if name in ratings)
    if "factor" not in given:
        named = tuple(name for name in mapping["factor"] if name not in mapping["touchpoint"])
        mapping["factor"] = find_factors(table, named)


def _may_rate(name: str) -> bool:
    """Return whether a survey's column isn't named like a result, a date or who served, where and how."""
    others = {known for part in ("satisfaction", "date", "factor") for known in synonyms(Role.SURVEY, part)}
    return not is_result(name) and plain(name) not in others


def _guess(role: Role, column: RoleColumn, table: ir.Table, names: Sequence[str]) -> tuple[str, ...]:
    known = synonyms(role, column.name)
    fitting = [name for name in names if plain(name) in known]
    if UNIQUE.get(role) == column.name:
        fitting = most_distinct(table, fitting)
    own = [name for name in fitting if plain(name) == plain(column.name)]
    if column.many:
        return tuple(fitting)
    best = own or fitting
    return tuple(best) if len(best) == 1 else ()


def _names(role: Role) -> set[str]:
    return {column.name for column in ROLES[role] if not column.many}


def _remedy(column: RoleColumn, columns: Collection[str], near: Sequence[str]) -> str:
    shown = ", ".join(list(columns)[:20]) + (" …" if len(columns) > 20 else "")  # noqa: PLR2004 - a line's worth
    close = f" (close: {', '.join(near)})" if near else ""
    return f"it has {shown}{close}. Name the right one with --map {column.name}=COLUMN."

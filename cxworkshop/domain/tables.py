"""What the workshop remembers of a firm's table: never its rows."""

import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from cxworkshop.domain.model import Model

_WAREHOUSES = ("postgres", "postgresql", "spark")


class Role(StrEnum):
    """What a table is to the workshop."""

    TRANSACTIONS = "transactions"
    SERVICE = "service"
    UNIT_COSTS = "unit_costs"
    CUSTOMERS = "customers"
    SURVEY = "survey"
    JOURNEY = "journey"
    VERBATIMS = "verbatims"
    REQUESTS = "requests"
    METRICS = "metrics"


class Check(Model):
    """One finding about a table, in plain words."""

    level: Literal["ok", "note", "problem"]
    text: str


Mapping = dict[str, tuple[str, ...]]
"""Role column → the table's columns that play it, e.g. ``{"customer": ("CustomerKey",)}``."""


class AttachedTable(Model):
    """A table's source, mapping and fingerprint, as recorded when it was attached.

    ``missing`` are the codes that mean "no answer" in the table's scores (0, 99 …); those of them that mean
    "never used" are ``never_used``. ``categories`` names, for each attribute of customers, its values that at
    least 3 of them have; attributes with too many have none.
    ``scale`` are the ends of the scale that a survey's ratings are on, None where they can't be told.
    """

    role: Role
    source: str
    mapping: Mapping
    rows: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    missing: tuple[float, ...] = ()
    never_used: tuple[float, ...] = ()
    checks: tuple[Check, ...] = ()
    categories: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    scale: tuple[float, float] | None = None

    def column(self, name: str) -> str | None:
        """Return the table's column that plays ``name``, or None where none does."""
        return next(iter(self.mapping.get(name, ())), None)

    def columns(self, name: str) -> tuple[str, ...]:
        """Return all of the table's columns that play ``name``."""
        return self.mapping.get(name, ())


def short_name(source: str) -> str:
    """Return the source without its folders: the file's name and, where named, the table in it.

    Of a warehouse's table, database and table are told, never user, password or host.
    """
    scheme, has_scheme, rest = source.partition("://")
    if has_scheme and scheme.lower() in _WAREHOUSES:
        place, mark, table = rest.rpartition("::")
        database = place.rpartition("@")[2].partition("?")[0].partition("/")[2]
        told = mark and "@" not in table
        return (database or scheme.lower()) + (mark + re.split(r"[/\\]", table)[-1] if told else "")
    location, mark, table = source.removeprefix("duckdb://").partition("::")
    return re.split(r"[/\\]", location.rstrip("/\\"))[-1] + mark + table


def spoken_name(column: str) -> str:
    """Return a column's name as it may be shown: ``check_in`` becomes "Check in"."""
    words = " ".join(column.replace("_", " ").split())
    return words[:1].upper() + words[1:]

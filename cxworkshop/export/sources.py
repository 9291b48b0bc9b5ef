"""Where a figure comes from, in words: source lines and provenance."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cxworkshop import settings
from cxworkshop.charts.figures import count, percent, period, short
from cxworkshop.domain.drivers import DriverEvidence
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import short_name
from cxworkshop.domain.value import ValueEvidence

DECISION = ("source", "decision")
"""Where the source line of a decision stands among the texts."""


def text(*path: str, **facts: object) -> str:
    """Return one of the deck's texts, filled in."""
    found: Any = settings.texts("deck")
    for name in path:
        found = found[name]
    return str(found).format(**facts)


def headers(*path: str) -> tuple[str, ...]:
    """Return a list of the deck's texts: a table's headers."""
    found: Any = settings.texts("deck")
    for name in path:
        found = found[name]
    return tuple(found)


def day(when: date) -> str:
    """Return a date as people write it: 30 November 2027."""
    return f"{when.day}\N{NO-BREAK SPACE}{when:%B %Y}"


def of_ten(share: float) -> str:
    """Return a share as so many of ten, as people rate: 9 of 10."""
    return f"{share * 10:.0f} of 10"


def file_name(source: str) -> str:
    """Return a source's short name as people say it.

    ``/home/ana/orders.csv`` → ``orders.csv``; ``postgres://ana:pw@host/db::orders`` → ``db, table orders``.
    """
    return ", table ".join(part for part in short_name(source).split("::", 1) if part)


def source_line(provenance: Sequence[Provenance], basis: str) -> str:
    """Return the line under an exhibit: the files, and what they were counted by."""
    files = ", ".join(dict.fromkeys(file_name(entry.source) for entry in provenance))
    return text("source", "line", files=files, basis=basis)


def customers_basis(evidence: ProfitEvidence) -> str:
    """Say how many customers stand behind the profit, and of which time."""
    n = count(evidence.whale.customers)
    return text("source", "customers", n=n, period=_period(evidence), level=percent(evidence.level))


def measured_basis(evidence: ProfitEvidence) -> str:
    """Say how many customers stand behind what splits profit, and on how many of them it is measured."""
    splits = evidence.splits
    if not splits.proposals:
        return customers_basis(evidence)
    return text(
        "source",
        "measured",
        n=count(splits.n),
        period=_period(evidence),
        measured=count(splits.measured),
        level=percent(evidence.level),
    )


def value_basis(evidence: ValueEvidence) -> str:
    """Say how many customers stand behind the forward value, and up to which day."""
    facts = {"until": day(evidence.until), "level": percent(evidence.level)}
    return text("source", "valued", n=count(evidence.n), **facts)


def _period(evidence: ProfitEvidence) -> str:
    span = period(evidence.first_day, evidence.last_day)
    return text("source", "period", period=span) if span else ""


def answers_basis(n: int, segment: Iterable[str], level: float) -> str:
    """Say how many answers stand behind a figure, and whose."""
    names = short(", ".join(segment), 60)
    who = text("source", "who", segment=names) if names else ""
    return text("source", "answers", n=count(n), who=who, level=percent(level))


def provenance_notes(provenance: Iterable[Provenance]) -> tuple[str, ...]:
    """Return a line per table: file name, role, columns, rows, SHA-256."""
    return tuple(
        text(
            "notes",
            "table",
            file=file_name(entry.source),
            role=text("role", entry.role.value),
            columns=", ".join(entry.columns),
            rows=count(entry.rows),
            sha256=entry.sha256,
        )
        for entry in provenance
    )


def outcome_name(evidence: DriverEvidence) -> str:
    """Return what people call the outcome."""
    return evidence.labels.get(evidence.outcome) or str(settings.texts("findings")["outcome"])

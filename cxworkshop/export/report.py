"""The report: the same story as one HTML page that needs nothing but itself."""

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cxworkshop import settings
from cxworkshop.charts.figures import clean, count
from cxworkshop.domain.drivers import DriverEvidence
from cxworkshop.domain.evidence import ConsistencyEvidence, TouchpointEvidence
from cxworkshop.domain.measured import MeasuredEvidence
from cxworkshop.domain.profit import ProfitEvidence
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import AttachedTable
from cxworkshop.domain.value import ValueEvidence
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.drawing import draw
from cxworkshop.export.methods import (
    believed_note,
    method_of,
    method_of_drivers,
    method_of_splits,
    method_of_whale,
)
from cxworkshop.export.pages import pages
from cxworkshop.export.sources import file_name, headers, text
from cxworkshop.export.story import (
    Bars,
    Card,
    Curve,
    Exhibit,
    Feelings,
    Lines,
    Page,
    Points,
    Quote,
    Table,
    Tree,
)


def make_report(workshop: Workshop) -> bytes:
    """Return the workshop as one HTML file: decisions, evidence, methods and tables used."""
    name = clean(workshop.name).strip() or text("unnamed")
    folder = settings.assets("templates") / "report"
    templates = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = templates.get_template("report.html.j2").render(
        name=name,
        theme=settings.theme(),
        texts=settings.texts("deck"),
        sections=[_section(workshop, page) for page in pages(workshop)],
        methods=list(_methods(workshop)),
        tables=_tables(workshop),
    )
    return clean(page).encode()


def _section(workshop: Workshop, page: Page) -> dict[str, Any]:
    return {"page": page, "exhibits": [_exhibit(workshop, page, exhibit) for exhibit in page.exhibits]}


def _exhibit(workshop: Workshop, page: Page, exhibit: Exhibit) -> dict[str, Any]:
    match exhibit:
        case Bars() | Curve() | Lines() | Feelings() | Tree():
            return {"kind": "chart", "alt": exhibit.alt, "svg": Markup(draw(workshop, page.id))}  # noqa: S704 - SVG of our own charts, their texts escaped by Vega
        case Table():
            return {"kind": "table", "table": exhibit}
        case Quote():
            return {"kind": "quote", "quote": exhibit}
        case Points():
            return {"kind": "points", "columns": exhibit.columns}
        case Card():
            return {"kind": "card", "card": exhibit}


def _methods(workshop: Workshop) -> Iterator[str]:
    for evidence in workshop.evidence.values():
        yield method_of(evidence)
        match evidence:
            case ProfitEvidence():
                yield method_of_whale(evidence)
                yield from _profit_methods(evidence)
            case ValueEvidence():
                yield text("method", "kept")
                if evidence.cohorts:
                    yield text("method", "retention", unit=evidence.cohort_unit)
                yield from evidence.notes
            case TouchpointEvidence() | ConsistencyEvidence():
                yield from evidence.notes
            case DriverEvidence():
                if evidence.target:
                    yield method_of_drivers(evidence, evidence.target)
                yield from _driver_methods(evidence)
            case MeasuredEvidence():
                yield from (*evidence.notes, *evidence.lag_notes)


def _driver_methods(evidence: DriverEvidence) -> Iterator[str]:
    if evidence.responses:
        yield text("method", "responses")
    if evidence.trap:
        yield text("method", "trap", satisfied=f"{evidence.trap.satisfied_from:g}")
    if evidence.pieces:
        yield text("method", "stakes")
    yield from (*(one.reason for one in evidence.left_out), *evidence.all_notes)


def _profit_methods(evidence: ProfitEvidence) -> Iterator[str]:
    yield text("method", "segments")
    if evidence.splits.ranked:
        yield method_of_splits(evidence.splits)
    if evidence.sensitivity:
        yield text("method", "sensitivity")
    if evidence.values:
        yield text("method", "values")
    yield from (*believed_note(evidence), *evidence.notes, *evidence.splits.notes)


def _tables(workshop: Workshop) -> Table:
    """Return the tables attached, and those behind the figures, each once."""
    used = {
        (entry.role, entry.sha256): entry
        for evidence in workshop.evidence.values()
        for entry in evidence.provenance
    }
    attached = {(table.role, table.sha256): _as_used(table) for table in workshop.tables.values()}
    rows = tuple(
        (
            file_name(entry.source),
            text("role", entry.role.value),
            ", ".join(entry.columns),
            count(entry.rows),
            entry.sha256,
        )
        for entry in (attached | used).values()
    )
    return Table(headers("report", "headers"), rows, (0.17, 0.14, 0.27, 0.08, 0.34))


def _as_used(table: AttachedTable) -> Provenance:
    """Return a table that no figure uses yet, with all columns that were mapped."""
    columns = tuple(dict.fromkeys(column for found in table.mapping.values() for column in found))
    return Provenance(
        role=table.role, source=table.source, columns=columns, rows=table.rows, sha256=table.sha256
    )

"""The report: the same story as one HTML page that needs nothing but itself."""

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cxworkshop import settings
from cxworkshop.charts.drivers import plot_driver_shift, plot_drivers
from cxworkshop.charts.figures import clean, count
from cxworkshop.charts.profit import plot_segments, plot_whale_curve
from cxworkshop.charts.svg import to_svg
from cxworkshop.charts.touchpoints import plot_scores
from cxworkshop.domain.predictions import guessed_share
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import AttachedTable
from cxworkshop.domain.workshop import Workshop
from cxworkshop.export.pages import pages
from cxworkshop.export.sources import file_name, headers, method_of, method_of_drivers, method_of_whale, text
from cxworkshop.export.story import Bars, Curve, Exhibit, Page, Points, Quote, Table


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
        case Bars() | Curve():
            return {"kind": "chart", "alt": exhibit.alt, "svg": Markup(_drawn(workshop, page.id))}  # noqa: S704 - SVG of our own charts, their texts escaped by Vega
        case Table():
            return {"kind": "table", "table": exhibit}
        case Quote():
            return {"kind": "quote", "quote": exhibit}
        case Points():
            return {"kind": "points", "columns": exhibit.columns}


def _drawn(workshop: Workshop, page: str) -> str:
    """Return the page's chart as SVG, drawn from the whole of the evidence."""
    profit, touchpoints, drivers = workshop.profit, workshop.touchpoints, workshop.drivers
    if profit and page == "whale":
        return to_svg(plot_whale_curve(profit.whale, guessed_share(workshop)))
    if profit and page == "segments":
        return to_svg(plot_segments(profit, workshop.segments.targets if workshop.segments else ()))
    if touchpoints and page == "touchpoints":
        return to_svg(plot_scores(touchpoints))
    if drivers and page == "drivers":
        return to_svg(
            plot_driver_shift(drivers) if drivers.target else plot_drivers(drivers.everyone, drivers.labels)
        )
    msg = f"no chart is known for the page {page}"
    raise LookupError(msg)


def _methods(workshop: Workshop) -> Iterator[str]:
    if workshop.profit:
        yield method_of_whale(workshop.profit.whale)
    for evidence in workshop.evidence.values():
        yield method_of(evidence)
        if evidence.kind == "drivers" and evidence.target:
            yield method_of_drivers(evidence, evidence.target)
        if evidence.kind == "touchpoints":
            yield from evidence.notes
        if evidence.kind == "drivers":
            yield from evidence.everyone.notes


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

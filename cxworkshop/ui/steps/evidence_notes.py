"""What stands around evidence on every page: whether it still fits, and where it comes from."""

from collections.abc import Iterable

from cxworkshop.domain.chain import outdated
from cxworkshop.domain.evidence import Evidence
from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.workshop import Workshop
from cxworkshop.settings import texts
from cxworkshop.ui.widgets.prose import callout_html


def stale_html(workshop: Workshop, found: Evidence) -> str:
    """Return a warning where the evidence no longer fits the tables or the choices, else ""."""
    return callout_html(texts("common")["outdated"], "warn") if outdated(workshop, found) else ""


def source_line(provenance: Iterable[Provenance], detail: str) -> str:
    """Return the line under a chart: its files, and how it was computed."""
    files = ", ".join(dict.fromkeys(source.source for source in provenance))
    return str(texts("common")["source"]).format(files=files, detail=detail)

"""Steps on real files: a workshop with nothing in it, and the sample firm's."""

from datetime import date

import made_up_workshop
import pytest

from cxworkshop.domain.events import EvidenceRecorded, TableAttached, WorkshopCreated
from cxworkshop.domain.tables import Role
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create


@pytest.fixture
def empty_session(tmp_path):
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme")]).close()
    return open_session(tmp_path / "acme.cxw")


@pytest.fixture
def session(prepared):
    return open_session(prepared)


@pytest.fixture
def next_year():
    return date(date.today().year + 1, 6, 30)  # noqa: DTZ011 - the day on this machine is meant


@pytest.fixture
def made_up(tmp_path):
    """``made_up(*decisions)``: a workshop with made-up evidence recorded, and these events after it."""

    def make(*events, revealed=True):
        base = made_up_workshop.workshop()
        path = tmp_path / "made-up.cxw"
        evidence = base.evidence.values() if revealed else ()
        tables = [_with_categories(table) for table in base.tables.values()]
        create(
            path,
            [
                WorkshopCreated(name=base.name),
                *(TableAttached(table=table) for table in tables),
                *(EvidenceRecorded(evidence=found) for found in evidence),
                *events,
            ],
        ).close()
        return open_session(path)

    return make


def _with_categories(table):
    if table.role is not Role.CUSTOMERS:
        return table
    return table.model_copy(
        update={
            "mapping": {"customer": ("id",), "attribute": ("customer kind", "region")},
            "categories": {"customer kind": ("Business regulars", "Leisure", "Tour groups")},
        }
    )


@pytest.fixture
def map_section():
    """``map_section(session)``: the journey map of the step, following its workshop."""
    from cxworkshop.export.journey_files import WRITERS  # noqa: PLC0415 - most tests do without
    from cxworkshop.settings import texts  # noqa: PLC0415
    from cxworkshop.ui.steps.hallmarks.map_section import MapSection  # noqa: PLC0415

    def make(session):
        section = MapSection(session, texts("journey"), WRITERS)
        section.show(session.workshop)
        session.on_change(section.show)
        return section

    return make


@pytest.fixture(scope="session")
def shown():
    """``shown(widget)``: the texts of all that can be seen in a widget."""

    def read(widget):
        if widget.layout.display == "none":
            return ""
        inside = getattr(widget, "children", ())
        told = (getattr(widget, "description", ""), getattr(widget, "value", ""))
        return (
            " ".join(map(read, inside))
            if inside
            else " ".join(part for part in told if isinstance(part, str))
        )

    return read


@pytest.fixture(scope="session")
def press():
    """``press(row)``: click the first button of a row of buttons and return what it says then."""

    def click(row):
        action = row.children[0] if hasattr(row.children[0], "children") else row
        action.children[0].click()
        return action.children[-1].value

    return click

"""Steps on real files: a workshop with nothing in it, and the sample firm's."""

from datetime import date

import pytest

from cxworkshop.domain.events import WorkshopCreated
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

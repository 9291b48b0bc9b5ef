"""The three kinds of store."""

from collections.abc import Callable, Iterator

import pytest

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.memory import MemoryStore
from cxworkshop.live.places import Server
from cxworkshop.live.store import create, open_store

TEAM, SECRET, DATABASE = "team", "s3cret-of-the-team", "workshops"


@pytest.fixture(scope="session")
def team(postgres) -> None:
    """A role that needs a password, and a database of its own."""
    postgres.run(f"CREATE ROLE {TEAM} LOGIN PASSWORD '{SECRET}'")
    postgres.run(f"CREATE DATABASE {DATABASE} OWNER {TEAM}")


@pytest.fixture
def server(team, postgres, monkeypatch) -> Iterator[Server]:  # noqa: ARG001 - the role must be there
    """An empty database on a server."""
    monkeypatch.setenv("PGPASSWORD", SECRET)
    yield Server(TEAM, "127.0.0.1", postgres.port, DATABASE)
    postgres.run("DROP TABLE IF EXISTS log, about", DATABASE)


@pytest.fixture(params=["file", "kept file", "memory", "server", "kept server"])
def opened(request, tmp_path) -> Iterator[Callable]:
    """``opened()``: a store on one log that begins with a workshop's creation, opened anew on each call."""
    if request.param == "memory":
        shared = MemoryStore([WorkshopCreated(name="Acme")])
        yield lambda: shared
        return
    place = request.getfixturevalue("server") if "server" in request.param else tmp_path / "acme.cxw"
    create(place, [WorkshopCreated(name="Acme")]).close()
    stores = []

    def again():
        stores.append(open_store(place, keep="kept" in request.param))
        return stores[-1]

    yield again
    for store in stores:
        store.close()

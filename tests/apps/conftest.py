"""A served workshop that this room's tests share."""

import json
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import pytest

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.store import create


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Show redirects instead of following them."""


class Answer:
    """What came back: status, headers, body."""

    def __init__(self, response: object) -> None:
        self.status: int = response.status
        self.headers = response.headers
        self.body: bytes = response.read()

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """A visitor with a cookie jar, who follows no redirects."""

    def __init__(self, url: str) -> None:
        self.home = url
        self.root = url.partition("/?")[0]
        self.port = urlsplit(url).port
        self.cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.cookies), _StayHere)

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            return Answer(self._opener.open(Request(f"{self.root}{path}", method=method, headers=names)))  # noqa: S310 - to ourselves
        except HTTPError as error:
            return Answer(error)

    def log_in(self) -> "Visitor":
        self.get(self.home.removeprefix(self.root))
        return self

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One step's page: a button, as a notebook."""
    folder = tmp_path_factory.mktemp("notebooks")
    source = "import ipywidgets as widgets\nwidgets.Button(description='Press')"
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "Who we are."},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        },
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "02_mission_and_success.ipynb").write_text(json.dumps(notebook))
    (folder / "picture.png").write_bytes(b"not for visitors")
    return folder


@pytest.fixture(scope="session")
def workshop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workshop") / "acme.cxw"
    create(path, [WorkshopCreated(name="<script>alert(1)</script>")]).close()
    return path


@pytest.fixture(scope="session")
def server(served, workshop_file: Path, notebooks: Path) -> Iterator[str]:
    """The address, with the token, of a server that all tests here share."""
    with served(workshop_file, notebooks=notebooks) as url:
        yield url


@pytest.fixture
def stranger(server: str) -> Visitor:
    """A visitor without the token."""
    return Visitor(server)


@pytest.fixture
def visitor(server: str) -> Visitor:
    """A visitor who came once with the token."""
    return Visitor(server).log_in()


@pytest.fixture(scope="session")
def visit() -> type[Visitor]:
    """``visit(url)``: a visitor to a server of the test's own."""
    return Visitor

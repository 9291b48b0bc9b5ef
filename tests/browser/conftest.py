"""Fixtures of tests in the system's Chromium."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from journey_canvas_driver import Canvas
from journey_canvas_page import notebook
from phone_room import PhoneRoom
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from programs import find

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.store import create

HERE = {"127.0.0.1", "localhost"}
PATIENCE = 60_000
"""Milliseconds to wait for an event: a cold kernel on a busy machine takes many seconds."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    program = find("chromium")
    if program is None:
        pytest.skip("no chromium on this machine")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@contextmanager
def _visits(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages; at the end fail if one asked another host for anything, or threw an error nobody caught."""
    asked_elsewhere: list[str] = []
    thrown: list[str] = []

    def guard(route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in {"data", "blob"} or url.hostname in HERE:
            route.continue_()
        else:
            asked_elsewhere.append(route.request.url)
            route.abort()

    with ExitStack() as contexts:

        def make(width: int = 1280, height: int = 800, *, touch: bool = False) -> Page:
            context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=touch)
            context.set_default_timeout(PATIENCE)
            contexts.callback(context.close)
            context.route("**/*", guard)
            page = context.new_page()
            page.on("pageerror", lambda error: thrown.append(str(error)))
            return page

        yield make

    assert asked_elsewhere == []
    assert thrown == []


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """``new_page(width=1280, height=800)``: a page of a new visitor, with no cookies yet.

    At the end the test fails if a page asked another host for anything, or threw an error nobody caught.
    """
    with _visits(chromium) as make:
        yield make


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One visitor's page at 1280 × 800."""
    return new_page()


@pytest.fixture
def phone_room(tmp_path: Path) -> Iterator[PhoneRoom]:
    """A room in a process of its own, which phones may join."""
    room = PhoneRoom(tmp_path)
    yield room
    room.kill()


@pytest.fixture(scope="module")
def visits(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """``new_page`` for pages that a module's tests share."""
    with _visits(chromium) as make:
        yield make


@pytest.fixture(scope="module")
def kim(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PhoneRoom, Page]]:
    """A room and the phone of Kim, who has joined it: the same for all tests of a module."""
    with _visits(chromium) as visit:
        room = PhoneRoom(tmp_path_factory.mktemp("room"))
        page = room.join(visit, "Kim")
        page.set_default_timeout(15_000)
        yield room, page
        room.kill()


@pytest.fixture
def serving(served: Callable[..., AbstractContextManager[str]]) -> Iterator[Callable[..., str]]:
    """``serving(workshop, notebooks=None, preheat=False, room=False) -> url``: served until the test ends."""
    with ExitStack() as servers:

        def serve(workshop: Path, **options: object) -> str:
            return servers.enter_context(served(workshop, **options))

        yield serve


@pytest.fixture(scope="session")
def walked_server(served: Callable[..., AbstractContextManager[str]], walked_file: Path) -> Iterator[str]:
    """The walked sample workshop, served once for all tests that only look."""
    with served(walked_file, preheat=False) as url:
        yield url


@pytest.fixture(scope="session")
def canvas(chromium: Browser, served, tmp_path_factory) -> Iterator[Canvas]:
    """A page with the journey canvas, opened once: opening it anew for each test would take too long."""
    folder = tmp_path_factory.mktemp("canvas")
    create(folder / "acme.cxw", [WorkshopCreated(name="Acme")]).close()
    notebooks = notebook(folder / "notebooks").parent
    with _visits(chromium) as visit, served(folder / "acme.cxw", notebooks=notebooks) as url:
        page = visit()
        page.add_init_script("window.print = () => (window.printing = true)")
        page.goto(url)
        page.get_by_role("navigation").get_by_role("link", name="Hallmark touchpoints").click()
        page.get_by_role("grid").wait_for()
        yield Canvas(page)


@pytest.fixture
def put_up(canvas: Canvas) -> Callable[[str], Canvas]:
    """``put_up("hotel")``: the page with that map on a new canvas."""

    def show(name: str) -> Canvas:
        canvas.put_up(name)
        return canvas

    return show

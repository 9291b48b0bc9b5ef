"""Pages open in a browser, without the network, and their controls work."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.store import create

pytestmark = pytest.mark.browser

FORM = """
import ipywidgets as widgets
answer = widgets.HTML()
name = widgets.Text(description="Who we are")
rating = widgets.IntSlider(description="Differentiation", max=10, value=5)
guess = widgets.RadioButtons(description="Your guess", options=["Consumer", "Corporate"])
save = widgets.Button(description="Save")
save.on_click(lambda _: setattr(answer, "value", f"Saved {name.value}"))
widgets.VBox([name, rating, guess, save, answer])
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    path = tmp_path / "acme.cxw"
    create(path, [WorkshopCreated(name="Acme <b>leaders</b>")]).close()
    return path


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    """One step's page with a form, as a notebook."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Mission\n\nWho we are."},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {},
            "source": FORM,
            "outputs": [],
            "execution_count": None,
        },
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "02_mission_and_success.ipynb").write_text(json.dumps(notebook))
    return folder


@pytest.mark.parametrize("preheat", [False, True])
def test_form_saves(
    serving: Callable[..., str], page: Page, workshop: Path, notebooks: Path, *, preheat: bool
) -> None:
    page.goto(serving(workshop, notebooks=notebooks, preheat=preheat))
    page.get_by_role("navigation").get_by_role("link", name="Mission and success").click()
    page.get_by_label("Who we are").fill("the people who pick up")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Saved the people who pick up")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mission")
    expect(page.get_by_role("status")).to_be_hidden()


def test_controls_have_names(
    serving: Callable[..., str], page: Page, workshop: Path, notebooks: Path
) -> None:
    page.goto(serving(workshop, notebooks=notebooks))
    page.get_by_role("navigation").get_by_role("link", name="Mission and success").click()

    expect(page.get_by_role("slider", name="Differentiation")).to_be_visible()
    expect(page.get_by_role("radiogroup", name="Your guess")).to_be_visible()
    expect(page.get_by_role("radio", name="Corporate")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_accessible(
    serving: Callable[..., str], new_page: Callable[..., Page], workshop: Path, notebooks: Path, width: int
) -> None:
    page = new_page(width, 800)
    page.goto(serving(workshop, notebooks=notebooks))
    home = Axe().run(page).response["violations"]
    page.get_by_role("navigation").get_by_role("link", name="Mission and success").click()
    page.get_by_role("button", name="Save").wait_for()
    step = Axe().run(page).response["violations"]

    assert [finding["id"] for finding in (*home, *step)] == []


def test_names_users_typed_are_inert(
    serving: Callable[..., str], page: Page, workshop: Path, notebooks: Path
) -> None:
    page.goto(serving(workshop, notebooks=notebooks))

    expect(page.get_by_role("heading", level=1)).to_have_text("Acme <b>leaders</b>")

    page.get_by_role("navigation").get_by_role("link", name="Mission and success").click()

    expect(page.get_by_role("banner")).to_contain_text("Acme <b>leaders</b>")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (390, 844)])
def test_nothing_is_cut_off(
    serving: Callable[..., str],
    new_page: Callable[..., Page],
    workshop: Path,
    notebooks: Path,
    width: int,
    height: int,
) -> None:
    page = new_page(width, height)
    page.goto(serving(workshop, notebooks=notebooks))
    home = page.evaluate("document.documentElement.scrollWidth")
    page.get_by_role("navigation").get_by_role("link", name="Mission and success").click()
    page.get_by_role("button", name="Save").wait_for()
    step = page.evaluate("document.documentElement.scrollWidth")

    assert (width, width) == (home, step)
    assert page.get_by_role("button", name="Save").bounding_box()["height"] >= 44
    assert page.get_by_label("Who we are").bounding_box()["height"] >= 44


def test_a_cell_that_fails_shows_a_sentence(
    serving: Callable[..., str], page: Page, workshop: Path, notebooks: Path
) -> None:
    notebook = notebooks / "02_mission_and_success.ipynb"
    notebook.write_text(notebook.read_text().replace("import ipywidgets", "import nothing_of_that_name"))
    page.goto(serving(workshop, notebooks=notebooks))
    page.get_by_role("navigation").get_by_role("link", name="Mission and success").click()

    expect(page.get_by_role("alert")).to_contain_text("could not be shown")
    expect(page.get_by_role("main")).not_to_contain_text("nothing_of_that_name")


def test_a_stopped_server_is_said(
    served: Callable[..., object], page: Page, workshop: Path, notebooks: Path
) -> None:
    with served(workshop, notebooks=notebooks) as url:
        page.goto(url)
        page.get_by_role("navigation").get_by_role("link", name="Mission and success").click()
        page.get_by_role("button", name="Save").wait_for()

    expect(page.get_by_role("alert")).to_contain_text("has ended")

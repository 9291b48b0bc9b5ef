"""The journey canvas in the browser: by pointer, by keyboard alone, on paper, and in time."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

import pytest
from axe_playwright_python.sync_playwright import Axe
from journey_canvas_page import ATTACK, notebook
from playwright.sync_api import Locator, Page, expect
from programs import find

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.store import create

pytestmark = pytest.mark.browser

FRAMES = "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


class Canvas:
    """A page with the canvas on it, and what its kernel has been told."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.put_up_so_far = 1

    def put_up(self, name: str) -> None:
        """Show another map on a new canvas."""
        self.page.set_viewport_size({"width": 1280, "height": 800})
        self.put_up_so_far += 1
        self.page.get_by_role("button", name=f"Put up {name}").click()
        expect(self.grid).to_be_visible()

    @property
    def grid(self) -> Locator:
        return self.page.get_by_role("grid", name=f"Map {self.put_up_so_far}", exact=True)

    def card(self, name: str) -> Locator:
        return self.grid.locator(".cxm-card", has=self.page.get_by_text(name, exact=True))

    def stage(self, name: str) -> Locator:
        return self.grid.locator(".cxm-stage", has_text=name)

    def cell(self, lane: str, name: str) -> Locator:
        """Return the cell of a lane in a touchpoint's column."""
        place = self.grid.locator(".cxm-row-card > *").evaluate_all(
            "(cells, name) => cells.findIndex((c) => c.querySelector('.cxm-name')?.textContent === name)",
            name,
        )
        return self.grid.locator(f".cxm-row-{lane} > *").nth(place)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def told(self, pattern: str) -> None:
        """Wait until the kernel's account of edits, selection and order holds a pattern."""
        expect(self.page.locator("#told")).to_contain_text(re.compile(pattern))

    def says(self, text: str) -> None:
        expect(self.page.locator(".cxm-said")).to_have_text(text)

    def moves(self) -> list[float]:
        """Return how long moves have taken until they were seen, in milliseconds."""
        found: list[float] = self.page.evaluate(
            "performance.getEntriesByName('cx-map-move').map((entry) => entry.duration)"
        )
        return found


@pytest.fixture(scope="module")
def canvas(served, shared_page: Page, tmp_path_factory) -> Iterator[Canvas]:
    folder = tmp_path_factory.mktemp("canvas")
    create(folder / "acme.cxw", [WorkshopCreated(name="Acme")]).close()
    notebooks = notebook(folder / "notebooks").parent
    shared_page.add_init_script("window.print = () => (window.printing = true)")
    with served(folder / "acme.cxw", notebooks=notebooks) as url:
        shared_page.goto(url)
        shared_page.get_by_role("navigation").get_by_role("link", name="Hallmark touchpoints").click()
        shared_page.get_by_role("grid").wait_for()
        yield Canvas(shared_page)


@pytest.fixture
def put_up(canvas: Canvas) -> Callable[[str], Canvas]:
    """``put_up("hotel")``: the page with that map on a new canvas."""

    def show(name: str) -> Canvas:
        canvas.put_up(name)
        return canvas

    return show


def _drag(page: Page, source: Locator, target: Locator, *, drop: bool = True) -> None:
    """Drag one part onto the left edge of another."""
    target.scroll_into_view_if_needed()
    start, end = source.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + start["width"] - 12, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] - 30, start["y"] + 14, steps=2)
    page.mouse.move(end["x"] + 12, end["y"] + 12, steps=4)
    if drop:
        page.mouse.up()


def _serious(page: Page) -> list[str]:
    faults = Axe().run(page, context=".cxm").response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html']}"
        for fault in faults
        if fault["impact"] in {"serious", "critical"}
    ]


# ── By pointer ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_touchpoint_is_dragged_into_another_stage(put_up):
    canvas = put_up("hotel")
    _drag(canvas.page, canvas.card("Check-in"), canvas.card("A quiet night"))

    canvas.says("Check-in moved to Staying, place 2 of 6")
    canvas.told(r'\["Staying", "The room", "Check-in", "A quiet night"')
    expect(canvas.card("Check-in")).to_be_focused()


def test_a_line_shows_where_it_would_drop(put_up):
    canvas = put_up("hotel")
    _drag(canvas.page, canvas.card("Check-in"), canvas.card("The room"), drop=False)
    line = canvas.page.locator(".cxm-drop")
    box, edge = line.bounding_box(), canvas.card("The room").bounding_box()["x"]

    assert abs(box["x"] + box["width"] / 2 - edge) < 3
    expect(line).to_have_text("Staying, place 1 of 6")

    canvas.press("Escape")
    canvas.page.mouse.up()

    expect(line).to_have_count(0)
    canvas.says("Check-in stays where it is")
    canvas.told(r'"edits": \[\]')


def test_a_stage_is_dragged_with_all_below_it(put_up):
    canvas = put_up("hotel")
    _drag(canvas.page, canvas.stage("Arriving"), canvas.stage("Choosing"))

    canvas.says("Arriving moved to A stay, place 1 of 4")
    canvas.told(r'"stages": \[\["Arriving", "The way there", "Check-in"\], \["Choosing"')


def test_the_buttons_do_what_the_keys_do(put_up):
    canvas = put_up("hotel")
    canvas.card("Wi-Fi").click()
    canvas.told(r'"selected": "wifi"')
    for name in ("← Move left", "Feeling +", "Moment"):
        canvas.button(name).click()
    canvas.told(r'"edits": \["move", "set_feeling", "mark_moment"\]')

    canvas.button("Add touchpoint").click()
    canvas.page.keyboard.type("Minibar")
    canvas.stage("Leaving").click()
    canvas.told(r'"Wi-Fi", "Minibar"')
    canvas.button("Undo").click()
    canvas.told('"undo"].*"Wi-Fi", "A quiet night"')
    canvas.button("Add journey").click()
    canvas.press("Escape")
    canvas.stage("Leaving").click()
    canvas.button("Add stage").click()
    canvas.press("Enter")

    canvas.told(r'\["Leaving"[^\]]*\], \["New stage"\]')
    expect(canvas.card("Wi-Fi")).to_contain_text("Moment")


def test_a_cell_is_written_on_by_double_click_and_saved_by_leaving_it(put_up):
    canvas = put_up("hotel")
    canvas.cell("thoughts", "Check-in").dblclick()
    canvas.page.get_by_role("textbox", name="What they think of Check-in").fill("At last")
    canvas.card("Wi-Fi").click()

    canvas.told('"change_text"')
    expect(canvas.cell("thoughts", "Check-in")).to_have_text("At last")


# ── By keyboard alone ─────────────────────────────────────────────────────────────────────────────────────


def test_the_keyboard_alone_is_enough(put_up):
    canvas = put_up("hotel")
    canvas.button("Keys").focus()
    canvas.press("Tab")
    expect(canvas.grid.locator(".cxm-journey")).to_be_focused()
    canvas.press("ArrowDown", "ArrowRight", "ArrowDown", "ArrowRight")
    expect(canvas.card("Check-in")).to_be_focused()
    canvas.told(r'"selected": "check_in"')

    canvas.press("Alt+Shift+ArrowRight")
    canvas.says("Check-in moved to Staying, place 1 of 6")
    expect(canvas.card("Check-in")).to_be_focused()
    canvas.told(r'\["Staying", "Check-in", "The room"')

    canvas.press("Enter", "Control+a")
    canvas.page.keyboard.type("Getting the key")
    canvas.press("Enter")
    canvas.told(r'\["Staying", "Getting the key"')

    for _ in range(5):
        canvas.press("ArrowDown")
    expect(canvas.cell("feelings", "Getting the key")).to_be_focused()
    canvas.press("+", "+")
    expect(canvas.cell("feelings", "Getting the key").locator(".cxm-value")).to_have_text("+0.5")
    canvas.press("Enter")
    canvas.page.keyboard.type(" Glad.")
    canvas.press("Escape")
    canvas.says("Left as it was")

    canvas.press("Home", "n")
    canvas.page.keyboard.type("Parking")
    canvas.press("Enter")
    canvas.told(r'"Finding an offer", "Parking"')
    canvas.press("Delete")
    expect(canvas.page.get_by_role("button", name="Keep it")).to_be_focused()
    canvas.press("Shift+Tab", "Enter")
    canvas.told(r'"remove"\].*"Finding an offer", "Booking a room"')
    expect(canvas.grid.locator(":focus")).to_have_count(1)
    canvas.press("Control+z")
    canvas.told(r'"undo"\].*"Finding an offer", "Parking"')


def test_a_stage_moves_by_keyboard_and_stops_at_the_end(put_up):
    canvas = put_up("hotel")
    canvas.stage("Staying").focus()
    canvas.press("Alt+Shift+ArrowRight", "Alt+Shift+ArrowRight")

    canvas.says("Staying is the last already")
    canvas.told(r'\["Leaving"[^\]]*\], \["Staying"[^\]]*\]\]')


# ── What can go wrong ─────────────────────────────────────────────────────────────────────────────────────


def test_a_refused_change_is_said_and_the_drawing_falls_back(put_up):
    canvas = put_up("refusing")
    canvas.card("Check-in").focus()
    canvas.press("Alt+Shift+ArrowRight")

    expect(canvas.page.locator(".cxm-problem")).to_have_text("That can't be had.")
    expect(canvas.page.locator(".cxm-problem")).to_have_attribute("role", "alert")
    expect(canvas.card("Check-in")).to_have_class(re.compile("starts-touchpoint"))
    expect(canvas.stage("Arriving")).to_have_attribute("colspan", "2")


def test_a_map_that_is_only_looked_at_is_not_changed(put_up):
    canvas = put_up("locked")
    canvas.card("Check-in").focus()
    canvas.press("Alt+Shift+ArrowRight", "Enter", "Delete", "n")
    canvas.press("ArrowLeft")

    expect(canvas.card("The way there")).to_be_focused()
    expect(canvas.button("Add touchpoint")).to_have_count(0)
    expect(canvas.page.locator(".cxm textarea")).to_have_count(0)
    canvas.told(r'"edits": \[\]')


def test_words_of_a_map_stay_words(put_up):
    canvas = put_up("hostile")
    canvas.page.evaluate(FRAMES)

    for lane in ("channel", "actions", "thoughts", "feelings", "backstage", "owner", "systems", "trends"):
        expect(canvas.grid.locator(f"td.cxm-in-{lane}")).to_contain_text(ATTACK)
    for lane in ("insights", "pains", "opportunities"):
        expect(canvas.grid.locator(f"td.cxm-in-{lane}")).to_contain_text(f"{ATTACK} Assumed · {ATTACK}")
    expect(canvas.page.locator(".cxm :is(img, script)")).to_have_count(0)
    assert canvas.page.evaluate("window.attacked") is None


# ── For everybody, on every screen ────────────────────────────────────────────────────────────────────────


def test_it_is_accessible(put_up):
    canvas = put_up("hotel")
    for name in ("Choose lanes", "Keys"):
        canvas.button(name).click()
    canvas.card("Check-in").focus()
    canvas.press("Delete")

    assert _serious(canvas.page) == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (375, 812)])
def test_it_scrolls_inside_itself_and_its_buttons_can_be_hit(put_up, width, height):
    canvas = put_up("hotel")
    canvas.button("Choose lanes").click()
    canvas.page.set_viewport_size({"width": width, "height": height})
    canvas.page.evaluate(FRAMES)
    small = canvas.page.locator(".cxm-button").evaluate_all(
        "(all) => all.filter((b) => b.offsetHeight < 44 || b.offsetWidth < 44).map((b) => b.textContent)"
    )

    assert canvas.page.evaluate("document.documentElement.scrollWidth") == width
    assert small == []


def test_evidence_and_changes_are_told_by_words(put_up):
    canvas = put_up("hotel")

    expect(canvas.card("Check-in")).to_contain_text("Moved")
    expect(canvas.card("Check-in")).to_contain_text("3.1 below average")
    expect(canvas.card("Check-in")).to_contain_text("12 comments")
    expect(canvas.cell("channel", "Check-in")).to_contain_text("Changed")
    expect(canvas.cell("evidence", "Breakfast")).to_contain_text("mean 4.6 of 1 to 5; n = 790")
    expect(canvas.cell("pains", "Check-in")).to_contain_text(
        "Guests queue although their room is ready Assumed"
    )
    expect(canvas.page.locator(".cxm-gone")).to_have_text("Only on the other map: Fax <b>before</b> arrival")


def test_fit_shows_the_whole_width(put_up):
    canvas = put_up("hotel")
    canvas.page.set_viewport_size({"width": 1920, "height": 1080})
    canvas.button("Fit").click()
    wide, seen = canvas.page.locator(".cxm-scroll").evaluate("(box) => [box.scrollWidth, box.clientWidth]")

    assert wide <= seen


def test_lanes_are_chosen(put_up):
    canvas = put_up("hotel")
    canvas.button("Choose lanes").click()
    canvas.page.get_by_role("checkbox", name="Systems").uncheck()

    expect(canvas.grid.get_by_role("rowheader", name="Systems")).to_have_count(0)


# ── On paper, and in time ─────────────────────────────────────────────────────────────────────────────────


def test_sixty_touchpoints_are_printed_on_one_page(put_up, tmp_path: Path):
    pdfinfo = find("poppler-utils")
    if pdfinfo is None:
        pytest.skip("no poppler-utils on this machine")
    canvas = put_up("sixty")
    canvas.button("Print the map on one wide page").click()
    paper = tmp_path / "map.pdf"
    canvas.page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    facts = subprocess.run([pdfinfo, paper], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(
        [pdfinfo.replace("pdfinfo", "pdftotext"), paper, "-"], capture_output=True, text=True, check=True
    ).stdout
    canvas.page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert canvas.page.evaluate("window.printing") is True
    assert re.search(r"Pages: +1\n", facts)
    assert all(f"Touchpoint {place}" in text for place in range(60))
    assert "Sixty touchpoints · As it is today" in text
    assert "Put up hotel" not in text
    expect(canvas.page.locator(".cxm-print, style.cxm-page")).to_have_count(0)


def test_moving_one_of_sixty_is_seen_within_a_tenth_of_a_second(put_up):
    canvas = put_up("sixty")
    canvas.card("Touchpoint 2").focus()
    before = len(canvas.moves())
    for _ in range(9):
        canvas.press("Alt+Shift+ArrowRight")
        canvas.page.evaluate(FRAMES)
    _drag(canvas.page, canvas.card("Touchpoint 2"), canvas.card("Touchpoint 12"))
    canvas.page.evaluate(FRAMES)
    taken = canvas.moves()[before:]

    assert len(taken) == 10
    assert median(taken) < 100, taken


# ── In JupyterLab ─────────────────────────────────────────────────────────────────────────────────────────

LAB = """
import sys
from pathlib import Path
from cxworkshop.apps.lab import start_lab
start_lab(Path(sys.argv[1]), open_browser=False, on_ready=lambda url: print(url, flush=True))
"""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of JupyterLab with the canvas's notebook opened."""
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme")]).close()
    notebook(tmp_path / "acme-notebooks", "canvas")
    process = subprocess.Popen(
        [sys.executable, "-c", LAB, tmp_path / "acme.cxw"],
        env={**os.environ, "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path)},  # not what somebody had open last
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield process.stdout.readline().strip().replace("/lab?", "/lab/tree/canvas.ipynb?")
    process.terminate()
    process.communicate(timeout=30)


def _run_first_cell(page: Page) -> None:
    """Press Shift+Enter until the cell has run: JupyterLab forgets what comes while it settles."""
    prompt, ran = page.locator(".jp-InputPrompt").first, re.compile(r"\[\d+\]")
    while not ran.match(prompt.inner_text()):
        if prompt.inner_text() == "[ ]:":
            page.locator(".jp-Notebook .cm-content").first.click()
            page.keyboard.press("Shift+Enter")
        with suppress(AssertionError):
            expect(prompt).to_have_text(ran, timeout=2000)


def test_jupyterlab_draws_it_offline_and_leaves_its_keys_alone(lab: str, page: Page):
    page.goto(lab)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    _run_first_cell(page)
    card = page.locator(".cxm-card").first
    card.click()
    for key in ("ArrowRight", "d", "d", "Alt+Shift+ArrowLeft"):
        page.keyboard.press(key)

    expect(page.locator("#told")).to_contain_text(json.dumps(["move"]))
    expect(page.locator(".jp-Notebook .jp-CodeCell:has(.cxm)")).to_have_count(1)

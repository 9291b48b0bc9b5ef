"""The journey canvas as it is seen: by everybody, on every screen, on paper, and in time."""

import re
import subprocess
from pathlib import Path
from statistics import median

import pytest
from axe_playwright_python.sync_playwright import Axe
from journey_canvas_driver import FRAMES, drag
from playwright.sync_api import Page, expect
from programs import find

pytestmark = pytest.mark.browser


def _serious(page: Page) -> list[str]:
    faults = Axe().run(page, context=".cxm").response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html']}"
        for fault in faults
        if fault["impact"] in {"serious", "critical"}
    ]


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
    drag(canvas.page, canvas.card("Touchpoint 2"), canvas.card("Touchpoint 12"))
    canvas.page.evaluate(FRAMES)
    taken = canvas.moves()[before:]

    assert len(taken) == 10
    assert median(taken) < 100, taken

"""Value drivers in the browser: ask, watch it compute, be questioned about NPS; then the deck."""

import re
from datetime import date
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pptx import Presentation

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEXT_YEAR = f"{date.today().year + 1}-06-30"  # noqa: DTZ011 - the day on this machine is meant


def _open(page: Page, title: str) -> None:
    page.get_by_role("navigation").first.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.locator(".jupyter-button:visible").first.wait_for()


def _expect_accessible(page: Page) -> None:
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("innerWidth == document.documentElement.clientWidth")
        faults = Axe().run(page).response["violations"]
        assert [fault["id"] for fault in faults if fault["impact"] in {"serious", "critical"}] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.set_viewport_size({"width": 1280, "height": 800})


def _deck_text(content: bytes) -> str:
    shapes = [shape for slide in Presentation(BytesIO(content)).slides for shape in slide.shapes]
    said = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    tables = [
        cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells
    ]
    return "\n".join([*said, *tables])


def _progress_while(page: Page, button: str) -> list[float]:
    """Press a button and return every share of its progress (0–100) that was shown until it ended."""
    page.evaluate(_WATCH)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text(re.compile("Computed "))).to_be_visible()
    return [float(width) for width in page.evaluate("window.cxProgress")]


def test_from_a_question_to_a_scorecard_on_a_slide(serving, page, prepared):
    page.goto(serving(prepared))
    _open(page, "Value drivers")
    page.get_by_label("Your guess").select_option("Wifi")
    page.get_by_role("button", name="Save this guess").click()
    expect(page.get_by_text("One guess so far: The team.")).to_be_visible()
    page.get_by_label("What we want to move").select_option("Would recommend us (0–10)")
    page.get_by_role("checkbox", name="Invoice").uncheck()
    progress = _progress_while(page, "Find the drivers")

    assert len(set(progress)) > 3, "progress was not seen to move"
    assert progress == sorted(progress)
    expect(page.get_by_role("img", name=re.compile("most for recommendation"))).to_be_visible()
    expect(page.get_by_text(re.compile("isn.t among those that lead"))).to_be_visible()
    page.get_by_role("radio", name="Satisfaction trap").check()
    expect(page.get_by_role("img", name=re.compile("left"))).to_be_visible()
    _expect_accessible(page)

    page.get_by_role("button", name="Write our own").click()
    page.get_by_label("Name of the metric", exact=True).fill("NPS")
    page.keyboard.press("Tab")
    expect(page.get_by_text(re.compile("A recommendation score tells in the end"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Take instead")).first.click()
    expect(page.get_by_text(re.compile("A recommendation score tells in the end"))).to_have_count(0)
    name = page.get_by_label("Name of the metric", exact=True).input_value()
    for label, text in {"Owner": "Kim Lund", "Today": "41", "Target": "80", "By when": NEXT_YEAR}.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Target", exact=True).press("Tab")
    expect(page.get_by_role("cell", name="Kim Lund")).to_be_visible()
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text(re.compile("Saved at")).last).to_be_visible()
    _expect_accessible(page)

    _open(page, "Share")
    page.get_by_role("button", name="Make the slides").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download sample.pptx").click()
    text = _deck_text(download.value.path().read_bytes())

    assert name != "NPS"
    assert name in text
    assert "Kim Lund" in text


_WATCH = """() => {
  window.cxProgress = [];
  const note = () => {
    const bar = [...document.querySelectorAll(".progress-bar")].find((one) => one.offsetParent);
    if (bar && bar.style.width) window.cxProgress.push(parseFloat(bar.style.width));
  };
  new MutationObserver(note).observe(document.body, {
    attributes: true, attributeFilter: ["style"], childList: true, subtree: true,
  });
}"""

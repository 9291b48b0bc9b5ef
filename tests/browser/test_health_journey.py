"""The health check in the browser: one person, by keyboard alone, from the first question to the decision."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create

pytestmark = pytest.mark.browser

NEXT_YEAR = date(date.today().year + 1, 6, 9)  # noqa: DTZ011 - the day on this machine is meant


def _expect_accessible(page: Page) -> None:
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("innerWidth == document.documentElement.clientWidth")
        faults = Axe().run(page).response["violations"]
        assert [fault["id"] for fault in faults if fault["impact"] in {"serious", "critical"}] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.set_viewport_size({"width": 1280, "height": 800})


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if re.search(name, page.evaluate(_FOCUSED)):
            return
    pytest.fail(f"Tab doesn't reach {name}")


_FOCUSED = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.textContent ?? "";
  return [at.ariaLabel, label, at.title, at.textContent].filter(Boolean).join(" ");
}"""


def test_one_alone_answers_and_decides_by_keyboard_alone(serving, page, tmp_path):
    file = tmp_path / "acme.cxw"
    create(file, [WorkshopCreated(name="Acme")]).close()
    page.goto(serving(file))
    page.get_by_role("navigation").first.get_by_role("link", name="Health check").press("Enter")
    expect(page.get_by_text("0 of 30")).to_be_visible()
    keys = page.keyboard

    _tab_to(page, "Several of us")
    _tab_to(page, "I answer alone")
    keys.press("Space")
    expect(page.get_by_label("Name or initials")).to_have_count(0)
    _tab_to(page, "Never")
    for place in range(11):
        keys.press("432"[place % 3])
    keys.press("ArrowRight")
    expect(page.get_by_text("12 of 30")).to_be_visible()
    _tab_to(page, "Add an example")
    keys.press("Enter")
    keys.press("Tab")
    keys.type("1 board meeting")
    keys.press("Tab")
    for place in range(18):
        keys.press("12345"[place % 5])
    expect(page.get_by_text("30 of 30")).to_be_visible()
    _expect_accessible(page)
    _tab_to(page, "Save my answers")
    keys.press("Enter")
    expect(page.get_by_role("img", name=re.compile("one person"))).to_be_visible()

    _tab_to(page, "Themes")
    for view in ("What to stop first", "Suggested agenda"):
        _tab_to(page, view)
        keys.press("Space")
    expect(page.get_by_role("cell", name="Profitable segments")).to_be_visible()
    _tab_to(page, "What we stop first")
    keys.press("ArrowDown")
    _tab_to(page, "The first step")
    keys.type("Meet one customer a month")
    _tab_to(page, "Who answers for it")
    keys.type("Kim Lund")
    _tab_to(page, "By when")
    # Year, month, day: the date is whole with the last key, so that no half-typed one is sent before.
    for key in ("ArrowRight", "ArrowRight", *str(NEXT_YEAR.year), "ArrowLeft", "ArrowLeft", "6", "9"):
        keys.press(key)
    _tab_to(page, "Save the decision")
    keys.press("Enter")
    expect(page.locator(".cx-sentence", has_text="We stop first")).to_be_visible()
    _expect_accessible(page)

    session = open_session(file)
    (given,) = session.workshop.health[0].answers
    assert len(given.answers) == 30
    assert [one.example for one in given.answers.values() if one.example] == ["1 board meeting"]
    assert session.workshop.first_stop.due == NEXT_YEAR
    session.close()

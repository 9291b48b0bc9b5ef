"""Mission and success in the browser, by keyboard alone: write alone, compare, mark words, decide."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

PEOPLE = {"Ana": "Guests sleep well", "Bo": "Our guests sleep", "Cy": "Breakfast from five"}
MISSION = {
    "Who are they, in a few words": "Every guest",
    "What do they experience, every time": "gets outstanding rest",
    "Because of who we are": "we are hosts",
}
MOST_TABS = 250


def _tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted element has the focus."""
    wanted.wait_for()
    for _ in range(MOST_TABS):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} can't be reached by Tab")


def _type(page: Page, label: str, text: str) -> None:
    _tab_to(page, page.get_by_label(label).first)
    page.keyboard.insert_text(text)  # one change: a click overtakes several while the kernel is busy


def _press(page: Page, name: str) -> None:
    _tab_to(page, page.get_by_role("button", name=name, exact=True).first)
    page.keyboard.press("Enter")


def _serious_faults(page: Page) -> list[str]:
    found = []
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("innerWidth == document.documentElement.clientWidth")
        faults = Axe().run(page).response["violations"]
        found += [fault["id"] for fault in faults if fault["impact"] in {"serious", "critical"}]
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.set_viewport_size({"width": 1280, "height": 800})
    return found


def test_from_the_first_question_to_the_decision_by_keyboard_alone(serving, page, prepared):
    page.goto(serving(prepared))
    page.get_by_role("navigation").first.get_by_role("link", name="Mission and success").press("Enter")
    page.get_by_role("button", name="Keep what I wrote").wait_for()
    for who, promise in PEOPLE.items():
        _type(page, "Name or initials", who)
        _type(page, "What do we promise?", promise)
        _press(page, "Keep what I wrote")
        expect(page.get_by_text(f"{who}: kept. Now the next person.")).to_be_visible()
    expect(page.get_by_text("Breakfast from five")).to_have_count(0)
    _press(page, "Show all answers of this round")
    expect(page.get_by_text(re.compile("The 3 answers are alike to"))).to_be_visible()
    expect(page.get_by_role("heading", name="Round 2 of 2: write alone")).to_be_visible()

    for label, text in MISSION.items():
        _type(page, label, text)
    finding = page.get_by_role("listitem").filter(has_text="Vague")
    expect(finding.get_by_text("outstanding")).to_be_visible()
    _press(page, "Begin with the sentence above")
    expect(page.get_by_label("A wording of the mission")).to_have_value(re.compile("^Every guest gets"))
    _press(page, "Put it on the table")
    _press(page, "Strike")
    word = page.get_by_role("button", name="outstanding", exact=True)
    _tab_to(page, page.get_by_role("button", name="Every", exact=True).first)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(word).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="outstanding, marked strike")).to_have_attribute(
        "aria-pressed", "true"
    )
    _type(page, "Whose marks (name or initials)", "Ana")
    _press(page, "Keep these marks")
    expect(page.get_by_text("Ana: marks kept. Now the next person.")).to_be_visible()
    expect(word).to_have_attribute("aria-pressed", "false")
    assert _serious_faults(page) == []

    _press(page, "Save the decision")
    expect(page.get_by_text(re.compile("Saved at")).first).to_be_visible()
    expect(page.get_by_text("Every guest gets outstanding rest. Every time").last).to_be_visible()

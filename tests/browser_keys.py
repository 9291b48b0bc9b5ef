"""A page worked by its keys alone, and what a deck of its workshop says."""

from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation
from slides import said

from cxworkshop.export.deck import make_deck
from cxworkshop.live.session import open_session

MOST_TABS = 250
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


class Keys:
    """Reaches what it uses by Tab and Shift+Tab, as somebody without a mouse does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.press = page.keyboard.press
        self.write = page.keyboard.insert_text

    def reach(self, wanted: Locator) -> None:
        """Go forward or back until what is wanted has the focus, or something in it has."""
        wanted.wait_for()
        way = "Shift+Tab" if wanted.evaluate(_LIES_BEFORE) else "Tab"
        for _ in range(MOST_TABS):
            if wanted.evaluate("(element) => element.contains(document.activeElement)"):
                return
            self.press(way)
        pytest.fail(f"{wanted} can't be reached by {way}")

    def button(self, name: str, *, nth: int = 0) -> None:
        """Press a button and wait until it has done its work; the focus must not be lost by it."""
        button = self.page.get_by_role("button", name=name, exact=True).nth(nth)
        self.reach(button)
        self.press("Enter")
        self.page.wait_for_function(_SETTLED)

    def closing(self, name: str) -> None:
        """Press a button that closes something for good: once, and once more where it asks."""
        self.button(name)
        expect(self.page.get_by_role("alert").filter(has_text="Press once more")).to_be_visible()
        self.button(name)

    def field(self, label: str, text: str) -> None:
        """Write into a field."""
        self.reach(self.page.get_by_label(label, exact=True).first)
        self.write(text)

    def listed(self, label: str, option: str) -> None:
        """Choose from a list by the first letters, as lists allow."""
        field = self.page.get_by_label(label, exact=True).first
        self.reach(field)
        self.page.keyboard.type(option)
        expect(field.locator("option:checked")).to_have_text(option)

    def radio(self, group: str, name: str) -> None:
        """Choose one of a group by its arrows."""
        asked = self.page.get_by_role("radiogroup", name=group).first
        self.reach(asked)
        wanted = asked.get_by_role("radio", name=name)
        for _ in range(asked.get_by_role("radio").count()):
            if wanted.evaluate("(radio) => radio === document.activeElement"):
                break
            self.press("ArrowRight")
        self.press("Space")
        expect(wanted).to_be_checked()


def open_step(page: Page, url: str, title: str) -> Keys:
    """Open the home page, and from there a step by its link."""
    page.goto(url)
    page.get_by_role("navigation").first.get_by_role("link", name=title).press("Enter")
    page.locator(".jupyter-button:visible").first.wait_for()
    return Keys(page)


def expect_accessible(page: Page, *sizes: dict[str, int]) -> None:
    """Expect nothing serious of axe-core, and nothing that scrolls sideways; wide unless told otherwise."""
    for size in sizes or (WIDE,):
        page.set_viewport_size(size)
        page.wait_for_function("innerWidth == document.documentElement.clientWidth")
        faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [fault["id"] for fault in faults if fault["impact"] in {"serious", "critical"}] == []
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    page.set_viewport_size(WIDE)


def deck_says(file: Path) -> str:
    """Return all that the slides of a workshop say."""
    session = open_session(file)
    deck = Presentation(BytesIO(make_deck(session.workshop)))
    session.close()
    return "\n".join(map(said, deck.slides))


_LIES_BEFORE = """(element) => {
  const at = document.activeElement;
  const before = at.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
  return at !== document.body && Boolean(before);
}"""

_SETTLED = "() => document.activeElement !== document.body && !document.querySelector('button:disabled')"

"""How tests in the browser drive the page of ``journey_canvas_page``."""

import re

from playwright.sync_api import Locator, Page, expect

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


def drag(page: Page, source: Locator, target: Locator, *, drop: bool = True) -> None:
    """Drag one part onto the left edge of another."""
    target.scroll_into_view_if_needed()
    start, end = source.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + start["width"] - 12, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] - 30, start["y"] + 14, steps=2)
    page.mouse.move(end["x"] + 12, end["y"] + 12, steps=4)
    if drop:
        page.mouse.up()

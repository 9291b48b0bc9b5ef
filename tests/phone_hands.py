"""How somebody answers each kind of question: by keys alone, and by touch alone; and what they then said."""

from collections.abc import Callable
from time import time

from playwright.sync_api import Locator, Page, expect

Hand = Callable[[Page], None]


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(80):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab doesn't reach {wanted}")


def _keys(page: Page, role: str, name: str, *presses: str) -> None:
    reach(page, page.get_by_role(role, name=name))
    for press in presses:
        page.keyboard.press(press)


def _write(page: Page, label: str, text: str) -> None:
    reach(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def _rate_by_keys(page: Page) -> None:
    group = page.get_by_role("group", name="Check-in")
    reach(page, group.get_by_role("radio", name="Never"))
    for press in ("Space", "ArrowRight", "ArrowRight"):
        page.keyboard.press(press)
    _keys(page, "button", "Add a note: Check-in", "Enter")
    page.keyboard.type("Queues at noon")
    reach(page, page.get_by_role("group", name="Breakfast").get_by_role("radio", name="Never"))
    page.keyboard.press("ArrowLeft")


def _rank_by_keys(page: Page) -> None:
    _keys(page, "button", "Move The bill up", "Enter", "Enter")
    _keys(page, "button", "Move Breakfast down", "End")


def _consent_by_keys(page: Page) -> None:
    _keys(page, "radio", "I agree", "Space", "ArrowDown", "ArrowDown")
    _write(page, "Reason", "The word home is too big")


def _texts_by_keys(page: Page) -> None:
    _write(page, "Check-in", "Too slow")
    _write(page, "The bill", "Unclear")


def _points_by_keys(page: Page) -> None:
    _write(page, "Check-in", "70")
    _keys(page, "button", "More for Breakfast", *["Enter"] * 5)
    _write(page, "The bill", "4")
    page.keyboard.press("ArrowUp")


def _axes_by_keys(page: Page) -> None:
    _keys(page, "radio", "1. Check-in", "Space")
    _keys(page, "slider", "Across", "End")
    _keys(page, "slider", "Up", "ArrowRight")


BY_KEYS: dict[str, Hand] = {
    "text": lambda page: _write(page, "Your answer", "Where travellers arrive home"),
    "texts": _texts_by_keys,
    "one": lambda page: _keys(page, "radio", "Check-in", "Space", "ArrowDown"),
    "many": lambda page: (
        _keys(page, "checkbox", "Check-in", "Space"),
        _keys(page, "checkbox", "The bill", "Space"),
    ),
    "grid": _rate_by_keys,
    "points": _points_by_keys,
    "dots": lambda page: (
        _keys(page, "button", "More for Check-in", "Enter", "Enter", "Enter", "Enter"),
        _keys(page, "button", "More for The bill", "Enter", "Enter"),
    ),
    "ranking": _rank_by_keys,
    "axes": _axes_by_keys,
    "line": lambda page: (
        _keys(page, "slider", "Check-in", "Home"),
        _keys(page, "slider", "The bill", "Space"),
    ),
    "guess": lambda page: _write(page, "Your number", "1,250.5"),
    "consent": _consent_by_keys,
}

SAID_BY_KEYS: dict[str, dict[str, object]] = {
    "text": {"text": "Where travellers arrive home"},
    "texts": {"texts": {"checkin": "Too slow", "bill": "Unclear"}},
    "one": {"choice": "breakfast"},
    "many": {"choices": ("checkin", "bill")},
    "grid": {"ratings": {"checkin": 2, "breakfast": None}, "notes": {"checkin": "Queues at noon"}},
    "points": {"points": {"checkin": 70, "breakfast": 25, "bill": 5}},
    "dots": {"dots": {"checkin": 3, "bill": 1}},
    "ranking": {"order": ("bill", "checkin", "breakfast")},
    "axes": {"places": {"checkin": (100, 51)}},
    "line": {"places": {"checkin": 0, "bill": 50}},
    "guess": {"value": 1250.5},
    "consent": {"stance": "block", "reason": "The word home is too big"},
}


def _tap(page: Page, role: str, *names: str) -> None:
    for name in names:
        page.get_by_role(role, name=name).tap()


def _rate_by_touch(page: Page) -> None:
    page.get_by_role("group", name="Breakfast").get_by_text("All the time").tap()
    page.get_by_role("group", name="Check-in").get_by_text("Now and then").tap()


def _tap_at(box: Locator, across: float, down: float) -> None:
    box.scroll_into_view_if_needed()
    size = box.bounding_box()
    box.tap(position={"x": size["width"] * across, "y": size["height"] * down}, force=True)


def drag(page: Page, held: Locator, onto: Locator) -> None:
    """Drag with a finger, past the middle of what it is dragged onto."""
    begin, end = held.bounding_box(), onto.bounding_box()
    up = end["y"] < begin["y"]
    x, y = begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2
    last = end["y"] + (4 if up else end["height"] - 4)
    finger = page.context.new_cdp_session(page)
    now = time()

    def touch(kind: str, at: float, *points: dict[str, float]) -> None:
        told = {"type": kind, "touchPoints": list(points), "timestamp": now + at}
        finger.send("Input.dispatchTouchEvent", told)

    touch("touchStart", 0, {"x": x, "y": y})
    for part in range(1, 11):
        touch("touchMove", part / 100, {"x": x, "y": y + (last - y) * part / 10})
    # The finger rests before it leaves, or Chromium takes the drag for a flick and swallows the next tap.
    touch("touchMove", 1, {"x": x, "y": last})
    touch("touchEnd", 1.1)


def _rank_by_touch(page: Page) -> None:
    rows = page.get_by_role("listitem")
    drag(page, rows.nth(0).locator(".grip"), rows.nth(1))
    for name, place in (("Breakfast", 0), ("The bill", 2)):
        row = rows.filter(has_text=name)
        if rows.nth(place).inner_text() != row.inner_text():
            drag(page, row.locator(".grip"), rows.nth(place))


def _place_by_touch(page: Page) -> None:
    page.locator("label", has_text="2. Breakfast").tap()
    expect(page.get_by_role("radio", name="2. Breakfast")).to_be_checked()
    _tap_at(page.locator(".pad"), 0.2, 0.1)


def _slide_by_touch(page: Page) -> None:
    slider = page.get_by_role("slider", name="Breakfast")
    _tap_at(slider, 1, 0.5)


BY_TOUCH: dict[str, Hand] = {
    "text": lambda page: page.get_by_label("Your answer").fill("Arrive home"),
    "texts": lambda page: page.get_by_label("Breakfast").fill("Cold"),
    "one": lambda page: page.locator("label", has_text="The bill").tap(),
    "many": lambda page: [page.locator("label", has_text=name).tap() for name in ("Check-in", "The bill")],
    "grid": _rate_by_touch,
    "points": lambda page: [
        page.get_by_label("Breakfast", exact=True).fill("95"),
        _tap(page, "button", "More for The bill"),
    ],
    "dots": lambda page: _tap(page, "button", "More for Breakfast", "More for The bill"),
    "ranking": _rank_by_touch,
    "axes": _place_by_touch,
    "line": _slide_by_touch,
    "guess": lambda page: (
        page.get_by_label("Your number").fill("12"),
        _tap(page, "button", "Plus or minus"),
    ),
    "consent": lambda page: page.locator("label", has_text="I can live with it").tap(),
}

SAID_BY_TOUCH: dict[str, dict[str, object]] = {
    "text": {"text": "Arrive home"},
    "texts": {"texts": {"breakfast": "Cold"}},
    "one": {"choice": "bill"},
    "many": {"choices": ("checkin", "bill")},
    "grid": {"ratings": {"breakfast": 3, "checkin": 1}, "notes": {}},
    "points": {"points": {"breakfast": 95, "bill": 5}},
    "dots": {"dots": {"breakfast": 1, "bill": 1}},
    "ranking": {"order": ("breakfast", "checkin", "bill")},
    "axes": {"places": {"breakfast": (20, 90)}},
    "line": {"places": {"breakfast": 100}},
    "guess": {"value": -12},
    "consent": {"stance": "can_live", "reason": ""},
}

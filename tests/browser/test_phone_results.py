"""Results on a phone: each way of drawing them fits, and is for everybody."""

from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from phone_questions import asked
from playwright.sync_api import expect
from screen_room import ScreenRoom

pytestmark = pytest.mark.browser


UNMEASURED = {"texts", "axes"}
"""Kinds of which no number says what moved: the earlier result lies folded beneath."""


@pytest.mark.parametrize("kind", ["texts", "many", "grid", "axes", "guess", "consent"])
def test_a_result_and_its_shift_fit_a_phone_and_are_accessible(kim, kind):
    room, page = kim
    ScreenRoom.seat_people(room)
    ask = asked(kind, id=uuid4().hex, title=f"Question of {kind}")
    room.open(ask)
    ScreenRoom.answer(room, ask)
    room.reveal(ask)
    room.turn(ask, "open")
    ScreenRoom.answer(room, ask, number=2)
    room.reveal(ask)
    expect(page.get_by_role("heading", level=1, name=ask.title)).to_be_visible()
    expect(page.get_by_text("30 answered").first).to_be_visible()
    expect(page.get_by_text("Result of round 1")).to_be_visible()
    expect(page.get_by_role("heading", name="What changed")).to_have_count(0 if kind in UNMEASURED else 1)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.evaluate("document.documentElement.style.fontSize = ''")

    assert wide == page.viewport_size["width"]
    assert [fault["id"] for fault in found if fault["impact"] in {"serious", "critical"}] == []

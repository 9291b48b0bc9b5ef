"""The twelve kinds of question on a phone: by keys, by touch, for everybody, and each on one small page."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from phone_hands import BY_KEYS, BY_TOUCH, SAID_BY_KEYS, SAID_BY_TOUCH, drag, reach
from phone_questions import QUESTIONS, asked
from playwright.sync_api import Page, expect

from cxworkshop.domain.questions import DotsQuestion, GridQuestion, Item, ScalePoint

pytestmark = pytest.mark.browser

KINDS = pytest.mark.parametrize("kind", QUESTIONS)


def put(kim, kind: str, **changes: object):
    """Ask a question of that kind anew; return the room, Kim's phone and the question."""
    room, page = kim
    ask = asked(kind, id=uuid4().hex, title=f"Question of {kind} {uuid4().hex[:4]}", **changes)
    room.open(ask)
    expect(page.get_by_role("heading", level=1, name=ask.title)).to_be_visible()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    return room, page, ask


def expect_sent(page: Page) -> None:
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    expect(page.get_by_role("status").first).to_have_text("Sent")


@KINDS
def test_each_kind_refuses_nothing_and_takes_an_answer_by_keys_and_is_accessible(kim, kind):
    room, page, ask = put(kim, kind)
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert page.evaluate("document.activeElement.closest('form') && !document.activeElement.matches('.main')")
    faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    BY_KEYS[kind](page)
    reach(page, page.get_by_role("button", name="Send"))
    page.keyboard.press("Enter")
    expect_sent(page)

    assert room.answer_of(ask, "Kim") == SAID_BY_KEYS[kind]
    assert [fault["id"] for fault in faults if fault["impact"] in {"serious", "critical"}] == []


@pytest.mark.slow
@KINDS
def test_each_kind_is_answered_by_touch(kim, kind):
    room, page, ask = put(kim, kind)
    BY_TOUCH[kind](page)
    page.get_by_role("button", name="Send").tap()
    expect_sent(page)

    assert room.answer_of(ask, "Kim") == SAID_BY_TOUCH[kind]


@pytest.mark.slow
@KINDS
def test_each_kind_fits_a_finger_and_a_phone_with_text_twice_as_large(kim, kind):
    _, page, _ = put(kim, kind)
    small = page.evaluate(_SMALL)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = page.evaluate("document.documentElement.scrollWidth")
    outside = page.evaluate(_OUTSIDE)
    page.evaluate("document.documentElement.style.fontSize = ''")

    assert small == []
    assert outside == []
    assert wide == page.viewport_size["width"]


def test_no_more_are_ticked_than_may_be(kim):
    _, page, _ = put(kim, "many")
    for name in ("Check-in", "Breakfast", "The bill"):
        page.get_by_role("checkbox", name=name).click()

    expect(page.get_by_role("checkbox", name="The bill")).not_to_be_checked()
    expect(page.get_by_role("status").first).to_have_text("You have 2 already. Take one away first.")


def test_one_dot_an_item_is_a_tick(kim):
    items = (Item(id="a", label="Check-in"), Item(id="b", label="Breakfast"))
    room, page, ask = put(kim, "dots", question=DotsQuestion(items=items, dots=1))
    page.get_by_role("checkbox", name="Breakfast").check()
    expect(page.get_by_text("0 of 1 dots left")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect_sent(page)

    assert room.answer_of(ask, "Kim") == {"dots": {"b": 1}}


def test_points_too_many_are_said(kim):
    _, page, _ = put(kim, "points")
    page.get_by_label("Check-in", exact=True).fill("90")
    page.get_by_label("Breakfast", exact=True).fill("30")
    expect(page.get_by_text("20 points too many")).to_be_visible()
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("alert")).to_have_text("Take away 20 points.")


def test_a_scale_of_eleven_points_is_one_row_of_targets_or_two(kim):
    scale = tuple(ScalePoint(value=at, label=str(at)) for at in range(11))
    room, page, ask = put(
        kim, "grid", question=GridQuestion(items=(Item(id="a", label="Check-in"),), scale=scale)
    )
    page.locator("label", has_text="10").tap()
    small = page.evaluate(_SMALL)
    page.get_by_role("button", name="Send").tap()
    expect_sent(page)

    assert small == []
    assert room.answer_of(ask, "Kim") == {"ratings": {"a": 10}, "notes": {}}


def test_a_row_is_dragged_both_ways_by_a_finger(kim):
    _, page, _ = put(kim, "ranking")
    rows = page.get_by_role("listitem")
    name = rows.nth(0).locator(".label").inner_text()
    drag(page, rows.nth(0).locator(".grip"), rows.nth(2))
    expect(rows.nth(2)).to_contain_text(name)
    drag(page, rows.nth(2).locator(".grip"), rows.nth(0))

    expect(rows.nth(0)).to_contain_text(name)
    expect(rows.nth(0)).to_contain_text(re.compile("^⠿1"))


# A tick or radio is hit by the label around it, a field's name needs no hitting.
_SMALL = """() => [...document.querySelectorAll(
    "main button, main textarea, main summary, main .choice, main .point," +
    "main input:not([type=radio], [type=checkbox])"
  )]
  .filter((one) => one.offsetParent && (one.offsetHeight < 44 || one.offsetWidth < 44))
  .map((one) => one.outerHTML.slice(0, 80))"""

_OUTSIDE = """() => [...document.querySelectorAll("main *")]
  .filter((one) => one.offsetParent && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 80))"""

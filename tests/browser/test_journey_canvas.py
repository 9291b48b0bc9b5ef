"""The journey canvas in the browser: by pointer, by keyboard alone, and what can go wrong."""

import re

import pytest
from journey_canvas_driver import FRAMES, drag
from journey_canvas_page import ATTACK
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


# ── By pointer ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_touchpoint_is_dragged_into_another_stage(put_up):
    canvas = put_up("hotel")
    drag(canvas.page, canvas.card("Check-in"), canvas.card("A quiet night"))

    canvas.says("Check-in moved to Staying, place 2 of 6")
    canvas.told(r'\["Staying", "The room", "Check-in", "A quiet night"')
    expect(canvas.card("Check-in")).to_be_focused()


def test_a_line_shows_where_it_would_drop(put_up):
    canvas = put_up("hotel")
    drag(canvas.page, canvas.card("Check-in"), canvas.card("The room"), drop=False)
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
    drag(canvas.page, canvas.stage("Arriving"), canvas.stage("Choosing"))

    canvas.says("Arriving moved to A stay, place 1 of 4")
    canvas.told(r'"stages": \[\["Arriving", "The way there", "Check-in"\], \["Choosing"')


def test_a_finger_drags_by_the_grip(put_up):
    canvas = put_up("hotel")
    grip = canvas.card("Finding an offer").locator(".cxm-grip").bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    finger = canvas.page.context.new_cdp_session(canvas.page)
    for kind, away in (("touchStart", 0), ("touchMove", 40), ("touchMove", 290), ("touchEnd", None)):
        points = [] if away is None else [{"x": x + away, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.detach()

    canvas.says("Finding an offer moved to Choosing, place 2 of 3")


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
    canvas.says("Nothing was added")
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

"""An answer that can't be sent holds up no other, and two tabs of one phone show the same."""

import pytest
from phone_questions import asked
from playwright.sync_api import Route, expect

pytestmark = pytest.mark.browser


def test_an_answer_that_never_gets_through_holds_up_no_other(phone_room, new_page):
    page = phone_room.join(new_page, "Kim")
    stuck, later = asked("text"), asked("guess", privacy="named")

    def lose(route: Route) -> None:
        if route.request.post_data_json["activity"] == stuck.id:
            route.abort()
        else:
            route.continue_()

    page.route("**/answers", lose)
    phone_room.open(stuck)
    page.get_by_label("Your answer").fill("Arrive home")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Not saved yet, will try again")).to_be_visible()
    phone_room.open(later)
    page.get_by_label("Your number").fill("10")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible(timeout=3_000)

    assert phone_room.answer_of(later, "Kim") == {"value": 10}


def test_two_tabs_show_the_answer_that_was_sent_last(phone_room, new_page):
    first = phone_room.join(new_page, "Kim")
    ask = asked("text")
    phone_room.open(ask)
    first.get_by_label("Your answer").fill("First thought")
    first.get_by_role("button", name="Send").click()
    expect(first.get_by_role("heading", name="Sent", level=2)).to_be_visible()
    second = first.context.new_page()
    second.goto(phone_room.url)
    second.get_by_role("button", name="Change my answer").click()
    second.get_by_label("Your answer").fill("Second thought")
    second.get_by_role("button", name="Send").click()
    expect(second.get_by_role("heading", name="Sent", level=2)).to_be_visible()

    expect(first.get_by_text("Second thought")).to_be_visible(timeout=3_000)
    first.get_by_role("button", name="Change my answer").click()
    expect(first.get_by_label("Your answer")).to_have_value("Second thought")

"""The desk in the browser, by keyboard alone: a room is opened, asked, and sees the result."""

import re

import pytest
from browser_keys import PHONE, WIDE, Keys, expect_accessible
from playwright.sync_api import Page, expect

from cxworkshop.domain.events import AgendaChosen, WorkshopCreated
from cxworkshop.domain.people import Seat
from cxworkshop.domain.responses import LineAnswer
from cxworkshop.domain.room_events import ActivityAnswered, SeatTaken
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create

pytestmark = pytest.mark.browser

OTHERS = [Seat(id=f"{number:032x}", name=name) for number, name in enumerate(("Bo", "Cy"), 1)]


@pytest.fixture
def session(tmp_path):
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme"), AgendaChosen(agenda="half_day")]).close()
    session = open_session(tmp_path / "acme.cxw")
    yield session
    session.close()


def _open_desk(page: Page, url: str) -> Page:
    page.goto(url)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the desk").press("Enter")
    desk = opened.value
    desk.get_by_role("button", name="Open the room").wait_for()
    return desk


def _answer_all(session) -> None:
    session.refresh()
    room = session.workshop.room
    session.record(
        *(
            ActivityAnswered(
                activity=room.showing, round=1, who=who, answer=LineAnswer(places={"returns": 30 * place})
            )
            for place, who in enumerate(room.seats)
        )
    )


def test_a_question_is_asked_and_revealed(serving, page, new_page, session):
    desk = _open_desk(page, serving(session.path, room=True))
    keys = Keys(desk)
    addresses = desk.get_by_label("Where phones reach this laptop")
    keys.reach(addresses)
    addresses.select_option(addresses.locator("option", has_text="127.0.0.1").text_content())
    keys.button("Open the room")
    expect(desk.get_by_role("button", name="Ask the room")).to_be_visible()
    session.refresh()
    address, code = session.workshop.room.address, session.workshop.room.code
    phone = new_page(**PHONE, touch=True)
    phone.goto(f"{address}/join?code={code}")
    phone.get_by_label("Your name").fill("Ana")
    phone.get_by_role("button", name="Join").click()
    session.record(*(SeatTaken(seat=seat) for seat in OTHERS))
    expect(desk.get_by_text("3 seats, 1 with a phone.")).to_be_visible()
    keys.button("Begin: What we leave with (10 min)")
    expect(desk.get_by_role("timer").filter(has_text="left")).to_be_visible()
    expect_accessible(desk)

    keys.reach(desk.get_by_label("What to ask"))
    desk.get_by_label("What to ask").select_option("How far may our people go?")
    keys.button("Ask the room")
    expect(phone.get_by_role("heading", name="How far may our people go?")).to_be_visible()
    _answer_all(session)
    expect(desk.get_by_text("3 of 3 have answered")).to_be_visible()
    keys.button("Close the question")
    keys.button("Reveal the result")
    expect(desk.get_by_text("Furthest apart on: Returns")).to_be_visible()
    expect(phone.get_by_text("Result").first).to_be_visible()
    expect_accessible(desk, WIDE, PHONE)

    keys.button("▸ Seats (3)")
    keys.listed("Seat", "Bo")
    keys.button("New device, or answer here")
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Open as Bo").press("Enter")
    expect(opened.value.get_by_text("You are Bo")).to_be_visible()
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Open the big screen").press("Enter")
    expect(opened.value).to_have_url(re.compile(r"/screen$"))

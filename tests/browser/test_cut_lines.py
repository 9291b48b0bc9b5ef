"""Between room, phone and screen stands a proxy that cuts every connection again and again."""

from uuid import uuid4

import pytest
from cutting_proxy import CuttingProxy
from phone_questions import asked
from phone_room import CODE
from playwright.sync_api import Page, expect
from screen_room import KEY, ScreenRoom

from cxworkshop.domain.room_events import ActivityAnswered
from cxworkshop.live.session import open_session

pytestmark = pytest.mark.browser

QUESTIONS = 4
CURRENT = 3_000
"""Milliseconds within which phone and screen show what the room shows, whatever is cut."""


@pytest.fixture
def room(tmp_path):
    room = ScreenRoom(tmp_path)
    yield room
    room.kill()


def until_cut(page: Page) -> None:
    """Wait until the page's stream is cut: it asks for another."""
    page.wait_for_event("request", lambda request: request.url.endswith("/stream"))


def recorded(room) -> list[str]:
    session = open_session(room.path)
    found = [event.answer.text for event in session.events if isinstance(event, ActivityAnswered)]
    session.close()
    return found


def test_through_a_proxy_that_cuts_streams_each_answer_comes_once_and_the_screen_stays_current(
    room, new_page
):
    with CuttingProxy(room.url, seconds=1) as proxy:
        phone, screen = new_page(), new_page()
        screen.goto(f"{proxy.url}/screen?key={KEY}")
        phone.goto(f"{proxy.url}/join?code={CODE}")
        phone.get_by_label("Your name").fill("Kim")
        phone.get_by_role("button", name="Join").click()
        expect(screen.get_by_text("1 in the room")).to_be_visible()
        for number in range(QUESTIONS):
            ask = asked("text", id=uuid4().hex, title=f"Question {number}?")
            room.open(ask)
            for page in (phone, screen):
                expect(page.get_by_role("heading", name=ask.title)).to_be_visible(timeout=CURRENT)
            until_cut(phone)
            phone.get_by_label("Your answer").fill(f"Answer {number}")
            phone.get_by_role("button", name="Send").click()
            expect(screen.get_by_text("1 of 1 answered")).to_be_visible(timeout=CURRENT)
            expect(phone.get_by_role("heading", name="Sent", level=2)).to_be_visible(timeout=CURRENT)
            room.turn(ask, "closed")
            for page in (phone, screen):
                expect(page.get_by_text("Answers are closed").first).to_be_visible(timeout=CURRENT)
                expect(page.locator(".offline, .line")).to_be_hidden()
    assert proxy.cut >= QUESTIONS
    assert recorded(room) == [f"Answer {number}" for number in range(QUESTIONS)]

"""The phone's page from joining to the result, in four languages, and how much of it is sent."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from phone_questions import asked
from phone_room import CODE, PHONE
from playwright.sync_api import Page, Response, expect

from cxworkshop.domain.questions import GuessQuestion, Item, OneQuestion
from cxworkshop.domain.room_events import RoomLocked, RoomOpened, RoomShut, SeatKeyed, StageCleared
from cxworkshop.settings import assets

pytestmark = pytest.mark.browser

BUDGET = 60_000
"""Bytes, uncompressed, that it takes to show the page with any one question and its result."""

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def _faults(page: Page) -> list[str]:
    faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [fault["id"] for fault in faults if fault["impact"] in {"serious", "critical"}]


def test_joining_says_what_is_wrong_and_lets_one_in(phone_room, new_page):
    phone_room.join(new_page, "Ada")
    page = new_page(**PHONE)
    page.goto(f"{phone_room.url}/join")
    problem, join = page.get_by_role("alert"), page.get_by_role("button", name="Join")
    faults = _faults(page)
    join.click()
    expect(problem).to_have_text("Fill in: Code on the big screen.")
    page.get_by_label("Code").fill("zzz 999")
    page.get_by_label("Your name").fill("ada")
    join.click()
    expect(problem).to_contain_text("No room has this code")
    page.get_by_label("Code").fill("abc-234")
    expect(join).to_be_enabled()
    join.click()
    expect(problem).to_contain_text(re.compile("Somebody has this name|Too many tries"))
    page.get_by_label("Your name").fill("Kim")
    page.get_by_label("What you work in").select_option("Something else")
    page.get_by_label("What is it?").fill("Law")
    expect(join).to_be_enabled()
    join.click()
    expect(page.get_by_text("You are Kim")).to_be_visible()

    assert faults == []
    assert phone_room.seat("Kim").function == "Law"


def test_a_locked_room_says_so(phone_room, new_page):
    phone_room.desk(RoomLocked(locked=True))
    page = new_page(**PHONE)
    page.goto(f"{phone_room.url}/join?code=ABC234")
    page.get_by_label("Your name").fill("Kim")
    page.get_by_role("button", name="Join").click()

    expect(page.get_by_role("alert")).to_contain_text("The room is locked")


def test_the_phone_speaks_its_owners_language_and_the_function_stays_comparable(phone_room, new_page):
    page = new_page(**PHONE)
    page.goto(f"{phone_room.url}/join?code=ABC234")
    page.get_by_label("Language").select_option("Deutsch")
    page.get_by_label("Ihr Name").fill("Kim")
    page.get_by_label("Ihr Arbeitsgebiet").select_option("Vertrieb")
    page.get_by_role("button", name="Teilnehmen").click()
    expect(page.get_by_role("heading", name="Gerade gibt es nichts")).to_be_visible()
    phone_room.open(asked("guess", question=GuessQuestion(least=0, most=5000)))
    page.get_by_label("Ihre Zahl").fill("1.250,5")
    expect(page.get_by_text("Sie senden: 1.250,5")).to_be_visible()
    page.get_by_role("button", name="Senden").click()
    expect(page.get_by_role("heading", name="Gesendet")).to_be_visible()

    assert page.locator("html").get_attribute("lang") == "de"
    assert phone_room.seat("Kim").function == "Sales"
    assert phone_room.answer_of(asked("guess"), "Kim") == {"value": 1250.5}


def test_the_same_seat_after_a_reload(kim):
    room, page = kim
    page.goto(f"{room.url}/join?code=ABC234")
    expect(page.get_by_text("You are Kim")).to_be_visible()

    assert page.url == f"{room.url}/"


def test_an_answer_is_changed_or_kept_and_the_result_comes_at_the_reveal(kim):
    room, page = kim
    ask = asked("one", privacy="named")
    room.open(ask)
    expect(page.get_by_text("Shown with your name.")).to_be_visible()
    page.locator("label", has_text="Breakfast").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Change my answer").click()
    page.locator("label", has_text="Check-in").click()
    page.get_by_role("button", name="Keep my answer as it was").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    faults = _faults(page)
    room.turn(ask, "closed")
    expect(page.get_by_text("Your answer is in.")).to_be_visible()
    room.turn(ask, "revealed")
    expect(page.get_by_role("heading", name="Result")).to_be_visible()
    expect(page.locator(".drawn")).to_contain_text("Breakfast")
    faults += _faults(page)

    assert room.answer_of(ask, "Kim") == {"choice": "breakfast"}
    assert faults == []


def test_the_second_round_begins_with_ones_own_answer_and_shows_the_first_result(kim):
    room, page = kim
    ask = asked("guess", privacy="named")
    room.open(ask)
    page.get_by_label("Your number").fill("10")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    room.reveal(ask)
    expect(page.get_by_role("heading", name="Result")).to_be_visible()
    room.turn(ask, "open")
    expect(page.get_by_text("Your answer of round 1 is filled in.")).to_be_visible()
    expect(page.get_by_label("Your number")).to_have_value("10")
    expect(page.get_by_text("Result of round 1")).to_be_visible()
    page.get_by_label("Your number").fill("20")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    room.reveal(ask)

    expect(page.get_by_role("heading", name="What changed")).to_be_visible()


def test_a_shut_room_a_cleared_stage_and_a_moved_seat_are_said(phone_room, new_page):
    page = phone_room.join(new_page, "Kim")
    phone_room.open(asked("text"))
    expect(page.get_by_role("heading", name="Question of text")).to_be_visible()
    phone_room.desk(StageCleared())
    expect(page.get_by_role("heading", name="Nothing to answer")).to_be_visible()
    phone_room.desk(RoomShut())
    expect(page.get_by_role("heading", name="The room is closed")).to_be_visible()
    phone_room.desk(
        SeatKeyed(seat=phone_room.seat("Kim").id, key=""), RoomOpened(code=CODE, address=phone_room.url)
    )

    expect(page.get_by_role("heading", name="Your seat isn't on this phone any more")).to_be_visible()


def test_markup_in_a_question_is_words(phone_room, new_page):
    items = (Item(id="a", label=MARKUP, hint=MARKUP, group=MARKUP), Item(id="b", label="Check-in"))
    phone_room.open(
        asked("one", title=MARKUP, explain=MARKUP, question=OneQuestion(items=items), privacy="named")
    )
    page = phone_room.join(new_page, "<b>Kim</b>")
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    expect(page.get_by_role("heading", level=1)).to_have_text(MARKUP)
    page.get_by_role("radio").first.click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    phone_room.reveal(asked("one"))
    expect(page.get_by_role("heading", name="Result")).to_be_visible()

    assert page.locator("main img, main script, header b").count() == 0


def test_a_phone_takes_less_than_sixty_kilobytes_for_any_one_question_and_its_result(phone_room, new_page):
    replies: list[Response] = []
    page = new_page(**PHONE)
    page.on("response", lambda reply: replies.append(reply))  # noqa: PLW0108 - it takes no built-in
    page.goto(f"{phone_room.url}/join?code=ABC234&language=de")
    page.get_by_label("Ihr Name").fill("Kim")
    joining = _sizes(replies)
    page.get_by_role("button", name="Teilnehmen").click()
    expect(page.get_by_text("Sie sind Kim")).to_be_visible()
    replies.clear()
    page.reload()
    phone_room.open(asked("text"))
    expect(page.get_by_role("button", name="Senden")).to_be_visible()
    phone_room.reveal(asked("text"))
    expect(page.get_by_role("heading", name="Ergebnis")).to_be_visible()
    taken = _sizes(replies)
    always = sum(size for name, size in taken.items() if not name.startswith(("answer_", "results_")))
    parts = phone_page_parts()
    largest = [
        max(size for name, size in parts.items() if name.startswith(kind)) for kind in ("answer_", "results_")
    ]

    assert sum(joining.values()) < BUDGET
    assert {"phone.js", "answer_texts.js", "results_texts.js"} < set(taken)
    assert always + sum(largest) < BUDGET


def phone_page_parts() -> dict[str, int]:
    return {path.name: path.stat().st_size for path in (assets("templates") / "participant").glob("*.js")}


def _sizes(replies: list[Response]) -> dict[str, int]:
    """Of the page and its parts."""
    kept = [
        reply
        for reply in replies
        if re.search(r"/static/|/$|/join\?", reply.url) and reply.request.method == "GET"
    ]
    return {reply.url.rpartition("/")[2]: len(reply.body()) for reply in kept}

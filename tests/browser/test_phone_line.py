"""A phone whose line, battery or room fails: nothing written is lost, nothing is sent twice."""

import pytest
from phone_questions import asked
from playwright.sync_api import Page, expect

from cxworkshop.domain.room_events import TimerExtended, TimerSet
from cxworkshop.live.session import open_session

pytestmark = pytest.mark.browser

SENT = {"name": "Sent", "level": 2}
TRYING = {"name": "Not saved yet, will try again"}
SOON = 3_000
"""Milliseconds within which a phone goes on by itself."""


def writing(room, new_page, text: str, name: str = "Kim"):
    """A phone on which somebody has written an answer, unsent."""
    ask = asked("text")
    room.open(ask)
    page = room.join(new_page, name)
    page.get_by_label("Your answer").fill(text)
    return page, ask


def send(page: Page) -> None:
    page.get_by_role("button", name="Send").click()


def answers(room, ask) -> list[str]:
    return [one.text for one in room.activity(ask).current.answers.values()]


def recorded(room) -> int:
    session = open_session(room.path)
    found = sum(event.kind == "activity_answered" for event in session.events)
    session.close()
    return found


def test_a_draft_outlives_a_reload(phone_room, new_page):
    page, _ = writing(phone_room, new_page, "Where travellers arr")
    page.reload()

    expect(page.get_by_label("Your answer")).to_have_value("Where travellers arr")


def test_nothing_typed_is_wiped_by_what_else_happens(phone_room, new_page):
    page, _ = writing(phone_room, new_page, "Half a sent")
    phone_room.desk(TimerSet(seconds=90), TimerExtended(seconds=30))
    expect(page.get_by_role("timer")).to_contain_text("left")
    page.keyboard.type("ence")

    expect(page.get_by_label("Your answer")).to_have_value("Half a sentence")


def test_a_restarted_room_finds_the_phone_again_and_gets_what_was_sent_meanwhile_once(phone_room, new_page):
    page, ask = writing(phone_room, new_page, "Arrive home")
    phone_room.kill()
    send(page)
    expect(page.get_by_role("heading", **TRYING)).to_be_visible()
    expect(page.get_by_role("banner").get_by_text("No connection.")).to_be_visible()
    phone_room.start()
    expect(page.get_by_role("heading", **SENT)).to_be_visible(timeout=SOON)
    expect(page.get_by_role("banner").get_by_text("No connection.")).to_be_hidden(timeout=SOON)
    phone_room.turn(ask, "closed")
    expect(page.get_by_role("heading", name="Answers are closed")).to_be_visible(timeout=SOON)

    assert answers(phone_room, ask) == ["Arrive home"]
    assert recorded(phone_room) == 1


def test_an_unsent_answer_outlives_the_page(phone_room, new_page):
    page, ask = writing(phone_room, new_page, "Arrive home")
    phone_room.kill()
    send(page)
    expect(page.get_by_role("heading", **TRYING)).to_be_visible()
    context = page.context
    page.close()
    phone_room.start()
    again = context.new_page()
    again.goto(phone_room.url)

    expect(again.get_by_role("heading", **SENT)).to_be_visible()
    assert answers(phone_room, ask) == ["Arrive home"]


def test_of_two_answers_sent_without_a_line_the_later_counts(phone_room, new_page):
    page, ask = writing(phone_room, new_page, "First thought")
    phone_room.kill()
    send(page)
    page.get_by_role("button", name="Change my answer").click()
    page.get_by_label("Your answer").fill("Second thought")
    send(page)
    phone_room.start()
    expect(page.get_by_role("heading", **SENT)).to_be_visible()

    assert answers(phone_room, ask) == ["Second thought"]


def test_an_acknowledgement_that_was_lost_makes_no_second_answer(phone_room, new_page):
    page, _ = writing(phone_room, new_page, "Arrive home")
    lost = []

    def lose(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    page.route("**/answers", lose)
    send(page)
    expect(page.get_by_role("heading", **SENT)).to_be_visible()

    assert lost[0].ok
    assert recorded(phone_room) == 1


def test_an_answer_that_comes_too_late_is_said_to_be(phone_room, new_page):
    page, ask = writing(phone_room, new_page, "Arrive home")
    phone_room.kill()
    send(page)
    expect(page.get_by_role("heading", **TRYING)).to_be_visible()
    phone_room.turn(ask, "closed")
    phone_room.start()

    expect(page.get_by_role("main")).to_contain_text("closed before your answer arrived")
    assert answers(phone_room, ask) == []


@pytest.mark.usefixtures("file_size_limit")
def test_on_a_full_disk_it_says_so_and_sends_again(phone_room, new_page):
    import resource  # noqa: PLC0415 - POSIX only

    if not hasattr(resource, "prlimit"):
        pytest.skip("a running process's limits can't be set here")
    page, ask = writing(phone_room, new_page, "Arrive home")
    resource.prlimit(phone_room.pid, resource.RLIMIT_FSIZE, (1, -1))
    send(page)
    expect(page.get_by_role("heading", **TRYING)).to_be_visible()
    resource.prlimit(phone_room.pid, resource.RLIMIT_FSIZE, (-1, -1))
    expect(page.get_by_role("heading", **SENT)).to_be_visible()

    assert answers(phone_room, ask) == ["Arrive home"]


def test_where_streams_are_blocked_it_polls(phone_room, new_page):
    page = new_page()
    page.route("**/stream", lambda route: route.abort())
    page.goto(f"{phone_room.url}/join?code=ABC234")
    page.get_by_label("Your name").fill("Kim")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="Nothing to answer")).to_be_visible()
    phone_room.open(asked("one"))

    expect(page.get_by_role("heading", name="Question of one")).to_be_visible(timeout=2 * SOON)

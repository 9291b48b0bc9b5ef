"""The big screen: how to join, the question, the result of each kind, large enough and whole."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from phone_questions import QUESTIONS, asked
from playwright.sync_api import Page, expect
from screen_room import PEOPLE, ScreenRoom

from cxworkshop.domain.questions import GridQuestion, Item, ScalePoint, TextQuestion
from cxworkshop.domain.room_events import RoomLocked, StageCleared, TimerSet

pytestmark = pytest.mark.browser

APART = [{"places": {"checkin": at, "bill": 100 - at}} for at in range(0, 70, 10)]
"""Places on a line that can be told by function."""

KINDS = pytest.mark.parametrize("kind", QUESTIONS)
LEGIBLE = 21
"""Pixels of 800: a fortieth of the screen's height, read from five times the screen's height."""


@pytest.fixture(scope="module")
def hall(visits, tmp_path_factory):
    """A room with thirty people and a screen that the module's tests share."""
    room = ScreenRoom(tmp_path_factory.mktemp("room"))
    room.seat_people()
    yield room, room.screen(visits)
    room.kill()


@pytest.fixture
def own(tmp_path):
    """A room of the test's own."""
    room = ScreenRoom(tmp_path)
    yield room
    room.kill()


def ask_of(kind: str, **changes: object):
    return asked(kind, id=uuid4().hex, title=f"Question of {kind} {uuid4().hex[:4]}", **changes)


def show(page: Page, ask) -> None:
    expect(page.get_by_role("heading", level=1, name=ask.title)).to_be_visible()
    expect(page.locator(".body").first).to_be_visible()


def faults(page: Page) -> list[str]:
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [fault["id"] for fault in found if fault["impact"] in {"serious", "critical"}]


def revealed(hall, ask, **answers: object) -> Page:
    room, page = hall
    room.open(ask)
    room.answer(ask, **answers)
    room.reveal(ask)
    show(page, ask)
    expect(page.locator(".drawn:not(.single), .withheld").first).to_be_visible()
    return page


def test_it_says_how_to_join(own, new_page):
    page = own.screen(new_page)
    expect(page.get_by_text("ABC 234")).to_be_visible()
    expect(page.get_by_text("10.0.0.7:8899")).to_be_visible()
    qr = page.locator(".join .qr")
    qr.evaluate("image => image.decode()")
    own.seat_people(3)
    expect(page.get_by_text("3 in the room")).to_be_visible()

    assert "key" not in page.url
    assert qr.bounding_box()["width"] > 400
    assert faults(page) == []
    own.desk(RoomLocked(locked=True))
    expect(page.get_by_text("Nobody new may join")).to_be_visible()
    expect(page.get_by_text("ABC 234")).to_be_hidden()


@KINDS
def test_each_kind_is_asked_and_its_result_is_large_whole_and_accessible(hall, kind):
    room, page = hall
    ask = ask_of(kind)
    room.open(ask)
    room.answer(ask, 12)
    show(page, ask)
    expect(page.get_by_text(f"12 of {PEOPLE} answered")).to_be_visible()
    assert page.evaluate(_WRONG, LEGIBLE) == []
    revealed(hall, ask)

    expect(page.get_by_text(f"{PEOPLE} answered").first).to_be_visible()
    assert page.evaluate(_WRONG, LEGIBLE) == []
    assert faults(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["texts", "many", "grid", "axes", "guess", "consent"])
def test_two_rounds_stand_side_by_side(hall, kind):
    room, _ = hall
    ask = ask_of(kind)
    page = revealed(hall, ask)
    room.turn(ask, "open")
    expect(page.get_by_role("heading", name="Result of round 1")).to_be_visible()
    room.answer(ask, number=2)
    room.reveal(ask)
    expect(page.get_by_text(f"{PEOPLE} answered in both rounds")).to_be_visible()
    expect(page.locator(".heads > span, .drawn section h2").get_by_text("Round 2")).to_be_visible()
    assert page.evaluate(_WRONG, LEGIBLE) == []


def test_of_two_anonymous_rounds_nobody_knows_how_many_answered_both(hall):
    room, _ = hall
    ask = ask_of("many", privacy="anonymous")
    page = revealed(hall, ask)
    room.turn(ask, "open")
    room.answer(ask, number=2)
    room.reveal(ask)
    expect(page.locator(".told").first).to_contain_text("Round 2")
    expect(page.get_by_text("answered in both")).to_have_count(0)


def test_the_clock_runs(hall):
    room, page = hall
    room.open(ask := ask_of("text"))
    room.desk(TimerSet(seconds=95))
    show(page, ask)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"1:3[0-5]"))
    room.desk(TimerSet(seconds=0), StageCleared())
    expect(page.get_by_role("timer")).to_be_hidden()


def test_small_groups_are_withheld_with_a_sentence(hall):
    page = revealed(hall, ask_of("grid"), people=2)

    expect(page.get_by_text("Too few answered to show it: 2 of at least 3.")).to_be_visible()


def test_functions_are_compared_and_the_small_ones_named(hall):
    page = revealed(hall, ask_of("line"), answers=APART)
    page.keyboard.press("PageDown")

    expect(page.get_by_role("columnheader", name="Operations")).to_be_visible()
    expect(page.get_by_text("Too few to be shown by themselves: Finance")).to_be_visible()
    assert faults(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_many_rows_and_texts_are_cut_into_pages_on_which_nothing_is_cut(own, new_page, size):
    items = tuple(
        Item(id=f"i{at}", label=f"Leaders never meet customers, case {at}", group=f"Theme {at // 6}")
        for at in range(34)
    )
    scale = tuple(ScalePoint(value=at, label=f"Level {at}") for at in range(4))
    grid = ask_of("grid", question=GridQuestion(items=items, scale=scale))
    texts = ask_of("text", question=TextQuestion(longest=400))
    own.seat_people(40)
    page = own.screen(new_page, width=size[0], height=size[1])
    said = [{"text": f"{at} " + "the stay felt like coming home, and " * (at % 7 + 1)} for at in range(40)]
    ratings = [{"ratings": {f"i{item}": (item * at) % 4 for item in range(34)}} for at in range(7)]
    for ask, answers, wanted in ((grid, ratings, 34), (texts, said, 40)):
        revealed((own, page), ask, people=40, answers=answers)
        seen: set[str] = set()
        for _ in range(int(page.locator(".pager > span").inner_text().split("/")[1])):
            seen |= set(page.evaluate(_WHOLE))
            page.keyboard.press("PageDown")

        assert len(seen) == wanted


def test_pages_turn_by_themselves_until_somebody_takes_over(hall):
    page = revealed(hall, ask_of("line"), answers=APART)
    expect(page.get_by_text("1 / 2")).to_be_visible()
    page.evaluate(
        "() => { const now = performance.now.bind(performance); performance.now = () => now() + 30_000 }"
    )
    expect(page.get_by_text("2 / 2")).to_be_visible()
    page.get_by_role("button", name="Stop turning pages").click()

    expect(page.get_by_role("button", name="Turn pages by themselves")).to_be_visible()


def test_it_comes_back_by_itself(own, new_page):
    page = own.screen(new_page)
    expect(page.get_by_text("ABC 234")).to_be_visible()
    own.kill()
    expect(page.get_by_text("No connection to the room")).to_be_visible()
    own.open(ask := ask_of("one"))
    own.start()
    show(page, ask)

    expect(page.get_by_text("No connection to the room")).to_be_hidden()


def test_a_screen_that_is_not_known_any_more_says_what_to_do(own, new_page):
    page = own.screen(new_page)
    expect(page.get_by_text("ABC 234")).to_be_visible()
    page.context.clear_cookies()
    own.kill()
    own.start()

    expect(page.get_by_text("Open it from the facilitator's desk again")).to_be_visible()


def test_markup_is_words(hall):
    markup = "<img src=x onerror=alert(1)>"
    _, page = hall
    ask = asked("text", id=uuid4().hex, title=f"{markup} {uuid4().hex[:4]}", explain=markup)
    revealed(hall, ask, answers=[{"text": markup}])

    assert page.locator("main img").count() == 0
    expect(page.get_by_text(markup).first).to_be_visible()


def test_a_result_moves_in_once_and_not_for_those_who_want_no_motion(hall):
    page = hall[1]
    moving = "document.getAnimations().length"
    revealed(hall, ask_of("one"))
    assert page.evaluate(moving) > 0
    page.emulate_media(reduced_motion="reduce")
    revealed(hall, ask_of("one"))

    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")


def test_it_is_dark_and_light_if_wished_and_stays_so(own, new_page):
    page = own.screen(new_page)
    ground = "getComputedStyle(document.body).backgroundColor"
    expect(page.get_by_text("ABC 234")).to_be_visible()
    assert page.evaluate(ground) == "rgb(13, 21, 29)"
    page.get_by_role("button", name="Light").focus()
    page.keyboard.press("Enter")
    page.reload()
    expect(page.get_by_role("button", name="Dark")).to_be_attached()

    assert page.evaluate(ground) == "rgb(245, 247, 249)"
    assert faults(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["grid", "text", "consent", "axes"])
def test_text_twice_as_large_fits(hall, kind):
    page = revealed(hall, ask_of(kind))
    page.evaluate(_SIZE, "200%")
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    wrong = page.evaluate(_WRONG, LEGIBLE)
    page.evaluate(_SIZE, "")

    assert wide[0] <= wide[1]
    assert wrong == []


_SIZE = """async (size) => {
  document.documentElement.style.fontSize = size;
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}"""
"""Set the reader's size of text, and wait until it is laid out."""

_WRONG = """least => {
  const seen = document.querySelector(".main").getBoundingClientRect();
  const hasText = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const all = [...document.querySelectorAll(".main .body *")];
  const text = all.filter((one) => one.offsetParent && hasText(one));
  const isSmall = (one) => parseFloat(getComputedStyle(one).fontSize) < least * 0.9;
  const isOut = ({ left, right, top, bottom }) =>
    left < innerWidth && (bottom > seen.bottom + 1 || top < seen.top - 1 || right > innerWidth);
  const told = (what, found) => found.map((one) => `${what} ${one.outerHTML.slice(0, 90)}`);
  return [
    ...told("small", text.filter((one) => !one.matches("small, .ends *, .hint") && isSmall(one))),
    ...told("outside", text.filter((one) => isOut(one.getBoundingClientRect()))),
  ];
}"""
"""What is too small to read, or outside of the part that is seen."""

_WHOLE = """() => {
  const body = [...document.querySelectorAll(".body")].find((one) => one.offsetParent);
  const seen = body.getBoundingClientRect();
  const isWhole = ([at, ...more]) => !more.length && at.left >= seen.left - 1 && at.right <= seen.right + 1
    && at.top >= seen.top - 1 && at.bottom <= seen.bottom + 1;
  const all = [...body.querySelectorAll(".row, .cards li")];
  const rows = all.filter((one) => isWhole([...one.getClientRects()]));
  return rows.map((one) => (one.querySelector(".label") || one).firstChild.data);
}"""
"""The rows and texts that are seen whole."""

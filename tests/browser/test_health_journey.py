"""The health check in the browser, by keyboard alone: one person, three in turn, and the laundry board."""

import re
from datetime import date

import pytest
from browser_keys import PHONE, WIDE, Keys, deck_says, expect_accessible, open_step
from playwright.sync_api import Page, expect

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.session import open_session
from cxworkshop.live.store import create

pytestmark = pytest.mark.browser

NEXT_YEAR = date(date.today().year + 1, 6, 9)  # noqa: DTZ011 - the day on this machine is meant
LAUNDRY = ("Refunds need three signatures", "Refunds need three people to sign", "Nobody owns the app")


@pytest.fixture
def file(tmp_path):
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme")]).close()
    return tmp_path / "acme.cxw"


def _answer_all(page: Page, keys: Keys, figures: str) -> None:
    for place in range(30):
        keys.press(figures[place % len(figures)])
    expect(page.get_by_text("30 of 30")).to_be_visible()


def test_one_alone_comes_from_the_first_question_to_a_slide(serving, page, file):
    keys = open_step(page, serving(file), "Health check")
    keys.radio("Who answers", "I answer alone")
    expect(page.get_by_label("Name or initials")).to_be_hidden()
    keys.reach(page.get_by_text("Add an example").first)
    keys.press("Enter")
    keys.press("Tab")
    keys.write("1 board meeting")
    for _ in range(2):
        keys.press("Shift+Tab")
    _answer_all(page, keys, "43212345")
    expect_accessible(page, WIDE, PHONE)
    keys.button("Save my answers")
    expect(page.get_by_role("img", name=re.compile("one person"))).to_be_visible()
    for view in ("Where we disagree", "What to stop first", "Suggested agenda"):
        keys.radio("Show", view)
    expect(page.get_by_role("cell", name="Profitable segments")).to_be_visible()

    keys.reach(page.get_by_label("What we stop first"))
    keys.press("ArrowDown")
    keys.field("The first step", "Meet one customer a month")
    keys.field("Who answers for it", "Kim Lund")
    keys.reach(page.get_by_label("By when"))
    # Year, month, day: the date is whole with the last key, so that no half-typed one is sent before.
    for key in ("ArrowRight", "ArrowRight", *str(NEXT_YEAR.year), "ArrowLeft", "ArrowLeft", "6", "9"):
        keys.press(key)
    keys.button("Save the decision")
    expect(page.locator(".cx-sentence", has_text="We stop first")).to_be_visible()
    expect_accessible(page, WIDE, PHONE)

    session = open_session(file)
    (given,) = session.workshop.health[0].answers
    session.close()
    assert [one.example for one in given.answers.values() if one.example] == ["1 board meeting"]
    assert "Meet one customer a month" in deck_says(file)


@pytest.mark.slow
def test_three_answer_in_turn_at_one_keyboard(serving, page, file):
    keys = open_step(page, serving(file), "Health check")
    first = page.get_by_role("group", name=re.compile(r"^1\. ")).get_by_role("radio").first
    keys.reach(first)
    for who, figures in {"Ana": "4", "Bo": "1234", "Cy": "43"}.items():
        expect(first).to_be_focused()
        _answer_all(page, keys, figures)
        keys.field("Name or initials", who)
        keys.field("What you are responsible for", "Operations")
        keys.button("Save my answers")
        expect(page.get_by_text("Kept. Now the next person.")).to_be_visible()
        expect(page.get_by_text("0 of 30")).to_be_visible()
    assert page.get_by_role("img").count() == 0, "something is shown before all have answered"
    keys.closing("All have answered: show the results")

    expect(page.get_by_role("img", name=re.compile("n = 3"))).to_be_visible()
    expect_accessible(page)
    assert "n = 3" in deck_says(file)


@pytest.mark.slow
def test_laundry_is_written_merged_and_ranked(serving, page, file):
    keys = open_step(page, serving(file), "Health check")
    for text in LAUNDRY:
        keys.listed("What kind it is", "Silo")
        keys.field("What gets in the way", text)
        keys.button("Put it on the board")
        expect(page.get_by_label("What gets in the way")).to_have_value("")
    keys.button("Show the board")
    keys.button("▸ For the facilitator: reword, strike, merge, split")
    for text in LAUNDRY[:2]:
        keys.reach(page.get_by_role("checkbox", name=text, exact=True))
        keys.press("Space")
    keys.field("What they say, in a few words", "Too many signatures")
    keys.button("Merge the ticked ones")
    expect(page.get_by_text("They stand together now.")).to_be_visible()
    expect_accessible(page)
    for word in ("tulip", "daisy", "orchid"):
        for place, points in enumerate(("5", "4", "1", "2")):
            keys.reach(page.get_by_label(re.compile(r"^(Harm done|Can be changed)")).nth(place))
            keys.press(points)
        keys.field("A word that only you know", word)
        keys.button("Save this vote")
        expect(page.get_by_label(re.compile("^Harm done")).first).to_have_value("–")
    keys.button("Show the ranking")

    expect(page.get_by_role("heading", name=re.compile("Too many signatures.* comes first"))).to_be_visible()
    expect_accessible(page, WIDE, PHONE)

"""Mission and success in the browser, by keyboard alone: promise, wordings, mission, success, policies."""

import re
from datetime import date

import pytest
from browser_keys import PHONE, WIDE, Keys, deck_says, expect_accessible, open_step
from playwright.sync_api import Page, expect

from cxworkshop.domain.events import WorkshopCreated
from cxworkshop.live.store import create

pytestmark = pytest.mark.browser

NEXT_YEAR = date(date.today().year + 1, 6, 9)  # noqa: DTZ011 - the day on this machine is meant
PROMISES = {"Ana": "Guests sleep well", "Bo": "Fair prices for families", "Cy": "Breakfast from five"}
MISSION = {
    "Who are they, in a few words": "Every guest",
    "What do they experience, every time": "gets outstanding rest",
    "Because of who we are": "we are hosts",
}
SUCCESS = {
    "Customer outcome": "Guests come back",
    "Employee outcome": "The front desk decides alone",
    "Business outcome": "Repeat stays earn a tenth more",
    "How it is measured": "guests who stay again",
    "Where it stands today": "31",
    "Where it should be": "40",
}
AFTER_THE_TALK = {
    "Ana": "Every guest sleeps well",
    "Bo": "Our guests sleep",
    "Cy": "Guests sleep well, every night",
}
POLICIES = ("Returns", "Licences", "Pricing", "Support", "Warranty")


@pytest.fixture
def file(tmp_path):
    create(tmp_path / "acme.cxw", [WorkshopCreated(name="Acme")]).close()
    return tmp_path / "acme.cxw"


def _write_promises(page: Page, keys: Keys, promises: dict[str, str]) -> None:
    for who, promise in promises.items():
        keys.field("Name or initials", who)
        keys.field("What do we promise?", promise)
        keys.button("Keep what I wrote")
        expect(page.get_by_text(f"{who}: kept. Now the next person.")).to_be_visible()


def _consent(page: Page, keys: Keys, stances: dict[str, str]) -> None:
    for who, stance in stances.items():
        keys.reach(page.get_by_placeholder("never shown; only so").first)
        keys.write(who)
        keys.radio("Where you stand", stance)
        keys.button("Save where I stand")
        expect(page.get_by_placeholder("never shown; only so").first).to_have_value("")


@pytest.mark.slow
def test_three_write_twice_and_see_what_the_talk_changed(serving, page, file):
    keys = open_step(page, serving(file), "Mission and success")
    expect_accessible(page)
    _write_promises(page, keys, PROMISES)
    expect(page.get_by_text("Breakfast from five")).to_have_count(0)
    keys.closing("Show all answers of this round")
    expect(page.get_by_text(re.compile("The 3 answers are alike to"))).to_be_visible()
    expect_accessible(page, WIDE, PHONE)
    _write_promises(page, keys, AFTER_THE_TALK)
    keys.closing("Show all answers of this round")

    expect(page.get_by_text(re.compile("After the talk the answers are more alike"))).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="sleep").first).to_be_visible()
    expect_accessible(page, WIDE, PHONE)
    assert "sleep" in deck_says(file)


def test_from_marked_words_to_a_mission_that_all_can_live_with(serving, page, file):
    keys = open_step(page, serving(file), "Mission and success")
    for label, text in MISSION.items():
        keys.field(label, text)
    finding = page.get_by_role("listitem").filter(has_text="Vague")
    expect(finding.get_by_text("outstanding")).to_be_visible()
    keys.button("Begin with the sentence above")
    expect(page.get_by_label("A wording of the mission")).to_have_value(re.compile("^Every guest gets"))
    keys.button("Put it on the table")
    keys.button("Strike")
    for who in PROMISES:
        keys.reach(page.get_by_role("button", name="Every", exact=True).first)
        for _ in range(3):
            keys.press("ArrowRight")
        expect(page.get_by_role("button", name="outstanding", exact=True)).to_be_focused()
        keys.press("Space")
        keys.field("Whose marks (name or initials)", who)
        keys.button("Keep these marks")
        expect(page.get_by_text(f"{who}: marks kept. Now the next person.")).to_be_visible()
    keys.button("Show the counts per word")
    expect(page.get_by_role("button", name="outstanding, 3 would strike it")).to_be_visible()
    expect_accessible(page, WIDE, PHONE)
    keys.button("Use it without the words struck")
    keys.button("Save the decision")
    _consent(page, keys, {"Ana": "I agree", "Bo": "I can live with it", "Cy": "I agree"})

    expect(page.get_by_text("Decided by consent")).to_be_visible()
    expect_accessible(page, WIDE, PHONE)
    assert "Every guest gets rest." in deck_says(file)


@pytest.mark.slow
def test_a_success_statement_is_reviewed_and_decided(serving, page, file):
    keys = open_step(page, serving(file), "Mission and success")
    for label, text in SUCCESS.items():
        keys.field(label, text)
    expect(page.get_by_text("Still to say:")).to_be_visible()
    expect_accessible(page, WIDE, PHONE)
    keys.reach(page.get_by_label("By when"))
    # Year, month, day: the date is whole with the last key, so that no half-typed one is sent before.
    for key in ("ArrowRight", "ArrowRight", *str(NEXT_YEAR.year), "ArrowLeft", "ArrowLeft", "6", "9"):
        keys.press(key)
    keys.field("Who answers for it", "Kim Lund")
    keys.button("Save the decision", nth=1)

    expect(page.get_by_text(re.compile("Saved at"))).to_be_visible()
    assert "Kim Lund" in deck_says(file)


@pytest.mark.slow
def test_policies_are_placed_and_their_boundary_written_down(serving, page, file):
    keys = open_step(page, serving(file), "Mission and success")
    for who, moves in {"Ana": 30, "Bo": 0, "Cy": -30}.items():
        keys.reach(page.get_by_placeholder("never shown; only so").last)
        keys.write(who)
        for name in POLICIES[:2]:
            keys.reach(page.get_by_role("slider", name=f"{name}: anything goes"))
            for _ in range(abs(moves) // 10):
                keys.press("PageUp" if moves > 0 else "PageDown")
            keys.radio(f"{name}, concerns us", "As the slider stands")
        for name in POLICIES[2:]:
            keys.radio(f"{name}, concerns us", "Doesn't concern us")
        keys.button("Save where I stand")
        expect(page.get_by_placeholder("never shown; only so").last).to_have_value("")
    expect_accessible(page)
    keys.closing("Show where everyone stands")
    expect(page.get_by_role("img", name=re.compile("n = 3"))).to_be_visible()
    keys.field("The boundary", "Up to 50 without asking")
    keys.button("Write it down")

    expect(page.get_by_role("listitem").filter(has_text="Up to 50 without asking")).to_be_visible()
    expect_accessible(page, WIDE, PHONE)
    assert "Up to 50 without asking" in deck_says(file)

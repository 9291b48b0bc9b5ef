"""A whole workshop in the browser, without the network, and then the deck read back."""

import re
from datetime import date
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pptx import Presentation

pytestmark = pytest.mark.browser

MISSION = {
    "Who are they, in a few words": "Every traveller with an early train",
    "What do they experience, every time": "finds breakfast waiting",
    "Because of who we are": "we are up before them",
}

METRIC = {
    "Name of the metric": "minutes to the key",
    "Owner": "Kim Lund",
    "Unit": "min",
    "Today": "9",
    "Target": "3",
    "By when": f"{date.today().year + 1}-06-30",  # noqa: DTZ011 - the day on this machine is meant
}


def _open(page: Page, title: str) -> None:
    page.get_by_role("navigation").first.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("button").first.wait_for()


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save the decision").first.click()
    expect(page.get_by_text(re.compile("Saved at")).first).to_be_visible()


def _deck_text(content: bytes) -> str:
    deck = Presentation(BytesIO(content))
    found = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found.extend(cell.text for row in shape.table.rows for cell in row.cells)
    return "\n".join(found)


def test_a_workshop_from_statement_to_deck(serving, page, prepared):
    page.goto(serving(prepared, preheat=True))
    expect(page.get_by_text("0 of 4 decisions made")).to_be_visible()

    _open(page, "Mission and success")
    for label, text in MISSION.items():
        page.get_by_label(label).fill(text)
    expect(page.get_by_text("Every time, because we are up before them.").first).to_be_visible()
    _save(page)

    _open(page, "Profitable segments")
    page.get_by_label("Which of them earns most in total").select_option("Leisure")
    page.get_by_label("What the best 20 % of customers make").fill("60")
    page.get_by_role("button", name="Save this guess").click()
    page.get_by_role("button", name="Show the evidence").click()
    expect(page.get_by_role("img", name=re.compile("20 % of customers"))).to_be_visible()
    page.get_by_role("checkbox", name="Business", exact=True).check()
    page.get_by_role("checkbox", name="Leisure", exact=True).check()
    page.get_by_label("Why these").fill("They come back")
    _save(page)

    _open(page, "Hallmark touchpoints")
    page.get_by_role("button", name="Score the touchpoints").click()
    page.get_by_role("checkbox", name="Check-in").check()
    page.get_by_role("checkbox", name="Breakfast").check()
    page.get_by_label("Breakfast: what happens there").fill("Served from five, no questions asked")
    _save(page)

    _open(page, "Value drivers")
    page.get_by_role("button", name="Find the drivers").click()
    expect(page.get_by_role("img", name=re.compile("most for recommendation"))).to_be_visible()
    page.get_by_role("button", name="Write our own").click()
    for label, text in METRIC.items():
        page.get_by_label(label, exact=True).first.fill(text)
    page.get_by_label("Good is", exact=True).first.select_option("less")
    _save(page)

    _open(page, "Share")
    expect(page.get_by_role("listitem").filter(has_text="Check-in").first).to_be_visible()
    page.get_by_role("button", name="Make the slides").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download sample.pptx").click()
    text = _deck_text(download.value.path().read_bytes())

    assert "Every traveller with an early train finds breakfast waiting" in text
    assert "Business" in text
    assert "Leisure" in text
    assert "Check-in" in text
    assert "Served from five, no questions asked" in text
    assert "minutes to the key" in text
    assert "Kim Lund" in text


@pytest.mark.slow
def test_a_choice_shows_in_another_tab_in_the_next_app_and_after_a_restart(
    serving, served, new_page, prepared
):
    with served(prepared) as url:
        one, other = new_page(), new_page()
        for page in (one, other):
            page.goto(url)
            _open(page, "Mission and success")
        for label, text in MISSION.items():
            one.get_by_label(label).fill(text)
        _save(one)

        expect(other.get_by_label("Because of who we are")).to_have_value("we are up before them")
        _open(other, "Share")
        expect(other.get_by_text("Every traveller with an early train").first).to_be_visible()
    after = new_page()
    after.goto(serving(prepared))

    expect(after.get_by_text("Every traveller with an early train").first).to_be_visible()


@pytest.mark.parametrize(
    ("title", "button"),
    [
        ("Start", "Look at the table"),
        ("Mission and success", "Save the decision"),
        ("Profitable segments", "Compute again"),
        ("Hallmark touchpoints", "Score again"),
        ("Value drivers", "Find again"),
        ("Share", "Make the slides"),
    ],
)
@pytest.mark.slow
def test_every_app_opens_and_is_accessible(walked_server, new_page, title, button):
    page = new_page()
    page.goto(walked_server)
    _open(page, title)
    expect(page.get_by_role("button", name=button).first).to_be_visible()

    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("innerWidth == document.documentElement.clientWidth")
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        faults = Axe().run(page).response["violations"]

        assert [fault["id"] for fault in faults if fault["impact"] in {"serious", "critical"}] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
